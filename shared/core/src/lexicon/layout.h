// The lexicon's section: which parts it has, and the records in them.
//
//   u32 layout number, u32 0, then for every part u32 offset and u32 size; offsets are multiples of 8.
#pragma once

#include <cstddef>
#include <cstdint>

namespace touchstone::lexicon {

inline constexpr std::uint32_t kLayout = 1;

enum class Part : std::uint8_t {
  kBrands,      ///< BrandRecord, in order of id
  kBrandGoods,  ///< u16 kinds of goods, brand after brand
  kGoods,       ///< GoodsRecord, in the order of goods.json
  kEntries,     ///< Entry; those of one key stand together
  kStrings,     ///< the bytes that records point into
  kTrie,        ///< key -> first Entry
  kSkeletons,   ///< HashIndex: skeleton -> NameRecord
  kNames,       ///< NameRecord: names that are known by their misspellings too
  kWords,       ///< HashIndex: ordinary words, which are no misspelt names
  kWide,        ///< HashIndex: the wide list of brands
  kCounts,      ///< u32 names and aliases, lines, anchors
};
inline constexpr std::size_t kPartCount = 11;
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
enum class Kind : std::uint8_t { kName, kAlias, kLine, kNot, kGoods, kAnchor, kHandle, kSite };

/// Which letters may follow a word within the same word.
enum class Endings : std::uint8_t {
  kPlural,  ///< -s, -es
  kCase,    ///< also up to three letters of a case ending (Slavic languages)
  kChain,   ///< also up to six letters of endings one after another (Turkish, Hungarian)
  kRest,    ///< anything (anchors)
};

struct Entry {
  std::uint16_t brand = 0;  ///< of an anchor: the lower half of its group
  std::uint16_t goods = 0;  ///< of an anchor: the upper half
  std::uint16_t flags = 0;
  std::uint8_t letters = 0;  ///< characters of the key
  std::uint8_t literal_size = 0;
  /// Bit i: a word of the name begins at byte i of the key. Of a literal anchor: where in kStrings it is
  /// spelt out.
  std::uint32_t boundaries = 0;

  static constexpr std::uint16_t kKindMask = 7;
  static constexpr std::uint16_t kWeak = 1U << 3U;
  static constexpr std::uint16_t kPerson = 1U << 4U;
  static constexpr std::uint16_t kCase = 1U << 5U;
  static constexpr std::uint16_t kLast = 1U << 6U;     ///< no more entries of this key
  static constexpr std::uint16_t kLiteral = 1U << 7U;  ///< an anchor with symbols, compared as it stands
  static constexpr unsigned kEndingsShift = 8;
  static constexpr std::uint16_t kInflected = 1U << 10U;  ///< a case form of the name, not the name itself

  [[nodiscard]] Kind kind() const { return static_cast<Kind>(flags & kKindMask); }
  [[nodiscard]] Endings endings() const { return static_cast<Endings>(flags >> kEndingsShift & 3U); }
  [[nodiscard]] bool has(std::uint16_t flag) const { return (flags & flag) != 0; }
  [[nodiscard]] bool last() const { return has(kLast); }
  [[nodiscard]] std::uint32_t group() const { return brand | std::uint32_t{goods} << 16U; }
  [[nodiscard]] bool is_name() const { return kind() <= Kind::kLine; }
};
static_assert(sizeof(Entry) == 12);

/// A strong name of at least six Latin letters.
struct NameRecord {
  std::uint32_t entry = 0;
  std::uint32_t text = 0;
  std::uint32_t size = 0;
};
static_assert(sizeof(NameRecord) == 12);

/// Keys of other things than words begin with a byte that no text has.
inline constexpr char kHandlePrefix = '\x01';
inline constexpr char kSitePrefix = '\x02';
inline constexpr char kSymbolPrefix = '\x03';

}  // namespace touchstone::lexicon
