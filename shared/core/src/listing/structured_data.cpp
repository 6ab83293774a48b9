// What a page says of its product in schema.org's words: JSON-LD, microdata and RDFa.
#include "listing/structured_data.h"

#include <algorithm>
#include <array>

#include "listing/page_text.h"

namespace touchstone::listing {
namespace {

constexpr int kMaxNesting = 6;
constexpr std::size_t kMaxProducts = 40;
/// Each product in microdata is read through the elements below it, which may hold further products.
constexpr std::size_t kMaxItems = 16;

bool is_one_of(std::string_view type, std::initializer_list<std::string_view> names) {
  const std::size_t start = type.find_last_of("/:#");
  if (start != std::string_view::npos) type.remove_prefix(start + 1);
  return std::find(names.begin(), names.end(), type) != names.end();
}

bool is_product_type(std::string_view type) {
  return is_one_of(type, {"Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts",
                          "Book", "Vehicle", "Car", "Motorcycle"});
}

/// Visits every name in "@type" or in a list of types parted by spaces.
template <typename Test>
bool any_type(JsonView object, const Test& test) {
  const JsonView type = object.member("@type");
  if (type.kind() == JsonView::Kind::kString) return test(type.scalar());
  bool fits = false;
  type.each([&](std::string_view, JsonView one) {
    fits = fits || test(one.scalar());
    return !fits;
  });
  return fits;
}

struct Collected {
  std::vector<JsonView> products;
  std::vector<std::string> breadcrumbs;
  bool list = false;
};

void collect(JsonView value, Collected& all, int depth) {
  if (depth > kMaxNesting || all.products.size() >= kMaxProducts) return;
  if (value.kind() == JsonView::Kind::kArray) {
    value.each([&](std::string_view, JsonView one) {
      collect(one, all, depth + 1);
      return all.products.size() < kMaxProducts;
    });
    return;
  }
  if (value.kind() != JsonView::Kind::kObject) return;
  if (any_type(value, [](std::string_view type) { return is_product_type(type); })) {
    all.products.push_back(value);
    return;
  }
  if (any_type(value, [](std::string_view type) { return is_one_of(type, {"BreadcrumbList"}); })) {
    if (!all.breadcrumbs.empty()) return;
    value.member("itemListElement").each([&](std::string_view, JsonView entry) {
      std::string name = entry.member("name").name();
      if (name.empty()) name = entry.member("item").member("name").name();
      if (!name.empty() && all.breadcrumbs.size() < kMaxEntries) all.breadcrumbs.push_back(std::move(name));
      return true;
    });
    return;
  }
  if (any_type(value, [](std::string_view type) {
        return is_one_of(type, {"SearchResultsPage", "CollectionPage"});
      })) {
    all.list = true;
  }
  for (const std::string_view key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    const JsonView inner = value.member(key);
    if (inner) collect(inner, all, depth + 1);
  }
}

std::string comparable_path(std::string_view url) {
  std::string path = ascii_lower(percent_decode(path_of(url), false));
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

/// How surely a product is the page's own: 3 by id, 2 by address, 1 by name, 0 nothing tells.
int kinship(const PageIdentity& page, std::string_view name, std::string_view url,
            const std::vector<std::string>& ids) {
  if (!page.listing_id.empty()) {
    for (const std::string& id : ids) {
      if (equals_ignoring_case(id, page.listing_id)) return 3;
    }
    // The id as a whole word of the product's address.
    const std::size_t at = url.find(page.listing_id);
    if (page.listing_id.size() >= 5 && at != std::string_view::npos) return 3;
  }
  if (!url.empty()) {
    const std::string path = comparable_path(url);
    if (path.size() > 1 && (path == comparable_path(page.url) || path == comparable_path(page.canonical)))
      return 2;
  }
  const std::string plain = squeeze(name);
  if (!plain.empty() && squeeze(page.heading).starts_with(plain)) return 1;
  return 0;
}

}  // namespace

StructuredData::StructuredData(const PageIndex& index, const PageIdentity& identity) {
  read_json_ld(index, identity);
  read_items(index.microdata(), {"itemprop", "itemscope", "itemtype"}, identity);
  if (item_ == nullptr) read_items(index.rdfa(), {"property", "typeof", "typeof"}, identity);
}

void StructuredData::read_json_ld(const PageIndex& index, const PageIdentity& identity) {
  Collected all;
  for (Element* script : index.scripts()) {
    const std::string_view type = attribute(script, "type");
    if (type.size() > 60 || !contains_ignoring_case(type, "ld+json")) continue;
    const std::string_view text = script_text(script);
    collect(JsonView(json_in(text)), all, 0);
  }
  breadcrumbs_ = std::move(all.breadcrumbs);
  int best = -1;
  bool tie = false;
  std::string best_name;
  for (const JsonView& candidate : all.products) {
    std::vector<std::string> ids;
    for (const std::string_view key : {"sku", "productID", "productId", "@id", "mpn", "productGroupID"}) {
      ids.push_back(candidate.member(key).scalar());
    }
    const std::string name = candidate.member("name").name();
    if (name.empty()) continue;
    std::string url = candidate.member("url").scalar();
    if (url.empty()) url = ids[3];
    const int rank = kinship(identity, decode_references(name), url, ids);
    if (rank > best) {
      best = rank;
      tie = false;
      best_name = name;
      product_ = candidate;
    } else if (rank == best && name != best_name) {
      tie = true;
    }
  }
  // A page that shows many products and says of none that it is its own is a list.
  if (best == 0 && tie) {
    product_ = JsonView();
    is_list_ = true;
  }
  if (all.list && best <= 0) {
    product_ = JsonView();
    is_list_ = true;
  }
}

Element* StructuredData::scope_of(Element* element) const {
  for (Node* up = lxb_dom_interface_node(element)->parent; up != nullptr; up = up->parent) {
    Element* parent = as_element(up);
    if (parent != nullptr && has_attribute(parent, vocabulary_.scope)) return parent;
  }
  return nullptr;
}

void StructuredData::read_items(const std::vector<Element*>& elements, const Vocabulary& vocabulary,
                                const PageIdentity& identity) {
  vocabulary_ = vocabulary;
  item_elements_ = &elements;
  int best = -1;
  bool tie = false;
  std::size_t seen = 0;
  Element* chosen = nullptr;
  for (Element* element : elements) {
    const std::string_view type = attribute(element, vocabulary.type);
    if (type.empty() || !is_product_type(type)) continue;
    // A product that is a property of something else (isRelatedTo, itemListElement) is not the page's own.
    const std::string_view property = attribute(element, vocabulary.property);
    if (!property.empty() && property != "mainEntity" && property != "mainEntityOfPage" &&
        scope_of(element) != nullptr) {
      continue;
    }
    if (++seen > kMaxItems) break;
    item_ = element;
    std::vector<std::string> names;
    std::vector<std::string> urls;
    std::vector<std::string> ids;
    values_below(element, "name", names);
    values_below(element, "url", urls);
    values_below(element, "sku", ids);
    values_below(element, "productID", ids);
    const int rank =
        kinship(identity, names.empty() ? "" : names.front(), urls.empty() ? "" : urls.front(), ids);
    if (rank > best) {
      best = rank;
      tie = false;
      chosen = element;
    } else if (rank == best) {
      tie = true;
    }
  }
  item_ = chosen;
  if (best == 0 && tie) {
    item_ = nullptr;
    is_list_ = is_list_ || !product_;
  }
}

void StructuredData::values_below(Element* scope, std::string_view path,
                                  std::vector<std::string>& values) const {
  const std::size_t dot = path.find('.');
  const std::string_view property = path.substr(0, dot);
  const auto place = [](Element* e) { return reinterpret_cast<std::uintptr_t>(e->node.user); };
  // Elements stand in document order, so those of the scope follow it in one stretch.
  auto at = std::upper_bound(item_elements_->begin(), item_elements_->end(), place(scope),
                             [&](std::uintptr_t order, Element* e) { return order < place(e); });
  const Node* scope_node = lxb_dom_interface_node(scope);
  for (; at != item_elements_->end() && values.size() < kMaxEntries; ++at) {
    Element* element = *at;
    bool inside = false;
    for (const Node* up = lxb_dom_interface_node(element)->parent; up != nullptr && !inside;
         up = up->parent) {
      inside = up == scope_node;
    }
    if (!inside) break;
    std::string_view names = attribute(element, vocabulary_.property);
    bool fits = false;
    while (!names.empty() && !fits) {
      const std::size_t end = std::min(names.find(' '), names.size());
      std::string_view one = names.substr(0, end);
      names.remove_prefix(std::min(end + 1, names.size()));
      const std::size_t colon = one.find_last_of(":/");
      fits = (colon == std::string_view::npos ? one : one.substr(colon + 1)) == property;
    }
    if (!fits || scope_of(element) != scope) continue;
    const bool nested = has_attribute(element, vocabulary_.scope);
    if (dot != std::string_view::npos) {
      if (nested) values_below(element, path.substr(dot + 1), values);
      continue;
    }
    std::string value;
    if (nested) {
      std::vector<std::string> inner;
      values_below(element, "name", inner);
      if (!inner.empty()) value = inner.front();
    } else if (has_attribute(element, "content")) {
      value = attribute(element, "content");
    } else {
      const lxb_tag_id_t tag = element->node.local_name;
      if (tag == LXB_TAG_IMG || tag == LXB_TAG_SOURCE) {
        value = attribute(element, "src");
      } else if (tag == LXB_TAG_LINK || (tag == LXB_TAG_A && property == "url")) {
        value = attribute(element, "href");
      } else {
        value = text_of(lxb_dom_interface_node(element), 4 * kMaxDescription);
      }
    }
    if (!value.empty()) values.push_back(std::move(value));
  }
}

std::vector<std::string> StructuredData::item_values(std::string_view path) const {
  std::vector<std::string> values;
  if (item_ != nullptr) values_below(item_, path, values);
  return values;
}

}  // namespace touchstone::listing
