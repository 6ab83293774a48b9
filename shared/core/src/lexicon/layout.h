// The lexicon's section: which parts it has, and the records in them.
//
//   u32 layout number, u32 0, then for every part u32 offset and u32 size; offsets are multiples of 8.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace touchstone::lexicon {

inline constexpr std::uint32_t kLayout = 3;

enum class Part : std::uint8_t {
  kBrands,      ///< BrandRecord, in order of id; column by column (pack/columns)
  kBrandGoods,  ///< u16 kinds of goods, brand after brand
  kGoods,       ///< GoodsRecord, in the order of goods.json
  kStrings,     ///< the bytes that records point into
  kTrie,        ///< key -> number of what it means (Entry)
  kSkeletons,   ///< HashIndex: skeleton -> NameRecord
  kNames,       ///< NameRecord, in columns: names that are known by their misspellings too
  kWords,       ///< HashIndex: ordinary words, which are no misspelt names
  kWide,        ///< HashIndex: the wide list of brands
  kTraits,      ///< u32 meanings without a brand
  kBoundaries,  ///< u32 boundaries
  kHows,        ///< HowRecord, in columns
  kLists,       ///< ListedEntry
  kCounts,      ///< u32 names and aliases, lines
};
inline constexpr std::size_t kPartCount = 14;
inline constexpr std::size_t kPartsAt = 8;

struct BrandRecord {
  std::uint32_t id = 0;
  std::uint32_t name = 0;
  std::uint32_t first_goods = 0;
  std::uint16_t goods_count = 0;
  std::uint8_t id_size = 0;
  std::uint8_t name_size = 0;
};
static_assert(sizeof(BrandRecord) == 16);

struct GoodsRecord {
  std::uint32_t id = 0;
  std::uint16_t id_size = 0;
  std::uint16_t parent = 0;
};
static_assert(sizeof(GoodsRecord) == 8);

/// What a key means.
enum class Kind : std::uint8_t { kName, kAlias, kLine, kNot, kGoods, kHandle, kSite };

/// Which letters may follow a goods word within the same word.
enum class Endings : std::uint8_t {
  kPlural,         ///< -s, -es
  kCase,           ///< also up to three letters of a case ending (Slavic languages)
  kChain,          ///< also up to six letters of endings one after another (Turkish)
  kCompoundCase,   ///< as kCase, and other words may stand before it in one word (German, Dutch, Swedish)
  kCompoundChain,  ///< as kChain, and the same (Hungarian)
};

/// Who is meant (14 bits brand, 9 bits goods, 9 bits flags), and where words begin in the key.
///
/// A pack holds tens of thousands of keys, but only some thousand ways of meaning a brand (HowRecord). So a
/// key's number is that of its way, and below it as many bits as brand_bits() says for the brand; numbers
/// that are above all of these are places in kLists, for keys that mean several things and for ways that are
/// too many.
struct Entry {
  std::uint32_t meaning = 0;
  std::uint32_t boundaries = 0;  ///< bit i: a word of the name begins at byte i of the key
  std::uint32_t letters = 0;     ///< characters of the key; not stored: who walked it knows them

  static constexpr std::uint32_t kNoBrand = (1U << 14U) - 1;
  static constexpr std::uint32_t kNoGoods = (1U << 9U) - 1;
  static constexpr std::uint32_t kWho = (1U << 23U) - 1;  ///< brand and goods
  /// Bytes of a key whose boundaries are recorded; behind them words may be parted anywhere.
  static constexpr std::uint32_t kBoundaryBytes = 26;

  static constexpr unsigned kKindShift = 23;
  static constexpr std::uint32_t kWeak = 1U << 26U;
  static constexpr std::uint32_t kPerson = 1U << 27U;
  static constexpr std::uint32_t kCase = 1U << 28U;
  static constexpr std::uint32_t kLast = 1U << 29U;       ///< no more entries of this key
  static constexpr std::uint32_t kInflected = 1U << 30U;  ///< a case form of the name, not the name itself

  [[nodiscard]] static Entry of(Kind kind, std::uint32_t brand, std::uint32_t goods, std::uint32_t flags) {
    return {brand | goods << 14U | static_cast<std::uint32_t>(kind) << kKindShift | flags, 0, 0};
  }
  /// Goods words have no brand; how they may end stands in its place.
  [[nodiscard]] static Entry of_goods(std::uint32_t goods, Endings endings) {
    return of(Kind::kGoods, static_cast<std::uint32_t>(endings), goods, 0);
  }

  [[nodiscard]] Kind kind() const { return static_cast<Kind>(meaning >> kKindShift & 7U); }
  [[nodiscard]] bool has(std::uint32_t flag) const { return (meaning & flag) != 0; }
  [[nodiscard]] bool last() const { return has(kLast); }
  [[nodiscard]] bool is_name() const { return kind() <= Kind::kLine; }
  [[nodiscard]] std::uint32_t raw_brand() const { return meaning & kNoBrand; }
  [[nodiscard]] std::uint32_t raw_goods() const { return meaning >> 14U & kNoGoods; }
  [[nodiscard]] std::uint16_t brand() const { return static_cast<std::uint16_t>(raw_brand()); }
  [[nodiscard]] std::uint16_t goods() const {
    return raw_goods() == kNoGoods ? std::uint16_t{0xFFFF} : static_cast<std::uint16_t>(raw_goods());
  }
  [[nodiscard]] Endings endings() const { return static_cast<Endings>(meaning & 7U); }
};
/// Bits for the brand in a key's number; for one of five Endings, which goods words have there, at least.
[[nodiscard]] constexpr std::uint32_t brand_bits(std::size_t brands) {
  return static_cast<std::uint32_t>(std::max<std::size_t>(std::bit_width(brands), 3));
}

/// A way of meaning a brand: everything of an Entry but the brand.
struct HowRecord {
  std::uint16_t traits = 0;      ///< in kTraits
  std::uint16_t boundaries = 0;  ///< in kBoundaries
};
static_assert(sizeof(HowRecord) == 4);

/// An Entry in full; those of one key stand one behind the other, the last of them marked.
struct ListedEntry {
  std::uint32_t meaning = 0;
  std::uint32_t boundaries = 0;
};
static_assert(sizeof(ListedEntry) == 8);

/// A strong name of at least six Latin letters.
struct NameRecord {
  std::uint32_t packed = 0;  ///< 24 bits the number of its Entry, 8 bits its letters
  std::uint32_t text = 0;

  [[nodiscard]] std::uint32_t value() const { return packed & 0xFFFFFFU; }
  [[nodiscard]] std::uint32_t size() const { return packed >> 24U; }
};
static_assert(sizeof(NameRecord) == 8);

/// Keys of other things than words begin with a byte that no text has.
inline constexpr char kHandlePrefix = '\x01';
inline constexpr char kSitePrefix = '\x02';

}  // namespace touchstone::lexicon
