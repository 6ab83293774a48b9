// Works out the doubts that a ruling leaves.
#include "verdict/doubts.h"

#include <algorithm>

namespace touchstone::verdict {
namespace {

constexpr std::uint8_t kFull = 100;

bool has_row(const Ruling& ruling, std::initializer_list<int> rows) {
  return std::find(rows.begin(), rows.end(), ruling.row) != rows.end();
}

class Weigher {
 public:
  Weigher(const Rooms& rooms, const Facts& facts, const Ruling& ruling)
      : rooms_(rooms), facts_(facts), ruling_(ruling), presented_(facts.presented()) {}

  Doubts weigh() && {
    if (has_row(ruling_, {1, 2, 3, 4, 7, 12})) weigh_names();
    if (facts_.offer && ruling_.level != Level::kClear && facts_.relation != Relation::kSameBrand) {
      weigh_listing();
    }
    if (ruling_.level != Level::kClear) {
      set(Doubt::kOnlyPointer, facts_.relation == Relation::kUnseen && !facts_.has_destination);
    }
    if (has_row(ruling_, {1, 2, 4, 5, 6, 7, 12}) && ruling_.level != Level::kClear) weigh_lures();
    if (ruling_.level == Level::kClear) weigh_silence();
    return doubts_;
  }

 private:
  void set(Doubt doubt, bool holds) {
    if (holds) doubts_[static_cast<std::size_t>(doubt)] = kFull;
  }

  // Of several presented brands the one that leaves the least doubt carries the ruling.
  void weigh_names() {
    std::uint8_t surest = 0;
    bool plain = false;
    bool written = false;
    bool in_text = false;
    bool outside_picture = false;
    bool own = false;
    bool mixed = false;
    for (const BrandFact* fact : presented_) {
      own = own || !fact->from_context;
      for (const Reading& reading : facts_.readings) {
        const bool picture = reading.field.starts_with("alt_text");
        for (const Mention& mention : reading.mentions) {
          if (mention.brand != fact->brand) continue;
          surest = std::max(surest, mention.confidence);
          plain = plain || !mention.ordinary;
          written = written || !mention.disguised;
          in_text = in_text || !mention.in_hashtag;
          outside_picture = outside_picture || !picture;
          mixed = mixed || mention.role != fact->role;
        }
      }
    }
    doubts_[static_cast<std::size_t>(Doubt::kNameUnsure)] =
        static_cast<std::uint8_t>(kFull - std::min(surest, kFull));
    set(Doubt::kNameOrdinary, !plain);
    set(Doubt::kNameHidden, !written);
    set(Doubt::kNameOnlyInTag, !in_text);
    set(Doubt::kNameOnlyInPicture, !outside_picture);
    set(Doubt::kNameFromBefore, !own);
    set(Doubt::kSeveralBrands, presented_.size() > 1);
    set(Doubt::kRolesMixed, mixed);
    set(Doubt::kOnlyLookalike, !facts_.has_role(Role::kClaim));
  }

  void weigh_listing() {
    const Offer& offer = *facts_.offer;
    set(Doubt::kOtherBrand, facts_.relation == Relation::kOtherBrand);
    set(Doubt::kBrandFieldEmpty, offer.brand_field_empty);
    if (presented_.empty()) return;
    const auto is_presented = [&](lexicon::BrandIndex brand) {
      return std::any_of(presented_.begin(), presented_.end(),
                         [brand](const BrandFact* fact) { return fact->brand == brand; });
    };
    set(Doubt::kNoResidue, std::none_of(offer.echoed.begin(), offer.echoed.end(), is_presented));
    bool said = false;
    bool may_be_it = false;
    for (const BrandFact* fact : presented_) {
      for (const lexicon::GoodsIndex offered : offer.goods) {
        said = said || !fact->goods.empty();
        may_be_it = may_be_it || std::any_of(fact->goods.begin(), fact->goods.end(), [&](auto claimed) {
                      return may_be(rooms_.lexicon, offered, claimed);
                    });
      }
    }
    set(Doubt::kGoodsUnsaid, !said);
    set(Doubt::kGoodsApart, said && !may_be_it);
  }

  void weigh_lures() {
    const std::size_t lures = facts_.explicit_lures.size() + facts_.grades.size();
    set(Doubt::kNoLure, lures == 0);
    if (lures == 0) return;
    const auto quoted = [](const LureFact& lure) { return lure.quoted; };
    set(Doubt::kOneLure, lures == 1);
    set(Doubt::kOnlyGrade, facts_.explicit_lures.empty());
    set(Doubt::kQuoted, std::all_of(facts_.explicit_lures.begin(), facts_.explicit_lures.end(), quoted) &&
                            std::all_of(facts_.grades.begin(), facts_.grades.end(), quoted));
  }

  void weigh_silence() {
    const bool lured = !facts_.explicit_lures.empty() || !facts_.grades.empty();
    const bool mismatch = facts_.relation == Relation::kUnbranded || facts_.relation == Relation::kOtherBrand;
    set(Doubt::kSheltered, has_row(ruling_, {8, 9, 10}) && (lured || (mismatch && !facts_.brands.empty())));
    set(Doubt::kWeakNameLeft, facts_.weak_name_left_out);
    set(Doubt::kLeadsSomewhere, facts_.relation != Relation::kNone);
  }

  const Rooms& rooms_;
  const Facts& facts_;
  const Ruling& ruling_;
  std::vector<const BrandFact*> presented_;
  Doubts doubts_{};
};

}  // namespace

const std::array<std::string_view, kDoubts> kDoubtNames = {
    "name_unsure",      "name_ordinary",  "name_hidden", "name_only_in_tag", "name_only_in_picture",
    "name_from_before", "several_brands", "roles_mixed", "only_lookalike",   "brand_field_empty",
    "other_brand",      "no_residue",     "goods_apart", "goods_unsaid",     "only_pointer",
    "no_lure",          "one_lure",       "only_grade",  "quoted",           "sheltered",
    "weak_name_left",   "leads_somewhere"};

Doubts weigh_doubts(const Rooms& rooms, const Facts& facts, const Ruling& ruling) {
  return Weigher(rooms, facts, ruling).weigh();
}

}  // namespace touchstone::verdict
