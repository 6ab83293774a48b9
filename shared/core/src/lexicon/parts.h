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
  std::span<const std::byte> brands;
  std::span<const GoodsIndex> brand_goods;
  std::span<const std::byte> goods;
  std::string_view strings;
  std::span<const std::byte> names;
  std::span<const std::byte> counts;
  std::span<const std::byte> spellings;
  Trie trie;
  HashIndex skeletons;
  HashIndex words;
  HashIndex wide;

  [[nodiscard]] std::size_t brand_count() const { return brands.size() / sizeof(BrandRecord); }
  [[nodiscard]] BrandRecord brand(std::size_t index) const {
    return pack::load<BrandRecord>(brands.data(), index * sizeof(BrandRecord));
  }
  [[nodiscard]] std::size_t goods_count() const { return goods.size() / sizeof(GoodsRecord); }
  [[nodiscard]] GoodsRecord good(std::size_t index) const {
    return pack::load<GoodsRecord>(goods.data(), index * sizeof(GoodsRecord));
  }
  /// The entry at a value of the trie.
  [[nodiscard]] Entry entry(std::size_t value) const {
    const std::size_t spelling = pack::load<std::uint16_t>(trie.payloads(), value + 4);
    return {pack::load<std::uint32_t>(trie.payloads(), value),
            pack::load<std::uint32_t>(spellings.data(), 4 * spelling)};
  }
  /// Calls `visit(entry)` for every entry of a key; stops when it returns false.
  template <typename Visit>
  void each_entry(std::size_t value, Visit visit) const {
    while (true) {
      const Entry found = entry(value);
      if (!visit(found) || found.last()) return;
      value += kEntryBytes;
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
  [[nodiscard]] NameRecord name(std::size_t index) const {
    return pack::load<NameRecord>(names.data(), index * sizeof(NameRecord));
  }
  [[nodiscard]] std::string_view string(std::size_t offset, std::size_t size) const {
    return strings.substr(offset, size);
  }
};

/// Everything in `folded` (Lexicon::scan).
[[nodiscard]] Scan scan_text(const Parts& parts, const text::Folded& folded, std::string_view original);

}  // namespace touchstone::lexicon
