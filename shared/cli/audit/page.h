// report.html: what an audit found, as one page that stands alone.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "audit/tally.h"

namespace touchstone::cli::audit {

struct RunFacts {
  std::string time;  ///< UTC, as it is to be shown
  std::string touchstone;
  std::string pack;
  /// Files of the package and their SHA-256.
  std::vector<std::pair<std::string, std::string>> checksums;
};

/// Loads nothing from anywhere; everything that came from a page is escaped.
std::string report_page(const Tally& tally, const RunFacts& run);

}  // namespace touchstone::cli::audit
