// Records column by column: the first bytes of all, then their second ones, and so on. Where neighbours are
// alike, their bytes are so in most columns, which is what LZ4 finds; side by side in records it is not.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace touchstone::pack {

template <typename Record>
std::vector<std::byte> to_columns(const std::vector<Record>& records) {
  static_assert(std::is_trivially_copyable_v<Record>);
  const auto* bytes = reinterpret_cast<const std::byte*>(records.data());
  std::vector<std::byte> columns(records.size() * sizeof(Record));
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (std::size_t byte = 0; byte < sizeof(Record); ++byte) {
      columns[byte * records.size() + i] = bytes[i * sizeof(Record) + byte];
    }
  }
  return columns;
}

/// Bytes behind the last whole record are left out.
template <typename Record>
std::vector<Record> from_columns(std::span<const std::byte> columns) {
  static_assert(std::is_trivially_copyable_v<Record>);
  std::vector<Record> records(columns.size() / sizeof(Record));
  auto* bytes = reinterpret_cast<std::byte*>(records.data());
  for (std::size_t byte = 0; byte < sizeof(Record); ++byte) {
    const std::byte* column = columns.data() + byte * records.size();
    for (std::size_t i = 0; i < records.size(); ++i) bytes[i * sizeof(Record) + byte] = column[i];
  }
  return records;
}

}  // namespace touchstone::pack
