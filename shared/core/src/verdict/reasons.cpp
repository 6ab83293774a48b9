// Words for each row of the table, with their parameters for surfaces that speak other languages.
#include "verdict/reasons.h"

#include <algorithm>
#include <string>

#include "text/fold.h"

namespace touchstone::verdict {
namespace {

using Params = std::vector<std::pair<std::string, std::string>>;

std::string subject(PromotionKind kind) {
  switch (kind) {
    case PromotionKind::kPost:
      return "post";
    case PromotionKind::kReel:
      return "reel";
    case PromotionKind::kStory:
      return "story";
    case PromotionKind::kComment:
      return "comment";
    case PromotionKind::kBio:
      return "profile";
    case PromotionKind::kDm:
      return "message";
    case PromotionKind::kHub:
      return "link";
  }
  return "post";
}

std::string join_names(const std::vector<std::string>& names) {
  std::string joined;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (index != 0) joined += index + 1 == names.size() ? " and " : ", ";
    joined += names[index];
  }
  return joined;
}

std::string quoted_words(const Facts& facts, std::size_t reading, std::uint32_t start, std::uint32_t end) {
  return std::string(text::utf16_slice(facts.readings[reading].original, start, end));
}

class Explainer {
 public:
  Explainer(const Rooms& rooms, const Request& request, const Facts& facts, const Response& response)
      : rooms_(rooms), facts_(facts), response_(response), what_(subject(request.promotion.kind)) {
    std::vector<std::string> names;
    for (const BrandFact* fact : facts.presented()) names.emplace_back(rooms.lexicon.brand(fact->brand).name);
    brands_ = join_names(names);
  }

  std::vector<Reason> explain() && {
    headline();
    if (response_.level != Level::kClear) {
      explain_names();
      explain_lures();
    }
    return std::move(reasons_);
  }

 private:
  void add(std::string code, std::string message, Params params = {}) {
    reasons_.push_back({std::move(code), std::move(message), std::move(params)});
  }

  void headline() {
    switch (response_.row) {
      case 8:
        return explain_shelter();
      case 9:
        return add("news", "The " + what_ + " reports, warns or asks; it offers nothing.");
      case 10:
        return add("own_account", "This comes from " + brands_ + " or goes to its own site.",
                   {{"brand", brands_}});
      case 11:
        if (facts_.relation == Relation::kSameBrand) {
          return add("same_brand", "The listing offers " + brands_ + ", as the " + what_ + " says.",
                     {{"brand", brands_}});
        }
        return add("nothing_found", "The " + what_ + " names " + brands_ + " and sends nobody anywhere.",
                   {{"brand", brands_}});
      case 12:
        return add("several_items",
                   "The " + what_ + " names " + brands_ + " for several items; the listing names " +
                       listing_brand() + ".",
                   {{"brand", brands_}});
      case 7:
        return add("lure_same_brand",
                   "The listing offers " + brands_ + ", yet the " + what_ + "'s wording does not fit that.",
                   {{"brand", brands_}});
      case 5:
      case 6:
        return;  // the lure is the whole of it
      case 13:
        return add("nothing_found", "Nothing here says that the link hides a brand.");
      default:
        break;
    }
    if (facts_.relation == Relation::kUnseen) {
      return add("listing_unread", "The " + what_ + " names " + brands_ + "; the listing has not been read.",
                 {{"brand", brands_}, {"kind", destination()}});
    }
    if (response_.row == 4) {
      return add("lookalike",
                 "The " + what_ + " offers something like " + brands_ + "; the listing names " +
                     listing_brand() + ".",
                 {{"brand", brands_}});
    }
    if (facts_.relation == Relation::kOtherBrand) {
      return add("claim_other_brand",
                 "The " + what_ + " names " + brands_ + "; the listing names " + listing_brand() + ".",
                 {{"brand", brands_}, {"other", facts_.offer ? facts_.offer->shown_brand : ""}});
    }
    add("claim_not_on_listing", "The " + what_ + " names " + brands_ + "; the listing names no known brand.",
        {{"brand", brands_}});
  }

  void explain_shelter() {
    if (facts_.has_role(Role::kCompatible)) {
      return add("fit", "The brand is named for what the goods fit, not as their brand.");
    }
    if (facts_.has_role(Role::kNegated))
      return add("negated", "The " + what_ + " says that it is not the brand.");
    add("nothing_found", "The name stands here in another sense.");
  }

  void explain_names() {
    for (const BrandFact* fact : facts_.presented()) {
      const Mention& mention = facts_.readings[fact->reading].mentions[fact->mention];
      const std::string matched = quoted_words(facts_, fact->reading, mention.start, mention.end);
      const std::string name(rooms_.lexicon.brand(fact->brand).name);
      if (facts_.readings[fact->reading].field.starts_with("alt_text")) {
        add("claim_shown_in_image", "The picture shows the name " + name + ".", {{"brand", name}});
      } else if (mention.form == Form::kLine) {
        add("claim_line",
            std::string("“").append(matched).append("” is a ").append(name).append(" product line."),
            {{"matched", matched}, {"brand", name}});
      } else if (mention.form == Form::kObfuscated || mention.form == Form::kStem) {
        add("claim_obfuscated",
            std::string("“").append(matched).append("” is read as ").append(name).append("."),
            {{"matched", matched}, {"brand", name}});
      }
    }
  }

  void explain_lures() {
    for (const LureFact& lure : first_of_each(facts_.explicit_lures)) {
      const std::string matched = lure_words(lure);
      add("lure_explicit", "“" + matched + "” asks you to get past what the listing shows.",
          {{"matched", matched}});
    }
    for (const LureFact& lure : first_of_each(facts_.grades)) {
      const std::string matched = lure_words(lure);
      add(response_.row == 6 ? "sale_grade" : "lure_grade", "“" + matched + "” is wording used for replicas.",
          {{"matched", matched}});
    }
  }

  // One sentence a kind of lure is enough.
  [[nodiscard]] std::vector<LureFact> first_of_each(const std::vector<LureFact>& lures) const {
    std::vector<LureFact> result;
    for (const LureFact& lure : lures) {
      const auto id = [&](const LureFact& fact) { return facts_.readings[fact.reading].cues[fact.cue].id; };
      if (std::none_of(result.begin(), result.end(),
                       [&](const LureFact& known) { return id(known) == id(lure); })) {
        result.push_back(lure);
      }
      if (result.size() == 3) break;
    }
    return result;
  }

  [[nodiscard]] std::string lure_words(const LureFact& lure) const {
    const std::vector<CueHit>& cues = facts_.readings[lure.reading].cues;
    const CueHit& cue = cues[lure.cue];
    // Two patterns may find parts of one lure; the words that a card marks are those of both.
    std::uint32_t end = cue.end;
    for (const CueHit& other : cues) {
      if (other.id == cue.id && other.start >= cue.start && other.start < end) end = std::max(end, other.end);
    }
    return quoted_words(facts_, lure.reading, cue.start, end);
  }

  [[nodiscard]] std::string listing_brand() const {
    return facts_.relation == Relation::kOtherBrand && facts_.offer && !facts_.offer->shown_brand.empty()
               ? facts_.offer->shown_brand
               : "no known brand";
  }

  [[nodiscard]] std::string destination() const {
    if (facts_.links.empty()) return "pointer";
    switch (facts_.links.front().kind) {
      case LinkKind::kListing:
        return "listing";
      case LinkKind::kStorefront:
        return "storefront";
      case LinkKind::kHub:
        return "hub";
      case LinkKind::kShortener:
        return "shortener";
      case LinkKind::kChat:
        return "chat";
      default:
        return "other";
    }
  }

  const Rooms& rooms_;
  const Facts& facts_;
  const Response& response_;
  std::string what_;
  std::string brands_;
  std::vector<Reason> reasons_;
};

}  // namespace

std::vector<Reason> reasons(const Rooms& rooms, const Request& request, const Facts& facts,
                            const Response& response) {
  return Explainer(rooms, request, facts, response).explain();
}

}  // namespace touchstone::verdict
