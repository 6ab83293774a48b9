// Little-endian numbers in byte sections: written when a pack is built, read in place when it is used.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace touchstone::pack {

// Sections are read by copying numbers out of them as they stand.
static_assert(std::endian::native == std::endian::little, "packs are read in place, so little-endian only");

/// The number at `bytes[offset]`; the caller has checked the bounds.
template <typename T>
[[nodiscard]] inline T load(const std::byte* bytes, std::size_t offset) {
  static_assert(std::is_trivially_copyable_v<T>);
  T value;
  std::memcpy(&value, bytes + offset, sizeof(T));
  return value;
}

/// Appends a number.
template <typename T>
inline void append(std::vector<std::byte>& out, T value) {
  static_assert(std::is_trivially_copyable_v<T>);
  const std::size_t at = out.size();
  out.resize(at + sizeof(T));
  std::memcpy(out.data() + at, &value, sizeof(T));
}

inline void append_text(std::vector<std::byte>& out, std::string_view text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  out.insert(out.end(), first, first + text.size());
}

/// Fills with NUL up to a multiple of `alignment`.
inline void align(std::vector<std::byte>& out, std::size_t alignment) {
  while (out.size() % alignment != 0) out.push_back(std::byte{0});
}

}  // namespace touchstone::pack
