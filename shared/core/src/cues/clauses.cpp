// Walks a pattern's syntax tree for the literals that every match holds.
#include "cues/clauses.h"

#include <re2/re2.h>
#include <re2/regexp.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "text/utf8.h"

namespace touchstone::cues {
namespace {

using re2::Regexp;

/// Stands for \b among literals while the tree is walked; patterns are over text without control characters.
constexpr char kBoundary = '\x01';
/// So many strings may a stretch of a pattern stand for and still be one clause: a clause of more atoms is
/// hardly ever false.
constexpr std::size_t kMaxAtoms = 128;
/// Of two alternations side by side, so many pairs are kept as one literal each.
constexpr std::size_t kMaxPairs = 24;
/// A class of more characters than this could be anything.
constexpr int kMaxClass = 16;
/// More clauses than this tell little more.
constexpr std::size_t kMaxClauses = 5;

using Strings = std::set<std::string>;

/// What is known of a part of the pattern: the strings that it stands for, or, where they are too many, how
/// it begins and ends ("" where that is anyhow) and the clauses that it needs.
struct Known {
  std::optional<Strings> exact;
  Strings begins = {""};
  Strings ends = {""};
  std::vector<Clause> clauses = {};
  bool optional = false;  ///< it may also be left out; then it is not exact
};

Known exactly(Strings strings) {
  Known known;
  known.exact = std::move(strings);
  return known;
}

std::string utf8_of(re2::Rune rune) {
  if (rune >= '0' && rune <= '9') rune = kAnyDigit;
  char bytes[4];
  return {bytes, text::encode(static_cast<std::uint32_t>(rune), bytes)};
}

/// The literal with boundaries, as an atom; nothing when it says nothing.
std::optional<Atom> atom_of(const std::string& literal) {
  Atom atom;
  std::string_view rest = literal;
  // A space beside a word is a boundary, which is all that it tells.
  while (!rest.empty() && (rest.front() == kBoundary || rest.front() == ' ')) {
    atom.opens = true;
    rest.remove_prefix(1);
  }
  while (!rest.empty() && (rest.back() == kBoundary || rest.back() == ' ')) {
    atom.closes = true;
    rest.remove_suffix(1);
  }
  for (const char c : rest) {
    if (c != kBoundary) atom.text += c;
  }
  if (atom.text.empty()) return std::nullopt;
  if (atom.text.size() > kMaxAtomBytes) {
    atom.text.resize(kMaxAtomBytes);
    atom.closes = false;
  }
  // Beside a sign a space is no boundary.
  if (!is_boundary_word(atom.text.front())) atom.opens = false;
  if (!is_boundary_word(atom.text.back())) atom.closes = false;
  return atom;
}

/// True when `atom` stands wherever `other` does.
bool stands_in(const Atom& atom, const Atom& other) {
  for (std::size_t at = other.text.find(atom.text); at != std::string::npos;
       at = other.text.find(atom.text, at + 1)) {
    const std::size_t end = at + atom.text.size();
    const bool opens =
        at == 0 ? other.opens : is_boundary_word(other.text[at - 1]) != is_boundary_word(atom.text.front());
    const bool closes = end == other.text.size()
                            ? other.closes
                            : is_boundary_word(other.text[end]) != is_boundary_word(atom.text.back());
    if ((opens || !atom.opens) && (closes || !atom.closes)) return true;
  }
  return false;
}

/// Sorts a clause and leaves out every atom in which another one stands.
void tidy(Clause& clause) {
  std::sort(clause.begin(), clause.end());
  clause.erase(std::unique(clause.begin(), clause.end()), clause.end());
  Clause kept;
  for (const Atom& atom : clause) {
    const bool told = std::any_of(clause.begin(), clause.end(), [&](const Atom& other) {
      return other != atom && stands_in(other, atom) && !(stands_in(atom, other) && atom < other);
    });
    if (!told) kept.push_back(atom);
  }
  clause = std::move(kept);
}

/// True when `clause` holds wherever `other` does.
bool follows_from(const Clause& clause, const Clause& other) {
  return std::all_of(other.begin(), other.end(), [&](const Atom& given) {
    return std::any_of(clause.begin(), clause.end(),
                       [&](const Atom& atom) { return stands_in(atom, given); });
  });
}

/// The clause that one of these strings stands in the text; nothing when it may be empty.
std::optional<Clause> clause_of(const Strings& strings, char slot) {
  Clause clause;
  for (const std::string& literal : strings) {
    std::optional<Atom> atom = atom_of(literal);
    if (!atom || atom->text == std::string(1, slot)) return std::nullopt;
    clause.push_back(std::move(*atom));
  }
  tidy(clause);
  if (clause.empty() || clause.size() > kMaxAtoms) return std::nullopt;
  return clause;
}

bool is_number(std::string_view text) {
  return text.find_first_not_of(kAnyDigit) == std::string_view::npos;
}

/// How rarely a clause holds, the greater the rarer: long atoms, and few of them.
std::size_t rarity(const Clause& clause) {
  std::size_t shortest = 12;
  for (const Atom& atom : clause) {
    // A boundary is worth a letter or more.
    shortest = std::min(shortest, atom.text.size() + (atom.opens ? 1 : 0) + (atom.closes ? 1 : 0));
  }
  return shortest * 64 - std::min<std::size_t>(clause.size(), 63);
}

class Walker {
 public:
  explicit Walker(char slot) : slot_(slot) {}

  [[nodiscard]] Known know(Regexp* node) const {
    switch (node->op()) {
      case re2::kRegexpEmptyMatch:
      case re2::kRegexpBeginLine:
      case re2::kRegexpEndLine:
      case re2::kRegexpBeginText:
      case re2::kRegexpEndText:
      case re2::kRegexpNoWordBoundary:
        return exactly({""});
      case re2::kRegexpWordBoundary:
        return exactly({std::string(1, kBoundary)});
      case re2::kRegexpLiteral:
        if ((node->parse_flags() & Regexp::FoldCase) != 0) return {};
        return exactly({utf8_of(node->rune())});
      case re2::kRegexpLiteralString: {
        if ((node->parse_flags() & Regexp::FoldCase) != 0) return {};
        std::string literal;
        for (int i = 0; i < node->nrunes(); ++i) literal += utf8_of(node->runes()[i]);
        return exactly({literal});
      }
      case re2::kRegexpCharClass:
        return know_class(*node->cc());
      case re2::kRegexpCapture:
        return know(node->sub()[0]);
      case re2::kRegexpConcat:
        return know_sequence(node);
      case re2::kRegexpAlternate:
        return know_alternatives(node);
      case re2::kRegexpQuest:
      case re2::kRegexpStar: {
        Known part = know(node->sub()[0]);
        if (part.exact && node->op() == re2::kRegexpQuest) {
          part.exact->insert("");
          return part;
        }
        settle(part);
        Known whole;
        whole.ends = std::move(part.ends);
        whole.optional = true;
        return whole;
      }
      case re2::kRegexpPlus: {
        Known part = know(node->sub()[0]);
        settle(part);
        return part;
      }
      default:  // anything, and what may be left out
        return {};
    }
  }

  /// Turns strings into the clause that they make.
  void settle(Known& part) const {
    if (!part.exact) return;
    add_clause(*part.exact, part.clauses);
    part.begins = *part.exact;
    part.ends = std::move(*part.exact);
    part.exact.reset();
  }

 private:
  void add_clause(const Strings& strings, std::vector<Clause>& clauses) const {
    if (std::optional<Clause> clause = clause_of(strings, slot_)) clauses.push_back(std::move(*clause));
  }

  static Known know_class(re2::CharClass& set) {
    Strings strings;
    int others = 0;
    for (const re2::RuneRange& range : set) {
      for (re2::Rune rune = range.lo; rune <= range.hi; ++rune) {
        strings.insert(utf8_of(rune));
        if ((rune < '0' || rune > '9') && ++others > kMaxClass) return {};
      }
    }
    return exactly(std::move(strings));
  }

  /// Every string of `before` with every one of `after`; nothing when they are too many.
  static std::optional<Strings> pairs(const Strings& before, const Strings& after) {
    const std::size_t most = before.size() == 1 || after.size() == 1 ? kMaxAtoms : kMaxPairs;
    if (before.size() * after.size() > most) return std::nullopt;
    Strings joined;
    for (const std::string& first : before) {
      for (const std::string& second : after) joined.insert(first + second);
    }
    return joined;
  }

  [[nodiscard]] Known know_sequence(Regexp* node) const {
    Known whole;
    Strings run = {""};  // how what has been read so far ends
    bool exact = true;   // and it is nothing but that
    for (int i = 0; i < node->nsub(); ++i) {
      Known part = know(node->sub()[i]);
      if (part.optional) {
        add_clause(run, whole.clauses);
        if (exact) whole.begins = run;
        exact = false;
        run.insert(part.ends.begin(), part.ends.end());
        run = {common_end(run)};
        continue;
      }
      const Strings& next = part.exact ? *part.exact : part.begins;
      std::optional<Strings> joined = pairs(run, next);
      if (!joined) {
        // What ends all strings so far begins the next: "hidden " is a boundary for "link".
        add_clause(run, whole.clauses);
        if (exact) whole.begins = run;
        exact = false;
        joined = pairs({common_end(run)}, next);
        if (!joined) joined = Strings{""};
      }
      if (part.exact) {
        run = std::move(*joined);
        continue;
      }
      add_clause(*joined, whole.clauses);
      whole.clauses.insert(whole.clauses.end(), part.clauses.begin(), part.clauses.end());
      if (exact) whole.begins = std::move(*joined);
      exact = false;
      run = std::move(part.ends);
    }
    if (exact) return exactly(std::move(run));
    add_clause(run, whole.clauses);
    whole.ends = std::move(run);
    return whole;
  }

  [[nodiscard]] Known know_alternatives(Regexp* node) const {
    std::vector<Known> parts;
    bool exact = true;
    for (int i = 0; i < node->nsub(); ++i) {
      parts.push_back(know(node->sub()[i]));
      exact = exact && parts.back().exact.has_value();
    }
    Known whole;
    if (exact) {
      Strings strings;
      for (const Known& part : parts) strings.insert(part.exact->begin(), part.exact->end());
      if (strings.size() <= kMaxAtoms) return exactly(std::move(strings));
    }
    whole.begins.clear();
    whole.ends.clear();
    // One clause that holds whichever branch matches: the rarest of each.
    Clause joined;
    bool certain = true;
    for (Known& part : parts) {
      settle(part);
      whole.begins.insert(part.begins.begin(), part.begins.end());
      whole.ends.insert(part.ends.begin(), part.ends.end());
      certain = certain && !part.clauses.empty();
      if (!certain) continue;
      const auto best =
          std::max_element(part.clauses.begin(), part.clauses.end(),
                           [](const Clause& a, const Clause& b) { return rarity(a) < rarity(b); });
      joined.insert(joined.end(), best->begin(), best->end());
    }
    if (whole.begins.size() > kMaxAtoms) whole.begins = {""};
    if (whole.ends.size() > kMaxAtoms) whole.ends = {""};
    if (certain) {
      tidy(joined);
      if (joined.size() <= kMaxAtoms) whole.clauses.push_back(std::move(joined));
    }
    return whole;
  }

  /// A boundary when every string ends with one or with a space, else nothing.
  static std::string common_end(const Strings& strings) {
    const bool all = std::all_of(strings.begin(), strings.end(), [](const std::string& s) {
      return !s.empty() && (s.back() == ' ' || s.back() == kBoundary);
    });
    return std::string(all ? 1 : 0, kBoundary);
  }

  char slot_;
};

constexpr std::size_t kEndless = std::numeric_limits<std::size_t>::max();

std::size_t longest(Regexp* node) {
  switch (node->op()) {
    case re2::kRegexpLiteral:
    case re2::kRegexpCharClass:
    case re2::kRegexpAnyChar:
    case re2::kRegexpAnyByte:
      return 1;
    case re2::kRegexpLiteralString:
      return static_cast<std::size_t>(node->nrunes());
    case re2::kRegexpCapture:
    case re2::kRegexpQuest:
      return longest(node->sub()[0]);
    case re2::kRegexpStar:
    case re2::kRegexpPlus:
      return longest(node->sub()[0]) == 0 ? 0 : kEndless;
    case re2::kRegexpConcat:
    case re2::kRegexpAlternate: {
      std::size_t most = 0;
      for (int i = 0; i < node->nsub(); ++i) {
        const std::size_t part = longest(node->sub()[i]);
        if (part == kEndless) return kEndless;
        most = node->op() == re2::kRegexpConcat ? most + part : std::max(most, part);
      }
      return most;
    }
    case re2::kRegexpRepeat:  // simplified away
    case re2::kRegexpHaveMatch:
      return kEndless;
    default:  // what takes no characters
      return 0;
  }
}

bool at_start(Regexp* node) {
  switch (node->op()) {
    case re2::kRegexpBeginText:
      return true;
    case re2::kRegexpConcat:
    case re2::kRegexpCapture:
      return node->nsub() > 0 && at_start(node->sub()[0]);
    case re2::kRegexpAlternate:
      return std::all_of(node->sub(), node->sub() + node->nsub(), at_start);
    default:
      return false;
  }
}

/// What `tell` says of a pattern's simplified tree; `otherwise` for one that RE2 refuses.
template <typename Value, typename Tell>
Value of_tree(const std::string& pattern, Value otherwise, Tell tell) {
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 compiled(pattern, options);
  if (!compiled.ok()) return otherwise;
  Regexp* simple = compiled.Regexp()->Simplify();
  const Value told = tell(simple);
  simple->Decref();
  return told;
}

}  // namespace

bool is_at_start(const std::string& pattern) {
  return of_tree(pattern, false, at_start);
}

std::size_t longest_match(const std::string& pattern) {
  return of_tree(pattern, kEndless, longest);
}

std::vector<Clause> required_clauses(const std::string& pattern, char slot) {
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 compiled(pattern, options);
  if (!compiled.ok()) return {};
  Regexp* simple = compiled.Regexp()->Simplify();
  const Walker walker(slot);
  Known known = walker.know(simple);
  simple->Decref();
  walker.settle(known);
  std::vector<Clause>& clauses = known.clauses;
  std::sort(clauses.begin(), clauses.end(), [](const Clause& a, const Clause& b) {
    return rarity(a) != rarity(b) ? rarity(a) > rarity(b) : a < b;
  });
  std::vector<Clause> kept;
  for (Clause& clause : clauses) {
    if (std::none_of(kept.begin(), kept.end(),
                     [&](const Clause& rarer) { return follows_from(clause, rarer); }))
      kept.push_back(std::move(clause));
  }
  clauses = std::move(kept);
  // A letter or two, a word's first or last letter and a sign of punctuation stand in nearly every text.
  const auto tells_nothing = [](const Clause& clause) {
    return std::any_of(clause.begin(), clause.end(), [](const Atom& atom) {
      const char first = atom.text.front();
      if (first == kAnyDigit || first == '$' || static_cast<unsigned char>(first) >= 0x80) return false;
      const std::size_t boundaries = (atom.opens ? 1U : 0U) + (atom.closes ? 1U : 0U);
      return atom.text.size() == 1 ? boundaries < 2 : atom.text.size() == 2 && boundaries == 0;
    });
  };
  // A number stands in every other text: what a price has beside it tells more, whatever it is.
  const bool numeric = !clauses.empty() && std::all_of(clauses.front().begin(), clauses.front().end(),
                                                       [](const Atom& atom) { return is_number(atom.text); });
  const std::size_t least = numeric ? 2 : 1;
  while (clauses.size() > least && tells_nothing(clauses.back())) clauses.pop_back();
  // Beside the rarest one, a clause of many atoms is seldom false, and each atom costs its place in the pack.
  const std::size_t most_beside = numeric ? kMaxAtoms : 32;
  for (auto clause = clauses.begin(); clause != clauses.end();) {
    clause = clause != clauses.begin() && clause->size() > most_beside ? clauses.erase(clause) : clause + 1;
  }
  if (clauses.size() > kMaxClauses) clauses.resize(kMaxClauses);
  return std::move(clauses);
}

}  // namespace touchstone::cues
