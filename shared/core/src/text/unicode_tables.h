// The generated tables of folding: a code point's record through two stages of 32-code-point blocks.
#pragma once

#include <cstddef>
#include <cstdint>

namespace touchstone::text::tables {

/// How folding treats a code point. The order is the generator's.
enum class Class : std::uint8_t {
  kSymbol,       ///< no part of a word
  kLetter,       ///< a letter or number of a script that is never read as Latin
  kLatin,        ///< folds to ASCII letters
  kForeign,      ///< a letter (Cyrillic, Greek, …) that looks like a Latin one: `look`
  kExotic,       ///< the same, of a script that nobody posts in (Cherokee, Lisu, …)
  kFaux,         ///< an ideograph offered as lettering: `look`
  kDigit,        ///< folds to an ASCII digit
  kDroppedMark,  ///< a combining mark that folding drops
  kKeptMark,     ///< a combining mark that is a part of its word (Indic, Thai)
  kIgnored,      ///< zero width: variation selectors, joiners, controls, tatweel
  kSpace,
  kNewline,
  kRegional,  ///< a regional indicator: half a flag, or a letter
  kJamo,      ///< a conjoining Hangul letter
  kFauxRare,  ///< kFaux, and hardly ever seen in Chinese or Japanese
};

inline constexpr std::uint8_t kDisguise = 1;   ///< a styled form of its letter
inline constexpr std::uint8_t kWide = 2;       ///< full-width: a disguise only where no CJK is
inline constexpr std::uint8_t kHan = 4;        ///< ideographs, kana, hangul, bopomofo
inline constexpr std::uint8_t kLoose = 8;      ///< `look` is only an allusion (Я for R)
inline constexpr std::uint8_t kComposes = 16;  ///< may compose with the character before it

struct Record {
  std::uint16_t offset;  ///< of the folded text in kPool
  std::uint8_t length;   ///< in bytes; 0: the character stands as it is
  std::uint8_t kind;     ///< Class
  std::uint8_t flags;
  std::uint8_t look;  ///< the ASCII letter that it looks like, or 0
};

struct Composition {
  std::uint16_t base, mark, whole;
};

/// The tables end here; above are ideographs, private use and what is ignored.
inline constexpr std::uint32_t kLimit = 0x20000;

extern const std::uint16_t kStage1[];
extern const std::uint16_t kStage2[];
extern const Record kRecords[];
extern const unsigned char kPool[];
extern const Composition kCompositions[];  ///< sorted by base, then mark
extern const std::size_t kCompositionCount;
extern const unsigned char kRegions[];  ///< bit 26·first+second: these two letters make a flag

inline const Record& record(std::uint32_t code_point) {
  return kRecords[kStage2[kStage1[code_point >> 5] * 32u + (code_point & 31u)]];
}

}  // namespace touchstone::text::tables
