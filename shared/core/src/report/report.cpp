// One piece of evidence as XARF v4 and as plain text. Both state a mismatch between two texts; what is
// alleged beyond that is the reporter's to say.
#include "touchstone/report.h"

#include <ada.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/writer.h"
#include "report/canonical.h"

namespace touchstone {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kXarfVersion = "4.2.0";
/// XARF's bounds: of one evidence item, of the description in characters, of the list of tags.
constexpr std::size_t kMaxPayload = 5242880;
constexpr std::size_t kMaxDescription = 1000;
constexpr std::size_t kMaxTags = 20;
constexpr std::size_t kMaxOrganisation = 200;
constexpr std::string_view kStatement =
    "This report states a mismatch between two texts. It does not say that goods are counterfeit.";

/// The string at `path` of `json`, or nothing when there is none or it is empty.
std::optional<std::string> text_at(const Json& json, std::initializer_list<const char*> path) {
  const Json* at = &json;
  for (const char* name : path) {
    if (!at->is_object() || !at->contains(name)) return std::nullopt;
    at = &(*at)[name];
  }
  if (!at->is_string() || at->get_ref<const std::string&>().empty()) return std::nullopt;
  return at->get<std::string>();
}

/// The list at `name`; an empty one when there is none.
const Json& list_at(const Json& json, const char* name) {
  static const Json kNone = Json::array();
  if (!json.is_object() || !json.contains(name) || !json[name].is_array()) return kNone;
  return json[name];
}

/// The address as a browser writes it, when it is one of the web.
std::optional<ada::url_aggregator> web_address(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  ada::result<ada::url_aggregator> url = ada::parse<ada::url_aggregator>(*text);
  if (!url || (url->get_protocol() != "https:" && url->get_protocol() != "http:")) return std::nullopt;
  return *url;
}

/// Shape and checksum: what everything below relies on.
std::optional<Error> check(const Json& evidence) {
  if (!evidence.is_object()) {
    return Error{"invalid_evidence",
                 "\"evidence\" is missing; give the object that was saved with the finding."};
  }
  for (const char* name : {"id", "captured_at", "sha256"}) {
    if (!text_at(evidence, {name})) {
      return Error{"invalid_evidence", "\"evidence." + std::string(name) +
                                           "\" is missing; give the whole object as it was saved."};
    }
  }
  for (const char* name : {"promotion", "verdict", "versions"}) {
    if (!evidence.contains(name) || !evidence[name].is_object()) {
      return Error{"invalid_evidence", "\"evidence." + std::string(name) +
                                           "\" is missing; give the whole object as it was saved."};
    }
  }
  Json hashed = evidence;
  hashed.erase("sha256");
  if (sha256(report_room::canonical(hashed)) != evidence["sha256"]) {
    return Error{
        "wrong_checksum",
        "The evidence does not fit its SHA-256: it was changed after it was saved; go back to the original."};
  }
  return std::nullopt;
}

/// The claim that the finding is about: the first one that presents or likens goods.
const Json* leading_claim(const Json& evidence) {
  for (const char* role : {"claim", "lookalike"}) {
    for (const Json& claim : list_at(evidence["verdict"], "claims")) {
      if (text_at(claim, {"role"}) == role && text_at(claim, {"name"})) return &claim;
    }
  }
  return nullptr;
}

/// Cut at a character's border; "…" counts as one.
std::string cut(const std::string& text, std::size_t characters) {
  std::size_t count = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (++count == characters) last = i;
    if (count > characters) return text.substr(0, last) + "…";
  }
  return text;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= left ? kAlphabet[group >> (18 - 6 * k) & 63] : '=';
    }
  }
  return out;
}

/// "brand:louis-vuitton"; XARF allows lower-case letters, digits, "_", "+" and "-".
void add_tag(std::vector<std::string>& tags, std::string_view space, const std::optional<std::string>& word) {
  if (!word || tags.size() >= kMaxTags) return;
  std::string tag;
  for (const char c : *word) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '_' && !tag.empty());
    if (allowed) {
      tag += c;
    } else if (!tag.empty() && tag.back() != '-') {
      tag += '-';
    }
  }
  if (tag.empty()) return;
  tag.insert(0, std::string(space) + ":");
  if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
}

std::string reasons_in_one(const Json& evidence) {
  std::string text;
  for (const Json& reason : list_at(evidence["verdict"], "reasons")) {
    if (const auto message = text_at(reason, {"message"})) text += *message + " ";
  }
  return text;
}

/// A domain as XARF's pattern has it: labels of a–z, 0–9 and "-", and a last one of letters.
bool is_plain_domain(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot + 2 >= host.size()) return false;
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::all_of(host.begin(), host.end(), plain) &&
         std::all_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(), letter) &&
         host.find("..") == std::string_view::npos && host.find("--") == std::string_view::npos;
}

Result<std::string> xarf(const Json& request) {
  const Json& evidence = request["evidence"];
  if (!request.contains("reporter") || !text_at(request, {"reporter", "org"}) ||
      !text_at(request, {"reporter", "contact"}) || !text_at(request, {"reporter", "domain"})) {
    return Error{"no_reporter",
                 "XARF asks who reports; give an organisation, an e-mail address and a host name."};
  }
  const Json* claim = leading_claim(evidence);
  const auto site = web_address(text_at(evidence, {"legitimate_site"}));
  if (claim == nullptr || !site) {
    return Error{"no_legitimate_site",
                 "XARF asks for the brand's own site, and this evidence names none; use the plain text."};
  }
  const auto promotion_url = web_address(text_at(evidence, {"promotion_url"}));
  const auto listing_url = web_address(text_at(evidence, {"listing", "url"}));
  std::optional<ada::url_aggregator> last_step;
  for (const Json& step : list_at(evidence, "link_chain")) {
    if (auto url = web_address(text_at(step, {"url"}))) last_step = *url;
  }
  const auto& url = promotion_url ? promotion_url : listing_url ? listing_url : last_step;
  if (!url) {
    return Error{
        "no_url",
        "XARF asks for the address of what is reported, and this evidence has none; use the plain text."};
  }

  const std::string host(url->get_hostname());
  const std::string at = evidence["captured_at"];
  const Json& verdict = evidence["verdict"];

  json::Writer out;
  out.begin_object();
  out.key("xarf_version").text(kXarfVersion);
  out.key("report_id").text(evidence["id"].get<std::string>());
  out.key("timestamp").text(at);
  for (const char* who : {"reporter", "sender"}) {
    out.key(who).begin_object();
    out.key("org").text(cut(request["reporter"]["org"], kMaxOrganisation));
    out.key("contact").text(request["reporter"]["contact"].get<std::string>());
    out.key("domain").text(request["reporter"]["domain"].get<std::string>());
    out.end_object();
  }
  out.key("source_identifier").text(host);
  out.key("category").text("content");
  out.key("type").text("brand_infringement");
  out.key("url").text(url->get_href());
  if (is_plain_domain(host)) out.key("domain").text(host);
  out.key("infringement_type").text(text_at(request, {"infringement_type"}).value_or("other"));
  out.key("legitimate_site").text(site->get_href());
  out.key("target_brand").text((*claim)["name"].get<std::string>());
  out.key("infringing_elements").texts({"brand_name"});
  out.key("verified_at").text(at);
  out.key("verification_method").text("user_report");
  out.key("evidence_source").text("user_report");
  if (verdict.contains("score") && verdict["score"].is_number()) {
    out.key("confidence").score(verdict["score"].get<double>());
  }
  out.key("description").text(cut(reasons_in_one(evidence) + std::string(kStatement), kMaxDescription));
  if (const auto title = text_at(evidence, {"listing", "title"})) out.key("products_offered").texts({*title});

  std::vector<std::string> tags;
  add_tag(tags, "brand", text_at(*claim, {"brand"}));
  add_tag(tags, "role", text_at(*claim, {"role"}));
  add_tag(tags, "verdict", text_at(verdict, {"verdict"}));
  add_tag(tags, "relation", text_at(verdict, {"relation"}));
  add_tag(tags, "platform", text_at(evidence, {"promotion", "platform"}));
  for (const Json& link : list_at(verdict, "links")) {
    add_tag(tags, "marketplace", text_at(link, {"marketplace"}));
  }
  for (const Json& cue : list_at(verdict, "cues")) {
    if (text_at(cue, {"strength"}) != "soft") add_tag(tags, "lure", text_at(cue, {"id"}));
  }
  out.key("tags").texts(tags);

  // XARF has room for one address; the other end of the pair stands beside it.
  if (promotion_url) out.key("promotion_url").text(promotion_url->get_href());
  out.member("account", text_at(evidence, {"promotion", "author"}).value_or(""));
  if (listing_url) out.key("listing_url").text(listing_url->get_href());
  out.member("seller", text_at(evidence, {"listing", "seller"}).value_or(""));

  const std::string payload = report_room::canonical(evidence);
  if (payload.size() <= kMaxPayload) {
    out.key("evidence").begin_array().begin_object();
    out.key("content_type").text("application/json");
    out.key("description")
        .text("The promotion, the listing, the links between them and the verdict, as they were found.");
    out.key("payload").text(base64(payload));
    out.key("hash").text("sha256:" + sha256(payload));
    out.key("size").number(payload.size());
    out.end_object().end_array();
  }
  return out.end_object().take();
}

/// Page text in a plain-text form: further lines are indented, control characters dropped.
std::string indented(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\n      ";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    }
  }
  return out;
}

class TextReport {
 public:
  void heading(std::string_view text) { out_ += "\n" + std::string(text) + "\n"; }
  void entry(std::string_view name, const std::optional<std::string>& value) {
    if (value) out_ += "  " + std::string(name) + ": " + indented(*value) + "\n";
  }
  void line(const std::string& text) { out_ += "  " + indented(text) + "\n"; }
  std::string out_;
};

std::string plain_text(const Json& evidence) {
  const Json& verdict = evidence["verdict"];
  TextReport text;
  text.out_ = "Touchstone report " + evidence["id"].get<std::string>() + "\n";
  text.entry("Found", evidence["captured_at"].get<std::string>() + " (UTC)");
  text.entry("Touchstone", text_at(evidence, {"versions", "touchstone"}));
  text.entry("Rules", text_at(evidence, {"versions", "pack"}));
  text.entry("Browser", text_at(evidence, {"versions", "browser"}));
  if (const Json* claim = leading_claim(evidence)) {
    text.entry("Brand", text_at(*claim, {"name"}));
    text.entry("The brand's own site", text_at(evidence, {"legitimate_site"}));
  }

  text.heading("What was found");
  text.entry("Verdict", text_at(verdict, {"verdict"}));
  for (const Json& reason : list_at(verdict, "reasons")) {
    if (const auto message = text_at(reason, {"message"})) text.line("- " + *message);
  }
  for (const Json& claim : list_at(verdict, "claims")) {
    const auto matched = text_at(claim, {"matched"});
    if (matched)
      text.line("- Words read as " + text_at(claim, {"name"}).value_or("a brand") + ": “" + *matched + "”");
  }

  text.heading("The promotion");
  text.entry("Address", text_at(evidence, {"promotion_url"}));
  text.entry("Platform", text_at(evidence, {"promotion", "platform"}));
  text.entry("Kind", text_at(evidence, {"promotion", "kind"}));
  text.entry("Account", text_at(evidence, {"promotion", "author"}));
  text.entry("Words", text_at(evidence, {"promotion", "text"}));
  for (const Json& alt : list_at(evidence["promotion"], "alt_text")) {
    if (alt.is_string()) text.entry("Picture", alt.get<std::string>());
  }
  for (const Json& link : list_at(evidence["promotion"], "links")) {
    if (link.is_string()) text.entry("Link", link.get<std::string>());
  }

  text.heading("The listing");
  if (evidence.contains("listing") && evidence["listing"].is_object()) {
    text.entry("Address", text_at(evidence, {"listing", "url"}));
    text.entry("Title", text_at(evidence, {"listing", "title"}));
    text.entry("Brand field", text_at(evidence, {"listing", "brand"}).value_or("(none)"));
    text.entry("Seller", text_at(evidence, {"listing", "seller"}));
    text.entry("Seller's id", text_at(evidence, {"listing", "seller_id"}));
    text.entry("Item's id", text_at(evidence, {"listing", "listing_id"}));
  } else {
    text.line("It was not read.");
  }

  const Json& chain = list_at(evidence, "link_chain");
  if (!chain.empty()) text.heading("The way from one to the other");
  for (std::size_t i = 0; i < chain.size(); ++i) {
    if (const auto url = text_at(chain[i], {"url"})) text.line(std::to_string(i + 1) + ". " + *url);
  }
  text.out_ += "\n" + std::string(kStatement) +
               "\nSHA-256 of the evidence (RFC 8785): " + evidence["sha256"].get<std::string>() + "\n";
  return text.out_;
}

}  // namespace

Result<std::string> report(std::string_view request) {
  const Result<Json> parsed = report_room::parse(request);
  if (!parsed) return parsed.error();
  const Json& json = parsed.value();
  const auto format = text_at(json, {"format"});
  if (!format || (*format != "xarf" && *format != "text")) {
    return Error{"invalid_evidence", "\"format\" is neither \"xarf\" nor \"text\"; write one of them."};
  }
  if (const auto error = check(json.contains("evidence") ? json["evidence"] : Json())) return *error;
  if (*format == "text") return plain_text(json["evidence"]);
  return xarf(json);
}

}  // namespace touchstone
