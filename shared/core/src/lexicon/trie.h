// The trie: every key of the lexicon (letters and digits only), walked one byte at a time over the text.
//
// Children of a node stand side by side, so that a masked letter can try them all. A branch that leads to one
// key only is cut short: its node holds the rest of the key, its tail. As bytes:
//
//   roots   256 × u32        first byte -> node, 0 when none
//   pairs   37 × 37 × u32    two first letters or digits -> node, 0 when none
//   triples 37³ bits          which three first letters or digits any key begins with
//   labels  n × u8           the byte that leads to node i; 0 marks the end of a key
//   infos   n × u32          end of a key: its value
//                            tail: bit 31 and the offset of [length u8, bytes, value u24] in tails
//                            else: the first child in bits 0–23, the number of children in bits 24–30
//   tails   bytes
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/glyph.h"
#include "pack/bytes.h"

namespace touchstone::lexicon {

class Trie {
 public:
  /// A place in the trie: a node, or a byte within a node's tail.
  struct Cursor {
    std::uint32_t info = 0;
    std::uint32_t tail = 0;  ///< offset of the next tail byte; only when `left` counts
    std::int32_t left = -1;  ///< tail bytes to come; -1 outside tails
  };

  /// Keys are not empty and at most 255 bytes long; values are below 2^24.
  static std::vector<std::byte> build(const std::map<std::string, std::uint32_t>& keys);
  /// Checks every offset; nothing when they do not fit, or a value is not below `values`.
  static std::optional<Trie> open(std::span<const std::byte> bytes, std::uint32_t values);

  /// The place after the first byte.
  [[nodiscard]] bool start(unsigned char byte, Cursor& out) const {
    const auto node = pack::load<std::uint32_t>(bytes_, kRootsAt + 4 * std::size_t{byte});
    if (node == 0) return false;
    out = at(node & ~kEndsHere);
    return true;
  }

  /// True when the first letter is no key by itself and the two letters lead nowhere: the common case, told
  /// by one look.
  [[nodiscard]] bool start_pair(char first, char second, Cursor& out) const {
    const auto node = pack::load<std::uint32_t>(bytes_, kPairsAt + 4 * (code(first) * kCodes + code(second)));
    if (node == 0) return false;
    out = at(node);
    return true;
  }
  /// False when no key begins with these three letters or digits; most words are told apart here, by one look
  /// into six kilobytes.
  [[nodiscard]] bool begins(char first, char second, char third) const {
    const std::size_t bit = (code(first) * kCodes + code(second)) * kCodes + code(third);
    return (static_cast<unsigned>(bytes_[kTriplesAt + bit / 8]) >> (bit % 8) & 1U) != 0;
  }
  /// True when a single byte is a key.
  [[nodiscard]] bool ends_after(unsigned char byte) const {
    return (pack::load<std::uint32_t>(bytes_, kRootsAt + 4 * std::size_t{byte}) & kEndsHere) != 0;
  }

  /// Moves on by one byte; false when no key goes on so.
  [[nodiscard]] bool step(Cursor& cursor, unsigned char byte) const {
    if (cursor.left >= 0) {
      if (cursor.left == 0 || tails_[cursor.tail] != byte) return false;
      ++cursor.tail;
      --cursor.left;
      return true;
    }
    const std::uint32_t first = cursor.info & kFirst;
    const std::uint32_t end = first + (cursor.info >> kCountShift);
    for (std::uint32_t child = first; child < end; child += 8) {
      // Eight labels at once: the bytes that equal `byte` become zero, and the lowest zero byte is found.
      std::uint64_t labels;
      std::memcpy(&labels, labels_ + child, sizeof(labels));
      labels ^= kOnes * byte;
      const std::uint64_t zeros = (labels - kOnes) & ~labels & (kOnes << 7U);
      if (zeros != 0) {
        const std::uint32_t found = child + static_cast<std::uint32_t>(__builtin_ctzll(zeros)) / 8;
        if (found >= end) return false;
        cursor = at(found);
        return true;
      }
    }
    return false;
  }

  /// The value of the key that ends here.
  [[nodiscard]] std::optional<std::uint32_t> value(const Cursor& cursor) const {
    if (cursor.left == 0) return tail_value(cursor.tail);
    if (cursor.left > 0) return std::nullopt;
    const std::uint32_t first = cursor.info & kFirst;
    if ((cursor.info >> kCountShift) == 0 || labels_[first] != 0) return std::nullopt;
    return info(first);
  }

  /// Calls `visit(byte, cursor)` for every byte that leads on.
  template <typename Visit>
  void children(const Cursor& cursor, Visit visit) const {
    if (cursor.left == 0) return;
    if (cursor.left > 0) {
      visit(tails_[cursor.tail], Cursor{0, cursor.tail + 1, cursor.left - 1});
      return;
    }
    const std::uint32_t first = cursor.info & kFirst;
    const std::uint32_t end = first + (cursor.info >> kCountShift);
    for (std::uint32_t child = first; child < end; ++child) {
      if (labels_[child] != 0) visit(labels_[child], at(child));
    }
  }
  template <typename Visit>
  void first_children(Visit visit) const {
    for (unsigned byte = 1; byte < 256; ++byte) {
      Cursor cursor;
      if (start(static_cast<unsigned char>(byte), cursor)) visit(static_cast<unsigned char>(byte), cursor);
    }
  }

  /// The value of a whole key.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const;

 private:
  static constexpr std::size_t kCodes = 37;
  static constexpr std::size_t kRootsAt = 16;
  static constexpr std::size_t kPairsAt = kRootsAt + 256 * 4;
  static constexpr std::size_t kTriplesAt = kPairsAt + kCodes * kCodes * 4;
  static constexpr std::size_t kTripleBytes = (kCodes * kCodes * kCodes / 8 + 8) / 4 * 4;
  static constexpr std::size_t kNodesAt = kTriplesAt + kTripleBytes;
  static constexpr std::uint32_t kTail = 1U << 31U;
  static constexpr std::uint32_t kEndsHere = 1U << 31U;  ///< in a root: the byte alone is a key
  static constexpr std::uint32_t kFirst = (1U << 24U) - 1;
  static constexpr unsigned kCountShift = 24;
  static constexpr std::uint64_t kOnes = 0x0101010101010101ULL;

  static constexpr std::size_t code(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a') + 1;
    if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0') + 27;
    return 0;
  }

  [[nodiscard]] std::uint32_t info(std::uint32_t node) const {
    return pack::load<std::uint32_t>(infos_, 4 * std::size_t{node});
  }
  [[nodiscard]] Cursor at(std::uint32_t node) const {
    const std::uint32_t found = info(node);
    if ((found & kTail) == 0) return Cursor{found, 0, -1};
    const std::uint32_t offset = found & ~kTail;
    return Cursor{0, offset + 1, tails_[offset]};
  }
  [[nodiscard]] std::uint32_t tail_value(std::uint32_t offset) const {
    return tails_[offset] | std::uint32_t{tails_[offset + 1]} << 8U |
           std::uint32_t{tails_[offset + 2]} << 16U;
  }

  const std::byte* bytes_ = nullptr;
  const unsigned char* labels_ = nullptr;
  const std::byte* infos_ = nullptr;
  const unsigned char* tails_ = nullptr;
};

}  // namespace touchstone::lexicon
