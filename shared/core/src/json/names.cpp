// The contract's words for the model's enumerations.
#include "touchstone/json.h"

namespace touchstone {

std::string_view name_of(PromotionKind kind) {
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
      return "bio";
    case PromotionKind::kDm:
      return "dm";
    case PromotionKind::kHub:
      return "hub";
  }
  return "post";
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::kClear:
      return "clear";
    case Level::kCheck:
      return "check";
    case Level::kCaution:
      return "caution";
    case Level::kWarn:
      return "warn";
  }
  return "clear";
}

std::string_view name_of(Relation relation) {
  switch (relation) {
    case Relation::kNone:
      return "none";
    case Relation::kUnseen:
      return "unseen";
    case Relation::kSameBrand:
      return "same_brand";
    case Relation::kUnbranded:
      return "unbranded";
    case Relation::kOtherBrand:
      return "other_brand";
  }
  return "none";
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::kClaim:
      return "claim";
    case Role::kLookalike:
      return "lookalike";
    case Role::kCompatible:
      return "compatible";
    case Role::kNegated:
      return "negated";
    case Role::kMention:
      return "mention";
  }
  return "mention";
}

std::string_view name_of(Form form) {
  switch (form) {
    case Form::kExact:
      return "exact";
    case Form::kAlias:
      return "alias";
    case Form::kLine:
      return "line";
    case Form::kObfuscated:
      return "obfuscated";
    case Form::kStem:
      return "stem";
  }
  return "exact";
}

std::string_view name_of(Strength strength) {
  switch (strength) {
    case Strength::kExplicit:
      return "explicit";
    case Strength::kGrade:
      return "grade";
    case Strength::kSoft:
      return "soft";
  }
  return "soft";
}

std::string_view name_of(LinkKind kind) {
  switch (kind) {
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
    case LinkKind::kBrandSite:
      return "brand_site";
    case LinkKind::kOther:
      return "other";
  }
  return "other";
}

}  // namespace touchstone
