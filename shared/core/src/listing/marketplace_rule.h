// What is known of one marketplace's pages, as data: where each fact stands, in order of trust, and what
// shows that a page is no listing. The JSON form is described in shared/rules/marketplaces/README.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "listing/json_view.h"
#include "touchstone/result.h"

namespace touchstone::listing {

/// What can be read of a listing.
enum class Fact : std::uint8_t {
  kTitle,
  kBrand,
  kSeller,
  kSellerId,
  kListingId,
  kVariant,
  kPrice,
  kCurrency,
  kDescription,
  kBullets,
  kCategories,
  kImages,
  kImageAlt,
};
inline constexpr std::size_t kFacts = 13;
std::string_view name_of(Fact fact);

/// One place where a fact may stand.
struct Source {
  enum class Kind : std::uint8_t { kCss, kRows, kMeta, kLd, kJson, kItem, kUrl };
  Kind kind = Kind::kCss;
  std::string select;                   ///< CSS selector, meta name, or property path of microdata and RDFa
  std::string state;                    ///< kJson: which of the rule's states
  JsonPath path;                        ///< kJson, kLd
  std::string attribute;                ///< kCss: the attribute to take instead of the text
  bool own = false;                     ///< kCss: only the element's own text
  std::string labels;                   ///< kRows: the vocabulary, or one label
  std::vector<std::string> parameters;  ///< of the URL that the value is
  std::string within;                   ///< in that parameter: what follows this, up to the next comma
  std::string segment;                  ///< the path segment after this one
  std::string beside;              ///< the value is a slug: take it as it stands in the text of this selector
  std::string pattern;             ///< RE2; the first group (or all) is the value
  std::vector<std::string> strip;  ///< endings to take off
  std::vector<std::string> drop;   ///< values that are none
  std::string split;               ///< parts one text into a list
  std::string when;                ///< CSS: only on pages that have it
  std::string unless;              ///< CSS: only on pages that lack it
  std::string as;                  ///< what to call the source; else by kind
  bool weak = false;               ///< alone no proof that the page is a listing
};

/// Where a page's embedded JSON stands.
struct State {
  std::string script;  ///< the id of a script element
  std::string css;     ///< or an element whose attribute holds it
  std::string attribute;
  std::vector<std::string> after;  ///< or what stands before it in a script, in order
  bool encoded = false;            ///< the JSON is inside a string literal
  JsonPath path;
  bool whole = true;  ///< no path: the value itself
};

/// What shows that a page is no listing.
struct Sign {
  std::string kind;  ///< "search_page", "login_wall", …
  std::string css;
  std::vector<std::string> titles;  ///< the page's title; "x*" is its beginning, "*x" its end
  std::string path;                 ///< RE2 over the URL's path and query
  bool soft = false;                ///< counts only where no product was found
};

struct Rule {
  std::string id;
  std::string name;
  std::map<std::string, std::vector<State>, std::less<>> states;
  std::array<std::vector<Source>, kFacts> facts;
  /// Facts for which the generic sources are not asked.
  std::array<bool, kFacts> own_only{};
  /// The currency of prices whose sign does not tell it, by the end of the host ("amazon.com").
  std::map<std::string, std::string, std::less<>> currencies;
  std::vector<std::string> title_endings;
  std::vector<Sign> signs;
};

/// Errors: "invalid_rule" names what is wrong; `file` is for the message.
Result<Rule> parse_rule(std::string_view json, std::string_view file);

}  // namespace touchstone::listing
