// The trie: every key of the lexicon (letters and digits only), walked one byte at a time over the text.
//
// A node is told by where its bytes begin, and what a key costs is little more than its letters:
//
//   u8   head      bit 7: a key ends here; bits 5–6: bytes of an offset, 0 when nothing follows; bits 0–4:
//   bytes
//                  of the run, 31 when the next byte says how many
//   run            what every key below goes on with; the root's children have none
//   u24  value     only where a key ends; what it means the caller knows
//   u8   children, labels u8 × children, offsets × (children − 1), nodes   only where something follows
//
// The children stand one behind the other, each with all that is below it; offsets are those of the second
// and later from the first. Short ones are next to their parents, so that most steps stay in one cache line.
// As bytes:
//
//   u32 bytes of nodes, u32 number of roots, roots: u8 first byte, u24 where its node begins; nodes
//
// Where keys begin is read off the nodes when a trie is opened: which three or four letters or digits any key
// begins with, and the node behind two of them. The rest is checked where it is walked: a child stands behind
// its parent, so that no walk goes in circles, and what is read of a node ends within kSlack bytes, which
// stand behind the last.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
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
  /// A place in the trie: within a node's run, or behind it.
  struct Cursor {
    std::uint32_t at = 0;    ///< the next byte of the run, or what stands behind it
    std::uint16_t left = 0;  ///< bytes of the run to come
    std::uint16_t head = 0;
  };

  static constexpr std::uint32_t kMostValue = (1U << 24U) - 1;

  /// Keys are not empty and at most 255 bytes long; values are at most kMostValue.
  static std::vector<std::byte> build(const std::map<std::string, std::uint32_t>& values);
  /// Nothing when the bytes are cut short. A value of `values` or more is taken for none.
  static std::optional<Trie> open(std::span<const std::byte> bytes, std::uint32_t values);

  /// The place after the first byte.
  [[nodiscard]] bool start(unsigned char byte, Cursor& out) const {
    const std::uint32_t node = starts_->roots[byte];
    if (node == kNone) return false;
    out = at(node);
    return true;
  }

  /// The place after two letters or digits.
  [[nodiscard]] bool start_pair(char first, char second, Cursor& out) const {
    const std::uint32_t node = starts_->pairs[code(first) * kCodes + code(second)];
    if (node == kNone) return false;
    out = at(node);
    return true;
  }

  /// False when no key begins with these three letters or digits; most words are told apart here, by one look
  /// into six kilobytes.
  [[nodiscard]] bool begins(char first, char second, char third) const {
    const std::size_t bit = triple(first, second, third);
    return (starts_->triples[bit / 8] >> (bit % 8) & 1U) != 0;
  }
  /// The same of four, with few false yeses; keys of three letters let any fourth follow.
  [[nodiscard]] bool begins(char first, char second, char third, char fourth) const {
    const std::size_t bit = quad(first, second, third, fourth);
    return (starts_->quads[bit / 8] >> (bit % 8) & 1U) != 0;
  }

  /// Moves on by one byte; false when no key goes on so.
  [[nodiscard]] bool step(Cursor& cursor, unsigned char byte) const { return step_here(cursor, byte); }
  /// The same without a call, for the one loop that most steps are taken in.
  [[gnu::always_inline]] [[nodiscard]] bool step_here(Cursor& cursor, unsigned char byte) const {
    if (cursor.left != 0) {
      if (nodes_[cursor.at] != std::byte{byte}) return false;
      ++cursor.at;
      --cursor.left;
      return true;
    }
    const std::uint32_t node = child(cursor.at, cursor.head, byte);
    if (node == kNone) return false;
    cursor = at(node);
    return true;
  }

  /// The value of the key that ends here.
  [[nodiscard]] std::optional<std::uint32_t> value(const Cursor& cursor) const {
    if (cursor.left != 0 || (cursor.head & kEnds) == 0) return std::nullopt;
    const std::uint32_t value = pack::load<std::uint32_t>(nodes_, cursor.at) & kMostValue;
    return value < values_ ? std::optional(value) : std::nullopt;
  }

  /// Calls `visit(byte, cursor)` for every byte that leads on.
  template <typename Visit>
  void children(const Cursor& cursor, Visit visit) const {
    if (cursor.left != 0) {
      Cursor next = cursor;
      ++next.at;
      --next.left;
      visit(static_cast<unsigned char>(nodes_[cursor.at]), next);
      return;
    }
    each_child(cursor, [&](unsigned char byte, std::uint32_t node) { visit(byte, at(node)); });
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
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  static constexpr std::uint32_t kEnds = 0x80;
  static constexpr std::uint32_t kRun = 31;
  static constexpr unsigned kWidthShift = 5;
  static constexpr std::size_t kValueBytes = 3;
  /// A head of two bytes, a run, a value, 255 children with their labels and offsets; labels are read eight
  /// at a time, offsets and values four.
  static constexpr std::size_t kSlack = 2 + 255 + kValueBytes + 1 + 255 + std::size_t{3} * 255 + 8;
  static constexpr std::uint64_t kOnes = 0x0101010101010101ULL;

  /// How keys begin.
  struct Starts {
    std::array<std::uint32_t, 256> roots;              ///< the node of the first byte
    std::array<std::uint32_t, kCodes * kCodes> pairs;  ///< the node of two first letters or digits
    std::array<std::uint8_t, kCodes * kCodes * kCodes / 8 + 1> triples{};
    std::array<std::uint8_t, (std::size_t{1} << 16U) / 8> quads{};  ///< four, hashed

    Starts() {
      roots.fill(kNone);
      pairs.fill(kNone);
    }
    /// Notes a place behind the first `size` bytes of keys, of which one may end here.
    void note(const std::array<char, 4>& first, std::size_t size, bool ends);
  };
  /// Notes a place behind the first `size` bytes and all below it, as far as is noted.
  void note_starts(const Cursor& cursor, std::array<char, 4> first, std::size_t size, Starts& starts) const;

  static constexpr std::size_t code(char c) {
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a') + 1;
    if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0') + 27;
    return 0;
  }
  static constexpr std::size_t triple(char first, char second, char third) {
    return (code(first) * kCodes + code(second)) * kCodes + code(third);
  }
  static std::size_t quad(char first, char second, char third, char fourth) {
    const auto letters = static_cast<std::uint32_t>(static_cast<unsigned char>(first)) |
                         static_cast<std::uint32_t>(static_cast<unsigned char>(second)) << 8U |
                         static_cast<std::uint32_t>(static_cast<unsigned char>(third)) << 16U |
                         static_cast<std::uint32_t>(static_cast<unsigned char>(fourth)) << 24U;
    return letters * 0x9E3779B1U >> 16U;
  }
  /// The child behind this byte of the node with this head, whose run ends at `at`; kNone when there is none.
  [[gnu::always_inline]] [[nodiscard]] std::uint32_t child(std::uint32_t at, std::uint32_t head,
                                                           std::uint32_t byte) const {
    const std::uint32_t width = width_of(head);
    if (width == 0) return kNone;
    const std::byte* labels = labels_of(at, head);
    const auto count = static_cast<std::uint32_t>(labels[-1]);
    std::uint32_t found = 0;
    while (true) {
      // Eight labels at once: the bytes that equal `byte` become zero, and the lowest zero byte is found.
      std::uint64_t eight;
      std::memcpy(&eight, labels + found, sizeof(eight));
      eight ^= kOnes * byte;
      const std::uint64_t zeros = (eight - kOnes) & ~eight & (kOnes << 7U);
      if (zeros != 0) {
        found += static_cast<std::uint32_t>(__builtin_ctzll(zeros)) / 8;
        return found < count ? child_of(labels, count, width, found) : kNone;
      }
      found += 8;
      if (found >= count) return kNone;
    }
  }
  [[nodiscard]] static std::uint32_t width_of(std::uint32_t head) { return head >> kWidthShift & 3U; }
  /// The labels of a node's children; their number stands before them.
  [[nodiscard]] const std::byte* labels_of(std::uint32_t at, std::uint32_t head) const {
    return nodes_ + at + ((head & kEnds) != 0 ? kValueBytes : 0) + 1;
  }
  /// kNone when it would stand behind the last node.
  [[nodiscard]] std::uint32_t child_of(const std::byte* labels, std::uint32_t count, std::uint32_t width,
                                       std::uint32_t child) const {
    const std::byte* offsets = labels + count;
    auto node = static_cast<std::uint32_t>(offsets - nodes_) + width * (count - 1);
    if (child != 0) {
      const auto offset = pack::load<std::uint32_t>(offsets, std::size_t{width} * (child - 1));
      node += offset & (0xFFFFFFU >> (24 - 8 * width));
    }
    return node < size_ ? node : kNone;
  }
  /// Calls `visit(byte, node)` for every child of the node whose run ends here.
  template <typename Visit>
  void each_child(const Cursor& cursor, Visit visit) const {
    const std::uint32_t width = width_of(cursor.head);
    if (width == 0) return;
    const std::byte* labels = labels_of(cursor.at, cursor.head);
    const auto count = static_cast<std::uint32_t>(labels[-1]);
    for (std::uint32_t child = 0; child < count; ++child) {
      const std::uint32_t node = child_of(labels, count, width, child);
      if (node != kNone) visit(static_cast<unsigned char>(labels[child]), node);
    }
  }
  [[nodiscard]] Cursor at(std::uint32_t node) const {
    const auto head = static_cast<std::uint16_t>(nodes_[node]);
    const auto run = static_cast<std::uint16_t>(head & kRun);
    if (run != kRun) return {node + 1, run, head};
    return {node + 2, static_cast<std::uint16_t>(nodes_[node + 1]), head};
  }

  const std::byte* nodes_ = nullptr;
  std::uint32_t size_ = 0;  ///< bytes of nodes
  std::uint32_t values_ = 0;
  std::shared_ptr<const Starts> starts_;
};

}  // namespace touchstone::lexicon
