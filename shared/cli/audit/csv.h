// accounts.csv: one row an account, for a spreadsheet.
#pragma once

#include <string>

#include "audit/tally.h"

namespace touchstone::cli::audit {

/// RFC 4180, UTF-8. A cell that a spreadsheet would run as a formula begins with an apostrophe.
std::string accounts_csv(const Tally& tally);

}  // namespace touchstone::cli::audit
