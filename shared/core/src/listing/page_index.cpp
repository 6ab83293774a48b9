// The page's table of contents: one walk over the tree collects every element that a rule may ask for.
#include "listing/page_index.h"

#include <algorithm>
#include <array>

#include "listing/page_text.h"

namespace touchstone::listing {
namespace {

// How many elements of one kind a page may have before the rest is left out: a product page has at most a
// few hundred of anything that a rule names.
constexpr std::size_t kMaxCandidates = 5'000;
constexpr std::size_t kMaxMetas = 500;
constexpr std::size_t kMaxScripts = 2'000;
constexpr std::size_t kMaxMarkup = 2'000;

const lxb_char_t* bytes(std::string_view text) {
  return reinterpret_cast<const lxb_char_t*>(text.data());
}

std::string_view view(const lexbor_str_t& text) {
  return {reinterpret_cast<const char*>(text.data), text.length};
}

/// A cheap test that spares most look-ups: a name that no rule asks for nearly always fails it.
class Sieve {
 public:
  void add(std::string_view name) { bits_[slot(name)] = true; }
  [[nodiscard]] bool may_have(std::string_view name) const { return bits_[slot(name)]; }

 private:
  static std::size_t slot(std::string_view name) {
    if (name.empty()) return 0;
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(name[i]));
    };
    return (name.size() * 37 + byte(0) * 7 + byte(name.size() - 1) * 131 + byte(name.size() / 2) * 17) % 4096;
  }
  std::array<bool, 4096> bits_{};
};

/// Where an element stands in document order.
std::uintptr_t place_of(const Element* element) {
  return reinterpret_cast<std::uintptr_t>(element->node.user);
}

/// The place of the first element behind an element's subtree.
std::uintptr_t end_of(const Element* element) {
  const Node* node = &element->node;
  while (node != nullptr && node->next == nullptr) node = node->parent;
  if (node == nullptr) return UINTPTR_MAX;
  for (Node* after = node->next; after != nullptr; after = next_node(after, nullptr)) {
    if (const Element* found = as_element(after); found != nullptr) return place_of(found);
  }
  return UINTPTR_MAX;
}

using Names = std::unordered_map<std::string_view, std::size_t>;

struct WantedNames {
  Names names;
  Sieve sieve;

  void add(std::string_view name, std::size_t key) {
    names.emplace(name, key);
    sieve.add(name);
  }
  [[nodiscard]] std::size_t find(std::string_view name) const {
    if (!sieve.may_have(name)) return SelectorBook::kInvalid;
    const auto at = names.find(name);
    return at == names.end() ? SelectorBook::kInvalid : at->second;
  }
};

constexpr bool is_class_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r';
}

/// A page has a hundred thousand classes; the library's search for one of several bytes costs more than they
/// do.
template <typename Visit>
void each_class(std::string_view value, const Visit& visit) {
  const char* at = value.data();
  const char* const last = at + value.size();
  while (true) {
    while (at != last && is_class_space(*at)) ++at;
    if (at == last) return;
    const char* const start = at;
    while (at != last && !is_class_space(*at)) ++at;
    visit(std::string_view(start, static_cast<std::size_t>(at - start)));
  }
}

}  // namespace

// The parser, its working state and the memory of every selector are made once: left to itself lexbor makes
// them anew for each selector.
SelectorBook::SelectorBook()
    : parser_(lxb_css_parser_create()),
      memory_(lxb_css_memory_create()),
      selectors_(lxb_css_selectors_create()) {
  lxb_css_parser_init(parser_, nullptr);
  lxb_css_memory_init(memory_, 1024);
  lxb_css_selectors_init(selectors_);
  lxb_css_parser_memory_set(parser_, memory_);
  lxb_css_parser_selectors_set(parser_, selectors_);
}

SelectorBook::~SelectorBook() {
  lxb_css_selectors_destroy(selectors_, true);
  lxb_css_memory_destroy(memory_, true);
  lxb_css_parser_destroy(parser_, true);
}

std::size_t SelectorBook::key_number(KeyKind kind, std::string name) {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i].kind == kind && keys_[i].name == name) return i;
  }
  keys_.push_back({kind, std::move(name)});
  return keys_.size() - 1;
}

bool SelectorBook::add_alternative(lxb_css_selector_list_t* list, Entry& entry) {
  const auto kind_of = [](const lxb_css_selector_t* s) -> int {
    switch (s->type) {
      case LXB_CSS_SELECTOR_TYPE_ID:
        return 4;
      case LXB_CSS_SELECTOR_TYPE_CLASS:
        return 3;
      case LXB_CSS_SELECTOR_TYPE_ATTRIBUTE:
        return 2;
      case LXB_CSS_SELECTOR_TYPE_ELEMENT:
        return 1;
      default:
        return 0;
    }
  };
  static constexpr std::array<KeyKind, 5> kKinds{KeyKind::kTag, KeyKind::kTag, KeyKind::kAttribute,
                                                 KeyKind::kClass, KeyKind::kId};
  Alternative alternative{list, kInvalid, {}, kInvalid};
  const lxb_css_selector_t* best = nullptr;
  bool last_compound = true;
  bool inside = true;  // the compound holds the match: nothing but descent stands between them
  for (const lxb_css_selector_t* s = list->last; s != nullptr; s = s->prev) {
    const int kind = kind_of(s);
    if (last_compound) {
      if (kind > 0 && (best == nullptr || kind > kind_of(best))) best = s;
    } else if (kind >= 3) {
      const std::size_t key = key_number(kKinds[static_cast<std::size_t>(kind)], std::string(view(s->name)));
      alternative.needed.push_back(key);
      if (kind == 4 && inside && alternative.scope == kInvalid) alternative.scope = key;
    }
    if (s->combinator == LXB_CSS_SELECTOR_COMBINATOR_CLOSE) continue;
    last_compound = false;
    inside = inside && (s->combinator == LXB_CSS_SELECTOR_COMBINATOR_DESCENDANT ||
                        s->combinator == LXB_CSS_SELECTOR_COMBINATOR_CHILD);
  }
  if (best == nullptr) return false;
  const KeyKind kind = kKinds[static_cast<std::size_t>(kind_of(best))];
  std::string name(view(best->name));
  if (kind == KeyKind::kTag || kind == KeyKind::kAttribute) name = ascii_lower(name);
  alternative.key = key_number(kind, std::move(name));
  entry.push_back(std::move(alternative));
  return true;
}

std::size_t SelectorBook::add(std::string_view css) {
  const auto known = by_text_.find(std::string(css));
  if (known != by_text_.end()) return known->second;
  std::size_t number = kInvalid;
  lxb_css_selector_list_t* list = lxb_css_selectors_parse(parser_, bytes(css), css.size());
  if (list != nullptr) {
    Entry entry;
    bool usable = true;
    while (usable && list != nullptr) {
      // Each is matched for itself.
      lxb_css_selector_list_t* next = list->next;
      list->next = nullptr;
      usable = add_alternative(list, entry);
      list = next;
    }
    if (usable) {
      number = entries_.size();
      entries_.push_back(std::move(entry));
    }
  }
  by_text_.emplace(css, number);
  return number;
}

PageIndex::PageIndex(const HtmlPage& page, const SelectorBook& book)
    : book_(book), matcher_(lxb_selectors_create()), found_(book.keys().size()) {
  lxb_selectors_init(matcher_);
  lxb_selectors_opt_set(matcher_, static_cast<lxb_selectors_opt_t>(LXB_SELECTORS_OPT_MATCH_ROOT |
                                                                   LXB_SELECTORS_OPT_MATCH_FIRST));
  Node* root = page.root();
  if (root == nullptr) return;

  WantedNames ids;
  WantedNames classes;
  std::unordered_map<std::uintptr_t, std::size_t> attributes;
  std::unordered_map<std::uintptr_t, std::size_t> tags;
  lxb_dom_document_t* document = lxb_dom_interface_document(page.document());
  const auto attribute_id = [&](std::string_view name) -> std::uintptr_t {
    const lxb_dom_attr_data_t* data =
        lxb_dom_attr_data_by_local_name(document->attrs, bytes(name), name.size());
    return data == nullptr ? 0 : data->attr_id;
  };
  for (std::size_t i = 0; i < book.keys().size(); ++i) {
    const SelectorBook::Key& key = book.keys()[i];
    switch (key.kind) {
      case SelectorBook::KeyKind::kId:
        ids.add(key.name, i);
        break;
      case SelectorBook::KeyKind::kClass:
        classes.add(key.name, i);
        break;
      case SelectorBook::KeyKind::kAttribute:
        if (const std::uintptr_t id = attribute_id(key.name); id != 0) attributes.emplace(id, i);
        break;
      case SelectorBook::KeyKind::kTag: {
        const lxb_tag_data_t* data = lxb_tag_data_by_name(document->tags, bytes(key.name), key.name.size());
        if (data != nullptr) tags.emplace(data->tag_id, i);
        break;
      }
    }
  }
  const std::uintptr_t itemprop = attribute_id("itemprop");
  const std::uintptr_t itemscope = attribute_id("itemscope");
  const std::uintptr_t property = attribute_id("property");
  const std::uintptr_t type_of = attribute_id("typeof");
  const auto put = [&](Element* element, std::size_t key) {
    if (key != SelectorBook::kInvalid && found_[key].size() < kMaxCandidates &&
        (found_[key].empty() || found_[key].back() != element)) {
      found_[key].push_back(element);
    }
  };

  std::uintptr_t order = 0;
  for (Node* node = root; node != nullptr; node = next_node(node, root)) {
    Element* element = as_element(node);
    if (element == nullptr) continue;
    // lexbor leaves `user` to its users; the order lets candidates of several keys be merged.
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a number is all that is kept there.
    node->user = reinterpret_cast<void*>(++order);
    if (!tags.empty()) {
      if (const auto tag = tags.find(node->local_name); tag != tags.end()) put(element, tag->second);
    }
    bool in_microdata = false;
    bool in_rdfa = false;
    for (lxb_dom_attr_t* attr = element->first_attr; attr != nullptr; attr = attr->next) {
      const std::uintptr_t name = attr->node.local_name;
      if (name == LXB_DOM_ATTR_ID) {
        put(element, ids.find(attribute_value(attr)));
      } else if (name == LXB_DOM_ATTR_CLASS) {
        each_class(attribute_value(attr), [&](std::string_view one) { put(element, classes.find(one)); });
      }
      in_microdata = in_microdata || name == itemprop || name == itemscope;
      in_rdfa = in_rdfa || name == property || name == type_of;
      if (!attributes.empty()) {
        if (const auto at = attributes.find(name); at != attributes.end()) put(element, at->second);
      }
    }
    if (in_microdata && microdata_.size() < kMaxMarkup) microdata_.push_back(element);
    if (in_rdfa && rdfa_.size() < kMaxMarkup) rdfa_.push_back(element);
    switch (node->local_name) {
      case LXB_TAG_META: {
        if (metas_.size() >= kMaxMetas) break;
        const std::string_view content = attribute(element, "content");
        for (const std::string_view kind : {"property", "name", "itemprop"}) {
          const std::string_view name = attribute(element, kind);
          if (!name.empty() && name.size() < 100) metas_.push_back({ascii_lower(name), content});
        }
        break;
      }
      case LXB_TAG_LINK:
        if (canonical_.empty() && equals_ignoring_case(attribute(element, "rel"), "canonical")) {
          canonical_ = attribute(element, "href");
        }
        break;
      case LXB_TAG_TITLE:
        if (title_.empty() && node->ns == LXB_NS_HTML) title_ = clean_text(text_of(node, 8'000), kMaxTitle);
        break;
      case LXB_TAG_SCRIPT:
        if (scripts_.size() < kMaxScripts) scripts_.push_back(element);
        break;
      case LXB_TAG_H1:
        if (headings_.size() < kMaxEntries) headings_.push_back(element);
        break;
      case LXB_TAG_HTML:
        if (language_.empty()) language_ = attribute(element, "lang");
        break;
      default:
        break;
    }
  }
}

PageIndex::~PageIndex() {
  lxb_selectors_destroy(matcher_, true);
}

std::vector<Element*> PageIndex::candidates(const SelectorBook::Alternative& alternative) const {
  const auto missing = [&](std::size_t key) { return found_[key].empty(); };
  if (std::any_of(alternative.needed.begin(), alternative.needed.end(), missing)) return {};
  const std::vector<Element*>& all = found_[alternative.key];
  if (alternative.scope == SelectorBook::kInvalid) return all;
  std::vector<Element*> inside;
  for (Element* scope : found_[alternative.scope]) {
    if (!inside.empty() && place_of(scope) < place_of(inside.back())) continue;  // inside the one before
    const std::uintptr_t end = end_of(scope);
    for (auto at =
             std::upper_bound(all.begin(), all.end(), place_of(scope),
                              [](std::uintptr_t place, const Element*e) { return place < place_of(e); });
         at != all.end() && place_of(*at) < end; ++at) {
      inside.push_back(*at);
    }
  }
  return inside;
}

bool PageIndex::matches(Element* element, const SelectorBook::Alternative& alternative) const {
  bool fits = false;
  lxb_selectors_match_node(
      matcher_, lxb_dom_interface_node(element), alternative.list,
      [](lxb_dom_node_t*, lxb_css_selector_specificity_t, void* context) -> lxb_status_t {
        *static_cast<bool*>(context) = true;
        return LXB_STATUS_OK;
      },
      &fits);
  return fits;
}

std::vector<Element*> PageIndex::select(std::size_t selector, std::size_t limit) const {
  std::vector<Element*> found;
  if (selector == SelectorBook::kInvalid) return found;
  struct Candidate {
    Element* element;
    const SelectorBook::Alternative* alternative;
  };
  std::vector<Candidate> tried;
  for (const SelectorBook::Alternative& alternative : book_.entry(selector)) {
    const std::size_t before = tried.size();
    for (Element* element : candidates(alternative)) tried.push_back({element, &alternative});
    std::inplace_merge(
        tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(before), tried.end(),
        [](const Candidate& a, const Candidate& b) { return place_of(a.element) < place_of(b.element); });
  }
  for (const Candidate& candidate : tried) {
    if (found.size() >= limit) break;
    if (!found.empty() && found.back() == candidate.element) continue;
    if (matches(candidate.element, *candidate.alternative)) found.push_back(candidate.element);
  }
  return found;
}

std::string_view PageIndex::meta(std::string_view name) const {
  for (const MetaTag& tag : metas_) {
    if (tag.name == name && !tag.content.empty()) return tag.content;
  }
  return {};
}

std::vector<std::string_view> PageIndex::metas(std::string_view name) const {
  std::vector<std::string_view> all;
  for (const MetaTag& tag : metas_) {
    if (tag.name == name && !tag.content.empty() && all.size() < kMaxEntries) all.push_back(tag.content);
  }
  return all;
}

}  // namespace touchstone::listing
