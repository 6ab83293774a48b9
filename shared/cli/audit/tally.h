// What an audit adds up: by account, by listing and seller, and in all.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "audit/outcome.h"

namespace touchstone::cli::audit {

/// How many promotions have each verdict, by Level.
using Levels = std::array<std::uint64_t, 4>;

struct Account {
  std::string name;
  std::string platform;
  Levels levels{};
  double highest_score = 0;
  std::set<std::string> brands;  ///< usual names, of claims and lookalikes
  std::set<std::string> lures;   ///< ids, of explicit and grade cues
  std::set<std::string> listings;
  std::set<std::string> sellers;
  std::set<std::string> affiliate_tags;
  std::string first_time;
  std::string last_time;
  std::string worst_id;
  std::string worst_url;
};

/// Where promotions lead: one listing, storefront or other address.
struct Destination {
  std::string marketplace;
  std::string kind;
  std::string listing;  ///< the marketplace's id of the item, or the address
  std::string url;
  std::string title;
  std::string seller;
  Levels levels{};
  std::set<std::string> accounts;
  std::set<std::string> brands;
};

/// Promotions above this count are in findings.jsonl only.
inline constexpr std::size_t kShownFindings = 500;
inline constexpr std::size_t kShownUnread = 1000;

struct Tally {
  Levels levels{};
  std::uint64_t promotions = 0;
  std::map<std::string, std::uint64_t> by_format;
  std::map<std::string, Account> accounts;          ///< by platform and name
  std::map<std::string, Destination> destinations;  ///< by marketplace and listing
  std::vector<Finding> shown;                       ///< the most serious, most serious first
  std::vector<Unread> unread;                       ///< the first kShownUnread
  std::uint64_t unread_count = 0;
  std::map<std::string, std::size_t> left_out;  ///< by the end of the name

  void add(Finding finding);
  void add(Unread unread);
  /// To be called once, when everything was added.
  void finish();

  [[nodiscard]] std::uint64_t at(Level level) const { return levels[static_cast<std::size_t>(level)]; }
};

/// True for the roles that say whose the goods are, or whose they resemble.
bool presents(Role role);

}  // namespace touchstone::cli::audit
