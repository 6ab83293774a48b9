// accounts.csv: one row an account, for a spreadsheet.
#include "audit/csv.h"

#include <array>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

namespace touchstone::cli::audit {
namespace {

class Row {
 public:
  Row& cell(std::string_view text) {
    if (!line_.empty() || begun_) line_ += ',';
    begun_ = true;
    // What spreadsheets run: https://owasp.org/www-community/attacks/CSV_Injection
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) line_ += '"';
    if (formula) line_ += '\'';
    for (const char c : text) {
      if (c == '"') line_ += '"';
      line_ += c;
    }
    if (quoted) line_ += '"';
    return *this;
  }
  Row& cell(std::uint64_t number) { return cell(std::to_string(number)); }
  Row& cell(const std::set<std::string>& values) {
    std::string joined;
    for (const std::string& value : values) joined += (joined.empty() ? "" : "; ") + value;
    return cell(joined);
  }
  [[nodiscard]] std::string end() const { return line_ + "\r\n"; }

 private:
  std::string line_;
  bool begun_ = false;
};

std::string two_decimals(double score) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", score);
  return text.data();
}

}  // namespace

std::string accounts_csv(const Tally& tally) {
  Row header;
  for (const char* name : {"account", "platform", "promotions", "warn", "caution", "check", "clear",
                           "highest_score", "brands", "lures", "listings", "sellers", "affiliate_tags",
                           "first_time", "last_time", "worst_id", "worst_url"}) {
    header.cell(name);
  }
  std::string csv = header.end();
  for (const auto& [key, account] : tally.accounts) {
    const auto& [clear, check, caution, warn] = account.levels;
    csv += Row()
               .cell(account.name)
               .cell(account.platform)
               .cell(clear + check + caution + warn)
               .cell(warn)
               .cell(caution)
               .cell(check)
               .cell(clear)
               .cell(two_decimals(account.highest_score))
               .cell(account.brands)
               .cell(account.lures)
               .cell(account.listings)
               .cell(account.sellers)
               .cell(account.affiliate_tags)
               .cell(account.first_time)
               .cell(account.last_time)
               .cell(account.worst_id)
               .cell(account.worst_url)
               .end();
  }
  return csv;
}

}  // namespace touchstone::cli::audit
