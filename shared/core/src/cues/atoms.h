// Atoms found in a text: one pass tells which of the literals that patterns need stand in it, and where.
//
// At each place of the text the first bytes are looked up in a bitmap (a gate), then in a hash table; nearly
// every place ends at the gate, at a dozen instructions. Texts are looked at with every digit as 0, as atoms
// are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cues/clauses.h"

namespace touchstone::cues {

/// Where an atom stands.
struct AtomHit {
  std::uint32_t atom = 0;
  std::uint32_t begin = 0;
};

/// An atom as it is looked for. Those that begin with the same four bytes stand one behind the other.
struct AtomRecord {
  static constexpr std::uint32_t kOpens = 1U << 31U;
  static constexpr std::uint32_t kCloses = 1U << 30U;
  static constexpr std::uint32_t kLast = 1U << 29U;  ///< of those that begin alike
  static constexpr unsigned kFlagsShift = 29;
  static constexpr unsigned kSizeShift = 24;  ///< one to six bytes
  static constexpr std::uint32_t kMaxPosting = (1U << kSizeShift) - 1;
  std::uint32_t packed = 0;

  [[nodiscard]] bool has(std::uint32_t flag) const { return (packed & flag) != 0; }
  [[nodiscard]] std::size_t size() const { return packed >> kSizeShift & 15U; }
  /// Where its patterns begin in the postings; they end where the next atom's begin.
  [[nodiscard]] std::uint32_t first_posting() const { return packed & kMaxPosting; }
};

/// What is stored of an atom: the three flags of its record, its size in three bits, and in ten how many
/// postings it has.
struct StoredAtom {
  static constexpr unsigned kFlagsShift = 13;
  static constexpr unsigned kSizeShift = 10;
  static constexpr std::uint32_t kMostPostings = (1U << kSizeShift) - 1;
  std::uint16_t packed = 0;

  [[nodiscard]] std::uint32_t flags() const {
    return static_cast<std::uint32_t>(packed >> kFlagsShift) << AtomRecord::kFlagsShift;
  }
  [[nodiscard]] std::uint32_t size() const { return packed >> kSizeShift & 7U; }
  [[nodiscard]] std::uint32_t postings() const { return packed & kMostPostings; }
};

class AtomScanner {
 public:
  static constexpr std::size_t kFirstBytes = 4;

  AtomScanner() = default;
  /// `firsts` are the first one to four bytes of the atoms, those that begin alike once; `rests` of each atom
  /// the bytes behind its first four. Nothing when they do not fit together.
  static std::optional<AtomScanner> open(std::span<const std::uint32_t> firsts,
                                         std::span<const StoredAtom> atoms,
                                         std::span<const std::uint16_t> rests);

  /// How atoms have to be ordered: those that begin alike together.
  static bool comes_before(const Atom& one, const Atom& other);
  /// What `open` takes, of ordered atoms, of which each has so many postings, at most
  /// StoredAtom::kMostPostings.
  struct Built {
    std::vector<std::uint32_t> firsts;
    std::vector<StoredAtom> atoms;
    std::vector<std::uint16_t> rests;
  };
  static Built build(const std::vector<Atom>& atoms, const std::vector<std::size_t>& postings);

  /// The atoms in their order, and one record more that says where the postings end.
  [[nodiscard]] std::span<const AtomRecord> records() const { return atoms_; }

  /// Every place of every atom, by place. Linear in the text, whatever it is.
  [[nodiscard]] std::vector<AtomHit> scan(std::string_view text) const;

 private:
  /// Two tables: for atoms that open with a word, which are looked for where words begin, and for the others.
  struct Table {
    struct Slot {
      std::uint32_t first = 0;
      std::uint32_t atom = 0;  ///< the first of those that begin so, and one more; 0: empty
    };
    std::vector<std::uint64_t> gate;  ///< a bit for each hash of a beginning
    std::vector<Slot> slots;
    unsigned shift = 31;  ///< of a hash to a slot
    /// A bit for any two bytes that an atom of one or two begins with.
    std::vector<std::uint64_t> pairs;
  };
  [[nodiscard]] static bool passes(const Table& table, std::uint32_t first);
  [[nodiscard]] static std::uint32_t look_up(const Table& table, std::uint32_t first);

  std::array<Table, 2> tables_;  ///< anywhere, and at words
  std::vector<AtomRecord> atoms_;
  std::span<const std::uint16_t> rests_;
};

}  // namespace touchstone::cues
