// Facts taken from a page: each source of a rule is asked in its order, the first value that fits stands.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "listing/marketplace_rule.h"
#include "listing/page_index.h"
#include "listing/structured_data.h"

namespace touchstone::listing {

/// Words that label a row of facts, by vocabulary ("brand" -> "brand", "marke", "marca"…), in the form that
/// clean_label gives.
using Labels = std::map<std::string, std::vector<std::string>, std::less<>>;

struct FactValue {
  std::vector<std::string> values;  ///< empty when no source has it
  std::string source;               ///< what the source is called
  bool weak = false;
  bool stated = false;        ///< by data about a product, not by what the page shows
  std::string_view currency;  ///< of a price: the code of the sign that stands with it
};

class FactReader {
 public:
  /// Everything given has to outlive the reader. `book` holds the selectors of every rule asked.
  FactReader(const PageIndex& index, SelectorBook& book, const StructuredData& structured,
             const Labels& labels, std::string_view url, const std::vector<std::string>& site_names);

  /// The fact as `rule` says where it stands.
  [[nodiscard]] FactValue read(Fact fact, const Rule& rule);

  /// True when a sign of the page being no listing is there.
  [[nodiscard]] bool shows(const Sign& sign) const;

  /// Notes every selector that a rule may ask, so that one walk over the page serves them all.
  static void note_selectors(const Rule& rule, SelectorBook& book);

 private:
  std::vector<std::string> raw_values(const Source& source, const Rule& rule, std::size_t limit);
  std::vector<std::string> row_values(const Source& source, std::size_t limit);
  JsonView state(const Rule& rule, const std::string& name);
  [[nodiscard]] std::vector<Element*> select(const std::string& css, std::size_t limit) const;
  [[nodiscard]] bool has_label(std::string_view vocabulary, std::string_view label) const;
  [[nodiscard]] std::string refine(std::string value, const Source& source, Fact fact) const;
  [[nodiscard]] std::string without_site(std::string title, const std::vector<std::string>& endings) const;
  [[nodiscard]] std::string absolute(std::string_view reference) const;

  const PageIndex& index_;
  SelectorBook& book_;
  const StructuredData& structured_;
  const Labels& labels_;
  std::string url_;
  const std::vector<std::string>& site_names_;
  std::map<std::pair<const Rule*, std::string>, JsonView> states_;
  std::deque<std::string> decoded_;  ///< what views look into stays where it is
};

/// A price's number as data writes it: "1.299,00 €" is "1299.00"; empty when there is no number.
std::string clean_price(std::string_view text);

}  // namespace touchstone::listing
