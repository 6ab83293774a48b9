// Misspelt names: skeletons and bounded edit distance.
#include "lexicon/edits.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace touchstone::lexicon {
namespace {

constexpr std::size_t kShortest = 6;
constexpr std::size_t kLong = 10;
constexpr std::size_t kLongest = 40;

bool is_vowel(char c) {
  return Skeleton::is_vowel(c);
}

std::string without_runs(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (out.empty() || out.back() != c) out += c;
  }
  return out;
}

/// How many vowels `word` lacks of `name`, when nothing else differs (a doubled consonant apart); -1
/// otherwise.
int dropped_vowels(std::string_view word, std::string_view name) {
  int dropped = 0;
  std::size_t at = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (at < word.size() && word[at] == name[i]) {
      ++at;
    } else if (is_vowel(name[i])) {
      ++dropped;
    } else if (i == 0 || name[i - 1] != name[i]) {
      return -1;
    }
  }
  return at == word.size() ? dropped : -1;
}

/// Optimal string alignment distance, or `limit` + 1 when it is greater.
int distance(std::string_view a, std::string_view b, int limit) {
  const auto gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > static_cast<std::size_t>(limit) || a.size() > kLongest || b.size() > kLongest) return limit + 1;
  std::array<std::array<int, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    const auto& above_that = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], above_that[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return std::min(rows[a.size() % 3][b.size()], limit + 1);
}

}  // namespace

std::string skeleton(std::string_view letters) {
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i == 0 || (!is_vowel(letters[i]) && out.back() != letters[i])) out += letters[i];
  }
  return out;
}

std::vector<std::string> skeleton_variants(std::string_view letters) {
  const std::string whole = skeleton(letters);
  std::vector<std::string> out{whole};
  for (std::size_t i = 1; i < whole.size(); ++i) {
    std::string dropped = whole;
    dropped.erase(i, 1);
    // With two consonants left anything would look like the name.
    if (dropped.size() >= 3) out.push_back(without_runs(dropped));
    if (i + 1 < whole.size()) {
      std::string swapped = whole;
      std::swap(swapped[i], swapped[i + 1]);
      out.push_back(without_runs(swapped));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::uint8_t misspelling_confidence(std::string_view word, std::string_view name) {
  if (name.size() < kShortest || word.empty() || word[0] != name[0]) return 0;
  // The name itself, or a stem of it.
  if (name.starts_with(word)) return 0;
  std::uint8_t best = 0;
  const bool is_long = name.size() >= kLong;
  const int edits = distance(word, name, is_long ? 2 : 1);
  if (edits == 1) best = is_long ? 84 : name.size() >= 8 ? 76 : 68;
  if (edits == 2 && is_long) best = 66;
  const int dropped = dropped_vowels(word, name);
  if (dropped >= 1 && dropped <= 3 && word.size() >= 4 && word.size() * 2 >= name.size()) {
    best = std::max<std::uint8_t>(best, word.size() >= 6 ? 74 : 60);
  }
  return best;
}

}  // namespace touchstone::lexicon
