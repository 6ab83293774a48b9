// Listings: the HTML of one marketplace page read into what it says of the goods.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "link/link_reader.h"
#include "touchstone/model.h"
#include "touchstone/pack.h"

namespace touchstone::listing {

/// The largest page that is read, in bytes.
inline constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20;

/// Compiles marketplaces/*.json. Errors: "invalid_rule".
Result<std::vector<std::byte>> build_section(const RuleFiles& files);

/// Reads a section in place; the bytes must outlive it.
class ListingReader {
 public:
  static Result<ListingReader> open(std::span<const std::byte> section);

  /// `links` names the marketplace and the listing id from the URL. Errors: "not_a_listing", "too_large".
  [[nodiscard]] Result<Listing> read(std::string_view url, std::string_view html,
                                     const link::LinkReader& links) const;

 private:
  std::string_view rules_;  ///< the section
};

}  // namespace touchstone::listing
