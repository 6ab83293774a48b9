// The lexicon: every brand name, alias and product line, and the words for kinds of goods, found in one pass
// over folded text.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"
#include "touchstone/model.h"
#include "touchstone/pack.h"

namespace touchstone::lexicon {

/// Index of a brand, in order of id.
using BrandIndex = std::uint16_t;
/// Index of a kind of goods, in the order of goods.json.
using GoodsIndex = std::uint16_t;
inline constexpr std::uint16_t kNoIndex = 0xFFFF;

struct Brand {
  std::string_view id;
  std::string_view name;
  std::span<const GoodsIndex> goods;
};

/// One place where a brand's name stands.
struct NameMatch {
  std::uint32_t begin = 0;  ///< byte offsets into Folded::text, [begin, end)
  std::uint32_t end = 0;
  BrandIndex brand = kNoIndex;
  GoodsIndex goods = kNoIndex;  ///< the kind a product line is; kNoIndex for names
  Form form = Form::kExact;
  bool weak = false;    ///< an ordinary word, person or initialism: needs a second signal
  bool person = false;  ///< also a first name or surname
  bool excluded =
      false;  ///< a `not` phrase of the brand: the words stand in another sense, and no claim is there
  bool run_together = false;      ///< found inside a longer word (hashtag, handle, compound)
  std::uint8_t confidence = 100;  ///< 0..100, less the further the spelling is from the name
};

struct GoodsMatch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  GoodsIndex goods = kNoIndex;
};

struct Scan {
  std::vector<NameMatch> names;  ///< in order of begin; overlaps resolved, the longest and surest stands
  std::vector<GoodsMatch> goods;
};

/// Compiles brands/*.json, goods.json, brands.wide (one brand a line) and words/*.txt (ordinary words that
/// are near to a name, one a line). Errors: "invalid_rule" names the file and what is wrong in it.
Result<std::vector<std::byte>> build_section(const RuleFiles& files);

struct Parts;

/// Reads a section in place; the bytes must outlive it.
class Lexicon {
 public:
  static Result<Lexicon> open(std::span<const std::byte> section);

  [[nodiscard]] std::size_t brand_count() const;
  [[nodiscard]] Brand brand(BrandIndex index) const;
  [[nodiscard]] std::size_t goods_count() const;
  [[nodiscard]] std::string_view goods_id(GoodsIndex index) const;
  /// The kind with this id; kNoIndex when there is none.
  [[nodiscard]] GoodsIndex goods_named(std::string_view id) const;
  /// The wider kind ("jewelry" for "bracelet"), or kNoIndex.
  [[nodiscard]] GoodsIndex goods_parent(GoodsIndex index) const;

  /// Everything in `folded`. `original` is the text that was folded (capitals matter to `case` names).
  [[nodiscard]] Scan scan(const text::Folded& folded, std::string_view original) const;

  /// The curated brand whose name or alias is the whole of `field` (a listing's brand field, "BIRKENSTOCK",
  /// "Tiffany & Co.", "Visit the Nike Store" is not folded here), also with company forms and ®/™ dropped.
  [[nodiscard]] std::optional<BrandIndex> brand_named(std::string_view field) const;
  /// True when `field` as a whole is a brand of the wide list (or a curated one).
  [[nodiscard]] bool is_known_brand(std::string_view field) const;
  /// The brand whose own account `handle` is ("nike", "@Nike").
  [[nodiscard]] std::optional<BrandIndex> brand_of_handle(std::string_view handle) const;
  /// The brand whose own site `host` is ("www.moncler.com").
  [[nodiscard]] std::optional<BrandIndex> brand_of_host(std::string_view host) const;

  /// Counts for pack info: brands, names, lines, wide, goods.
  [[nodiscard]] std::vector<std::pair<std::string, std::size_t>> counts() const;

 private:
  explicit Lexicon(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace touchstone::lexicon
