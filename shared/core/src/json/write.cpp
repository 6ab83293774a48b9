// The model written as the contract's JSON, keys in the contract's order.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "json/ordered.h"
#include "touchstone/json.h"

namespace touchstone {
namespace json {

OrderedJson object_of(const Promotion& promotion) {
  OrderedJson json;
  json["platform"] = promotion.platform;
  json["kind"] = name_of(promotion.kind);
  if (!promotion.author.empty()) json["author"] = promotion.author;
  json["text"] = promotion.text;
  if (!promotion.alt_text.empty()) json["alt_text"] = promotion.alt_text;
  if (!promotion.links.empty()) json["links"] = promotion.links;
  if (promotion.sponsor) json["paid_partnership"] = {{"sponsor", *promotion.sponsor}};
  for (const ContextMessage& message : promotion.context) {
    OrderedJson& item = json["context"].emplace_back(OrderedJson::object());
    if (!message.author.empty()) item["author"] = message.author;
    item["text"] = message.text;
    if (!message.links.empty()) item["links"] = message.links;
  }
  return json;
}

namespace {

OrderedJson or_null(const std::string& text) {
  return text.empty() ? OrderedJson() : OrderedJson(text);
}

/// Two decimals, cut off rather than rounded so that a score never looks like the next level's.
double shown_score(double score) {
  return std::floor(std::clamp(score, 0.0, 1.0) * 100.0 + 1e-6) / 100.0;
}

OrderedJson claim_object(const Claim& claim) {
  OrderedJson json;
  json["brand"] = claim.brand;
  json["name"] = claim.name;
  json["role"] = name_of(claim.role);
  json["form"] = name_of(claim.form);
  json["matched"] = claim.matched;
  json["field"] = claim.span.field;
  json["start"] = claim.span.start;
  json["end"] = claim.span.end;
  return json;
}

OrderedJson cue_object(const Cue& cue) {
  OrderedJson json;
  json["id"] = cue.id;
  json["strength"] = name_of(cue.strength);
  json["lang"] = cue.lang;
  json["field"] = cue.span.field;
  json["start"] = cue.span.start;
  json["end"] = cue.span.end;
  return json;
}

OrderedJson response_link_object(const Link& link) {
  OrderedJson json;
  json["field"] = link.field;
  json["target"] = link.target;
  json["kind"] = name_of(link.kind);
  json["marketplace"] = or_null(link.marketplace);
  if (!link.listing_id.empty()) json["listing_id"] = link.listing_id;
  if (!link.affiliate_tag.empty()) json["affiliate_tag"] = link.affiliate_tag;
  if (!link.seller_id.empty()) json["seller_id"] = link.seller_id;
  if (!link.brand.empty()) json["brand"] = link.brand;
  if (!link.via.empty()) json["via"] = link.via;
  return json;
}

OrderedJson reason_object(const Reason& reason) {
  OrderedJson json;
  json["code"] = reason.code;
  json["message"] = reason.message;
  for (const auto& [name, value] : reason.params) json["params"][name] = value;
  return json;
}

template <typename Items, typename ToObject>
OrderedJson array_of(const Items& items, ToObject to_object) {
  OrderedJson json = OrderedJson::array();
  for (const auto& item : items) json.push_back(to_object(item));
  return json;
}

}  // namespace

OrderedJson object_of(const Listing& listing) {
  OrderedJson json;
  json["url"] = listing.url;
  json["title"] = listing.title;
  json["brand"] = or_null(listing.brand);
  json["seller"] = or_null(listing.seller);
  json["description"] = listing.description;
  json["bullets"] = listing.bullets;
  json["categories"] = listing.categories;
  json["image_alt"] = listing.image_alt;
  json["marketplace"] = or_null(listing.marketplace);
  json["listing_id"] = or_null(listing.listing_id);
  json["seller_id"] = or_null(listing.seller_id);
  if (!listing.price.empty()) json["price"] = listing.price;
  if (!listing.currency.empty()) json["currency"] = listing.currency;
  if (!listing.images.empty()) json["images"] = listing.images;
  if (!listing.brand_source.empty()) json["brand_source"] = listing.brand_source;
  return json;
}

OrderedJson object_of(const Request& request) {
  OrderedJson json;
  json["id"] = request.id;
  json["promotion"] = object_of(request.promotion);
  if (request.listing) json["listing"] = object_of(*request.listing);
  return json;
}

OrderedJson object_of(const Response& response) {
  OrderedJson json;
  json["id"] = response.id;
  json["verdict"] = name_of(response.level);
  json["score"] = shown_score(response.score);
  json["relation"] = name_of(response.relation);
  json["row"] = response.row;
  json["claims"] = array_of(response.claims, claim_object);
  json["cues"] = array_of(response.cues, cue_object);
  json["links"] = array_of(response.links, response_link_object);
  json["reasons"] = array_of(response.reasons, reason_object);
  json["pack"] = response.pack;
  return json;
}

OrderedJson object_of(const Link& link) {
  OrderedJson json;
  json["raw"] = link.raw;
  json["target"] = link.target;
  json["kind"] = name_of(link.kind);
  json["marketplace"] = or_null(link.marketplace);
  json["listing_id"] = or_null(link.listing_id);
  json["affiliate_tag"] = or_null(link.affiliate_tag);
  json["seller_id"] = or_null(link.seller_id);
  if (!link.brand.empty()) json["brand"] = link.brand;
  json["via"] = link.via;
  return json;
}

std::string line_of(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

}  // namespace json

std::string to_json(const Request& request) {
  return json::line_of(json::object_of(request));
}
std::string to_json(const Response& response) {
  return json::line_of(json::object_of(response));
}
std::string to_json(const Listing& listing) {
  return json::line_of(json::object_of(listing));
}
std::string to_json(const Link& link) {
  return json::line_of(json::object_of(link));
}

Result<std::string> links_json(const std::vector<Link>& links) {
  if (links.empty()) {
    return Error{"no_link",
                 "The line holds no link; write an address such as https://amzn.to/3xyz, or a text "
                 "with one in it."};
  }
  json::OrderedJson first = json::object_of(links.front());
  for (std::size_t i = 1; i < links.size(); ++i) first["others"].push_back(json::object_of(links[i]));
  return json::line_of(first);
}

std::string error_json(std::size_t line, const Error& error, std::string_view file) {
  json::OrderedJson json;
  json["error"]["line"] = line;
  if (!file.empty()) json["error"]["file"] = file;
  json["error"]["code"] = error.code;
  json["error"]["message"] = error.message;
  return json::line_of(json);
}

}  // namespace touchstone
