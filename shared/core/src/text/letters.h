// Capital and small letters of Latin, Greek and Cyrillic, by the order that Unicode gives them (its blocks
// Basic Latin, Latin-1, Latin Extended-A, Greek and Cyrillic).
#pragma once

#include <cstdint>

namespace touchstone::text {

/// The small letter of a capital one; any other code point is given back as it is.
[[nodiscard]] constexpr std::uint32_t small_letter(std::uint32_t letter) {
  if ((letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7)) {
    return letter + 0x20;
  }
  // Pairs: a capital and its small letter behind it.
  const bool even = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177);
  const bool odd = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17E);
  if ((even && letter % 2 == 0) || (odd && letter % 2 == 1)) return letter + 1;
  if ((letter >= 0x391 && letter <= 0x3A9) || (letter >= 0x410 && letter <= 0x42F)) return letter + 0x20;
  if (letter >= 0x400 && letter <= 0x40F) return letter + 0x50;
  return letter;
}

[[nodiscard]] constexpr bool is_capital(std::uint32_t letter) {
  return small_letter(letter) != letter;
}

[[nodiscard]] constexpr bool is_small(std::uint32_t letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 0xDF && letter <= 0xFF && letter != 0xF7) ||
         (letter >= 0x101 && letter <= 0x17E && !is_capital(letter)) ||
         (letter >= 0x3AC && letter <= 0x3CE) || (letter >= 0x430 && letter <= 0x45F);
}

}  // namespace touchstone::text
