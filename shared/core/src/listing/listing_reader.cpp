// Listings: the HTML of one marketplace page read into what it says of the goods.
#include "listing/listing_reader.h"

#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "listing/fact_reader.h"
#include "listing/listing_section.h"
#include "listing/marketplace_rule.h"
#include "listing/page_text.h"

namespace touchstone::listing {
namespace {

constexpr std::string_view kFolder = "marketplaces/";
constexpr std::string_view kGeneric = "generic";
constexpr std::string_view kLabels = "labels";

Error not_a_listing(std::string_view kind) {
  struct Sentence {
    std::string_view kind;
    std::string_view text;
  };
  static constexpr Sentence kSentences[] = {
      {"robot_check", "The page is a robot check, not a listing; open it in the browser and pass the check."},
      {"login_wall",
       "The page asks to sign in instead of showing a listing; open it in the browser and sign in."},
      {"search_page", "The page is a list of search results, not one listing; open one of them."},
      {"category_page", "The page shows a list of products, not one listing; open one of them."},
      {"storefront", "The page is a shop's front, not one listing; open one of its listings."},
      {"home_page", "The page is a marketplace's front page, not a listing; open a listing."},
      {"error_page", "The page says that the listing cannot be shown or is gone."},
      {"interstitial", "The page only leads on to another one; open the listing itself."},
      {"cart_page", "The page is a cart or checkout, not a listing; open a listing."},
      {"empty_page", "The page is empty; give the HTML of a listing page."},
      {"no_product", "The page does not describe one product; open a listing."},
  };
  for (const Sentence& sentence : kSentences) {
    if (sentence.kind == kind) return {"not_a_listing", std::string(sentence.text)};
  }
  return not_a_listing("no_product");
}

/// The address that a page gives itself, sought before any rule is chosen.
std::string own_address(const HtmlPage& page) {
  std::string found;
  Node* root = page.root();
  std::size_t steps = 5'000;
  for (Node* node = root; node != nullptr && steps > 0; node = next_node(node, root), --steps) {
    Element* element = as_element(node);
    if (element == nullptr) continue;
    if (node->local_name == LXB_TAG_LINK && equals_ignoring_case(attribute(element, "rel"), "canonical")) {
      return std::string(attribute(element, "href"));
    }
    if (node->local_name == LXB_TAG_META && found.empty() && attribute(element, "property") == "og:url") {
      found = attribute(element, "content");
    }
  }
  return found;
}

Result<Labels> parse_labels(std::string_view json, std::string_view file) {
  const Error wrong{"invalid_rule", std::string(file) + ": has to map each vocabulary to a list of words."};
  const nlohmann::json document = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (!document.is_object()) return wrong;
  Labels labels;
  for (const auto& [vocabulary, words] : document.items()) {
    if (!words.is_array()) return wrong;
    for (const auto& word : words) {
      if (!word.is_string()) return wrong;
      labels[vocabulary].push_back(clean_label(word.get<std::string>()));
    }
  }
  return labels;
}

/// Names by which a page's title may end: the marketplace's, the site's, its host.
std::vector<std::string> site_names(const PageIndex& index, const Rule& rule, std::string_view host) {
  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    if (!name.empty()) names.push_back(std::move(name));
  };
  if (rule.id != kGeneric) add(rule.name);
  add(clean_text(index.meta("og:site_name"), kMaxName));
  add(clean_text(index.meta("application-name"), kMaxName));
  if (!host.empty()) {
    add("www." + std::string(host));
    add(std::string(host));
    const std::string_view shorter = host.substr(0, host.rfind('.'));
    add(std::string(
        shorter.substr(shorter.rfind('.') == std::string_view::npos ? 0 : shorter.rfind('.') + 1)));
    if (rule.id != kGeneric)
      add(rule.name +
          std::string(host.substr(host.find('.') == std::string_view::npos ? 0 : host.find('.'))));
  }
  return names;
}

/// One reading: a page, the rule of its marketplace and the generic one.
class Reading {
 public:
  Reading(const Rule& own, const Rule& generic, const Labels& labels, std::string_view url,
          std::string_view marketplace, const HtmlPage& page, const link::LinkReader& links)
      : own_(own), generic_(generic), url_(url), marketplace_(marketplace) {
    FactReader::note_selectors(own, book_);
    FactReader::note_selectors(generic, book_);
    index_.emplace(page, book_);
    identity_.url = url;
    identity_.canonical = index_->canonical();
    const auto listing_id = [&](std::string_view address) {
      if (address.empty() || marketplace_.empty()) return std::string();
      Link link = links.read(address);
      return link.kind == LinkKind::kListing && link.marketplace == marketplace_ ? std::move(link.listing_id)
                                                                                 : std::string();
    };
    identity_.listing_id = listing_id(url);
    own_id_ = listing_id(index_->canonical());
    if (own_id_.empty()) own_id_ = listing_id(index_->meta("og:url"));
    if (!marketplace_.empty() && identity_.listing_id.empty() && own_id_.empty() && !host_of(url).empty()) {
      const LinkKind kind = links.read(url).kind;
      elsewhere_ = kind == LinkKind::kStorefront || kind == LinkKind::kOther;
    }
    if (identity_.listing_id.empty()) identity_.listing_id = own_id_;
    identity_.heading = clean_text(index_->meta("og:title"), kMaxTitle);
    if (identity_.heading.empty() && !index_->headings().empty()) {
      identity_.heading =
          clean_text(text_of(lxb_dom_interface_node(index_->headings().front()), 4'000), kMaxTitle);
    }
    structured_.emplace(*index_, identity_);
    names_ = site_names(*index_, own, host_of(url_.empty() ? index_->canonical() : url_));
    facts_.emplace(*index_, book_, *structured_, labels, url_, names_);
  }

  Result<Listing> listing() {
    if (const std::string_view kind = sign(false); !kind.empty()) return not_a_listing(kind);
    const FactValue title = value(Fact::kTitle);
    // At an address that is none of the marketplace's listings a heading is no proof: every page has one.
    const bool proven = !title.values.empty() && !title.weak && (title.stated || !elsewhere_);
    if (!title.stated && shows_many()) return not_a_listing("category_page");
    if (!proven) {
      if (const std::string_view kind = sign(true); !kind.empty()) return not_a_listing(kind);
      if (structured_->is_list()) return not_a_listing("category_page");
      // A title alone is believed only where the page itself says that its address is a listing's.
      if (title.values.empty() || own_id_.empty() || is_site_name(title.values.front())) {
        return not_a_listing(unnamed_kind());
      }
    }
    Listing listing;
    listing.url = url_.empty() ? std::string(index_->canonical()) : url_;
    listing.title = title.values.front();
    listing.marketplace = marketplace_;
    const FactValue brand = value(Fact::kBrand);
    if (!brand.values.empty()) {
      listing.brand = brand.values.front();
      listing.brand_source = brand.source;
    }
    // The address decides; where the page writes the same id in other letters, as the page writes it.
    const std::string stated_id = one(Fact::kListingId);
    const bool by_page =
        identity_.listing_id.empty() || equals_ignoring_case(stated_id, identity_.listing_id);
    listing.listing_id = by_page ? stated_id : identity_.listing_id;
    listing.seller = one(Fact::kSeller);
    listing.seller_id = one(Fact::kSellerId);
    listing.variant = one(Fact::kVariant);
    const FactValue price = value(Fact::kPrice);
    if (!price.values.empty()) {
      listing.price = price.values.front();
      listing.currency = one(Fact::kCurrency);
      if (listing.currency.empty()) listing.currency = price.currency;
      if (listing.currency.empty()) listing.currency = currency_of_host();
    }
    listing.description = one(Fact::kDescription);
    listing.bullets = value(Fact::kBullets).values;
    listing.categories = value(Fact::kCategories).values;
    if (listing.categories.empty()) {
      for (const std::string& crumb : structured_->breadcrumbs()) {
        std::string name = clean_text(decode_references(crumb), kMaxName);
        if (!name.empty() && name != listing.title) listing.categories.push_back(std::move(name));
      }
    }
    listing.images = value(Fact::kImages).values;
    listing.image_alt = value(Fact::kImageAlt).values;
    return listing;
  }

 private:
  FactValue value(Fact fact) {
    FactValue found;
    if (&own_ != &generic_) found = facts_->read(fact, own_);
    const bool alone = &own_ != &generic_ && own_.own_only[static_cast<std::size_t>(fact)];
    // A weak own value gives way to a proof.
    if ((found.values.empty() || found.weak) && !alone) {
      FactValue general = facts_->read(fact, generic_);
      if (found.values.empty() || (!general.values.empty() && !general.weak)) found = std::move(general);
    }
    return found;
  }

  std::string one(Fact fact) {
    FactValue found = value(fact);
    return found.values.empty() ? std::string() : std::move(found.values.front());
  }

  /// The kind of page that a sign shows; empty when none does.
  std::string_view sign(bool soft) {
    for (const Rule* rule : {&own_, &generic_}) {
      for (const Sign& one : rule->signs) {
        if (one.soft == soft && facts_->shows(one)) return one.kind;
      }
      if (&own_ == &generic_) break;
    }
    return {};
  }

  /// A list whose every entry brings the Open Graph tags of its own product page along.
  bool shows_many() const {
    std::size_t products = 0;
    for (const std::string_view type : index_->metas("og:type")) {
      if (type.starts_with("product") || type.starts_with("og:product")) ++products;
    }
    return products > 2;
  }

  bool is_site_name(std::string_view title) const {
    return std::any_of(names_.begin(), names_.end(),
                       [&](const std::string& name) { return equals_ignoring_case(name, title); });
  }

  std::string currency_of_host() const {
    const std::string host = host_of(url_.empty() ? index_->canonical() : url_);
    for (const auto& [end, code] : own_.currencies) {
      if (host == end || host.ends_with('.' + end)) return code;
    }
    return {};
  }

  /// What a page without a product most likely is, by its address.
  std::string_view unnamed_kind() const {
    const std::string_view path = path_of(url_);
    if (!url_.empty() && (path.empty() || path == "/")) return "home_page";
    return "no_product";
  }

  const Rule& own_;
  const Rule& generic_;
  std::string url_;
  std::string marketplace_;
  SelectorBook book_;
  std::optional<PageIndex> index_;
  PageIdentity identity_;
  bool elsewhere_ = false;  ///< at an address of the marketplace that is no listing's
  std::string own_id_;      ///< the listing id in the address that the page gives itself
  std::optional<StructuredData> structured_;
  std::vector<std::string> names_;
  std::optional<FactReader> facts_;
};

const SectionEntry* find_entry(const std::vector<SectionEntry>& entries, std::string_view name) {
  for (const SectionEntry& entry : entries) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

/// Every selector and pattern of a rule can be used.
Result<bool> check_rule(const Rule& rule, std::string_view file) {
  const auto wrong = [&](std::string_view what, const std::string& text) {
    return Error{"invalid_rule",
                 std::string(file) + ": the " + std::string(what) + " \"" + text + "\" cannot be read."};
  };
  SelectorBook book;
  const auto selector_fits = [&](const std::string& css) {
    return css.empty() || book.add(css) != SelectorBook::kInvalid;
  };
  const auto pattern_fits = [](const std::string& pattern) {
    RE2::Options options;
    options.set_log_errors(false);
    return pattern.empty() || RE2(pattern, options).ok();
  };
  for (const auto& sources : rule.facts) {
    for (const Source& source : sources) {
      const bool css = source.kind == Source::Kind::kCss || source.kind == Source::Kind::kRows;
      if (css && !selector_fits(source.select)) return wrong("selector", source.select);
      for (const std::string* text : {&source.beside, &source.when, &source.unless}) {
        if (!selector_fits(*text)) return wrong("selector", *text);
      }
      if (!pattern_fits(source.pattern)) return wrong("pattern", source.pattern);
    }
  }
  for (const auto& [name, states] : rule.states) {
    for (const State& state : states) {
      if (!selector_fits(state.css)) return wrong("selector", state.css);
    }
  }
  for (const Sign& sign : rule.signs) {
    if (!selector_fits(sign.css)) return wrong("selector", sign.css);
    if (!pattern_fits(sign.path)) return wrong("pattern", sign.path);
  }
  return true;
}

}  // namespace

Result<std::vector<std::byte>> build_section(const RuleFiles& files) {
  std::vector<SectionSource> entries;
  bool generic = false;
  bool labels = false;
  for (const auto& [path, text] : files) {
    if (!path.starts_with(kFolder) || !path.ends_with(".json")) continue;
    const std::string name = path.substr(kFolder.size(), path.size() - kFolder.size() - 5);
    nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
    if (!document.is_object()) return Error{"invalid_rule", path + ": not a JSON object."};
    if (name == kLabels) {
      const Result<Labels> parsed = parse_labels(text, path);
      if (!parsed.ok()) return parsed.error();
      labels = true;
      entries.push_back({name, document.dump()});
      continue;
    }
    const Result<Rule> rule = parse_rule(text, path);
    if (!rule.ok()) return rule.error();
    if (rule.value().id != name) {
      return Error{"invalid_rule", path + ": the id \"" + rule.value().id + "\" has to be the file's name."};
    }
    if (const Result<bool> fits = check_rule(rule.value(), path); !fits.ok()) return fits.error();
    generic = generic || name == kGeneric;
    document.erase("notes");
    entries.push_back({name, document.dump()});
  }
  if (!generic || !labels) {
    return Error{"invalid_rule", "marketplaces/: generic.json and labels.json are needed."};
  }
  return write_section(entries);
}

Result<ListingReader> ListingReader::open(std::span<const std::byte> section) {
  const std::string_view rules{reinterpret_cast<const char*>(section.data()), section.size()};
  const Result<std::vector<SectionEntry>> entries = read_section(rules);
  if (!entries.ok()) return entries.error();
  if (find_entry(entries.value(), kGeneric) == nullptr || find_entry(entries.value(), kLabels) == nullptr) {
    return Error{"invalid_pack",
                 "The rule pack's marketplaces lack the generic rule; build or fetch the pack again."};
  }
  ListingReader reader;
  reader.rules_ = rules;
  return reader;
}

Result<Listing> ListingReader::read(std::string_view url, std::string_view html,
                                    const link::LinkReader& links) const {
  if (html.size() > kMaxPageBytes) {
    return Error{"too_large", "The page is larger than 16 MB; save the listing page alone."};
  }
  if (html.find_first_not_of(" \t\r\n\f") == std::string_view::npos) return not_a_listing("empty_page");
  const Result<std::vector<SectionEntry>> entries = read_section(rules_);
  if (!entries.ok()) return entries.error();
  const HtmlPage page = HtmlPage::parse(html);
  if (page.root() == nullptr) return not_a_listing("empty_page");

  // A page whose address is not known may say it itself.
  const std::string address = host_of(url).empty() ? own_address(page) : std::string(url);
  const std::string marketplace = address.empty() ? std::string() : links.read(address).marketplace;
  const Result<Rule> generic = parse_rule(find_entry(entries.value(), kGeneric)->body, kGeneric);
  if (!generic.ok()) return generic.error();
  const Result<Labels> labels = parse_labels(find_entry(entries.value(), kLabels)->body, kLabels);
  if (!labels.ok()) return labels.error();
  const SectionEntry* entry = marketplace.empty() ? nullptr : find_entry(entries.value(), marketplace);
  if (entry == nullptr || entry->name == kLabels) {
    return Reading(generic.value(), generic.value(), labels.value(), url, marketplace, page, links).listing();
  }
  const Result<Rule> own = parse_rule(entry->body, entry->name);
  if (!own.ok()) return own.error();
  return Reading(own.value(), generic.value(), labels.value(), url, marketplace, page, links).listing();
}

}  // namespace touchstone::listing
