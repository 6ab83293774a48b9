// Finds atoms in texts: by a bitmap of how they begin, then by a hash of it, then byte by byte.
#include "cues/atoms.h"

#include <array>
#include <cstring>
#include <string>
#include <tuple>

namespace touchstone::cues {
namespace {

/// The first `size` bytes at `bytes`, at most four, as a number.
std::uint32_t first_bytes(const char* bytes, std::size_t size) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return size < sizeof(word) ? word & ((std::uint32_t{1} << (8 * size)) - 1) : word;
}

std::uint32_t gate_bit(std::uint32_t first) {
  return (first * 0x9E3779B1U) >> (32U - AtomScanner::kGateBits);
}

bool passes(const std::uint8_t* gate, std::uint32_t first) {
  const std::uint32_t bit = gate_bit(first);
  return (gate[bit / 8] >> (bit % 8) & 1U) != 0;
}

/// What the index knows the atoms by that begin with these bytes.
std::uint32_t index_hash(std::uint32_t first, bool opens) {
  return lexicon::hash_finish(std::uint64_t{first} << 1U | (opens ? 1U : 0U));
}

std::string_view beginning(const Atom& atom) {
  return std::string_view(atom.text).substr(0, AtomScanner::kGateBytes);
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
                                      const std::vector<std::uint32_t>& first_postings) {
  Built built;
  built.gates.resize(kGatesSize);
  std::vector<lexicon::HashIndex::Item> items;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Atom& atom = atoms[i];
    std::array<char, kMaxAtomBytes> bytes{};
    atom.text.copy(bytes.data(), bytes.size());
    const std::uint32_t first = first_bytes(bytes.data(), kGateBytes);
    const std::uint32_t bit = gate_bit(first);
    std::uint8_t& byte = built.gates[(atom.opens ? kGateSize : 0) + bit / 8];
    byte = static_cast<std::uint8_t>(byte | 1U << (bit % 8));
    if (!atom.opens && atom.text.size() < kGateBytes) {
      std::uint8_t& sizes = built.gates[2 * kGateSize + static_cast<unsigned char>(atom.text.front())];
      sizes = static_cast<std::uint8_t>(sizes | 1U << atom.text.size());
    }
    const auto alike = [&](const Atom& other) {
      return beginning(other) == beginning(atom) && other.opens == atom.opens;
    };
    if (i == 0 || !alike(atoms[i - 1])) {
      items.emplace_back(index_hash(first, atom.opens), static_cast<std::uint32_t>(i));
    }
    const bool last = i + 1 == atoms.size() || !alike(atoms[i + 1]);
    built.atoms.push_back({first_postings[i] |
                           static_cast<std::uint32_t>(atom.text.size()) << AtomRecord::kSizeShift |
                           (atom.opens ? AtomRecord::kOpens : 0) | (atom.closes ? AtomRecord::kCloses : 0) |
                           (last ? AtomRecord::kLast : 0)});
    std::uint16_t rest = 0;
    std::memcpy(&rest, bytes.data() + kGateBytes, sizeof(rest));
    built.rests.push_back(rest);
  }
  built.atoms.push_back({first_postings.back() | AtomRecord::kLast});
  built.index = lexicon::HashIndex::build(items, true);
  return built;
}

std::vector<AtomHit> AtomScanner::scan(std::string_view text) const {
  std::vector<AtomHit> hits;
  // Six bytes may be read at every place.
  std::string shape(text.size() + kMaxAtomBytes, '\0');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    shape[i] = static_cast<unsigned char>(c - '0') < 10 ? kAnyDigit : c;
  }
  const auto is_word = [&](std::size_t at) { return kWordBytes[static_cast<unsigned char>(shape[at])]; };
  const auto look_up = [&](std::size_t at, std::uint32_t first, bool opens) {
    std::uint16_t next = 0;
    std::memcpy(&next, shape.data() + at + kGateBytes, sizeof(next));
    index_.each(index_hash(first, opens), [&](std::uint32_t atom) {
      for (;; ++atom) {
        const AtomRecord record = atoms_[atom];
        const std::size_t size = record.size();
        if ((next & kRestMasks[size]) == rests_[atom] &&
            !(record.has(AtomRecord::kCloses) && is_word(at + size))) {
          hits.push_back({atom, static_cast<std::uint32_t>(at)});
        }
        if (record.has(AtomRecord::kLast)) return;
      }
    });
  };
  const auto look_up_short = [&](std::size_t at, std::size_t size, bool opens, const std::uint8_t* gate) {
    const std::uint32_t first = first_bytes(shape.data() + at, size);
    if (passes(gate, first)) look_up(at, first, opens);
  };
  const std::uint8_t* anywhere = gates_.data();
  const std::uint8_t* at_words = anywhere + kGateSize;
  const std::uint8_t* short_sizes = at_words + kGateSize;
  bool after_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::uint32_t four = first_bytes(shape.data() + at, kGateBytes);
    const bool whole = text.size() - at >= kGateBytes;
    if (whole && passes(anywhere, four)) look_up(at, four, false);
    if (const unsigned sizes = short_sizes[four & 0xFFU]; sizes != 0) {
      for (std::size_t size = 1; size < kGateBytes; ++size) {
        if ((sizes >> size & 1U) != 0) look_up_short(at, size, false, anywhere);
      }
    }
    const bool word = is_word(at);
    if (word && !after_word) {
      for (std::size_t size = 1; size < kGateBytes; ++size) {
        look_up_short(at, size, true, at_words);
      }
      if (whole && passes(at_words, four)) look_up(at, four, true);
    }
    after_word = word;
  }
  return hits;
}

}  // namespace touchstone::cues
