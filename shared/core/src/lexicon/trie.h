// The trie: every key of the lexicon (letters and digits only), walked one byte at a time over the text.
//
// Children of a node stand side by side, so that a masked letter can try them all, and with all that a step
// needs, so that it costs one cache line. A branch that leads to one key only is cut short: its node is a
// tail, the rest of the key. A node is 32 bits:
//
//   bit 31       tail: bits 0–30 are the offset of [length u8, bytes, payload] in tails
//   bit 30       a key ends here
//   bits 23–29   the number of children
//   bits 0–22    the offset of its block
//
// and its block: u32 offset of the payload in tails (only where a key ends), labels u8 × children, nodes u32
// × children. What a payload is the caller knows; it is read where it stands. As bytes:
//
//   sizes   u32 of blocks, u32 of tails, u64 0
//   roots   256 × u32        node of the first byte, 0 when none
//   pairs   37 × 37 × u32    node of two first letters or digits, 0 when none
//   triples 37³ bits         which three first letters or digits any key begins with
//   quads   2¹⁶ bits         the same of four, hashed
//   blocks, tails
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
  /// A place in the trie: a node, or a byte within its tail.
  struct Cursor {
    std::uint32_t node = 0;
    std::uint32_t tail = 0;  ///< offset of the next tail byte; only when `left` counts
    std::int32_t left = -1;  ///< tail bytes to come; -1 outside tails
  };

  struct Built {
    std::vector<std::byte> bytes;
    std::map<std::string, std::uint32_t> values;  ///< key -> where its payload is
  };
  /// Keys are not empty and at most 255 bytes long.
  static Built build(const std::map<std::string, std::vector<std::byte>>& payloads);
  /// Checks every offset; nothing when they do not fit. `payload_size(tails, offset)` gives the size of the
  /// payload at `tails[offset]`, 0 when it is none.
  template <typename PayloadSize>
  static std::optional<Trie> open(std::span<const std::byte> bytes, PayloadSize payload_size);

  /// The bytes that values are offsets into.
  [[nodiscard]] const std::byte* payloads() const { return tails_; }

  /// The place after the first byte.
  [[nodiscard]] bool start(unsigned char byte, Cursor& out) const {
    const auto node = pack::load<std::uint32_t>(bytes_, kRootsAt + 4 * std::size_t{byte});
    if (node == 0) return false;
    out = at(node);
    return true;
  }

  /// The place after two letters or digits.
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
  /// The same of four, with few false yeses; keys of three letters let any fourth follow.
  [[nodiscard]] bool begins(char first, char second, char third, char fourth) const {
    const std::size_t bit = quad(first, second, third, fourth);
    return (static_cast<unsigned>(bytes_[kQuadsAt + bit / 8]) >> (bit % 8) & 1U) != 0;
  }
  /// True when a single byte is a key.
  [[nodiscard]] bool ends_after(unsigned char byte) const {
    return (pack::load<std::uint32_t>(bytes_, kRootsAt + 4 * std::size_t{byte}) & kEnds) != 0;
  }

  /// Moves on by one byte; false when no key goes on so.
  [[nodiscard]] bool step(Cursor& cursor, unsigned char byte) const {
    if (cursor.left >= 0) {
      if (cursor.left == 0 || tails_[cursor.tail] != std::byte{byte}) return false;
      ++cursor.tail;
      --cursor.left;
      return true;
    }
    const std::uint32_t count = count_of(cursor.node);
    const std::byte* labels = labels_of(cursor.node);
    for (std::uint32_t child = 0; child < count; child += 8) {
      // Eight labels at once: the bytes that equal `byte` become zero, and the lowest zero byte is found.
      std::uint64_t eight;
      std::memcpy(&eight, labels + child, sizeof(eight));
      eight ^= kOnes * byte;
      const std::uint64_t zeros = (eight - kOnes) & ~eight & (kOnes << 7U);
      if (zeros != 0) {
        const std::uint32_t found = child + static_cast<std::uint32_t>(__builtin_ctzll(zeros)) / 8;
        if (found >= count) return false;
        cursor = at(child_of(labels, count, found));
        return true;
      }
    }
    return false;
  }

  /// Where the payload of the key that ends here is.
  [[nodiscard]] std::optional<std::uint32_t> value(const Cursor& cursor) const {
    if (cursor.left == 0) return cursor.tail;
    if (cursor.left > 0 || (cursor.node & kEnds) == 0) return std::nullopt;
    return pack::load<std::uint32_t>(blocks_, cursor.node & kBlock);
  }

  /// Calls `visit(byte, cursor)` for every byte that leads on.
  template <typename Visit>
  void children(const Cursor& cursor, Visit visit) const {
    if (cursor.left == 0) return;
    if (cursor.left > 0) {
      visit(static_cast<unsigned char>(tails_[cursor.tail]), Cursor{0, cursor.tail + 1, cursor.left - 1});
      return;
    }
    const std::uint32_t count = count_of(cursor.node);
    const std::byte* labels = labels_of(cursor.node);
    for (std::uint32_t child = 0; child < count; ++child) {
      visit(static_cast<unsigned char>(labels[child]), at(child_of(labels, count, child)));
    }
  }
  template <typename Visit>
  void first_children(Visit visit) const {
    for (unsigned byte = 1; byte < 256; ++byte) {
      Cursor cursor;
      if (start(static_cast<unsigned char>(byte), cursor)) visit(static_cast<unsigned char>(byte), cursor);
    }
  }

  /// Where the payload of a whole key is.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const;

 private:
  static constexpr std::size_t kCodes = 37;
  static constexpr std::size_t kRootsAt = 16;
  static constexpr std::size_t kPairsAt = kRootsAt + std::size_t{256} * 4;
  static constexpr std::size_t kTriplesAt = kPairsAt + kCodes * kCodes * 4;
  static constexpr std::size_t kTripleBytes = (kCodes * kCodes * kCodes / 8 + 8) / 4 * 4;
  static constexpr std::size_t kQuadsAt = kTriplesAt + kTripleBytes;
  static constexpr std::size_t kQuadBytes = (std::size_t{1} << 16U) / 8;
  static constexpr std::size_t kBlocksAt = kQuadsAt + kQuadBytes;
  static constexpr std::uint32_t kTail = 1U << 31U;
  static constexpr std::uint32_t kEnds = 1U << 30U;
  static constexpr std::uint32_t kBlock = (1U << 23U) - 1;
  static constexpr unsigned kCountShift = 23;
  static constexpr std::uint32_t kCount = 127;
  static constexpr std::uint64_t kOnes = 0x0101010101010101ULL;

  static constexpr std::size_t code(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a') + 1;
    if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0') + 27;
    return 0;
  }

  static std::size_t quad(char first, char second, char third, char fourth) {
    const auto letters = static_cast<std::uint32_t>(static_cast<unsigned char>(first)) |
                         static_cast<std::uint32_t>(static_cast<unsigned char>(second)) << 8U |
                         static_cast<std::uint32_t>(static_cast<unsigned char>(third)) << 16U |
                         static_cast<std::uint32_t>(static_cast<unsigned char>(fourth)) << 24U;
    return letters * 0x9E3779B1U >> 16U;
  }
  [[nodiscard]] static std::uint32_t count_of(std::uint32_t node) { return node >> kCountShift & kCount; }
  /// The labels of a node's children; where they begin when there are none.
  [[nodiscard]] const std::byte* labels_of(std::uint32_t node) const {
    return blocks_ + (node & kBlock) + ((node & kEnds) != 0 ? 4 : 0);
  }
  [[nodiscard]] static std::uint32_t child_of(const std::byte* labels, std::uint32_t count,
                                              std::uint32_t child) {
    return pack::load<std::uint32_t>(labels, count + 4 * std::size_t{child});
  }
  [[nodiscard]] Cursor at(std::uint32_t node) const {
    if ((node & kTail) == 0) return Cursor{node, 0, -1};
    const std::uint32_t offset = node & ~kTail;
    return Cursor{0, offset + 1, static_cast<std::int32_t>(tails_[offset])};
  }

  const std::byte* bytes_ = nullptr;
  const std::byte* blocks_ = nullptr;
  const std::byte* tails_ = nullptr;
};

template <typename PayloadSize>
std::optional<Trie> Trie::open(std::span<const std::byte> bytes, PayloadSize payload_size) {
  if (bytes.size() < kBlocksAt + 8) return std::nullopt;
  const std::size_t block_bytes = pack::load<std::uint32_t>(bytes.data(), 0);
  const std::size_t tail_bytes = pack::load<std::uint32_t>(bytes.data(), 4);
  if (block_bytes > kBlock || bytes.size() < kBlocksAt + block_bytes + tail_bytes + 8) return std::nullopt;
  Trie trie;
  trie.bytes_ = bytes.data();
  trie.blocks_ = bytes.data() + kBlocksAt;
  trie.tails_ = trie.blocks_ + block_bytes;
  const std::span<const std::byte> tails(trie.tails_, tail_bytes);

  // Blocks stand in the order in which their nodes are met, breadth first, without a gap; tails likewise. So
  // every block is reached once, and a walk cannot go in circles.
  std::size_t tail = 0;
  const auto meet_payload = [&] {
    const std::size_t size = payload_size(tails, tail);
    tail += size;
    return size != 0;
  };
  std::vector<std::uint32_t> open;
  open.reserve(block_bytes / 8 + 256);
  const auto meet = [&](std::uint32_t node) {
    if ((node & kTail) == 0) {
      open.push_back(node);
      return true;
    }
    if ((node & ~kTail) != tail || tail >= tail_bytes) return false;
    tail += 1 + static_cast<std::size_t>(trie.tails_[tail]);
    return tail < tail_bytes && meet_payload();
  };
  for (std::size_t i = 0; i < 256; ++i) {
    const auto node = pack::load<std::uint32_t>(bytes.data(), kRootsAt + 4 * i);
    if (node != 0 && !meet(node)) return std::nullopt;
  }
  std::size_t block = 0;
  for (std::size_t next = 0; next < open.size(); ++next) {
    const std::uint32_t node = open[next];
    const bool ends = (node & kEnds) != 0;
    const std::uint32_t count = count_of(node);
    const std::size_t end = block + (ends ? 4 : 0) + 5 * std::size_t{count};
    if ((node & kBlock) != block || end > block_bytes || end == block) return std::nullopt;
    if (ends && (pack::load<std::uint32_t>(trie.blocks_, block) != tail || !meet_payload()))
      return std::nullopt;
    const std::byte* labels = trie.labels_of(node);
    for (std::uint32_t child = 0; child < count; ++child) {
      const std::uint32_t below = child_of(labels, count, child);
      if (below == 0 || !meet(below)) return std::nullopt;
    }
    block = end;
  }
  // Pairs are the same nodes, met a second time.
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
  for (std::size_t i = 0; i < kCodes; ++i) {
    for (std::size_t j = 0; j < kCodes; ++j) {
      const auto node = pack::load<std::uint32_t>(bytes.data(), kPairsAt + 4 * (i * kCodes + j));
      if (node == 0) continue;
      Cursor cursor;
      if (i == 0 || j == 0 || ((node & kTail) != 0 && (node & ~kTail) >= tail_bytes) ||
          !trie.start(static_cast<unsigned char>(kLetters[i - 1]), cursor) ||
          !trie.step(cursor, static_cast<unsigned char>(kLetters[j - 1]))) {
        return std::nullopt;
      }
      const Cursor found = trie.at(node);
      if (found.node != cursor.node || found.tail != cursor.tail || found.left != cursor.left)
        return std::nullopt;
    }
  }
  return trie;
}

}  // namespace touchstone::lexicon
