// instaloader's JSON: posts, reels, story items, profiles and comments as promotions.
//
// What it saves is {"node": {…}, "instaloader": {"node_type": "Post", …}}, where the node is Instagram's own
// object: the GraphQL one (edge_media_to_caption, taken_at_timestamp), the app's (caption.text, taken_at), or
// one with the other inside of it as "iphone_struct". A field is looked for in all of them.
#include "audit/instaloader.h"

#include <array>
#include <ctime>
#include <initializer_list>
#include <string_view>

namespace touchstone::cli::audit {
namespace {

using Json = nlohmann::json;
using Path = std::initializer_list<const char*>;

/// What stands at a path of names; a name of digits is an index. Null when there is nothing.
const Json* at(const Json& json, Path path) {
  const Json* here = &json;
  for (const char* name : path) {
    if (here->is_array() && name[0] >= '0' && name[0] <= '9') {
      const std::size_t index = static_cast<std::size_t>(name[0] - '0');
      if (index >= here->size()) return nullptr;
      here = &(*here)[index];
    } else {
      if (!here->is_object()) return nullptr;
      const auto found = here->find(name);
      if (found == here->end()) return nullptr;
      here = &*found;
    }
  }
  return here->is_null() ? nullptr : here;
}

/// The first string that stands at one of the paths; an id may be a number.
std::string text(const Json& json, std::initializer_list<Path> paths) {
  for (const Path path : paths) {
    const Json* found = at(json, path);
    if (found == nullptr) continue;
    if (found->is_string() && !found->get_ref<const std::string&>().empty()) return found->get<std::string>();
    if (found->is_number_integer()) return found->dump();
  }
  return {};
}

template <typename Visit>
void each(const Json& json, Path path, Visit visit) {
  const Json* list = at(json, path);
  if (list == nullptr || !list->is_array()) return;
  for (const Json& item : *list) visit(item);
}

void add(std::vector<std::string>& list, std::string value) {
  if (value.empty()) return;
  for (const std::string& known : list) {
    if (known == value) return;
  }
  list.push_back(std::move(value));
}

/// Seconds since 1970 as 2026-11-22T10:00:00Z; empty when there are none.
std::string time_of(const Json& node) {
  for (const Path path : {Path{"taken_at_timestamp"}, Path{"taken_at"}, Path{"date"}, Path{"created_at"}}) {
    const Json* found = at(node, path);
    if (found == nullptr || !found->is_number()) continue;
    const auto seconds = static_cast<std::time_t>(found->get<double>());
    std::tm utc{};
    if (gmtime_r(&seconds, &utc) == nullptr) continue;
    std::array<char, 32> printed{};
    if (std::strftime(printed.data(), printed.size(), "%Y-%m-%dT%H:%M:%SZ", &utc) > 0) return printed.data();
  }
  return {};
}

std::string caption_of(const Json& node) {
  return text(node, {{"edge_media_to_caption", "edges", "0", "node", "text"},
                     {"caption", "text"},
                     {"caption"},
                     {"iphone_struct", "caption", "text"}});
}

std::string author_of(const Json& node) {
  return text(
      node,
      {{"owner", "username"}, {"user", "username"}, {"iphone_struct", "user", "username"}, {"username"}});
}

std::string shortcode_of(const Json& node) {
  return text(node, {{"shortcode"}, {"code"}, {"iphone_struct", "code"}});
}

void read_pictures(const Json& node, Promotion& promotion) {
  add(promotion.alt_text,
      text(node, {{"accessibility_caption"}, {"iphone_struct", "accessibility_caption"}}));
  each(node, {"edge_sidecar_to_children", "edges"}, [&](const Json& edge) {
    add(promotion.alt_text, text(edge, {{"node", "accessibility_caption"}}));
  });
  for (const Path path : {Path{"carousel_media"}, Path{"iphone_struct", "carousel_media"}}) {
    each(node, path,
         [&](const Json& child) { add(promotion.alt_text, text(child, {{"accessibility_caption"}})); });
  }
}

void read_sponsor(const Json& node, Promotion& promotion) {
  std::string sponsor =
      text(node, {{"edge_media_to_sponsor_user", "edges", "0", "node", "sponsor", "username"},
                  {"sponsor_tags", "0", "username"},
                  {"sponsor_tags", "0", "sponsor", "username"},
                  {"iphone_struct", "sponsor_tags", "0", "username"},
                  {"iphone_struct", "sponsor_tags", "0", "sponsor", "username"}});
  const Json* flag = at(node, {"is_paid_partnership"});
  const bool labelled = flag != nullptr && flag->is_boolean() && flag->get<bool>();
  if (!sponsor.empty() || labelled) promotion.sponsor = std::move(sponsor);
}

Item read_post(const Json& node) {
  Item item;
  Promotion& promotion = item.request.promotion;
  const std::string shortcode = shortcode_of(node);
  const bool reel = text(node, {{"product_type"}, {"iphone_struct", "product_type"}}) == "clips";
  item.request.id = shortcode;
  promotion.kind = reel ? PromotionKind::kReel : PromotionKind::kPost;
  promotion.author = author_of(node);
  promotion.text = caption_of(node);
  read_pictures(node, promotion);
  read_sponsor(node, promotion);
  item.source.url = std::string("https://www.instagram.com/") + (reel ? "reel/" : "p/") + shortcode + "/";
  item.source.time = time_of(node);
  return item;
}

Item read_story(const Json& node) {
  Item item;
  Promotion& promotion = item.request.promotion;
  const std::string id = text(node, {{"id"}, {"pk"}});
  item.request.id = "story:" + id;
  promotion.kind = PromotionKind::kStory;
  promotion.author = author_of(node);
  promotion.text = caption_of(node);
  read_pictures(node, promotion);
  read_sponsor(node, promotion);
  for (const char* holder : {"", "iphone_struct"}) {
    const Json* inner = *holder == '\0' ? &node : at(node, {holder});
    if (inner == nullptr) continue;
    add(promotion.links, text(*inner, {{"story_cta_url"}}));
    each(*inner, {"story_link_stickers"}, [&](const Json& sticker) {
      add(promotion.links, text(sticker, {{"story_link", "url"}, {"story_link", "display_url"}}));
    });
    each(*inner, {"story_cta"}, [&](const Json& action) {
      each(action, {"links"}, [&](const Json& link) {
        add(promotion.links, text(link, {{"webUri"}, {"url"}}));
      });
    });
  }
  item.source.url = "https://www.instagram.com/stories/" + promotion.author + "/" + id + "/";
  item.source.time = time_of(node);
  return item;
}

Item read_profile(const Json& node) {
  Item item;
  Promotion& promotion = item.request.promotion;
  promotion.kind = PromotionKind::kBio;
  promotion.author = text(node, {{"username"}, {"iphone_struct", "username"}});
  promotion.text = text(node, {{"biography"}, {"iphone_struct", "biography"}});
  add(promotion.links, text(node, {{"external_url"}, {"iphone_struct", "external_url"}}));
  for (const Path path : {Path{"bio_links"}, Path{"iphone_struct", "bio_links"}}) {
    each(node, path, [&](const Json& link) { add(promotion.links, text(link, {{"url"}, {"lynx_url"}})); });
  }
  item.request.id = "profile:" + promotion.author;
  item.source.url = "https://www.instagram.com/" + promotion.author + "/";
  return item;
}

std::string node_type_of(const Json& document) {
  return text(document, {{"instaloader", "node_type"}});
}

/// The node inside of what instaloader saved, or the document itself when it is a bare node.
const Json& node_of(const Json& document) {
  const Json* node = at(document, {"node"});
  return node != nullptr && node->is_object() ? *node : document;
}

bool is_post(const Json& node) {
  return !shortcode_of(node).empty();
}
bool is_profile(const Json& node) {
  return at(node, {"biography"}) != nullptr && at(node, {"username"}) != nullptr;
}

Item read_comment(const Json& comment, const Item* post) {
  Item item;
  Promotion& promotion = item.request.promotion;
  const std::string id = text(comment, {{"id"}, {"pk"}});
  item.request.id = "comment:" + id;
  promotion.kind = PromotionKind::kComment;
  promotion.author = author_of(comment);
  promotion.text = text(comment, {{"text"}});
  item.source.time = time_of(comment);
  if (post != nullptr) {
    const Promotion& above = post->request.promotion;
    promotion.context.push_back({above.author, above.text, above.links});
    item.source.url = post->source.url + "c/" + id + "/";
  }
  return item;
}

}  // namespace

bool is_instaloader(const Json& document) {
  if (!document.is_object()) return false;
  if (at(document, {"instaloader"}) != nullptr) return true;
  return is_post(node_of(document)) || is_profile(node_of(document));
}

bool is_comments(const Json& document) {
  if (!document.is_array() || document.empty()) return false;
  const Json& first = document.front();
  return first.is_object() && at(first, {"text"}) != nullptr && at(first, {"owner"}) != nullptr &&
         at(first, {"shortcode"}) == nullptr;
}

Items read_instaloader(const Json& document) {
  const Json& node = node_of(document);
  const std::string type = node_type_of(document);
  Items items;
  if (type == "StoryItem") {
    items.push_back(read_story(node));
  } else if (type == "Profile" || (type.empty() && is_profile(node))) {
    items.push_back(read_profile(node));
    // A profile that was saved with its first page of posts.
    each(node, {"edge_owner_to_timeline_media", "edges"}, [&](const Json& edge) {
      if (is_post(node_of(edge))) items.push_back(read_post(node_of(edge)));
    });
  } else if (type == "Post" || (type.empty() && is_post(node))) {
    items.push_back(read_post(node));
  }
  return items;
}

Items read_comments(const Json& comments, const std::optional<Json>& post) {
  std::optional<Item> above;
  if (post && is_instaloader(*post)) {
    Items items = read_instaloader(*post);
    if (!items.empty()) above = std::move(items.front());
  }
  Items items;
  const auto read = [&](const Json& comment) {
    if (comment.is_object()) items.push_back(read_comment(comment, above ? &*above : nullptr));
  };
  for (const Json& comment : comments) {
    read(comment);
    each(comment, {"answers"}, read);
  }
  return items;
}

}  // namespace touchstone::cli::audit
