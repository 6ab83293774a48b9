// A sorted set of hashes in place, each with a value if one is wanted; about one look a question.
//
//   u32 bits, u32 n, u32 bytes of a value (0, 2 or 4), u32 0
//   (2^bits + 1) × u16   where the hashes with these top bits begin; u32 when n is above 65,535
//   n × u16, or u8       the next 16 bits of each hash, ascending within its bucket; 8 where there are values
//   n × u16 or u32       values
//
// At 15,000 items bits is 12: 28 bits of each hash are compared, so that one unknown word in 18,000 is taken
// for a known one. What has a value is looked at again by who asked: 20 bits send one word in 70 that far.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "pack/bytes.h"

namespace touchstone::lexicon {

/// FNV-1a 64 over bytes, one at a time so that words can be hashed while they are read; `finish` mixes it.
inline constexpr std::uint64_t kHashStart = 0xCBF29CE484222325ULL;
[[nodiscard]] constexpr std::uint64_t hash_byte(std::uint64_t hash, unsigned char byte) {
  return (hash ^ byte) * 0x100000001B3ULL;
}
[[nodiscard]] constexpr std::uint32_t hash_finish(std::uint64_t hash) {
  hash ^= hash >> 32U;
  hash *= 0x9E3779B97F4A7C15ULL;
  return static_cast<std::uint32_t>(hash >> 32U);
}
[[nodiscard]] constexpr std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = kHashStart;
  for (const char c : text) hash = hash_byte(hash, static_cast<unsigned char>(c));
  return hash_finish(hash);
}

class HashIndex {
 public:
  using Item = std::pair<std::uint32_t, std::uint32_t>;

  static std::vector<std::byte> build(std::vector<Item> items, bool with_values) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end(),
                            [&](const Item& a, const Item& b) {
                              return a.first == b.first && (!with_values || a.second == b.second);
                            }),
                items.end());
    std::uint32_t bits = 1;
    while (bits < 16 && (std::size_t{4} << bits) < items.size()) ++bits;
    std::uint32_t highest = 0;
    for (const Item& item : items) highest = std::max(highest, item.second);
    const std::uint32_t width = !with_values ? 0 : highest <= 0xFFFF ? 2 : 4;
    std::vector<std::byte> out;
    pack::append(out, bits);
    pack::append(out, static_cast<std::uint32_t>(items.size()));
    pack::append(out, width);
    pack::append<std::uint32_t>(out, 0);
    std::size_t at = 0;
    for (std::uint32_t bucket = 0; bucket <= 1U << bits; ++bucket) {
      while (at < items.size() && (items[at].first >> (32U - bits)) < bucket) ++at;
      if (bucket_width(items.size()) == 2) {
        pack::append(out, static_cast<std::uint16_t>(at));
      } else {
        pack::append(out, static_cast<std::uint32_t>(at));
      }
    }
    pack::align(out, 4);
    for (const Item& item : items) {
      const std::uint32_t rest = remainder(item.first, bits, with_values);
      if (with_values) {
        pack::append(out, static_cast<std::uint8_t>(rest));
      } else {
        pack::append(out, static_cast<std::uint16_t>(rest));
      }
    }
    pack::align(out, 4);
    for (const Item& item : items) {
      if (width == 2) pack::append(out, static_cast<std::uint16_t>(item.second));
      if (width == 4) pack::append(out, item.second);
    }
    pack::align(out, 8);
    return out;
  }

  /// Nothing when the bytes do not fit, or a value is not below `values`.
  static std::optional<HashIndex> open(std::span<const std::byte> bytes, std::uint32_t values) {
    if (bytes.size() < 16) return std::nullopt;
    HashIndex index;
    index.bits_ = pack::load<std::uint32_t>(bytes.data(), 0);
    index.count_ = pack::load<std::uint32_t>(bytes.data(), 4);
    index.width_ = pack::load<std::uint32_t>(bytes.data(), 8);
    if (index.bits_ < 1 || index.bits_ > 16 ||
        (index.width_ != 0 && index.width_ != 2 && index.width_ != 4)) {
      return std::nullopt;
    }
    const std::size_t buckets = (std::size_t{1} << index.bits_) + 1;
    const std::size_t bucket_bytes = (buckets * bucket_width(index.count_) + 3) / 4 * 4;
    const std::size_t hashes = (std::size_t{index.count_} * (index.width_ == 0 ? 2 : 1) + 3) / 4 * 4;
    if (bytes.size() < 16 + bucket_bytes + hashes + std::size_t{index.count_} * index.width_)
      return std::nullopt;
    index.buckets_ = bytes.data() + 16;
    index.hashes_ = index.buckets_ + bucket_bytes;
    index.values_ = index.hashes_ + hashes;
    std::size_t last = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
      const std::size_t begin = index.bucket(i);
      if (begin < last || begin > index.count_) return std::nullopt;
      last = begin;
    }
    for (std::size_t i = 0; index.width_ != 0 && i < index.count_; ++i) {
      if (index.value(i) >= values) return std::nullopt;
    }
    return index;
  }

  [[nodiscard]] std::size_t size() const { return count_; }

  [[nodiscard]] bool contains(std::uint32_t hash) const {
    bool found = false;
    each_slot(hash, [&](std::size_t) { found = true; });
    return found;
  }

  /// Calls `visit(value)` for every item with this hash.
  template <typename Visit>
  void each(std::uint32_t hash, Visit visit) const {
    if (width_ == 0) return;
    each_slot(hash, [&](std::size_t slot) { visit(value(slot)); });
  }

 private:
  // What a value says is looked at again, so that eight bits more than the bucket's do; of a mere word
  // sixteen leave no doubt.
  static std::uint32_t remainder(std::uint32_t hash, std::uint32_t bits, bool with_values) {
    return (hash << bits) >> (with_values ? 24U : 16U);
  }
  static std::size_t bucket_width(std::size_t count) { return count <= 0xFFFF ? 2 : 4; }
  [[nodiscard]] std::size_t bucket(std::size_t index) const {
    return count_ <= 0xFFFF ? std::size_t{pack::load<std::uint16_t>(buckets_, 2 * index)}
                            : std::size_t{pack::load<std::uint32_t>(buckets_, 4 * index)};
  }
  [[nodiscard]] std::uint32_t value(std::size_t slot) const {
    return width_ == 2 ? pack::load<std::uint16_t>(values_, 2 * slot)
                       : pack::load<std::uint32_t>(values_, 4 * slot);
  }

  template <typename Visit>
  void each_slot(std::uint32_t hash, Visit visit) const {
    const std::size_t bucket = hash >> (32U - bits_);
    const std::uint32_t wanted = remainder(hash, bits_, width_ != 0);
    std::size_t slot = this->bucket(bucket);
    const std::size_t end = this->bucket(bucket + 1);
    for (; slot < end; ++slot) {
      const std::uint32_t here = width_ != 0 ? pack::load<std::uint8_t>(hashes_, slot)
                                             : pack::load<std::uint16_t>(hashes_, 2 * slot);
      if (here == wanted) visit(slot);
      if (here > wanted) return;
    }
  }

  std::uint32_t bits_ = 1;
  std::uint32_t count_ = 0;
  std::uint32_t width_ = 0;
  const std::byte* buckets_ = nullptr;
  const std::byte* hashes_ = nullptr;
  const std::byte* values_ = nullptr;
};

}  // namespace touchstone::lexicon
