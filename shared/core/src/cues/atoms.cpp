// Finds atoms in texts: by a bitmap of how they begin, then by a hash table, then byte by byte.
#include "cues/atoms.h"

#include <array>
#include <cstring>
#include <string>
#include <tuple>

namespace touchstone::cues {
namespace {

constexpr unsigned kGateBits = 17;

/// The first `size` bytes at `bytes`, at most four, as a number.
std::uint32_t first_bytes(const char* bytes, std::size_t size) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return size < sizeof(word) ? word & ((std::uint32_t{1} << (8 * size)) - 1) : word;
}

std::uint32_t hash_of(std::uint32_t first) {
  return (first ^ first >> 15U) * 0x9E3779B1U;
}

/// How many bytes a beginning is; bytes of 0 stand in no text.
std::size_t size_of(std::uint32_t first) {
  return first >> 24U != 0 ? 4 : first >> 16U != 0 ? 3 : first >> 8U != 0 ? 2 : 1;
}

void set_bit(std::vector<std::uint64_t>& bits, std::uint32_t bit) {
  bits[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
}
bool has_bit(const std::vector<std::uint64_t>& bits, std::uint32_t bit) {
  return (bits[bit >> 6U] >> (bit & 63U) & 1U) != 0;
}

std::string_view beginning(const Atom& atom) {
  return std::string_view(atom.text).substr(0, AtomScanner::kFirstBytes);
}

constexpr std::array<bool, 256> make_word_bytes() {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) table[c] = is_boundary_word(static_cast<char>(c));
  return table;
}
/// By size of an atom: which of the two bytes behind the first four are its own.
constexpr std::array<std::uint32_t, 16> kRestMasks = {0, 0, 0, 0, 0, 0xFFU, 0xFFFFU};
constexpr std::array<bool, 256> kWordBytes = make_word_bytes();

}  // namespace

bool AtomScanner::comes_before(const Atom& one, const Atom& other) {
  return std::tuple(beginning(one), one.opens, std::string_view(one.text), one.closes) <
         std::tuple(beginning(other), other.opens, std::string_view(other.text), other.closes);
}

AtomScanner::Built AtomScanner::build(const std::vector<Atom>& atoms,
                                      const std::vector<std::size_t>& postings) {
  Built built;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Atom& atom = atoms[i];
    std::array<char, kMaxAtomBytes> bytes{};
    atom.text.copy(bytes.data(), bytes.size());
    const auto alike = [&](const Atom& other) {
      return beginning(other) == beginning(atom) && other.opens == atom.opens;
    };
    if (i == 0 || !alike(atoms[i - 1])) built.firsts.push_back(first_bytes(bytes.data(), kFirstBytes));
    const bool last = i + 1 == atoms.size() || !alike(atoms[i + 1]);
    const std::uint32_t flags = (atom.opens ? AtomRecord::kOpens : 0) |
                                (atom.closes ? AtomRecord::kCloses : 0) | (last ? AtomRecord::kLast : 0);
    built.atoms.push_back({static_cast<std::uint16_t>(
        flags >> AtomRecord::kFlagsShift << StoredAtom::kFlagsShift |
        static_cast<std::uint32_t>(atom.text.size()) << StoredAtom::kSizeShift | postings[i])});
    std::uint16_t rest = 0;
    std::memcpy(&rest, bytes.data() + kFirstBytes, sizeof(rest));
    built.rests.push_back(rest);
  }
  return built;
}

std::optional<AtomScanner> AtomScanner::open(std::span<const std::uint32_t> firsts,
                                             std::span<const StoredAtom> atoms,
                                             std::span<const std::uint16_t> rests) {
  if (atoms.size() != rests.size()) return std::nullopt;
  AtomScanner scanner;
  scanner.rests_ = rests;
  scanner.atoms_.reserve(atoms.size() + 1);
  std::uint32_t postings = 0;
  for (const StoredAtom atom : atoms) {
    if (atom.size() == 0 || atom.size() > kMaxAtomBytes || postings > AtomRecord::kMaxPosting) {
      return std::nullopt;
    }
    scanner.atoms_.push_back({atom.flags() | atom.size() << AtomRecord::kSizeShift | postings});
    postings += atom.postings();
  }
  if (postings > AtomRecord::kMaxPosting) return std::nullopt;
  scanner.atoms_.push_back({AtomRecord::kLast | postings});
  unsigned slot_bits = 4;
  while ((std::size_t{1} << slot_bits) < 2 * firsts.size()) ++slot_bits;
  for (Table& table : scanner.tables_) {
    table.gate.resize((std::size_t{1} << kGateBits) / 64);
    table.pairs.resize((std::size_t{1} << 16U) / 64);
    table.slots.resize(std::size_t{1} << slot_bits);
    table.shift = 32 - slot_bits;
  }
  std::size_t atom = 0;
  for (const std::uint32_t first : firsts) {
    if (atom >= atoms.size() || first == 0) return std::nullopt;
    Table& table = scanner.tables_[scanner.atoms_[atom].has(AtomRecord::kOpens) ? 1 : 0];
    const std::uint32_t hash = hash_of(first);
    set_bit(table.gate, hash >> (32U - kGateBits));
    if (size_of(first) == 2) set_bit(table.pairs, first);
    for (std::uint32_t second = 0; size_of(first) == 1 && second < 256; ++second) {
      set_bit(table.pairs, first | second << 8U);
    }
    std::size_t slot = hash >> table.shift;
    while (table.slots[slot].atom != 0) slot = (slot + 1) & (table.slots.size() - 1);
    table.slots[slot] = {first, static_cast<std::uint32_t>(atom + 1)};
    while (!scanner.atoms_[atom].has(AtomRecord::kLast)) ++atom;
    ++atom;
  }
  if (atom != atoms.size()) return std::nullopt;
  return scanner;
}

inline bool AtomScanner::passes(const Table& table, std::uint32_t first) {
  return has_bit(table.gate, hash_of(first) >> (32U - kGateBits));
}

inline std::uint32_t AtomScanner::look_up(const Table& table, std::uint32_t first) {
  // Half the slots are empty, so that every search ends.
  for (std::size_t slot = hash_of(first) >> table.shift;; slot = (slot + 1) & (table.slots.size() - 1)) {
    const Table::Slot& found = table.slots[slot];
    if (found.atom == 0 || found.first == first) return found.atom;
  }
}

std::vector<AtomHit> AtomScanner::scan(std::string_view text) const {
  std::vector<AtomHit> hits;
  if (atoms_.empty() || text.empty()) return hits;
  // Six bytes may be read at every place.
  std::string shape(text.size() + kMaxAtomBytes, '\0');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    shape[i] = static_cast<unsigned char>(c - '0') < 10 ? kAnyDigit : c;
  }
  const auto is_word = [&](std::size_t at) { return kWordBytes[static_cast<unsigned char>(shape[at])]; };
  const auto try_atoms = [&](std::size_t at, std::uint32_t first, const Table& table) {
    std::uint32_t atom = look_up(table, first);
    if (atom-- == 0) return;
    std::uint16_t next = 0;
    std::memcpy(&next, shape.data() + at + kFirstBytes, sizeof(next));
    for (;; ++atom) {
      const AtomRecord record = atoms_[atom];
      const std::size_t size = record.size();
      if ((next & kRestMasks[size]) == rests_[atom] &&
          !(record.has(AtomRecord::kCloses) && is_word(at + size))) {
        hits.push_back({atom, static_cast<std::uint32_t>(at)});
      }
      if (record.has(AtomRecord::kLast)) return;
    }
  };
  const auto try_place = [&](std::size_t at, std::uint32_t four, const Table& table) {
    const std::size_t left = text.size() - at;
    if (left >= 4 && passes(table, four)) try_atoms(at, four, table);
    if (const std::uint32_t three = four & 0xFFFFFFU; left >= 3 && passes(table, three)) {
      try_atoms(at, three, table);
    }
    const std::uint32_t two = four & 0xFFFFU;
    if (!has_bit(table.pairs, two)) return;
    if (left >= 2) try_atoms(at, two, table);
    try_atoms(at, two & 0xFFU, table);
  };
  bool after_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint32_t four = first_bytes(shape.data() + at, kFirstBytes);
    try_place(at, four, tables_[0]);
    const bool word = is_word(at);
    if (word && !after_word) try_place(at, four, tables_[1]);
    after_word = word;
  }
  return hits;
}

}  // namespace touchstone::cues
