// Atoms: the literals without which a pattern cannot match. One pass over a text finds which of them stand in
// it, so that a pattern is only run where it may match.
//
// A pattern's needs are clauses: each is a set of atoms of which one must be there. They come from RE2's own
// prefilter (re2/prefilter.h), so they are as true as RE2 is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pack/records.h"

namespace touchstone::cues {

/// Clauses of one pattern, the rarest first; empty: nothing is certain, the pattern must always be tried.
std::vector<std::vector<std::string>> required_clauses(const std::string& pattern, char slot);

/// Where an atom stands.
struct AtomHit {
  std::uint32_t atom = 0;
  std::uint32_t begin = 0;
};

/// The atoms of a section, found in one pass. Views the section; holds small tables beside it.
class AtomScanner {
 public:
  AtomScanner() = default;
  /// `atoms`: sorted texts of at least one byte.
  AtomScanner(std::span<const std::byte> section, std::span<const pack::Slice> atoms);

  /// Every place of every atom. Linear in the text, whatever it is.
  void scan(std::string_view text, std::vector<AtomHit>& hits) const;

 private:
  struct Bucket {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct Entry {
    std::uint32_t atom = 0;
    std::uint32_t offset = 0;  // of the indexed bytes in the atom
  };
  static std::uint32_t hash(const char* bytes);
  [[nodiscard]] std::string_view atom(std::uint32_t index) const {
    return pack::view_text(section_, atoms_[index]);
  }

  std::span<const std::byte> section_;
  std::span<const pack::Slice> atoms_;
  // Atoms of three bytes and more, by a hash of three of their bytes: those that the fewest atoms hold.
  std::vector<Bucket> buckets_;
  std::vector<Entry> entries_;
  std::vector<std::vector<std::uint32_t>> short_atoms_;  // by first byte; empty when there are none
};

}  // namespace touchstone::cues
