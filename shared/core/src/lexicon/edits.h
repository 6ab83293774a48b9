// Misspelt names: the skeleton that a name keeps when letters are dropped, swapped or doubled, and how far a
// spelling is from a name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/hash_index.h"

namespace touchstone::lexicon {

/// The first letter and the consonants after it (y counts as a vowel), runs of one consonant as one:
/// "lululemon" and "lululmn" -> "lmn", "burberry" and "brbry" -> "brbr". Hashed letter by letter.
class Skeleton {
 public:
  void add(std::string_view letters) {
    for (const char c : letters) {
      if (last_ != 0 && (is_vowel(c) || c == last_)) continue;
      last_ = c;
      hash_ = hash_byte(hash_, static_cast<unsigned char>(c));
    }
  }
  [[nodiscard]] std::uint32_t hash() const { return hash_finish(hash_); }

  [[nodiscard]] static constexpr bool is_vowel(char c) {
    // Bits of a, e, i, o, u, y.
    return c >= 'a' && c <= 'z' && (0x1104111U >> static_cast<unsigned>(c - 'a') & 1U) != 0;
  }

 private:
  char last_ = 0;
  std::uint64_t hash_ = kHashStart;
};

/// The skeleton in letters; its hash_of() is Skeleton's hash().
[[nodiscard]] std::string skeleton(std::string_view letters);

/// The skeleton, and the skeletons that one dropped or two swapped consonants leave; none twice.
[[nodiscard]] std::vector<std::string> skeleton_variants(std::string_view letters);

/// The surest reading of `word` as a misspelling of `name`, 0..100; 0 when it is none. Both are Latin letters
/// and digits with the same first letter. Names of 6–9 letters allow one edit (a dropped, added, changed or
/// doubled letter, or two swapped), longer ones two; and in names of at least 6 letters up to three vowels
/// may be dropped where four letters and half of the name are left.
[[nodiscard]] std::uint8_t misspelling_confidence(std::string_view word, std::string_view name);

}  // namespace touchstone::lexicon
