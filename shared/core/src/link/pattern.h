// Patterns of addresses: what a host's rules say of a path and a query, and what they take out of them.
//
//   /dp/{id:asin}               a path that begins with these segments
//   **/dp/{id:asin}             … after any segments (** crosses '/', * does not)
//   /offer/{id:d}.html$         … and ends there
//   /goods.html?goods_id={id}   … with this query parameter
//   ?shop_type=weidian&id={id}  any path, with both parameters
//   //{seller:shop}.etsy.com    a host, then any path
//   ?{target}                   the whole query
//   #/item?url={target}         the fragment, read as a path and a query
//
// A capture {name:class} takes at least one character of its class: d digits; a letters and digits; w also
// - _ . ~ and %; s anything but '/' (the default, except of {target}, which takes
// anything); asin ten letters and digits with a digit among them; ml
// three letters, perhaps '-', and digits; shop a host's label that names a shop, not a service (www, m,
// help); rest anything. Letters match in either case.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace touchstone::link {

enum class Capture : std::uint8_t { kId, kSeller, kTag, kTarget };

/// What a pattern took, by Capture; empty where it took nothing.
struct Captures {
  std::array<std::string, 4> values;
  [[nodiscard]] std::string& at(Capture capture) { return values[static_cast<std::size_t>(capture)]; }
  [[nodiscard]] const std::string& at(Capture capture) const {
    return values[static_cast<std::size_t>(capture)];
  }
};

/// The parts of an address that patterns look at.
struct Address {
  std::string host;
  std::string path;                                         ///< "/dp/B0…", as the URL parser gives it
  std::string query;                                        ///< without '?'
  std::string fragment;                                     ///< without '#'
  std::vector<std::pair<std::string, std::string>> params;  ///< of the query, decoded
  std::vector<std::pair<std::string, std::string>>
      fragment_params;  ///< of a query within the fragment, decoded
};

/// What is wrong with a pattern's spelling, or nothing.
std::optional<std::string> pattern_error(std::string_view pattern);

/// Matches with a bounded number of steps, whatever the address is.
std::optional<Captures> match(std::string_view pattern, const Address& address);

/// `text` with {id}, {seller}, {tag} and {target} replaced.
std::string fill(std::string_view text, const Captures& captures);

}  // namespace touchstone::link
