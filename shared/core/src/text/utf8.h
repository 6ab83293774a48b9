// UTF-8 read one code point at a time, invalid bytes as the WHATWG decoder reads them: one U+FFFD for each
// longest beginning of a sequence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace touchstone::text {

struct Decoded {
  std::uint32_t code_point;
  std::uint32_t length;  ///< bytes taken, at least 1
};

/// Decodes the code point at `at`, which must be inside `text`.
inline Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  std::uint32_t needed = 0;
  std::uint32_t low = 0x80;
  std::uint32_t high = 0xBF;
  std::uint32_t code_point = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    needed = 1;
    code_point = lead & 0x1Fu;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    needed = 2;
    code_point = lead & 0x0Fu;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    needed = 3;
    code_point = lead & 0x07u;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1};
  }
  for (std::uint32_t i = 1; i <= needed; ++i) {
    if (at + i >= text.size()) return {0xFFFD, i};
    const std::uint32_t next = byte(at + i);
    if (next < low || next > high) return {0xFFFD, i};
    low = 0x80;
    high = 0xBF;
    code_point = (code_point << 6) | (next & 0x3Fu);
  }
  return {code_point, needed + 1};
}

/// Writes a code point to `out`, which has room for four bytes; gives the bytes written.
inline std::uint32_t encode(std::uint32_t code_point, char* out) {
  if (code_point < 0x80) {
    out[0] = static_cast<char>(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = static_cast<char>(0xC0u | (code_point >> 6));
    out[1] = static_cast<char>(0x80u | (code_point & 0x3Fu));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = static_cast<char>(0xE0u | (code_point >> 12));
    out[1] = static_cast<char>(0x80u | ((code_point >> 6) & 0x3Fu));
    out[2] = static_cast<char>(0x80u | (code_point & 0x3Fu));
    return 3;
  }
  out[0] = static_cast<char>(0xF0u | (code_point >> 18));
  out[1] = static_cast<char>(0x80u | ((code_point >> 12) & 0x3Fu));
  out[2] = static_cast<char>(0x80u | ((code_point >> 6) & 0x3Fu));
  out[3] = static_cast<char>(0x80u | (code_point & 0x3Fu));
  return 4;
}

/// UTF-16 code units of a code point.
inline std::uint32_t utf16_units(std::uint32_t code_point) {
  return code_point >= 0x10000 ? 2 : 1;
}

}  // namespace touchstone::text
