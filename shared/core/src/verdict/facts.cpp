// Gathers the facts: reads every field, joins the mentions of one brand, names the destinations, meets the
// listing.
#include "verdict/facts.h"

#include <algorithm>
#include <set>

#include "text/fold.h"
#include "verdict/items.h"

namespace touchstone::verdict {
namespace {

using lexicon::BrandIndex;
using lexicon::GoodsIndex;
using lexicon::kNoIndex;

constexpr std::size_t kMaxContext = 200;
constexpr std::size_t kMaxAltTexts = 64;
constexpr std::size_t kMaxLinks = 256;
// A picture with more words than this is a page, a poster or a menu; a brand among them is not its subject.
constexpr std::size_t kMaxImageWords = 12;

// The part of an alt text that names goods. Instagram writes "Photo by … May be an image of bag and text that
// says 'GUCCI'." in the reader's language: there, only the quoted words are the picture's. A person's own alt
// text is taken whole.
struct ImageText {
  std::string_view words;
  std::uint32_t offset = 0;  // UTF-16 code units before it
};

std::optional<ImageText> image_text(std::string_view alt) {
  static constexpr std::string_view kQuotes[][2] = {{"'", "'"},   {"‘", "’"},  {"’", "’"}, {"“", "”"},
                                                    {"\"", "\""}, {"„", "“"},  {"„", "”"}, {"«", "»"},
                                                    {"»", "«"},   {"「", "」"}};
  for (const auto& pair : kQuotes) {
    const std::string_view opening = pair[0];
    const std::string_view closing = pair[1];
    // An apostrophe inside a word opens nothing.
    const bool apostrophe = opening == closing || opening == "’";
    std::size_t open = alt.find(opening);
    while (apostrophe && open != std::string_view::npos && open > 0 &&
           text::is_word_byte(static_cast<unsigned char>(alt[open - 1]))) {
      open = alt.find(opening, open + 1);
    }
    if (open == std::string_view::npos) continue;
    const std::size_t begin = open + opening.size();
    const std::size_t close = alt.rfind(closing);
    if (close == std::string_view::npos || close <= begin) continue;
    return ImageText{alt.substr(begin, close - begin), text::utf16_length(alt.substr(0, begin))};
  }
  // A machine's description without quoted words shows no name; it begins by naming the photographer.
  const std::string folded = text::fold_text(alt.substr(0, 64));
  for (const std::string_view start : {"photo by ", "photo shared by ", "video by ", "photo de ", "foto de ",
                                       "foto von ", "foto di ", "photo partagee", "may be an image"}) {
    if (folded.starts_with(start)) return std::nullopt;
  }
  return ImageText{alt, 0};
}

std::size_t count_words(std::string_view words) {
  std::size_t count = 0;
  bool inside = false;
  for (const char byte : words) {
    const bool space = byte == ' ' || byte == '\n' || byte == '\t';
    if (!space && !inside) ++count;
    inside = !space;
  }
  return count;
}

class Gatherer {
 public:
  Gatherer(const Rooms& rooms, const Request& request) : rooms_(rooms), request_(request) {}

  Facts gather() && {
    if (request_.listing) facts_.offer = read_offer(rooms_, *request_.listing);
    read_fields();
    join_mentions();
    collect_cues();
    leave_to_other_entries();
    collect_links();
    judge_account();
    settle_roles();
    meet_listing();
    return std::move(facts_);
  }

 private:
  void read_fields() {
    const Promotion& promotion = request_.promotion;
    facts_.readings.push_back(read_field(rooms_, "text", promotion.text, FieldKind::kProse));
    for (std::size_t index = 0; index < std::min(promotion.alt_text.size(), kMaxAltTexts); ++index) {
      const std::string_view alt = promotion.alt_text[index];
      const auto image = image_text(alt);
      if (!image) continue;
      Reading reading =
          read_field(rooms_, "alt_text[" + std::to_string(index) + "]", image->words, FieldKind::kImageText);
      if (count_words(image->words) > kMaxImageWords) {
        for (Mention& mention : reading.mentions) mention.role = Role::kMention;
      }
      reading.original = alt;
      for (Mention& mention : reading.mentions) shift(mention.start, mention.end, image->offset);
      for (CueHit& cue : reading.cues) shift(cue.start, cue.end, image->offset);
      facts_.readings.push_back(std::move(reading));
    }
    own_readings_ = facts_.readings.size();
    const std::size_t context = std::min(promotion.context.size(), kMaxContext);
    for (std::size_t index = 0; index < context; ++index) {
      facts_.readings.push_back(read_field(rooms_, "context[" + std::to_string(index) + "].text",
                                           promotion.context[index].text, FieldKind::kProse));
    }
  }

  static void shift(std::uint32_t& start, std::uint32_t& end, std::uint32_t by) {
    start += by;
    end += by;
  }

  // True when goods of the kind are named anywhere in the promotion.
  [[nodiscard]] bool speaks_of(GoodsIndex kind) const {
    return std::any_of(facts_.readings.begin(), facts_.readings.end(), [&](const Reading& reading) {
      return std::any_of(reading.goods.begin(), reading.goods.end(),
                         [&](GoodsIndex named) { return may_be(rooms_.lexicon, kind, named); });
    });
  }

  [[nodiscard]] bool listing_offers(GoodsIndex kind) const {
    return facts_.offer &&
           std::any_of(facts_.offer->goods.begin(), facts_.offer->goods.end(),
                       [&](GoodsIndex offered) { return may_be(rooms_.lexicon, kind, offered); });
  }

  // A weak name counts when a sure one of the same brand stands anywhere in the promotion, or when the
  // listing offers that very brand; written as a name, also when the promotion speaks as sellers of replicas
  // do. A line's name is borne out by its kind of goods: in the listing, or beside a lure in the thread.
  void drop_unsupported() {
    std::set<BrandIndex> sure;
    if (facts_.offer) sure.insert(facts_.offer->brands.begin(), facts_.offer->brands.end());
    for (const Reading& reading : facts_.readings) {
      for (const Mention& mention : reading.mentions) {
        if (!mention.weak) sure.insert(mention.brand);
      }
    }
    const auto lured = [](const Reading& reading) {
      return std::any_of(reading.cues.begin(), reading.cues.end(), [](const CueHit& cue) {
        return cue.kind == cues::Kind::kLure && cue.strength != Strength::kSoft;
      });
    };
    const bool any_lured = std::any_of(facts_.readings.begin(), facts_.readings.end(), lured);
    for (Reading& reading : facts_.readings) {
      const bool lured_here = lured(reading);
      const std::size_t left_out = std::erase_if(reading.mentions, [&](const Mention& mention) {
        if (!mention.weak || sure.contains(mention.brand)) return false;
        if (mention.form == Form::kStem) return true;
        if (lured_here && (mention.capital || mention.caseless)) return false;
        const bool fits =
            mention.form == Form::kLine && mention.goods != kNoIndex &&
            ((mention.capital && listing_offers(mention.goods)) || (any_lured && speaks_of(mention.goods)));
        return !fits;
      });
      facts_.weak_name_left_out = facts_.weak_name_left_out || left_out > 0;
    }
  }

  void join_mentions() {
    drop_unsupported();
    bool own_names_any = false;
    for (std::size_t index = 0; index < own_readings_; ++index) {
      own_names_any = own_names_any || !facts_.readings[index].mentions.empty();
    }
    // What was said before stands for a promotion that names nothing itself.
    const std::size_t last = own_names_any ? own_readings_ : facts_.readings.size();
    for (std::size_t reading = 0; reading < last; ++reading) {
      for (std::size_t index = 0; index < facts_.readings[reading].mentions.size(); ++index) {
        join(reading, index);
      }
    }
    for (std::size_t reading = own_readings_; own_names_any && reading < facts_.readings.size(); ++reading) {
      facts_.readings[reading].mentions.clear();
    }
  }

  void join(std::size_t reading, std::size_t index) {
    const Mention& mention = facts_.readings[reading].mentions[index];
    auto fact = std::find_if(facts_.brands.begin(), facts_.brands.end(),
                             [&](const BrandFact& known) { return known.brand == mention.brand; });
    if (fact == facts_.brands.end()) {
      BrandFact fresh;
      fresh.brand = mention.brand;
      fresh.role = mention.role;
      fresh.reading = reading;
      fresh.mention = index;
      fresh.from_context = reading >= own_readings_;
      facts_.brands.push_back(fresh);
      fact = facts_.brands.end() - 1;
    } else {
      const Mention& quoted = facts_.readings[fact->reading].mentions[fact->mention];
      const Role joined = join_roles(fact->role, quoted.in_hashtag, mention);
      if (joined == mention.role && fact->role != joined) {
        fact->reading = reading;
        fact->mention = index;
      }
      fact->role = joined;
    }
    fact->disguised = fact->disguised || mention.disguised;
    fact->listed = fact->listed || mention.listed;
    if (mention.goods != kNoIndex) fact->goods.push_back(mention.goods);
  }

  // One brand in two roles: a resemblance or a fit said once holds for the bare name elsewhere (its
  // hashtags), while a bare name in the sentence outweighs a passing mention.
  static Role join_roles(Role known, bool known_in_hashtag, const Mention& mention) {
    const Role fresh = mention.role;
    if (known == fresh) return known;
    if (known == Role::kLookalike || fresh == Role::kLookalike) return Role::kLookalike;
    if (known == Role::kCompatible || fresh == Role::kCompatible) return Role::kCompatible;
    if (known == Role::kNegated || fresh == Role::kNegated) return Role::kNegated;
    // Claim and mention.
    const bool claim_is_only_a_tag = known == Role::kClaim ? known_in_hashtag : mention.in_hashtag;
    return claim_is_only_a_tag ? Role::kMention : Role::kClaim;
  }

  void collect_cues() {
    const Promotion& promotion = request_.promotion;
    for (std::size_t reading = 0; reading < facts_.readings.size(); ++reading) {
      const bool own = reading < own_readings_;
      const bool same_author = own || promotion.context[reading - own_readings_].author == promotion.author;
      for (std::size_t index = 0; index < facts_.readings[reading].cues.size(); ++index) {
        const CueHit& cue = facts_.readings[reading].cues[index];
        switch (cue.kind) {
          case cues::Kind::kLure:
            if (!same_author) break;
            if (cue.strength == Strength::kExplicit) {
              facts_.explicit_lures.push_back({reading, index, cue.quoted});
            } else if (cue.strength == Strength::kGrade) {
              facts_.grades.push_back({reading, index, cue.quoted});
            } else if (cue.id != "takedown_hurry") {
              pointers_.push_back({reading, index, cue.quoted});
            }
            break;
          case cues::Kind::kPointer:
            pointers_.push_back({reading, index, cue.quoted});
            break;
          case cues::Kind::kStance:
            // News and warnings are judged by the promotion's own words.
            if (own) note_stance(cue.id);
            break;
          case cues::Kind::kSign:  // told apart while reading
            break;
        }
      }
    }
  }

  // A page of links leads to many things: what was said before it, or over all of it, is said of the entries
  // that may be those goods. An entry names its own ("my mug"), or its listing shows them; a listing that
  // does not fit is no sign where a lure says that it will not.
  void leave_to_other_entries() {
    if (request_.promotion.kind != PromotionKind::kHub) return;
    const auto own = [&](const LureFact& lure) { return lure.reading < own_readings_; };
    if (std::any_of(facts_.explicit_lures.begin(), facts_.explicit_lures.end(), own) ||
        std::any_of(facts_.grades.begin(), facts_.grades.end(), own)) {
      return;
    }
    std::vector<GoodsIndex> named;
    for (std::size_t reading = 0; reading < own_readings_; ++reading) {
      const std::vector<GoodsIndex>& goods = facts_.readings[reading].goods;
      named.insert(named.end(), goods.begin(), goods.end());
    }
    if (named.empty() && facts_.offer && facts_.explicit_lures.empty() && facts_.grades.empty()) {
      named = facts_.offer->goods;
    }
    if (named.empty()) return;
    std::erase_if(facts_.brands, [&](const BrandFact& fact) {
      return fact.from_context && std::none_of(named.begin(), named.end(), [&](GoodsIndex goods) {
               return may_be_of(rooms_, fact, goods);
             });
    });
  }

  void note_stance(std::string_view id) {
    if (id == "warning" || id == "news" || id == "education") facts_.reported = true;
    if (id == "authenticity") facts_.asks_if_genuine = true;
    if (id == "sale") facts_.offers_for_sale = true;
    if (id == "own_offer") own_offer_ = true;
    if (id == "several_items") facts_.several_items = true;
    if (id == "denies") denies_ = true;
    if (id == "resembles") resembles_ = true;
  }

  void add_link(Link link, std::string field) {
    if (facts_.links.size() >= kMaxLinks) return;
    for (const Link& known : facts_.links) {
      if (known.target == link.target) return;
    }
    const std::string_view target = link.target;
    const std::size_t scheme = target.find("://");
    const std::string_view rest = scheme == std::string_view::npos ? target : target.substr(scheme + 3);
    // A shop on a house's own domain is that house's site; a marketplace that is a house as well (Wayfair) is
    // one only to whom speaks of that house.
    if (link.kind == LinkKind::kOther || link.kind == LinkKind::kListing) {
      if (const auto brand = rooms_.lexicon.brand_of_host(rest.substr(0, rest.find_first_of("/?#")));
          brand && (link.marketplace.empty() || presents(rooms_.lexicon.brand(*brand).id))) {
        link.kind = LinkKind::kBrandSite;
        link.brand = rooms_.lexicon.brand(*brand).id;
      }
    }
    link.field = std::move(field);
    facts_.links.push_back(std::move(link));
  }

  void collect_links() {
    const Promotion& promotion = request_.promotion;
    for (std::size_t index = 0; index < std::min(promotion.links.size(), kMaxLinks); ++index) {
      add_link(rooms_.links.read(promotion.links[index]), "links[" + std::to_string(index) + "]");
    }
    for (link::LinkReader::Found& found : rooms_.links.find(promotion.text)) {
      add_link(std::move(found.link), "text");
    }
    const std::size_t own = facts_.links.size();
    for (std::size_t index = 0; index < std::min(promotion.context.size(), kMaxContext); ++index) {
      const ContextMessage& message = promotion.context[index];
      const std::string path = "context[" + std::to_string(index) + "].";
      for (std::size_t link = 0; link < std::min(message.links.size(), kMaxLinks); ++link) {
        add_link(rooms_.links.read(message.links[link]), path + "links[" + std::to_string(link) + "]");
      }
      for (link::LinkReader::Found& found : rooms_.links.find(message.text)) {
        add_link(std::move(found.link), path + "text");
      }
    }
    facts_.has_destination = !facts_.links.empty();
    // The promotion's own links are where it sends the buyer; an earlier message's count where it has none.
    const std::size_t considered = own != 0 ? own : facts_.links.size();
    facts_.only_brand_site = considered != 0;
    for (std::size_t index = 0; index < considered; ++index) {
      const Link& link = facts_.links[index];
      switch (link.kind) {
        case LinkKind::kListing:
        case LinkKind::kStorefront:
          facts_.sells_by_link = true;
          facts_.readable_destination = true;
          break;
        case LinkKind::kHub:
        case LinkKind::kShortener:
          facts_.readable_destination = true;
          break;
        case LinkKind::kChat:
          facts_.sells_by_link = true;
          break;
        case LinkKind::kBrandSite:
        case LinkKind::kOther:
          break;
      }
      facts_.only_brand_site =
          facts_.only_brand_site && link.kind == LinkKind::kBrandSite && presents(link.brand);
    }
  }

  [[nodiscard]] bool presents(std::string_view brand_id) const {
    return std::any_of(facts_.brands.begin(), facts_.brands.end(), [&](const BrandFact& fact) {
      return rooms_.lexicon.brand(fact.brand).id == brand_id;
    });
  }

  void judge_account() {
    const auto is_presented = [&](std::optional<BrandIndex> brand) {
      return brand && presents(rooms_.lexicon.brand(*brand).id);
    };
    const Promotion& promotion = request_.promotion;
    facts_.own_account = is_presented(rooms_.lexicon.brand_of_handle(promotion.author));
    for (const std::string& coauthor : promotion.coauthors) {
      facts_.own_account = facts_.own_account || is_presented(rooms_.lexicon.brand_of_handle(coauthor));
    }
    if (promotion.sponsor) {
      facts_.own_account = facts_.own_account ||
                           is_presented(rooms_.lexicon.brand_of_handle(*promotion.sponsor)) ||
                           is_presented(rooms_.lexicon.brand_named(*promotion.sponsor));
    }
    // A report repeats a lure; somebody who sells by one makes it, whatever warning stands around it.
    if (facts_.reported) {
      const auto made = [](const LureFact& lure) { return !lure.quoted; };
      const bool lure_made = std::any_of(facts_.explicit_lures.begin(), facts_.explicit_lures.end(), made) ||
                             std::any_of(facts_.grades.begin(), facts_.grades.end(), made);
      if (lure_made && (facts_.sells_by_link || own_offer_)) facts_.reported = false;
    }
    facts_.has_pointer = std::any_of(pointers_.begin(), pointers_.end(), [&](const LureFact& pointer) {
      return !facts_.reported || !(pointer.quoted || repeats_a_lure(pointer));
    });
  }

  // "Beware of the hidden link": where an offer is only reported, neither the link of its lure nor what is
  // quoted of it leads anywhere.
  [[nodiscard]] bool repeats_a_lure(const LureFact& pointer) const {
    const CueHit& words = facts_.readings[pointer.reading].cues[pointer.cue];
    return std::any_of(facts_.explicit_lures.begin(), facts_.explicit_lures.end(), [&](const LureFact& lure) {
      const CueHit& cue = facts_.readings[lure.reading].cues[lure.cue];
      return lure.reading == pointer.reading && cue.start < words.end && words.start < cue.end;
    });
  }

  // What the whole promotion says about its names: a report or a question claims nothing, and an explicit
  // lure turns "not Cartier" into a claim.
  void settle_roles() {
    const bool lured = std::any_of(facts_.explicit_lures.begin(), facts_.explicit_lures.end(),
                                   [](const LureFact& lure) { return !lure.quoted; });
    for (BrandFact& fact : facts_.brands) {
      // "Is it Prada?" – "A dupe of it", "not the real one, a dead ringer though", "no, no brand at all".
      if (resembles_ && (fact.role == Role::kNegated || (fact.from_context && fact.role == Role::kClaim))) {
        fact.role = Role::kLookalike;
      } else if (denies_ && fact.from_context && fact.role == Role::kClaim) {
        fact.role = Role::kNegated;
      }
      if (facts_.reported || facts_.asks_if_genuine) {
        fact.role = Role::kMention;
      } else if (lured && (fact.role == Role::kNegated || fact.role == Role::kCompatible)) {
        fact.role = Role::kClaim;
      }
    }
    if (facts_.offer && facts_.explicit_lures.empty() && facts_.grades.empty()) meet_goods();
  }

  // What the listing's goods say of a name: the promotion speaks of laces, and laces are what is listed; or
  // it speaks of a headlamp, which the house does not make, and a headlamp is listed.
  void meet_goods() {
    const Offer& offer = *facts_.offer;
    const bool alone = facts_.presented().size() == 1;
    for (BrandFact& fact : facts_.brands) {
      if (fact.role != Role::kClaim) continue;
      const bool part = offer.part != kNoIndex && speaks_of(offer.part) &&
                        !brand_sells(rooms_.lexicon, fact.brand, offer.part);
      const bool of_brand =
          std::find(offer.brands.begin(), offer.brands.end(), fact.brand) != offer.brands.end();
      if (!of_brand &&
          (part || is_fitted(fact) || title_fits(facts_.readings.front(), offer.title, fact.brand))) {
        fact.role = Role::kCompatible;
        continue;
      }
      const bool foreign =
          !offer.goods.empty() &&
          std::none_of(offer.goods.begin(), offer.goods.end(), [&](GoodsIndex offered) {
            return brand_sells(rooms_.lexicon, fact.brand, offered) ||
                   std::any_of(fact.goods.begin(), fact.goods.end(),
                               [&](GoodsIndex claimed) { return may_be(rooms_.lexicon, offered, claimed); });
          });
      const bool named = std::any_of(offer.goods.begin(), offer.goods.end(),
                                     [&](GoodsIndex offered) { return speaks_of(offered); });
      // Of several things that are named, another may be the linked one: row 12 decides.
      if (alone && !facts_.several_items && foreign && named &&
          facts_.readings[fact.reading].field == "text") {
        fact.role = Role::kMention;
      }
    }
  }

  // "Replacement battery compatible with Makita": what fits the house's goods and is none of those claimed.
  [[nodiscard]] bool is_fitted(const BrandFact& fact) const {
    const Offer& offer = *facts_.offer;
    if (std::find(offer.fitted.begin(), offer.fitted.end(), fact.brand) == offer.fitted.end()) return false;
    return !fact.goods.empty() &&
           std::none_of(offer.goods.begin(), offer.goods.end(),
                        [&](GoodsIndex offered) { return may_be_of(rooms_, fact, offered); });
  }

  void meet_listing() {
    const std::vector<const BrandFact*> presented = facts_.presented();
    if (request_.listing) {
      const Offer& offer = *facts_.offer;
      const bool same = std::any_of(presented.begin(), presented.end(), [&](const BrandFact* fact) {
        return std::find(offer.brands.begin(), offer.brands.end(), fact->brand) != offer.brands.end();
      });
      facts_.relation = same                                               ? Relation::kSameBrand
                        : !offer.brands.empty() || offer.other_known_brand ? Relation::kOtherBrand
                                                                           : Relation::kUnbranded;
      return;
    }
    if (facts_.only_brand_site && !presented.empty()) {
      facts_.relation = Relation::kSameBrand;
    } else if (facts_.has_destination || facts_.has_pointer) {
      facts_.relation = Relation::kUnseen;
    }
  }

  const Rooms& rooms_;
  const Request& request_;
  Facts facts_;
  std::size_t own_readings_ = 0;
  std::vector<LureFact> pointers_;
  bool own_offer_ = false;
  bool denies_ = false;     ///< the text begins by saying no
  bool resembles_ = false;  ///< it says that the goods only look like what was spoken of
};

}  // namespace

std::vector<const BrandFact*> Facts::presented() const {
  std::vector<const BrandFact*> result;
  for (const BrandFact& fact : brands) {
    if (fact.role == Role::kClaim || fact.role == Role::kLookalike) result.push_back(&fact);
  }
  return result;
}

bool Facts::has_role(Role role) const {
  return std::any_of(brands.begin(), brands.end(),
                     [role](const BrandFact& fact) { return fact.role == role; });
}

bool may_be_of(const Rooms& rooms, const BrandFact& fact, GoodsIndex goods) {
  // A word for what the house does not make is rather the name of a model ("Loewe Puzzle").
  const bool made = std::any_of(fact.goods.begin(), fact.goods.end(), [&](GoodsIndex claimed) {
    return brand_sells(rooms.lexicon, fact.brand, claimed);
  });
  if (!made && brand_sells(rooms.lexicon, fact.brand, goods)) return true;
  return std::any_of(fact.goods.begin(), fact.goods.end(),
                     [&](GoodsIndex claimed) { return may_be(rooms.lexicon, goods, claimed); });
}

Facts gather_facts(const Rooms& rooms, const Request& request) {
  return Gatherer(rooms, request).gather();
}

}  // namespace touchstone::verdict
