// Reading of one URL: parsed by the WHATWG parser, unwrapped, and named by its host's rules.
#include "link/link_reader.h"

#include <ada.h>

#include <algorithm>
#include <cctype>

#include "link/host_section.h"
#include "link/pattern.h"

namespace touchstone::link {
namespace {

using Url = ada::url_aggregator;

/// Longer input is no link that anybody posts; it is not parsed.
constexpr std::size_t kMaxUrlBytes = 16384;
/// Wrappers within wrappers that are taken off.
constexpr std::size_t kMaxWrappers = 8;

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
  };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Length of a scheme ("https", "taobao") that begins `text`, or 0: what stands before "://", or before ':'
/// when no number follows it (as in "host:8080").
std::size_t scheme_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && (std::isalnum(static_cast<unsigned char>(text[length])) != 0 ||
                                  text[length] == '+' || text[length] == '-' || text[length] == '.')) {
    ++length;
  }
  if (length == 0 || length >= text.size() || text[length] != ':') return 0;
  if (std::isalpha(static_cast<unsigned char>(text.front())) == 0) return 0;
  const std::string_view rest = text.substr(length + 1);
  if (rest.substr(0, 2) == "//") return length;
  const bool port = rest.empty() || std::isdigit(static_cast<unsigned char>(rest.front())) != 0;
  const bool host = text.substr(0, length).find('.') != std::string_view::npos;
  return port || host ? 0 : length;
}

std::optional<Url> parse(const std::string& text, const Url* base = nullptr) {
  auto url = ada::parse<Url>(text, base);
  if (!url) return std::nullopt;
  return std::move(*url);
}

/// Parses what a person pastes: a scheme may be missing, and markup may have escaped the ampersands.
std::optional<Url> parse_pasted(std::string_view raw) {
  raw = trim(raw);
  if (raw.empty() || raw.size() > kMaxUrlBytes) return std::nullopt;
  std::string text;
  if (raw.substr(0, 2) == "//") {
    text = "https:";
  } else if (scheme_length(raw) == 0) {
    text = "https://";
  }
  for (std::size_t at = 0; at < raw.size(); ++at) {
    text += raw[at];
    if (raw.substr(at, 5) == "&amp;") at += 4;
  }
  return parse(text);
}

bool is_web(const Url& url) {
  return url.get_protocol() == "https:" || url.get_protocol() == "http:";
}

using Params = std::vector<std::pair<std::string, std::string>>;

Params parse_params(std::string_view query) {
  Params params;
  if (query.empty()) return params;
  ada::url_search_params parsed(query);
  auto entries = parsed.get_entries();
  while (entries.has_next()) {
    const auto entry = entries.next();
    params.emplace_back(std::string(entry->first), std::string(entry->second));
  }
  return params;
}

/// `url` as patterns look at it. Of an app's scheme the host is the first part of the path.
Address address_of(const Url& url) {
  Address address;
  address.host = url.get_hostname();
  if (!is_web(url) && !url.get_hostname().empty()) address.path = "/" + std::string(url.get_hostname());
  address.path += url.get_pathname();
  address.query = url.get_search();
  if (!address.query.empty()) address.query.erase(0, 1);
  address.fragment = url.get_hash();
  if (!address.fragment.empty()) address.fragment.erase(0, 1);
  address.params = parse_params(address.query);
  const std::size_t mark = address.fragment.find('?');
  if (mark != std::string::npos)
    address.fragment_params = parse_params(std::string_view(address.fragment).substr(mark + 1));
  return address;
}

/// The name under which rules know the URL: its host, or "taobao:" for an app's scheme.
std::string rule_name(const Url& url) {
  std::string name(is_web(url) ? url.get_hostname() : url.get_protocol());
  if (!name.empty() && name.back() == '.') name.pop_back();
  return name;
}

std::string percent_decoded(std::string_view text) {
  return ada::unicode::percent_decode(text, text.find('%'));
}

/// "intent://host/path#Intent;scheme=https;S.browser_fallback_url=…;end": the address that Android opens, or
/// the one for a device without the app.
std::string intent_target(const Url& url) {
  std::string scheme;
  std::string fallback;
  std::string_view rest = url.get_hash();
  while (!rest.empty()) {
    const std::string_view item = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    constexpr std::string_view kScheme = "scheme=";
    constexpr std::string_view kFallback = "S.browser_fallback_url=";
    if (item.substr(0, kScheme.size()) == kScheme) scheme = item.substr(kScheme.size());
    if (item.substr(0, kFallback.size()) == kFallback)
      fallback = percent_decoded(item.substr(kFallback.size()));
  }
  const bool web = scheme == "https" || scheme == "http";
  if (!web && !fallback.empty()) return fallback;
  if (scheme.empty()) return {};
  std::string target = scheme + "://" + std::string(url.get_host());
  target += url.get_pathname();
  target += url.get_search();
  return target;
}

/// A captured target as a URL: as it stands, or decoded again (some wrappers encode twice), absolute or
/// within the wrapper's own site.
std::optional<Url> parse_target(const HostSection& section, std::string target, const Url& wrapper) {
  for (int round = 0; round < 3; ++round) {
    const std::string_view text = trim(target);
    if (text.empty() || text.size() > kMaxUrlBytes) return std::nullopt;
    if (text.front() == '/' && text.substr(0, 2) != "//") return parse(std::string(text), &wrapper);
    const std::size_t scheme = scheme_length(text);
    // "https:/host" is what proxies make of a URL in a path.
    if (scheme != 0) return parse(std::string(text));
    const std::string decoded = percent_decoded(text);
    if (decoded == text) {
      std::string host(text.substr(0, text.find_first_of("/?#:")));
      std::transform(host.begin(), host.end(), host.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      const std::size_t dot = host.rfind('.');
      const bool known =
          dot != std::string::npos &&
          (section.find(host) || section.domain(std::string_view(host).substr(dot + 1)) != nullptr);
      const bool plain =
          host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
      return known && plain ? parse("https://" + std::string(text)) : std::nullopt;
    }
    target = decoded;
  }
  return std::nullopt;
}

/// Parameters that only follow the reader around say nothing of the target.
void strip_tracking(Url& url, const HostSection& section) {
  const std::string_view search = url.get_search();
  if (search.size() < 2) return;
  std::string kept;
  bool changed = false;
  for (std::string_view rest = search.substr(1);;) {
    const std::size_t end = rest.find('&');
    const std::string_view item = rest.substr(0, end);
    if (section.is_tracking(item.substr(0, item.find('=')))) {
      changed = true;
    } else {
      if (!kept.empty()) kept += '&';
      kept += item;
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (changed) url.set_search(kept);
}

LinkKind link_kind(RuleKind kind) {
  return static_cast<LinkKind>(kind);
}

/// A hub, a shortener or a chat is a page on its host, not the host's front page.
bool is_front_page(const Url& url, const HostRules& rules) {
  if (!is_web(url)) return false;
  const std::string_view host = url.get_hostname();
  const bool subdomain = host.size() > rules.host_length && host.substr(0, 4) != "www.";
  return !subdomain && url.get_pathname() == "/" && url.get_search().empty();
}

/// Who earns and who sells, by the parameters that the family names for it.
void read_params(const HostSection& section, const HostRules& rules, const Address& address, Link& link) {
  for (const ParamRecord& record : section.params(*rules.family)) {
    const std::string_view name = section.text(record.name);
    std::string& into = record.role == ParamRole::kTag ? link.affiliate_tag : link.seller_id;
    if (!into.empty()) continue;
    const auto found = std::find_if(address.params.begin(), address.params.end(),
                                    [&](const auto& param) { return param.first == name; });
    if (found != address.params.end()) into = found->second;
  }
}

/// One step: what the URL's own rules make of it. Fills `link`; gives the target when the URL wraps one.
std::optional<Url> step(const HostSection& section, Url& url, Link& link) {
  if (url.get_protocol() == "intent:") {
    const std::string target = intent_target(url);
    return target.empty() ? std::nullopt : parse(target);
  }
  if (!is_web(url)) {
    // An app's scheme before a known host ("taobao://item.taobao.com/…") opens that host's page.
    if (section.find(url.get_hostname()) && url.get_hostname().find('.') != std::string_view::npos) {
      std::string web = "https://" + std::string(url.get_host());
      web += url.get_pathname();
      web += url.get_search();
      if (auto parsed = parse(web)) url = std::move(*parsed);
    }
  }
  strip_tracking(url, section);
  link.kind = LinkKind::kOther;
  link.marketplace.clear();
  link.listing_id.clear();
  link.seller_id.clear();
  const std::optional<HostRules> rules = section.find(rule_name(url));
  if (!rules) return std::nullopt;
  const Address address = address_of(url);
  read_params(section, *rules, address, link);
  const auto where = static_cast<MarketplaceUse>(rules->family->marketplace);
  if (where == MarketplaceUse::kAlways) link.marketplace = section.text(rules->family->id);
  for (const PatternRecord& pattern : section.patterns(*rules->family)) {
    const auto kind = static_cast<RuleKind>(pattern.kind);
    // What a short host carries is a code, unless it is a listing's own address.
    if (rules->is_short && kind != RuleKind::kUnwrap && kind != RuleKind::kListing) continue;
    const std::optional<Captures> captures = match(section.text(pattern.at), address);
    if (!captures) continue;
    if (kind == RuleKind::kUnwrap) {
      const std::string_view to = section.text(pattern.to);
      const std::string target = to.empty() ? captures->at(Capture::kTarget) : fill(to, *captures);
      std::optional<Url> wrapped = parse_target(section, target, url);
      if (!wrapped || wrapped->get_href() == url.get_href()) continue;
      if (const std::string& tag = captures->at(Capture::kTag); !tag.empty()) link.affiliate_tag = tag;
      return wrapped;
    }
    link.kind = link_kind(kind);
    if (where == MarketplaceUse::kWhereSold &&
        (kind == RuleKind::kListing || kind == RuleKind::kStorefront)) {
      link.marketplace = section.text(rules->family->id);
    }
    if (const std::string& id = captures->at(Capture::kId); !id.empty()) link.listing_id = id;
    if (const std::string& seller = captures->at(Capture::kSeller); !seller.empty()) link.seller_id = seller;
    if (const std::string& tag = captures->at(Capture::kTag); !tag.empty()) link.affiliate_tag = tag;
    return std::nullopt;
  }
  const RuleKind fallback =
      rules->is_short ? RuleKind::kShortener : static_cast<RuleKind>(rules->family->fallback);
  if (!is_front_page(url, *rules)) link.kind = link_kind(fallback);
  return std::nullopt;
}

}  // namespace

Result<LinkReader> LinkReader::open(std::span<const std::byte> section) {
  const Result<HostSection> opened = HostSection::open(section);
  if (!opened) return opened.error();
  LinkReader reader;
  reader.section_ = section;
  return reader;
}

Link LinkReader::read(std::string_view raw) const {
  Link link;
  link.raw = raw;
  std::optional<Url> url = parse_pasted(raw);
  if (!url) {
    link.target = trim(raw);
    return link;
  }
  const HostSection section(section_);
  for (std::size_t wrappers = 0;; ++wrappers) {
    // Who earns from the innermost address goes before the wrappers around it.
    std::string tag = std::move(link.affiliate_tag);
    link.affiliate_tag.clear();
    std::optional<Url> wrapped = step(section, *url, link);
    if (link.affiliate_tag.empty()) link.affiliate_tag = std::move(tag);
    if (!wrapped || wrappers == kMaxWrappers) break;
    if (is_web(*url)) link.via.emplace_back(rule_name(*url));
    url = std::move(wrapped);
  }
  link.target = url->get_href();
  return link;
}

}  // namespace touchstone::link
