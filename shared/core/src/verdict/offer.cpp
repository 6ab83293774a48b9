// Reads a listing's fields for the brand it offers; a brand named for fit, comparison or style is not
// offered.
#include "verdict/offer.h"

#include <algorithm>
#include <optional>

#include "text/fold.h"
#include "verdict/reading.h"

namespace touchstone::verdict {
namespace {

void add_brand(Offer& offer, lexicon::BrandIndex brand) {
  if (std::find(offer.brands.begin(), offer.brands.end(), brand) == offer.brands.end()) {
    offer.brands.push_back(brand);
  }
}

// True when the title names the house itself, not only a line of its.
bool named_in_title(const Reading& title, lexicon::BrandIndex brand) {
  return std::any_of(title.mentions.begin(), title.mentions.end(), [&](const Mention& mention) {
    return mention.brand == brand && mention.form != Form::kLine && !mention.weak;
  });
}

std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

// The house whose sure name a longer brand's name holds.
std::optional<lexicon::BrandIndex> house_within(const Rooms& rooms, std::string_view brand) {
  const lexicon::Scan scan = rooms.lexicon.scan(text::fold(brand), brand);
  const auto name = std::find_if(scan.names.begin(), scan.names.end(), [](const lexicon::NameMatch& match) {
    return !match.weak && !match.excluded && (match.form == Form::kExact || match.form == Form::kAlias);
  });
  return name == scan.names.end() ? std::nullopt : std::optional(name->brand);
}

// True when the title's goods are a part: it names one before any other kind ("insoles for sneakers"), or
// right behind another ("sneaker laces"). "Sneakers with laces" are sneakers.
bool names_a_part(const Rooms& rooms, std::string_view title, lexicon::GoodsIndex part) {
  const text::Folded folded = text::fold(title);
  std::vector<lexicon::GoodsMatch> goods = rooms.lexicon.scan(folded, title).goods;
  std::sort(goods.begin(), goods.end(),
            [](const lexicon::GoodsMatch& a, const lexicon::GoodsMatch& b) { return a.begin < b.begin; });
  const lexicon::GoodsMatch* before = nullptr;
  for (const lexicon::GoodsMatch& word : goods) {
    if (is_kind_of(rooms.lexicon, word.goods, part)) {
      if (before == nullptr || word.begin <= before->end) return true;
      // The rest of a longer word and a space, as in "sneakers laces".
      constexpr std::size_t kLongestEnding = 4;
      const std::string_view between =
          std::string_view(folded.text).substr(before->end, word.begin - before->end);
      const std::size_t space = between.find(' ');
      return space == std::string_view::npos ? between.size() <= kLongestEnding
                                             : space <= kLongestEnding && space + 1 == between.size();
    }
    before = &word;
  }
  return false;
}

}  // namespace

Offer read_offer(const Rooms& rooms, const Listing& listing) {
  Offer offer;
  const std::string brand_field = text::fold_text(listing.brand);
  const bool says_none = brand_field.empty() || rooms.cues.means_no_brand(brand_field);
  offer.brand_field_empty = brand_field.empty();
  bool field_decides = false;
  if (!says_none) {
    if (const auto brand = rooms.lexicon.brand_named(listing.brand)) {
      add_brand(offer, *brand);
      offer.shown_brand = listing.brand;
      field_decides = true;
    } else if (rooms.lexicon.is_known_brand(listing.brand)) {
      // "Polo Ralph Lauren" is a known brand, and the house's.
      const auto branch = house_within(rooms, listing.brand);
      if (branch) add_brand(offer, *branch);
      offer.other_known_brand = !branch;
      offer.shown_brand = listing.brand;
      field_decides = true;
    }
  }
  Reading title = read_field(rooms, "listing.title", listing.title, FieldKind::kListingTitle);
  for (const Mention& mention : title.mentions) {
    // The brand field settles whose goods these are; the title can only add the same house's name.
    // Where the brand field names none, or nobody that is known, the name of a line in the title ("Screw Love
    // Bangle") is what is left of the goods' name, and no house's offer.
    const bool residue =
        mention.form == Form::kLine && !brand_field.empty() && !named_in_title(title, mention.brand);
    if (mention.role != Role::kClaim || mention.weak || field_decides || residue) {
      offer.echoed.push_back(mention.brand);
      if (mention.role == Role::kCompatible) offer.fitted.push_back(mention.brand);
      continue;
    }
    add_brand(offer, mention.brand);
    if (offer.shown_brand.empty()) offer.shown_brand = rooms.lexicon.brand(mention.brand).name;
  }
  // On a marketplace that is a house as well (Wayfair) anybody's goods are sold.
  const auto house = rooms.lexicon.brand_of_host(host_of(listing.url));
  if (house && rooms.links.read(listing.url).marketplace.empty()) {
    add_brand(offer, *house);
    if (offer.shown_brand.empty()) offer.shown_brand = rooms.lexicon.brand(*house).name;
  } else if (says_none && offer.brands.empty()) {
    // A shop that bears the brand's very name sells as the brand.
    if (const auto seller = rooms.lexicon.brand_named(listing.seller)) {
      add_brand(offer, *seller);
      offer.shown_brand = listing.seller;
    }
  }
  const lexicon::GoodsIndex part = rooms.lexicon.goods_named("part");
  if (part != lexicon::kNoIndex && names_a_part(rooms, listing.title, part)) offer.part = part;
  offer.goods = title.goods;
  if (offer.goods.empty()) {
    for (const std::string& category : listing.categories) {
      const Reading reading = read_field(rooms, "listing.categories", category, FieldKind::kListingTitle);
      offer.goods.insert(offer.goods.end(), reading.goods.begin(), reading.goods.end());
    }
  }
  offer.title = std::move(title);
  return offer;
}

}  // namespace touchstone::verdict
