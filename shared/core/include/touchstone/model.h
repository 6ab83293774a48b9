// The shapes of the contract: what is judged (a promotion and its listing) and what comes out (a verdict with
// its reasons). Strings are UTF-8. Offsets are UTF-16 code units into the original text of a field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace touchstone {

enum class PromotionKind : std::uint8_t { kPost, kReel, kStory, kComment, kBio, kDm, kHub };

/// An earlier message, the post a comment hangs under, or a bio: what the reader has already seen.
struct ContextMessage {
  std::string author;
  std::string text;
  std::vector<std::string> links;
};

/// One piece of social content.
struct Promotion {
  std::string platform = "instagram";
  PromotionKind kind = PromotionKind::kPost;
  std::string author;
  /// Accounts that signed the post together with the author, each of which had to agree.
  std::vector<std::string> coauthors;
  std::string text;
  std::vector<std::string> alt_text;
  std::vector<std::string> links;
  /// The account named in "Paid partnership with …"; nothing when there is no such label.
  std::optional<std::string> sponsor;
  std::vector<ContextMessage> context;
};

/// What a marketplace page says of the goods. An empty string or vector means: the page does not say.
struct Listing {
  std::string url;
  std::string title;
  std::string brand;
  std::string seller;
  std::string description;
  std::vector<std::string> bullets;
  std::vector<std::string> categories;
  std::vector<std::string> image_alt;
  /// Read from a page only; requests do not need them.
  std::string marketplace;
  std::string listing_id;
  std::string seller_id;
  /// Which of the listing's variants is shown: its id in the address or the page's words for it ("Gold, 17
  /// cm").
  std::string variant;
  /// Price as printed by the page's data ("29.99"), and its ISO 4217 code.
  std::string price;
  std::string currency;
  /// Absolute image addresses.
  std::vector<std::string> images;
  /// Which part of the page gave the brand ("byline", "table", "json-ld"); empty when there is no brand.
  std::string brand_source;
};

struct Request {
  std::string id;
  Promotion promotion;
  std::optional<Listing> listing;
  bool explain = false;  ///< asks for Response::explained
};

/// Ordered: a later one is more serious.
enum class Level : std::uint8_t { kClear, kCheck, kCaution, kWarn };

enum class Relation : std::uint8_t { kNone, kUnseen, kSameBrand, kUnbranded, kOtherBrand };

/// How the promotion uses a brand's name.
enum class Role : std::uint8_t { kClaim, kLookalike, kCompatible, kNegated, kMention };

/// How the name was written.
enum class Form : std::uint8_t { kExact, kAlias, kLine, kObfuscated, kStem };

/// A stretch of one field: `field` is a path into the request ("text", "alt_text[0]", "context[1].text",
/// "listing.title"); `start` and `end` are UTF-16 code units of the original.
struct Span {
  std::string field;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

/// One brand that the promotion names.
struct Claim {
  std::string brand;  ///< id, such as "louis-vuitton"
  std::string name;   ///< usual English name, such as "Louis Vuitton"
  Role role = Role::kClaim;
  Form form = Form::kExact;
  std::string matched;  ///< the original text of the span
  Span span;
};

enum class Strength : std::uint8_t { kExplicit, kGrade, kSoft };

/// One lure.
struct Cue {
  std::string id;
  Strength strength = Strength::kSoft;
  std::string lang;
  Span span;
};

enum class LinkKind : std::uint8_t { kListing, kStorefront, kHub, kShortener, kChat, kBrandSite, kOther };

/// What one link points to.
struct Link {
  std::string field;   ///< "links[0]", "text", "context[1].links[0]"
  std::string raw;     ///< as it stood in the input
  std::string target;  ///< after unwrapping redirects that carry their target in themselves
  LinkKind kind = LinkKind::kOther;
  std::string marketplace;    ///< "amazon"; empty when the host is no known marketplace
  std::string listing_id;     ///< the marketplace's own id of the item (ASIN, item number)
  std::string affiliate_tag;  ///< who earns from the click
  std::string seller_id;
  std::string brand;             ///< id of the brand whose own site this is
  std::vector<std::string> via;  ///< the wrappers that were taken off, outermost first, as host names
};

/// Why the verdict is what it is. `message` is English; `code` and `params` let a surface say it in another
/// tongue.
struct Reason {
  std::string code;
  std::string message;
  std::vector<std::pair<std::string, std::string>> params;
};

/// One weight of the model that applied.
struct Factor {
  std::string name;         ///< as shared/rules/model.json has it
  std::int32_t value = 0;   ///< percent of it that holds
  std::int32_t weight = 0;  ///< at 100 percent, in thousandths of a logit
};

/// How sure the ruling is, and by which weights.
struct Explained {
  Level ruled = Level::kClear;  ///< the table's level; the verdict is lower where that was not sure enough
  int percent = 0;              ///< how likely a careful person rules so
  std::vector<Factor> factors;
};

struct Response {
  std::string id;
  Level level = Level::kClear;
  double score = 0;  ///< clear < 0.25 <= check < 0.5 <= caution < 0.75 <= warn
  Relation relation = Relation::kNone;
  int row = 13;  ///< the row of the contract's verdict table that decided
  std::vector<Claim> claims;
  std::vector<Cue> cues;
  std::vector<Link> links;
  std::vector<Reason> reasons;
  std::optional<Explained> explained;  ///< only where the request asks for it
  std::string pack;                    ///< version of the rules
};

}  // namespace touchstone
