// One HTML page, parsed once by lexbor as a browser parses it, within bounds that no page can break.
#include "listing/html_page.h"

#include <algorithm>

namespace touchstone::listing {
namespace {

// A 3 MB product page has about 60,000 tokens, a depth below 60 and a handful of open formatting elements.
// Each bound is far above that and keeps one hostile kind of page linear: nesting (scope checks walk the open
// elements), formatting elements (each new paragraph repeats the open ones), attributes (each is compared
// with those before it), names never seen before (lexbor's tables of names do not grow) and sheer numbers (a
// three-byte tag makes a node of 200 bytes).
constexpr std::size_t kMaxFormatting = 48;
constexpr std::size_t kMaxAttributes = 256;
constexpr std::size_t kMaxNames = 20'000;
constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kMaxTokens = 1'500'000;
constexpr std::size_t kMaxTreeBytes = std::size_t{384} << 20;

struct Guard {
  lxb_html_tokenizer_token_f build;
  void* tree_context;
  lxb_html_tree_t* tree;
  std::size_t tokens = 0;
};

/// Elements whose end the parser waits for in a mode of its own: taking them off the stack would leave that
/// mode behind.
bool keeps_own_mode(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_HTML:
    case LXB_TAG_HEAD:
    case LXB_TAG_BODY:
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_TITLE:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TABLE:
    case LXB_TAG_TBODY:
    case LXB_TAG_THEAD:
    case LXB_TAG_TFOOT:
    case LXB_TAG_TR:
    case LXB_TAG_TD:
    case LXB_TAG_TH:
    case LXB_TAG_CAPTION:
    case LXB_TAG_COLGROUP:
    case LXB_TAG_SELECT:
    case LXB_TAG_FRAMESET:
    case LXB_TAG_XMP:
    case LXB_TAG_IFRAME:
    case LXB_TAG_NOEMBED:
    case LXB_TAG_NOFRAMES:
    case LXB_TAG_PLAINTEXT:
      return true;
    default:
      return false;
  }
}

lxb_html_token_t* stop(lxb_html_tokenizer_t* tokenizer) {
  tokenizer->status = LXB_STATUS_STOP;
  return nullptr;
}

void drop_attributes_beyond_bound(lxb_html_token_t* token) {
  lxb_html_token_attr_t* last = token->attr_first;
  for (std::size_t i = 1; last != nullptr && i < kMaxAttributes; ++i) last = last->next;
  if (last == nullptr || last->next == nullptr) return;
  last->next = nullptr;
  token->attr_last = last;
}

lxb_html_token_t* guarded_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token, void* context) {
  auto* guard = static_cast<Guard*>(context);
  if (++guard->tokens > kMaxTokens) return stop(tokenizer);
  drop_attributes_beyond_bound(token);
  lxb_html_token_t* next = guard->build(tokenizer, token, guard->tree_context);
  if (next == nullptr) return next;

  lexbor_array_t* open = guard->tree->open_elements;
  if (open->length > kMaxTreeDepth) {
    const auto* top = static_cast<Node*>(open->list[open->length - 1]);
    if (!keeps_own_mode(top->local_name)) --open->length;
    if (open->length > 2 * kMaxTreeDepth) return stop(tokenizer);
  }
  lexbor_array_t* formatting = guard->tree->active_formatting;
  if (formatting->length > kMaxFormatting) lexbor_array_delete(formatting, 0, 1);
  if (guard->tokens % 1024 == 0) {
    const lexbor_mem_t* memory = guard->tree->document->dom_document.mraw->mem;
    if (memory->chunk_length * memory->chunk_min_size > kMaxTreeBytes) return stop(tokenizer);
  }
  return next;
}

bool starts_block(lxb_tag_id_t tag) {
  switch (tag) {
    case LXB_TAG_A:
    case LXB_TAG_B:
    case LXB_TAG_STRONG:
    case LXB_TAG_I:
    case LXB_TAG_EM:
    case LXB_TAG_SPAN:
    case LXB_TAG_FONT:
    case LXB_TAG_U:
    case LXB_TAG_S:
    case LXB_TAG_SMALL:
    case LXB_TAG_SUB:
    case LXB_TAG_SUP:
    case LXB_TAG_MARK:
    case LXB_TAG_WBR:
    case LXB_TAG_BDI:
    case LXB_TAG_BDO:
    case LXB_TAG_ABBR:
    case LXB_TAG_CODE:
    case LXB_TAG_LABEL:
    case LXB_TAG_IMG:
    case LXB_TAG_SVG:
      return false;
    default:
      return true;
  }
}

bool is_hidden_text(lxb_tag_id_t tag) {
  return tag == LXB_TAG_SCRIPT || tag == LXB_TAG_STYLE || tag == LXB_TAG_TEMPLATE || tag == LXB_TAG_SVG ||
         tag == LXB_TAG_NOSCRIPT;
}

std::string_view text_data(Node* node) {
  const lexbor_str_t& data = lxb_dom_interface_character_data(node)->data;
  return {reinterpret_cast<const char*>(data.data), data.length};
}

}  // namespace

HtmlPage HtmlPage::parse(std::string_view html) {
  HtmlPage page;
  lxb_html_parser_t* parser = lxb_html_parser_create();
  if (lxb_html_parser_init(parser) == LXB_STATUS_OK) {
    lxb_html_tokenizer_t* tokenizer = lxb_html_parser_tokenizer(parser);
    Guard guard{tokenizer->callback_token_done, tokenizer->callback_token_ctx, lxb_html_parser_tree(parser)};
    lxb_html_tokenizer_callback_token_done_set(tokenizer, guarded_token, &guard);
    // The tree compares an element's attributes itself; the tokenizer's own check has no bound.
    lxb_html_tokenizer_keep_duplicate_set(tokenizer, true);
    // Room for the longest text a page can hold, at once: the tokenizer would grow its buffer by 4 KB at a
    // time, copying it where the allocator cannot extend it in place.
    if (void* room = lexbor_realloc(tokenizer->start, html.size() + 4096); room != nullptr) {
      tokenizer->start = static_cast<lxb_char_t*>(room);
      tokenizer->pos = tokenizer->start;
      tokenizer->end = tokenizer->start + html.size() + 4096;
    }
    // As in a browser that runs scripts: what stands in <noscript> is not shown.
    lxb_html_parser_scripting_set(parser, true);
    page.document_.reset(lxb_html_parse_chunk_begin(parser));
    // Nobody reads the list of what is wrong with a page, and it too grows by a fixed step.
    tokenizer->parse_errors = lexbor_array_obj_destroy(tokenizer->parse_errors, true);
    guard.tree->parse_errors = lexbor_array_obj_destroy(guard.tree->parse_errors, true);
    if (page.document_ != nullptr) {
      const lxb_dom_document_t& document = page.document_->dom_document;
      const auto too_many_names = [&] {
        return lexbor_dobject_allocated(document.attrs->entries) > kMaxNames ||
               lexbor_dobject_allocated(document.tags->entries) > kMaxNames;
      };
      bool whole = true;
      while (whole && !html.empty()) {
        const std::string_view chunk = html.substr(0, kChunk);
        html.remove_prefix(chunk.size());
        const auto* bytes = reinterpret_cast<const lxb_char_t*>(chunk.data());
        whole =
            lxb_html_parse_chunk_process(parser, bytes, chunk.size()) == LXB_STATUS_OK && !too_many_names();
      }
      if (whole) lxb_html_parse_chunk_end(parser);
    }
  }
  lxb_html_parser_destroy(parser);
  return page;
}

Node* HtmlPage::root() const {
  return document_ == nullptr ? nullptr : lxb_dom_interface_node(document_.get());
}

Element* as_element(Node* node) {
  return node != nullptr && node->type == LXB_DOM_NODE_TYPE_ELEMENT ? lxb_dom_interface_element(node)
                                                                    : nullptr;
}

Node* next_node(Node* node, const Node* root, bool skip) {
  if (!skip && node->first_child != nullptr) return node->first_child;
  while (node != nullptr && node != root) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
  }
  return nullptr;
}

std::string_view attribute_value(lxb_dom_attr_t* attribute) {
  std::size_t size = 0;
  const lxb_char_t* value = lxb_dom_attr_value(attribute, &size);
  return {reinterpret_cast<const char*>(value), value == nullptr ? 0 : size};
}

std::string_view attribute(Element* element, std::string_view name) {
  std::size_t size = 0;
  const lxb_char_t* value = lxb_dom_element_get_attribute(
      element, reinterpret_cast<const lxb_char_t*>(name.data()), name.size(), &size);
  return {reinterpret_cast<const char*>(value), value == nullptr ? 0 : size};
}

bool has_attribute(Element* element, std::string_view name) {
  return lxb_dom_element_has_attribute(element, reinterpret_cast<const lxb_char_t*>(name.data()),
                                       name.size());
}

std::string text_of(Node* node, std::size_t limit) {
  std::string out;
  if (node == nullptr) return out;
  Node* const root = node;
  // Bounded also where nodes hold no text.
  std::size_t steps = limit + 10'000;
  bool skip = false;
  for (Node* at = node; at != nullptr && out.size() < limit && steps > 0; --steps) {
    skip = false;
    if (at->type == LXB_DOM_NODE_TYPE_TEXT) {
      const std::string_view data = text_data(at);
      out.append(data.substr(0, limit - out.size()));
    } else if (at->type == LXB_DOM_NODE_TYPE_ELEMENT && at != root) {
      skip = is_hidden_text(at->local_name);
      if (starts_block(at->local_name)) out.push_back('\n');
    }
    // Leaving a block parts it from what follows.
    if (skip || at->first_child == nullptr) {
      while (at != root && at->next == nullptr) {
        at = at->parent;
        if (at == nullptr || at == root) return out;
        if (at->type == LXB_DOM_NODE_TYPE_ELEMENT && starts_block(at->local_name)) out.push_back('\n');
      }
      if (at == root) return out;
      if (at->type == LXB_DOM_NODE_TYPE_ELEMENT && starts_block(at->local_name)) out.push_back('\n');
      at = at->next;
    } else {
      at = at->first_child;
    }
  }
  return out;
}

std::string own_text_of(Node* node, std::size_t limit) {
  std::string out;
  for (Node* child = node->first_child; child != nullptr && out.size() < limit; child = child->next) {
    if (child->type == LXB_DOM_NODE_TYPE_TEXT) out.append(text_data(child).substr(0, limit - out.size()));
  }
  return out;
}

std::string_view script_text(Element* script) {
  Node* child = lxb_dom_interface_node(script)->first_child;
  return child != nullptr && child->type == LXB_DOM_NODE_TYPE_TEXT ? text_data(child) : std::string_view{};
}

}  // namespace touchstone::listing
