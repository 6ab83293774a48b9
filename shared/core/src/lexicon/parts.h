// The lexicon's section, opened: its parts, each checked once, so that reading needs no more checks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/hash_index.h"
#include "lexicon/layout.h"
#include "lexicon/lexicon.h"
#include "lexicon/trie.h"

namespace touchstone::lexicon {

struct Parts {
  std::vector<BrandRecord> brands;
  std::span<const GoodsIndex> brand_goods;
  std::span<const std::byte> goods;
  std::string_view strings;
  std::vector<NameRecord> names;
  std::span<const std::byte> counts;
  std::span<const std::byte> traits;
  std::span<const std::byte> boundaries;
  std::vector<HowRecord> hows;
  std::span<const std::byte> lists;
  std::uint32_t brand_bits = 0;  ///< of a key's number
  Trie trie;
  HashIndex skeletons;
  HashIndex words;
  HashIndex wide;

  [[nodiscard]] std::size_t brand_count() const { return brands.size(); }
  [[nodiscard]] std::size_t goods_count() const { return goods.size() / sizeof(GoodsRecord); }
  [[nodiscard]] GoodsRecord good(std::size_t index) const {
    return pack::load<GoodsRecord>(goods.data(), index * sizeof(GoodsRecord));
  }
  [[nodiscard]] std::size_t how_count() const { return hows.size(); }
  [[nodiscard]] std::size_t list_count() const { return lists.size() / sizeof(ListedEntry); }
  /// The numbers of keys from here on are places in the lists.
  [[nodiscard]] std::uint32_t first_listed() const {
    return static_cast<std::uint32_t>(how_count()) << brand_bits;
  }
  [[nodiscard]] Entry listed(std::size_t index) const {
    const auto entry = pack::load<ListedEntry>(lists.data(), index * sizeof(ListedEntry));
    return {entry.meaning, entry.boundaries, 0};
  }
  /// The entry of a way, for the brand of this number; a number that no brand has, which only a forged pack
  /// holds, stands for the first. Where a brand would stand, goods words have their endings.
  [[nodiscard]] Entry entry_of(std::uint32_t how, std::uint32_t brand) const {
    const HowRecord record = hows[how];
    Entry entry{pack::load<std::uint32_t>(traits.data(), 4 * std::size_t{record.traits}) | Entry::kLast,
                pack::load<std::uint32_t>(boundaries.data(), 4 * std::size_t{record.boundaries}), 0};
    if (brand < brand_count() || entry.kind() == Kind::kGoods) entry.meaning |= brand;
    return entry;
  }
  /// The first entry of a key's number.
  [[nodiscard]] Entry entry(std::uint32_t value) const {
    const std::uint32_t first = first_listed();
    if (value >= first) return listed(value - first);
    return entry_of(value >> brand_bits, value & ((1U << brand_bits) - 1));
  }
  /// Calls `visit(entry)` for every entry of a key's number; stops when it returns false.
  template <typename Visit>
  void each_entry(std::uint32_t value, Visit visit) const {
    for (Entry found = entry(value);; found = entry(++value)) {
      if (!visit(found) || found.last()) return;
    }
  }
  /// The brand whose name, no ordinary word, is exactly these letters.
  [[nodiscard]] std::optional<BrandIndex> house_spelt(std::string_view letters) const {
    const auto value = trie.find(letters);
    if (!value) return std::nullopt;
    std::optional<BrandIndex> house;
    each_entry(*value, [&](const Entry& entry) {
      const bool sure = entry.kind() == Kind::kName && !entry.has(Entry::kWeak) && !entry.has(Entry::kCase) &&
                        !entry.has(Entry::kInflected);
      if (sure) house = entry.brand();
      return !house;
    });
    return house;
  }
  [[nodiscard]] std::string_view string(std::size_t offset, std::size_t size) const {
    return strings.substr(offset, size);
  }
};

/// Everything in `folded` (Lexicon::scan).
[[nodiscard]] Scan scan_text(const Parts& parts, const text::Folded& folded, std::string_view original);

}  // namespace touchstone::lexicon
