// touchstone audit: the promotions of one or many accounts, judged on every core, as an evidence package.
#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "audit/csv.h"
#include "audit/page.h"
#include "audit/progress.h"
#include "audit/tally.h"
#include "audit/units.h"
#include "commands.h"
#include "find_pack.h"
#include "input.h"
#include "json/writer.h"
#include "ordered_parallel.h"
#include "touchstone/json.h"
#include "touchstone/report.h"

namespace touchstone::cli {
namespace {

namespace fs = std::filesystem;

/// A unit, judged; the findings' lines are made where the judging is, so that they are made on every core.
struct Judged {
  std::vector<audit::Finding> findings;
  std::string lines;
  std::vector<audit::Unread> unread;
  std::uint64_t bytes = 0;
};

std::string finding_line(const audit::Finding& finding) {
  json::Writer out;
  out.begin_object().key("source").begin_object();
  out.key("file").text(finding.source.file);
  out.key("line").number(finding.source.line);
  out.key("format").text(finding.source.format);
  out.member("url", finding.source.url);
  out.member("time", finding.source.time);
  out.end_object().key("request");
  json::write(out, finding.request);
  out.key("response");
  json::write(out, finding.response);
  return out.end_object().take() + "\n";
}

Judged judge(const Inspector& inspector, const audit::Unit& unit) {
  Judged judged;
  judged.bytes = unit.bytes;
  audit::Contents contents = audit::read_unit(unit);
  judged.unread = std::move(contents.unread);
  for (audit::Item& item : contents.items) {
    Response response = inspector.inspect(item.request);
    std::optional<Link> listing_link;
    if (item.request.listing) {
      const std::vector<Link> links = inspector.find_links(item.request.listing->url);
      if (!links.empty()) listing_link = links.front();
    }
    judged.findings.push_back(
        {std::move(item.source), std::move(item.request), std::move(response), std::move(listing_link)});
    judged.lines += finding_line(judged.findings.back());
  }
  return judged;
}

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> printed{};
  std::strftime(printed.data(), printed.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return printed.data();
}

/// findings.jsonl, written while the run goes on and given its name when it is whole.
class FindingsFile {
 public:
  explicit FindingsFile(const fs::path& path) : path_(path), part_(path.string() + ".part") {
    file_ = std::fopen(part_.c_str(), "wb");
  }
  ~FindingsFile() {
    if (file_ != nullptr) std::fclose(file_);
  }
  FindingsFile(const FindingsFile&) = delete;
  FindingsFile& operator=(const FindingsFile&) = delete;

  bool write(const std::string& lines) {
    sum_.update(lines);
    return file_ != nullptr && std::fwrite(lines.data(), 1, lines.size(), file_) == lines.size();
  }
  bool close() {
    if (file_ == nullptr) return false;
    const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
    std::error_code error;
    fs::rename(part_, path_, error);
    return closed && !error;
  }
  [[nodiscard]] std::string sha256() const { return sum_.hexadecimal(); }

 private:
  fs::path path_;
  std::string part_;
  std::FILE* file_ = nullptr;
  Sha256 sum_;
};

Error unwritable(const fs::path& path) {
  return {"unwritable",
          path.string() +
              " cannot be written; check the folder, who may write there, and the room that is left."};
}

std::string summary(const audit::Tally& tally, const std::string& folder) {
  return std::to_string(tally.promotions) + " promotions of " + std::to_string(tally.accounts.size()) +
         " accounts: " + std::to_string(tally.at(Level::kWarn)) + " warn, " +
         std::to_string(tally.at(Level::kCaution)) + " caution, " + std::to_string(tally.at(Level::kCheck)) +
         " check, " + std::to_string(tally.at(Level::kClear)) + " clear; " +
         std::to_string(tally.unread_count) + " not read.\nWrote " + folder +
         "/report.html, findings.jsonl and accounts.csv.\n";
}

}  // namespace

Status run(const AuditCommand& command) {
  const Result<Inspector> inspector = open_inspector(command.pack);
  if (!inspector) {
    complain(inspector.error());
    return Status::kUnusable;
  }
  const fs::path folder(command.out);
  std::error_code error;
  fs::create_directories(folder, error);
  FindingsFile findings(folder / "findings.jsonl");

  audit::Units units(command.files.empty() ? Files{"-"} : command.files);
  audit::Tally tally;
  bool written = true;
  {
    audit::Progress progress(units.total_bytes());
    ordered_parallel(
        thread_count(command.threads), [&] { return units.next(); },
        [&](const audit::Unit& unit) { return judge(inspector.value(), unit); },
        [&](Judged judged) {
          written = findings.write(judged.lines);
          for (audit::Finding& finding : judged.findings) tally.add(std::move(finding));
          for (audit::Unread& unread : judged.unread) tally.add(std::move(unread));
          progress.advance(judged.bytes, tally);
          return written;
        });
  }
  if (!written || !findings.close()) {
    complain(unwritable(folder / "findings.jsonl"));
    return Status::kUnusable;
  }
  for (const audit::Unread& unread : units.unread()) tally.add(unread);
  tally.left_out = units.left_out();
  tally.finish();

  const std::string csv = audit::accounts_csv(tally);
  const audit::RunFacts facts{command.time.empty() ? now() : command.time,
                              TOUCHSTONE_VERSION,
                              std::string(inspector.value().pack_version()),
                              {{"findings.jsonl", findings.sha256()}, {"accounts.csv", sha256(csv)}}};
  for (const auto& [name, text] :
       {std::pair{"accounts.csv", csv}, {"report.html", audit::report_page(tally, facts)}}) {
    if (const auto failed = write_file((folder / name).string(), text)) {
      complain(*failed);
      return Status::kUnusable;
    }
  }
  for (const audit::Unread& unread : units.unread())
    complain({"unreadable", unread.file + ": " + unread.why});
  if (const auto failed = print(summary(tally, command.out))) complain(*failed);
  if (units.missing()) return Status::kUnusable;
  return command.strict && tally.unread_count > 0 ? Status::kBadLines : Status::kFinished;
}

}  // namespace touchstone::cli
