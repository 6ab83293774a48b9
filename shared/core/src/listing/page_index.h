// The page's table of contents: one walk over the tree collects every element that a rule may ask for, so
// that no fact costs a walk of its own.
#pragma once

#include <lexbor/css/css.h>
#include <lexbor/selectors/selectors.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "listing/html_page.h"

namespace touchstone::listing {

/// CSS selectors compiled by lexbor for one reading. Each remembers the rarest thing its last compound asks
/// for (an id, a class, an attribute or a tag): only elements that have it are compared with the selector. It
/// also remembers the ids and classes that its other compounds need: where the page has none of one, nothing
/// is compared, and below an id only what stands inside that element is.
class SelectorBook {
 public:
  SelectorBook();
  ~SelectorBook();
  SelectorBook(const SelectorBook&) = delete;
  SelectorBook& operator=(const SelectorBook&) = delete;

  enum class KeyKind : std::uint8_t { kId, kClass, kAttribute, kTag };
  struct Key {
    KeyKind kind;
    std::string name;
  };
  /// One of the selectors that commas part.
  struct Alternative {
    lxb_css_selector_list_t* list;
    std::size_t key;                  ///< of the last compound
    std::vector<std::size_t> needed;  ///< keys that have to be on the page
    std::size_t scope;                ///< the id that the match stands below; kInvalid for none
  };
  using Entry = std::vector<Alternative>;

  /// The selector's number, the same for the same text; kInvalid when it cannot be used.
  std::size_t add(std::string_view css);
  static constexpr std::size_t kInvalid = static_cast<std::size_t>(-1);

  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
  [[nodiscard]] const Entry& entry(std::size_t number) const { return entries_[number]; }

 private:
  std::size_t key_number(KeyKind kind, std::string name);
  bool add_alternative(lxb_css_selector_list_t* list, Entry& entry);

  lxb_css_parser_t* parser_;
  lxb_css_memory_t* memory_;
  lxb_css_selectors_t* selectors_;
  std::vector<Key> keys_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> by_text_;
};

struct MetaTag {
  std::string name;  ///< of "property", "name" or "itemprop", in lower case
  std::string_view content;
};

class PageIndex {
 public:
  PageIndex(const HtmlPage& page, const SelectorBook& book);
  ~PageIndex();
  PageIndex(const PageIndex&) = delete;
  PageIndex& operator=(const PageIndex&) = delete;

  /// Elements that a selector matches, in document order, at most `limit`.
  [[nodiscard]] std::vector<Element*> select(std::size_t selector, std::size_t limit) const;

  /// The content of the first meta tag with that name that is not empty.
  [[nodiscard]] std::string_view meta(std::string_view name) const;
  /// Every meta tag's content with that name.
  [[nodiscard]] std::vector<std::string_view> metas(std::string_view name) const;
  [[nodiscard]] std::string_view canonical() const { return canonical_; }
  [[nodiscard]] std::string_view title() const { return title_; }
  [[nodiscard]] const std::vector<Element*>& scripts() const { return scripts_; }
  [[nodiscard]] const std::vector<Element*>& headings() const { return headings_; }
  /// Elements with itemprop or itemscope (microdata), and with property or typeof (RDFa), in document order.
  [[nodiscard]] const std::vector<Element*>& microdata() const { return microdata_; }
  [[nodiscard]] const std::vector<Element*>& rdfa() const { return rdfa_; }
  [[nodiscard]] std::string_view language() const { return language_; }

 private:
  /// Elements that may match: those with the key, below the scope where there is one.
  [[nodiscard]] std::vector<Element*> candidates(const SelectorBook::Alternative& alternative) const;
  [[nodiscard]] bool matches(Element* element, const SelectorBook::Alternative& alternative) const;

  const SelectorBook& book_;
  lxb_selectors_t* matcher_;
  std::vector<std::vector<Element*>> found_;
  std::vector<MetaTag> metas_;
  std::string_view canonical_;
  std::string title_;
  std::string_view language_;
  std::vector<Element*> scripts_;
  std::vector<Element*> headings_;
  std::vector<Element*> microdata_;
  std::vector<Element*> rdfa_;
};

}  // namespace touchstone::listing
