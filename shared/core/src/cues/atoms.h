// Atoms found in a text: one pass tells which of the literals that patterns need stand in it, and where.
//
// At each place of the text the first bytes are looked up in a bitmap (a gate); nearly every place ends
// there, at a dozen instructions. Texts are looked at with every digit as 0, as atoms are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cues/clauses.h"
#include "lexicon/hash_index.h"

namespace touchstone::cues {

/// Where an atom stands.
struct AtomHit {
  std::uint32_t atom = 0;
  std::uint32_t begin = 0;
};

/// What is stored of an atom. Those that begin with the same four bytes stand one behind the other.
struct AtomRecord {
  static constexpr std::uint32_t kOpens = 1U << 31U;
  static constexpr std::uint32_t kCloses = 1U << 30U;
  static constexpr std::uint32_t kLast = 1U << 29U;  ///< of those that begin alike
  static constexpr unsigned kSizeShift = 24;         ///< one to six bytes
  static constexpr std::uint32_t kMaxPosting = (1U << kSizeShift) - 1;
  std::uint32_t packed = 0;

  [[nodiscard]] bool has(std::uint32_t flag) const { return (packed & flag) != 0; }
  [[nodiscard]] std::size_t size() const { return packed >> kSizeShift & 15U; }
  /// Where its patterns begin in the postings; they end where the next atom's begin.
  [[nodiscard]] std::uint32_t first_posting() const { return packed & kMaxPosting; }
};

class AtomScanner {
 public:
  /// A gate holds the first one to four bytes of atoms, hashed. There are two: for atoms that open with a
  /// word, which are looked for where words begin, and for the others. Behind them a byte for each first
  /// byte: bit n when an atom of the others is n bytes long, n below four.
  static constexpr std::size_t kGateBits = 16;
  static constexpr std::size_t kGateBytes = 4;
  static constexpr std::size_t kGateSize = (std::size_t{1} << kGateBits) / 8;
  static constexpr std::size_t kGatesSize = 2 * kGateSize + 256;

  AtomScanner() = default;
  AtomScanner(std::span<const std::uint8_t> gates, lexicon::HashIndex index,
              std::span<const AtomRecord> atoms, std::span<const std::uint16_t> rests)
      : gates_(gates), index_(index), atoms_(atoms), rests_(rests) {}

  /// How atoms have to be ordered: those that begin alike together.
  static bool comes_before(const Atom& one, const Atom& other);
  /// The gates, the index and the records of ordered atoms; `first_postings` has one number more than there
  /// are atoms.
  struct Built {
    std::vector<std::uint8_t> gates;
    std::vector<std::byte> index;
    std::vector<AtomRecord> atoms;
    std::vector<std::uint16_t> rests;
  };
  static Built build(const std::vector<Atom>& atoms, const std::vector<std::uint32_t>& first_postings);

  /// Every place of every atom, by place. Linear in the text, whatever it is.
  [[nodiscard]] std::vector<AtomHit> scan(std::string_view text) const;

 private:
  std::span<const std::uint8_t> gates_;
  lexicon::HashIndex index_;
  std::span<const AtomRecord> atoms_;
  std::span<const std::uint16_t> rests_;  ///< of each atom, the bytes behind its first four
};

}  // namespace touchstone::cues
