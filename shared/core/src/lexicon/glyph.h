// One character of folded text: its length, and the script whose spelling habits it follows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace touchstone::lexicon {

/// Only as fine as word boundaries need: where words are parted by spaces, and what may follow a name.
enum class Script : std::uint8_t {
  kNone,  ///< spaces, punctuation, symbols, emoji
  kDigit,
  kLatin,
  kGreek,
  kCyrillic,
  kArabic,
  kHebrew,
  kIndic,
  kThai,  ///< Thai, Lao, Khmer: no spaces between words
  kHan,
  kHiragana,
  kKatakana,
  kHangul,
  kOther,
};

struct Glyph {
  std::uint8_t size = 1;
  Script script = Script::kNone;
};

namespace detail {

constexpr Script ascii_script(unsigned char c) {
  if (c >= '0' && c <= '9') return Script::kDigit;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Script::kLatin;
  return Script::kNone;
}

constexpr std::array<Script, 128> make_ascii_scripts() {
  std::array<Script, 128> table{};
  for (unsigned c = 0; c < 128; ++c) table[c] = ascii_script(static_cast<unsigned char>(c));
  return table;
}
inline constexpr std::array<Script, 128> kAsciiScripts = make_ascii_scripts();

constexpr Script two_byte_script(char32_t c) {
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? Script::kLatin : Script::kNone;
  if (c == 0xD7 || c == 0xF7) return Script::kNone;
  if (c < 0x2B0) return Script::kLatin;
  if (c < 0x370) return Script::kOther;
  if (c < 0x400) return Script::kGreek;
  if (c < 0x530) return Script::kCyrillic;
  if (c < 0x590) return Script::kOther;
  if (c < 0x600) return Script::kHebrew;
  if (c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4 || (c >= 0x66A && c <= 0x66D))
    return Script::kNone;
  return Script::kArabic;
}

constexpr Script three_byte_script(char32_t c) {
  if (c < 0x900) return Script::kArabic;
  if (c < 0xE00) return c == 0x964 || c == 0x965 ? Script::kNone : Script::kIndic;
  if (c < 0xF00) return c == 0xE3F || c == 0xE4F ? Script::kNone : Script::kThai;
  if (c >= 0x1100 && c < 0x1200) return Script::kHangul;
  if (c >= 0x1780 && c < 0x17D4) return Script::kThai;
  if (c >= 0x1E00 && c < 0x1F00) return Script::kLatin;
  if (c >= 0x1F00 && c < 0x2000) return Script::kGreek;
  if (c < 0x2000) return Script::kOther;
  if (c < 0x3005) return Script::kNone;
  if (c < 0x3008) return Script::kHan;
  if (c < 0x3041) return Script::kNone;
  if (c < 0x30A0) return Script::kHiragana;
  if (c == 0x30A0 || c == 0x30FB) return Script::kNone;
  if (c < 0x3100) return Script::kKatakana;
  if (c >= 0x3131 && c < 0x3190) return Script::kHangul;
  if (c < 0x31C0) return Script::kOther;
  if (c < 0x3400) return Script::kNone;
  if (c >= 0x4DC0 && c < 0x4E00) return Script::kNone;
  if (c < 0xA000) return Script::kHan;
  if (c < 0xAC00) return Script::kOther;
  if (c < 0xD7B0) return Script::kHangul;
  if (c >= 0xF900 && c < 0xFB00) return Script::kHan;
  if (c >= 0xFB50 && c < 0xFE00) return Script::kArabic;
  return Script::kNone;
}

}  // namespace detail

namespace detail {

/// A character beyond ASCII.
[[nodiscard]] inline Glyph wide_glyph_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned char lead = byte(0);
  const std::size_t left = text.size() - at;
  if (lead >= 0xC2 && lead < 0xE0 && left >= 2 && follows(1)) {
    return {2, two_byte_script((char32_t{lead} & 0x1FU) << 6U | (char32_t{byte(1)} & 0x3FU))};
  }
  if (lead >= 0xE0 && lead < 0xF0 && left >= 3 && follows(1) && follows(2)) {
    return {3, three_byte_script((char32_t{lead} & 0x0FU) << 12U | (char32_t{byte(1)} & 0x3FU) << 6U |
                                 (char32_t{byte(2)} & 0x3FU))};
  }
  if (lead >= 0xF0 && lead < 0xF5 && left >= 4 && follows(1) && follows(2) && follows(3)) {
    return {4, lead == 0xF0 && byte(1) >= 0xA0 ? Script::kHan : Script::kNone};
  }
  return {1, Script::kNone};
}

}  // namespace detail

/// The character at `text[at]`; bytes that are no UTF-8 are one-byte glyphs of no script.
[[nodiscard]] inline Glyph glyph_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {1, detail::kAsciiScripts[lead]};
  return detail::wide_glyph_at(text, at);
}

/// The character that ends just before `text[at]`; of no script at the start.
[[nodiscard]] inline Glyph glyph_before(std::string_view text, std::size_t at) {
  if (at == 0) return {0, Script::kNone};
  std::size_t back = 1;
  while (back < 4 && back < at && (static_cast<unsigned char>(text[at - back]) & 0xC0U) == 0x80U) ++back;
  const Glyph glyph = glyph_at(text.substr(0, at), at - back);
  return glyph.size == back ? glyph : Glyph{1, Script::kNone};
}

[[nodiscard]] constexpr bool is_word(Script script) {
  return script != Script::kNone;
}

/// Words of these scripts are not parted by spaces.
[[nodiscard]] constexpr bool is_unspaced(Script script) {
  return script == Script::kThai || script == Script::kHan || script == Script::kHiragana ||
         script == Script::kKatakana || script == Script::kHangul;
}

[[nodiscard]] constexpr bool is_ascii_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// The number of characters.
[[nodiscard]] inline std::size_t glyph_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace touchstone::lexicon
