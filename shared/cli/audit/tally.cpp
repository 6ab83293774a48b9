// What an audit adds up: by account, by listing and seller, and in all.
#include "audit/tally.h"

#include <algorithm>
#include <utility>

#include "touchstone/json.h"

namespace touchstone::cli::audit {
namespace {

/// Sets of an account grow with what it links to; beyond this many entries they say "many" anyway.
constexpr std::size_t kMaxEntries = 200;

void put(std::set<std::string>& set, const std::string& value) {
  if (!value.empty() && set.size() < kMaxEntries) set.insert(value);
}

std::string listing_name(const Link& link) {
  const std::string& name = link.listing_id.empty() ? link.target : link.listing_id;
  return link.marketplace.empty() ? name : link.marketplace + ":" + name;
}

/// More serious first; of the same, in the order of reading.
bool more_serious(const Finding& a, const Finding& b) {
  if (a.response.level != b.response.level) return a.response.level > b.response.level;
  return a.response.score > b.response.score;
}

void shorten(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), more_serious);
  if (findings.size() > kShownFindings) {
    findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(kShownFindings), findings.end());
  }
}

}  // namespace

bool presents(Role role) {
  return role == Role::kClaim || role == Role::kLookalike;
}

void Tally::add(Finding finding) {
  const Request& request = finding.request;
  const Response& response = finding.response;
  const auto level = static_cast<std::size_t>(response.level);
  ++promotions;
  ++levels[level];
  ++by_format[finding.source.format];

  std::set<std::string> brands;
  for (const Claim& claim : response.claims) {
    if (presents(claim.role)) brands.insert(claim.name);
  }

  Account& account = accounts[request.promotion.platform + "\n" + request.promotion.author];
  account.name = request.promotion.author;
  account.platform = request.promotion.platform;
  const bool first = account.worst_id.empty();
  if (first || response.score > account.highest_score) {
    account.highest_score = response.score;
    account.worst_id = request.id;
    account.worst_url = finding.source.url;
  }
  ++account.levels[level];
  for (const std::string& brand : brands) put(account.brands, brand);
  for (const Cue& cue : response.cues) {
    if (cue.strength != Strength::kSoft) put(account.lures, cue.id);
  }
  for (const Link& link : response.links) {
    if (link.kind == LinkKind::kListing || link.kind == LinkKind::kStorefront) {
      put(account.listings, listing_name(link));
    }
    put(account.affiliate_tags, link.affiliate_tag);
    put(account.sellers, link.seller_id);
  }
  if (finding.listing_link) put(account.listings, listing_name(*finding.listing_link));
  if (request.listing) put(account.sellers, request.listing->seller);
  const std::string& time = finding.source.time;
  if (!time.empty()) {
    if (account.first_time.empty() || time < account.first_time) account.first_time = time;
    if (time > account.last_time) account.last_time = time;
  }

  std::set<std::string> counted;
  const auto lead_to = [&](const Link& link) {
    const std::string& listing = link.listing_id.empty() ? link.target : link.listing_id;
    const std::string key = link.marketplace + "\n" + listing;
    if (!counted.insert(key).second) return;
    Destination& destination = destinations[key];
    destination.marketplace = link.marketplace;
    destination.kind = std::string(name_of(link.kind));
    destination.listing = listing;
    destination.url = link.target;
    ++destination.levels[level];
    put(destination.accounts, request.promotion.author);
    for (const std::string& brand : brands) put(destination.brands, brand);
    if (request.listing && destination.title.empty()) {
      destination.title = request.listing->title;
      destination.seller = request.listing->seller;
    }
  };
  for (const Link& link : response.links) lead_to(link);
  // A listing that was read behind a shortener or a hub is a destination of its own.
  if (finding.listing_link) lead_to(*finding.listing_link);

  if (response.level >= Level::kCaution) {
    shown.push_back(std::move(finding));
    if (shown.size() > 4 * kShownFindings) shorten(shown);
  }
}

void Tally::add(Unread one) {
  ++unread_count;
  if (unread.size() < kShownUnread) unread.push_back(std::move(one));
}

void Tally::finish() {
  shorten(shown);
}

}  // namespace touchstone::cli::audit
