// Clauses: what a text must hold for a pattern to match it, read off the pattern's own syntax tree.
//
// A pattern's needs are clauses: each is a set of atoms of which one must stand in the text. An atom is a
// literal, with a word boundary (RE2's \b) on a side where the pattern asks for one: "rep" as a word of its
// own is far rarer than the letters.
#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

namespace touchstone::cues {

/// Bytes are word characters as RE2's \b has it: ASCII letters, digits and _.
constexpr bool is_boundary_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Every digit counts as this one, in atoms and in texts: what a pattern says of digits is seldom which.
inline constexpr char kAnyDigit = '0';
/// Atoms are cut to this length: what follows tells little more.
inline constexpr std::size_t kMaxAtomBytes = 6;

struct Atom {
  std::string text;     ///< one to kMaxAtomBytes bytes
  bool opens = false;   ///< a word boundary stands before it
  bool closes = false;  ///< and behind it
  bool operator==(const Atom&) const = default;
  bool operator<(const Atom& other) const {
    return std::tie(text, opens, closes) < std::tie(other.text, other.opens, other.closes);
  }
};

/// Sorted, no atom twice.
using Clause = std::vector<Atom>;

/// The clauses of a pattern that RE2 accepts, the rarest first; none: nothing is certain, and the pattern
/// must always be tried. `slot` stands in every text that the pattern is tried on, so that alone it tells
/// nothing.
std::vector<Clause> required_clauses(const std::string& pattern, char slot);

/// How many characters a match of a pattern that RE2 accepts can have; the largest number when there is no
/// end.
std::size_t longest_match(const std::string& pattern);

/// True when the pattern can match at a text's beginning only.
bool is_at_start(const std::string& pattern);

}  // namespace touchstone::cues
