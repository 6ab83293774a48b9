// What a page says of its product in schema.org's words: JSON-LD, microdata and RDFa, and which of several
// products is the page's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "listing/json_view.h"
#include "listing/page_index.h"

namespace touchstone::listing {

/// What tells the page's own product from the others it shows.
struct PageIdentity {
  std::string url;  ///< the page's address, or its canonical one
  std::string canonical;
  std::string listing_id;
  std::string heading;  ///< og:title, or the first heading
};

class StructuredData {
 public:
  StructuredData(const PageIndex& index, const PageIdentity& identity);

  /// The page's own product in JSON-LD; an empty view when there is none, or when several are shown and
  /// nothing tells which is the page's own.
  [[nodiscard]] JsonView product() const { return product_; }

  /// The trail of a BreadcrumbList, without the last entry when that is the product itself.
  [[nodiscard]] const std::vector<std::string>& breadcrumbs() const { return breadcrumbs_; }

  /// The values of a property of the page's own product in microdata or RDFa; `path` goes through nested
  /// items ("offers.seller.name").
  [[nodiscard]] std::vector<std::string> item_values(std::string_view path) const;
  [[nodiscard]] bool has_item() const { return item_ != nullptr; }

  /// True when the page shows several products and calls none its own, or describes itself as a list.
  [[nodiscard]] bool is_list() const { return is_list_; }

 private:
  struct Vocabulary {
    std::string_view property;  ///< "itemprop" or "property"
    std::string_view scope;     ///< "itemscope" or "typeof"
    std::string_view type;      ///< "itemtype" or "typeof"
  };
  void read_json_ld(const PageIndex& index, const PageIdentity& identity);
  void read_items(const std::vector<Element*>& elements, const Vocabulary& vocabulary,
                  const PageIdentity& identity);
  [[nodiscard]] Element* scope_of(Element* element) const;
  void values_below(Element* scope, std::string_view path, std::vector<std::string>& values) const;

  JsonView product_;
  std::vector<std::string> breadcrumbs_;
  Element* item_ = nullptr;
  const std::vector<Element*>* item_elements_ = nullptr;
  Vocabulary vocabulary_{};
  bool is_list_ = false;
};

}  // namespace touchstone::listing
