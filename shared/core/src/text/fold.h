// Folding: the one form in which all text is compared, whatever case, alphabet, accents or tricks it was
// written in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::text {

/// Folded text and the way back. `text` is UTF-8: NFKC, case-folded, Latin, Greek and Cyrillic without
/// diacritics, Arabic without harakat and with plain alef and yeh, Devanagari without nukta, Hangul that is
/// written letter by letter (ㄱㅜㅉㅣ, 프ㄹr다) put together; confusable and styled letters as the
/// letters they are read as (a Cyrillic letter inside a Latin word, mathematical, enclosed, full-width and
/// regional-indicator alphabets); zero-width and variation characters gone; every run of white space one
/// space, or one '\n' if it held a line end; typographic quotes, apostrophes and dashes as ' " -. Control
/// characters never occur, except '\n'.
struct Folded {
  std::string text;
  /// For byte i of `text`: the source character it came from, as UTF-16 code units [start[i], end[i]) of the
  /// original. A base letter's range takes in the combining marks that followed it.
  std::vector<std::uint32_t> start;
  std::vector<std::uint32_t> end;
  /// For byte i: non-zero when the character was disguised (confusable from another script, styled alphabet,
  /// leet, or zero-width characters next to it inside a word). Plain full-width forms in CJK text are no
  /// disguise.
  std::vector<std::uint8_t> disguised;
};

/// Folds UTF-8; invalid bytes become U+FFFD. Linear in time and memory.
Folded fold(std::string_view utf8);

/// The same text with leet undone inside words (l!nk -> link, r0lex -> rolex, gu¢¢i -> gucci); where nothing
/// changes, `text` is empty. Digits and symbols are letters only where letters stand on a side of them within
/// the same word; numbers, prices, sizes, "1:1", "7a", times and hashtags' years stay.
Folded undo_leet(const Folded& folded);

/// The folded text alone, for rule data and names.
std::string fold_text(std::string_view utf8);

/// True for a byte that begins or continues a letter or digit of folded text (any script).
/// A byte cannot tell a letter from a sign in every script: where that matters ask is_word_at and
/// is_word_before.
bool is_word_byte(unsigned char byte);

/// True when the character that begins at byte `at` of folded text is a letter, a digit or a mark of a
/// letter.
bool is_word_at(std::string_view folded, std::size_t at);
/// The same of the character that ends before byte `at`.
bool is_word_before(std::string_view folded, std::size_t at);

/// The length in UTF-16 code units of valid or invalid UTF-8 (as fold counts it).
std::uint32_t utf16_length(std::string_view utf8);

/// The part [start, end) of `utf8`, counted in UTF-16 code units, as UTF-8; a half surrogate pair is widened
/// to whole.
std::string_view utf16_slice(std::string_view utf8, std::uint32_t start, std::uint32_t end);

}  // namespace touchstone::text
