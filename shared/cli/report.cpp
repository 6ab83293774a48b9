// touchstone report: evidence that was saved, as XARF v4 or as plain text.
#include "touchstone/report.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "input.h"
#include "report/canonical.h"
#include "touchstone/json.h"

namespace touchstone::cli {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxEvidenceBytes = std::size_t{32} << 20;

/// One object, a list of them, or one a line; what cannot be read stands as a discarded value.
std::vector<Json> read_evidence(const std::string& text) {
  Result<Json> whole = report_room::parse(text);
  if (whole && whole.value().is_array()) return whole.value().get<std::vector<Json>>();
  if (whole) return {std::move(whole.value())};
  std::vector<Json> each;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Json> one = report_room::parse(line);
    each.push_back(one ? std::move(one.value()) : Json(Json::value_t::discarded));
  }
  return each;
}

}  // namespace

Status run(const ReportCommand& command) {
  bool failed = false;
  std::size_t bad = 0;
  for (const std::string& file : command.files.empty() ? Files{"-"} : command.files) {
    const Result<std::string> text = read_file(file, kMaxEvidenceBytes);
    if (!text) {
      complain(text.error());
      failed = true;
      continue;
    }
    std::size_t number = 0;
    for (Json& evidence : read_evidence(text.value())) {
      ++number;
      Json request = {{"format", command.format}};
      if (!evidence.is_discarded()) request["evidence"] = std::move(evidence);
      if (!command.reporter_org.empty() || !command.reporter_contact.empty() ||
          !command.reporter_domain.empty()) {
        request["reporter"] = {{"org", command.reporter_org},
                               {"contact", command.reporter_contact},
                               {"domain", command.reporter_domain}};
      }
      if (!command.infringement_type.empty()) request["infringement_type"] = command.infringement_type;
      const Result<std::string> made = report(request.dump());
      if (!made) {
        ++bad;
        complain({made.error().code,
                  shown_name(file) + ", report " + std::to_string(number) + ": " + made.error().message});
        continue;
      }
      if (const auto unwritable = print(made.value() + "\n")) {
        complain(*unwritable);
        return Status::kUnusable;
      }
    }
  }
  if (failed) return Status::kUnusable;
  return command.strict && bad > 0 ? Status::kBadLines : Status::kFinished;
}

}  // namespace touchstone::cli
