// Applies the verdict table, gives the score, and says why.
#include "verdict/judge.h"

#include <algorithm>

#include "text/fold.h"
#include "verdict/doubts.h"
#include "verdict/facts.h"
#include "verdict/items.h"
#include "verdict/reasons.h"
#include "verdict/ruling.h"

namespace touchstone::verdict {
namespace {

// The presented brands of which the listing's goods may be.
std::size_t count_fitting(const Rooms& rooms, const Facts& facts) {
  const std::vector<const BrandFact*> presented = facts.presented();
  const std::vector<lexicon::GoodsIndex>& offered = facts.offer->goods;
  return static_cast<std::size_t>(
      std::count_if(presented.begin(), presented.end(), [&](const BrandFact* fact) {
        return std::any_of(offered.begin(), offered.end(),
                           [&](lexicon::GoodsIndex goods) { return may_be_of(rooms, *fact, goods); });
      }));
}

// Row 12's question: is the listing's kind of goods, or may it be, the kind that a claimed brand's item is?
bool may_be_a_claimed_item(const Rooms& rooms, const Facts& facts) {
  const std::vector<const BrandFact*> presented = facts.presented();
  const std::vector<lexicon::GoodsIndex>& offered = facts.offer->goods;
  // The list itself may name what the title speaks of.
  std::vector<lexicon::BrandIndex> brands;
  brands.reserve(presented.size());
  for (const BrandFact* fact : presented) brands.push_back(fact->brand);
  const LinkedItem linked = linked_item(rooms, facts.readings.front(), facts.offer->title, brands);
  if (linked == LinkedItem::kUnclaimed) return false;
  // Scripts without spaces share no words with a title, but kinds of goods.
  const auto is_offered = [&](lexicon::GoodsIndex kind) {
    return std::find(offered.begin(), offered.end(), kind) != offered.end();
  };
  const std::vector<lexicon::GoodsIndex>& unnamed = facts.readings.front().unnamed;
  const bool claimed = std::any_of(presented.begin(), presented.end(), [&](const BrandFact* fact) {
    return std::any_of(fact->goods.begin(), fact->goods.end(), is_offered);
  });
  if (linked == LinkedItem::kUnknown && !claimed && std::any_of(unnamed.begin(), unnamed.end(), is_offered)) {
    return false;
  }
  const bool fits = count_fitting(rooms, facts) != 0;
  if (fits || !offered.empty()) return fits;
  // A kind that has no word here.
  if (linked == LinkedItem::kClaimed) return true;
  // Had the title meant one of the kinds that were named, it would have named it too.
  return std::any_of(presented.begin(), presented.end(),
                     [](const BrandFact* fact) { return fact->goods.empty(); });
}

// Several brands, or one brand among goods of several kinds of which one is linked. Brands that stand apart,
// one of which sells what is listed ("not once did he ask for the iPad; the LEGO set is linked"), are no
// list.
bool several_items(const Rooms& rooms, const Facts& facts) {
  const std::vector<const BrandFact*> presented = facts.presented();
  if (presented.size() >= 2) {
    if (facts.several_items) return true;
    const bool listed =
        std::any_of(presented.begin(), presented.end(), [](const BrandFact* fact) { return fact->listed; });
    return listed || count_fitting(rooms, facts) != 1;
  }
  if (presented.empty() || !facts.several_items) return false;
  // What the house does not make is another item than the house's.
  const std::vector<lexicon::GoodsIndex>& named = facts.readings.front().goods;
  return std::any_of(named.begin(), named.end(), [&](lexicon::GoodsIndex goods) {
    return !may_be(rooms.lexicon, goods, named.front()) ||
           !brand_sells(rooms.lexicon, presented.front()->brand, goods);
  });
}

Ruling rule(const Rooms& rooms, const Facts& facts) {
  const bool explicit_lure = !facts.explicit_lures.empty();
  const bool lure = explicit_lure || !facts.grades.empty();
  const Relation relation = facts.relation;
  const bool mismatch = relation == Relation::kUnbranded || relation == Relation::kOtherBrand;
  const bool claim = facts.has_role(Role::kClaim);
  const bool lookalike = facts.has_role(Role::kLookalike);
  const bool presented = claim || lookalike;

  // Rows 8 to 10 go before all others.
  if (facts.reported || facts.asks_if_genuine) return {Level::kClear, 9};
  if (facts.own_account && presented && !mismatch &&
      (!explicit_lure || relation == Relation::kSameBrand || facts.only_brand_site)) {
    return {Level::kClear, 10};
  }
  if (facts.only_brand_site && presented && !mismatch) return {Level::kClear, 10};
  if (!presented && !facts.brands.empty() && !explicit_lure) return {Level::kClear, 8};

  Ruling ruling;
  const auto raise = [&ruling](Level level, int row) {
    if (level > ruling.level) ruling = {level, row};
  };
  if (presented && mismatch && several_items(rooms, facts)) {
    // Row 12 stands in row 1's place.
    ruling = {may_be_a_claimed_item(rooms, facts) ? Level::kCaution : Level::kClear, 12};
  } else if (claim && mismatch) {
    raise(Level::kWarn, 1);
  }
  if (presented && lure && (mismatch || relation == Relation::kUnseen)) raise(Level::kWarn, 2);
  if (presented && !lure && relation == Relation::kUnseen && facts.readable_destination) {
    raise(Level::kCheck, 3);
  }
  if (lookalike && !lure && mismatch && ruling.row != 12) raise(Level::kCaution, 4);
  if (facts.brands.empty() && explicit_lure && (mismatch || relation == Relation::kUnseen)) {
    raise(Level::kCaution, 5);
  }
  if (lure && relation == Relation::kNone && (explicit_lure || facts.offers_for_sale)) {
    raise(Level::kCaution, 6);
  }
  if (presented && lure && relation == Relation::kSameBrand) raise(Level::kCaution, 7);
  if (ruling.level == Level::kClear && ruling.row == 13 && claim && !lure &&
      (relation == Relation::kSameBrand || relation == Relation::kNone)) {
    ruling.row = 11;
  }
  return ruling;
}

std::string slice(std::string_view original, std::uint32_t start, std::uint32_t end) {
  return std::string(text::utf16_slice(original, start, end));
}

}  // namespace

Response judge(const Rooms& rooms, const Confidence& confidence, const Request& request) {
  const Facts facts = gather_facts(rooms, request);
  const Ruling ruling = rule(rooms, facts);

  Response response;
  response.id = request.id;
  const Doubts doubts = weigh_doubts(rooms, facts, ruling);
  const int percent = confidence.percent(ruling, doubts);
  response.level = confidence.settle(ruling.level, percent);
  response.row = ruling.row;
  response.relation = facts.relation;
  response.score = score_of(response.level, percent);
  if (request.explain) response.explained = {ruling.level, percent, confidence.factors(ruling, doubts)};

  for (const Reading& reading : facts.readings) {
    for (const Mention& mention : reading.mentions) {
      const auto fact = std::find_if(facts.brands.begin(), facts.brands.end(),
                                     [&](const BrandFact& known) { return known.brand == mention.brand; });
      if (fact == facts.brands.end()) continue;
      const lexicon::Brand brand = rooms.lexicon.brand(mention.brand);
      Claim claim;
      claim.brand = brand.id;
      claim.name = brand.name;
      claim.role = fact->role;
      claim.form = mention.form;
      claim.matched = slice(reading.original, mention.start, mention.end);
      claim.span = {reading.field, mention.start, mention.end};
      response.claims.push_back(std::move(claim));
    }
    for (const CueHit& cue : reading.cues) {
      if (cue.kind != cues::Kind::kLure) continue;
      response.cues.push_back(
          {std::string(cue.id), cue.strength, std::string(cue.lang), {reading.field, cue.start, cue.end}});
    }
  }
  response.links = facts.links;
  response.reasons = reasons(rooms, request, facts, response);
  return response;
}

}  // namespace touchstone::verdict
