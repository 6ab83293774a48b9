// The model written as the contract's JSON, keys in the contract's order.
#include <string>
#include <string_view>
#include <vector>

#include "json/writer.h"
#include "touchstone/json.h"

namespace touchstone {
namespace json {
namespace {

void write(Writer& out, const Promotion& promotion) {
  out.begin_object();
  out.key("platform").text(promotion.platform);
  out.key("kind").text(name_of(promotion.kind));
  out.member("author", promotion.author);
  out.member("coauthors", promotion.coauthors);
  out.key("text").text(promotion.text);
  out.member("alt_text", promotion.alt_text);
  out.member("links", promotion.links);
  if (promotion.sponsor) {
    out.key("paid_partnership").begin_object().key("sponsor").text(*promotion.sponsor).end_object();
  }
  if (!promotion.context.empty()) {
    out.key("context").begin_array();
    for (const ContextMessage& message : promotion.context) {
      out.begin_object();
      out.member("author", message.author);
      out.key("text").text(message.text);
      out.member("links", message.links);
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
}

void write(Writer& out, const Span& span) {
  out.key("field").text(span.field).key("start").number(span.start).key("end").number(span.end);
}

void write(Writer& out, const Claim& claim) {
  out.begin_object();
  out.key("brand").text(claim.brand);
  out.key("name").text(claim.name);
  out.key("role").text(name_of(claim.role));
  out.key("form").text(name_of(claim.form));
  out.key("matched").text(claim.matched);
  write(out, claim.span);
  out.end_object();
}

void write(Writer& out, const Cue& cue) {
  out.begin_object();
  out.key("id").text(cue.id);
  out.key("strength").text(name_of(cue.strength));
  out.key("lang").text(cue.lang);
  write(out, cue.span);
  out.end_object();
}

/// A response names what is known of a link; `write(Writer&, const Link&)` what is not known, too.
void write_response_link(Writer& out, const Link& link) {
  out.begin_object();
  out.key("field").text(link.field);
  out.key("target").text(link.target);
  out.key("kind").text(name_of(link.kind));
  out.key("marketplace").text_or_null(link.marketplace);
  out.member("listing_id", link.listing_id);
  out.member("affiliate_tag", link.affiliate_tag);
  out.member("seller_id", link.seller_id);
  out.member("brand", link.brand);
  out.member("via", link.via);
  out.end_object();
}

void write(Writer& out, const Reason& reason) {
  out.begin_object();
  out.key("code").text(reason.code);
  out.key("message").text(reason.message);
  if (!reason.params.empty()) {
    out.key("params").begin_object();
    for (const auto& [name, value] : reason.params) out.key(name).text(value);
    out.end_object();
  }
  out.end_object();
}

void write_link_members(Writer& out, const Link& link) {
  out.key("raw").text(link.raw);
  out.key("target").text(link.target);
  out.key("kind").text(name_of(link.kind));
  out.key("marketplace").text_or_null(link.marketplace);
  out.key("listing_id").text_or_null(link.listing_id);
  out.key("affiliate_tag").text_or_null(link.affiliate_tag);
  out.key("seller_id").text_or_null(link.seller_id);
  out.member("brand", link.brand);
  out.key("via").texts(link.via);
}

void write(Writer& out, const Explained& explained) {
  out.begin_object();
  out.key("ruled").text(name_of(explained.ruled));
  out.key("percent").integer(explained.percent);
  out.key("factors").begin_array();
  for (const Factor& factor : explained.factors) {
    out.begin_object();
    out.key("name").text(factor.name);
    out.key("value").integer(factor.value);
    out.key("weight").integer(factor.weight);
    out.end_object();
  }
  out.end_array().end_object();
}

template <typename Value>
std::string line_of(const Value& value) {
  Writer out;
  write(out, value);
  return out.take();
}

}  // namespace

void write(Writer& out, const Listing& listing) {
  out.begin_object();
  out.key("url").text(listing.url);
  out.key("title").text(listing.title);
  out.key("brand").text_or_null(listing.brand);
  out.key("seller").text_or_null(listing.seller);
  out.key("description").text(listing.description);
  out.key("bullets").texts(listing.bullets);
  out.key("categories").texts(listing.categories);
  out.key("image_alt").texts(listing.image_alt);
  out.key("marketplace").text_or_null(listing.marketplace);
  out.key("listing_id").text_or_null(listing.listing_id);
  out.key("seller_id").text_or_null(listing.seller_id);
  out.member("variant", listing.variant);
  out.member("price", listing.price);
  out.member("currency", listing.currency);
  out.member("images", listing.images);
  out.member("brand_source", listing.brand_source);
  out.end_object();
}

void write(Writer& out, const Request& request) {
  out.begin_object();
  out.key("id").text(request.id);
  out.key("promotion");
  write(out, request.promotion);
  if (request.listing) {
    out.key("listing");
    write(out, *request.listing);
  }
  out.end_object();
}

void write(Writer& out, const Response& response) {
  out.begin_object();
  out.key("id").text(response.id);
  out.key("verdict").text(name_of(response.level));
  out.key("score").score(response.score);
  out.key("relation").text(name_of(response.relation));
  out.key("row").number(static_cast<std::uint64_t>(response.row));
  out.key("claims").begin_array();
  for (const Claim& claim : response.claims) write(out, claim);
  out.end_array().key("cues").begin_array();
  for (const Cue& cue : response.cues) write(out, cue);
  out.end_array().key("links").begin_array();
  for (const Link& link : response.links) write_response_link(out, link);
  out.end_array().key("reasons").begin_array();
  for (const Reason& reason : response.reasons) write(out, reason);
  out.end_array();
  if (response.explained) {
    out.key("explained");
    write(out, *response.explained);
  }
  out.key("pack").text(response.pack);
  out.end_object();
}

void write(Writer& out, const Link& link) {
  out.begin_object();
  write_link_members(out, link);
  out.end_object();
}

}  // namespace json

std::string to_json(const Request& request) {
  return json::line_of(request);
}
std::string to_json(const Response& response) {
  return json::line_of(response);
}
std::string to_json(const Listing& listing) {
  return json::line_of(listing);
}
std::string to_json(const Link& link) {
  return json::line_of(link);
}

Result<std::string> links_json(const std::vector<Link>& links) {
  if (links.empty()) {
    return Error{"no_link",
                 "The line holds no link; write an address such as https://amzn.to/3xyz, or a text "
                 "with one in it."};
  }
  json::Writer out;
  out.begin_object();
  json::write_link_members(out, links.front());
  if (links.size() > 1) {
    out.key("others").begin_array();
    for (std::size_t i = 1; i < links.size(); ++i) json::write(out, links[i]);
    out.end_array();
  }
  out.end_object();
  return out.take();
}

std::string error_json(std::size_t line, const Error& error, std::string_view file) {
  json::Writer out;
  out.begin_object().key("error").begin_object();
  out.key("line").number(line);
  out.member("file", file);
  out.key("code").text(error.code);
  out.key("message").text(error.message);
  out.end_object().end_object();
  return out.take();
}

}  // namespace touchstone
