// One HTML page, parsed once by lexbor as a browser parses it, within bounds that no page can break.
#pragma once

#include <lexbor/dom/interfaces/character_data.h>
#include <lexbor/html/html.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::listing {

using Node = lxb_dom_node_t;
using Element = lxb_dom_element_t;

/// The depth at which a tree is flattened, as Chromium does: children of deeper elements become siblings.
inline constexpr std::size_t kMaxTreeDepth = 512;

class HtmlPage {
 public:
  /// Reads as far as the bounds allow: what stands behind them is left out, what was read stays.
  static HtmlPage parse(std::string_view html);

  [[nodiscard]] Node* root() const;
  [[nodiscard]] lxb_html_document_t* document() const { return document_.get(); }

 private:
  struct Destroy {
    void operator()(lxb_html_document_t* document) const { lxb_html_document_destroy(document); }
  };
  std::unique_ptr<lxb_html_document_t, Destroy> document_;
};

/// The element behind a node, or nothing.
Element* as_element(Node* node);

/// The next node in document order within `root`; nullptr after the last. With `skip` the children of `node`
/// are passed over.
Node* next_node(Node* node, const Node* root, bool skip = false);

/// An attribute's value; empty when there is none.
std::string_view attribute(Element* element, std::string_view name);
bool has_attribute(Element* element, std::string_view name);
std::string_view attribute_value(lxb_dom_attr_t* attribute);

/// The text that an element shows, not yet cleaned: scripts, styles and templates are left out, blocks are
/// parted by a line break. At most `limit` bytes.
std::string text_of(Node* node, std::size_t limit);

/// Only the text that stands in the element itself, not in its children.
std::string own_text_of(Node* node, std::size_t limit);

/// The raw text of a script.
std::string_view script_text(Element* script);

}  // namespace touchstone::listing
