// The offer: which brand a listing presents as its own, and what kind of goods it sells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lexicon/lexicon.h"
#include "touchstone/model.h"
#include "verdict/reading.h"
#include "verdict/rooms.h"

namespace touchstone::verdict {

struct Offer {
  Reading title;
  /// The curated brands that the listing offers; usually one or none.
  std::vector<lexicon::BrandIndex> brands;
  /// The listing's own brand field names a known brand that is not curated.
  bool other_known_brand = false;
  /// That brand, or the curated one's name, as the listing writes it.
  std::string shown_brand;
  bool brand_field_empty = false;
  /// Brands that the title names, if only by a weak word or for fit, and does not offer.
  std::vector<lexicon::BrandIndex> echoed;
  /// Those of them that the title says the goods fit.
  std::vector<lexicon::BrandIndex> fitted;
  /// The kind of parts, where the title names what goes with something (laces, a refill, a wall mount) and
  /// not the thing itself.
  lexicon::GoodsIndex part = lexicon::kNoIndex;
  /// Kinds named by the title, else by the categories.
  std::vector<lexicon::GoodsIndex> goods;
};

Offer read_offer(const Rooms& rooms, const Listing& listing);

}  // namespace touchstone::verdict
