// Facts: everything about a promotion and its listing that the verdict table asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "touchstone/model.h"
#include "verdict/offer.h"
#include "verdict/reading.h"
#include "verdict/rooms.h"

namespace touchstone::verdict {

/// One brand of the promotion, over all its mentions.
struct BrandFact {
  lexicon::BrandIndex brand = lexicon::kNoIndex;
  Role role = Role::kClaim;
  /// The kinds that the promotion calls this brand's goods; empty when it does not say.
  std::vector<lexicon::GoodsIndex> goods;
  bool disguised = false;
  bool listed = false;  ///< named beside other brands in a list
  bool from_context = false;
  /// The mention to quote: index into Facts::readings and into its mentions.
  std::size_t reading = 0;
  std::size_t mention = 0;
};

/// One lure of the promotion itself.
struct LureFact {
  std::size_t reading = 0;
  std::size_t cue = 0;
  bool quoted = false;
};

struct Facts {
  std::vector<Reading> readings;
  std::vector<BrandFact> brands;
  std::vector<LureFact> explicit_lures;
  std::vector<LureFact> grades;
  std::vector<Link> links;

  bool has_destination = false;       ///< any link at all, its own or in the context
  bool has_pointer = false;           ///< words that say where the link is
  bool readable_destination = false;  ///< a listing, storefront, hub or shortener that could be read
  bool only_brand_site = false;       ///< every link is a claimed brand's own site
  bool sells_by_link = false;         ///< a listing, storefront or chat

  bool reported = false;  ///< news, education, a warning
  bool asks_if_genuine = false;
  bool offers_for_sale = false;
  bool several_items = false;
  bool own_account = false;  ///< the brand's own account, or the brand is co-author or sponsor

  bool weak_name_left_out = false;  ///< a weak name that nothing bore out

  std::optional<Offer> offer;
  Relation relation = Relation::kNone;

  /// Brands with role claim or lookalike.
  [[nodiscard]] std::vector<const BrandFact*> presented() const;
  [[nodiscard]] bool has_role(Role role) const;
};

/// True when such goods are, or may be, what the promotion names of this brand.
bool may_be_of(const Rooms& rooms, const BrandFact& fact, lexicon::GoodsIndex goods);

Facts gather_facts(const Rooms& rooms, const Request& request);

}  // namespace touchstone::verdict
