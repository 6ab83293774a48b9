// Records and texts in a section: appended by a builder, viewed in place with every bound checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace touchstone::pack {

/// Appends plain records and strings to a section.
class ByteWriter {
 public:
  template <typename Record>
  std::uint32_t append(const Record& record) {
    static_assert(std::is_trivially_copyable_v<Record>);
    return append_bytes(&record, sizeof record, alignof(Record));
  }

  template <typename Record>
  std::uint32_t append_array(const std::vector<Record>& records) {
    static_assert(std::is_trivially_copyable_v<Record>);
    return append_bytes(records.data(), records.size() * sizeof(Record), alignof(Record));
  }

  std::uint32_t append_text(std::string_view text) { return append_bytes(text.data(), text.size(), 1); }

  template <typename Record>
  void overwrite(std::uint32_t offset, const Record& record) {
    std::memcpy(bytes_.data() + offset, &record, sizeof record);
  }

  [[nodiscard]] std::vector<std::byte> take() && { return std::move(bytes_); }

 private:
  std::uint32_t append_bytes(const void* data, std::size_t size, std::size_t alignment) {
    bytes_.resize((bytes_.size() + alignment - 1) / alignment * alignment);
    const std::size_t offset = bytes_.size();
    bytes_.resize(offset + size);
    if (size != 0) std::memcpy(bytes_.data() + offset, data, size);
    return static_cast<std::uint32_t>(offset);
  }

  std::vector<std::byte> bytes_;
};

/// A stretch of a section.
struct Slice {
  std::uint32_t offset = 0;
  std::uint32_t count = 0;  ///< records, or bytes of a text
};

/// The same of little, in half the bytes: up to 255 from the first sixteen million.
struct ShortSlice {
  static constexpr unsigned kCountShift = 24;
  std::uint32_t packed = 0;

  [[nodiscard]] static constexpr bool holds(Slice slice) {
    return slice.offset < 1U << kCountShift && slice.count < 1U << (32 - kCountShift);
  }
  [[nodiscard]] static constexpr ShortSlice of(Slice slice) {
    return {slice.count << kCountShift | slice.offset};
  }
  // NOLINTNEXTLINE(google-explicit-constructor): it is a slice, written shorter.
  constexpr operator Slice() const { return {packed & ((1U << kCountShift) - 1), packed >> kCountShift}; }
};

/// Views `slice` of `section` as records; empty when it does not lie inside or is misaligned.
template <typename Record>
std::span<const Record> view(std::span<const std::byte> section, Slice slice) {
  static_assert(std::is_trivially_copyable_v<Record>);
  if (slice.offset % alignof(Record) != 0 || slice.offset > section.size() ||
      slice.count > (section.size() - slice.offset) / sizeof(Record)) {
    return {};
  }
  return {reinterpret_cast<const Record*>(section.data() + slice.offset), slice.count};
}

/// Views `slice` as text; empty when it does not lie inside.
inline std::string_view view_text(std::span<const std::byte> section, Slice slice) {
  const auto bytes = view<char>(section, slice);
  return {bytes.data(), bytes.size()};
}

}  // namespace touchstone::pack
