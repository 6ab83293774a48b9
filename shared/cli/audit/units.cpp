// What an audit was given, in pieces that threads can share: small files whole, large ones in batches of
// lines.
#include "audit/units.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace touchstone::cli::audit {
namespace {

namespace fs = std::filesystem;

/// Larger files are read as lines while they stream past; instaloader's documents are far smaller.
constexpr std::uint64_t kWholeFileBytes = std::uint64_t{8} << 20;
constexpr std::size_t kMaxDocumentBytes = std::size_t{64} << 20;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Whether a file met in a folder may hold promotions. instaloader's .txt repeats captions that its .json
/// holds.
bool may_hold_promotions(const fs::path& path) {
  const std::string name = path.filename().string();
  for (const std::string_view end : {".json", ".jsonl", ".ndjson", ".json.xz", ".jsonl.xz"}) {
    if (ends_with(name, end)) return true;
  }
  return false;
}

/// instaloader's NAME_comments.json belongs to NAME.json or NAME.json.xz.
std::optional<std::string> post_of_comments(const std::string& file) {
  std::string_view name = file;
  if (ends_with(name, ".xz")) name.remove_suffix(3);
  constexpr std::string_view kEnd = "_comments.json";
  if (!ends_with(name, kEnd)) return std::nullopt;
  const std::string base(name.substr(0, name.size() - kEnd.size()));
  std::error_code ignored;
  for (const char* end : {".json", ".json.xz"}) {
    if (fs::is_regular_file(base + end, ignored)) return base + end;
  }
  return std::nullopt;
}

Result<std::string> read_plain(const std::string& file) {
  Result<std::string> bytes = read_file(file, kMaxDocumentBytes);
  if (!bytes || !is_xz(bytes.value())) return bytes;
  return decompress_xz(file, bytes.value(), kMaxDocumentBytes);
}

}  // namespace

Units::Units(const std::vector<std::string>& given) {
  for (const std::string& name : given) {
    std::error_code error;
    if (name != "-" && fs::is_directory(name, error)) {
      walk(name);
    } else {
      add(name, true);
    }
  }
  const bool has_stream =
      std::any_of(entries_.begin(), entries_.end(), [](const Entry& e) { return e.standard_input; });
  if (has_stream) total_bytes_ = 0;
}

void Units::add(const std::string& file, bool by_name) {
  if (file == "-") {
    entries_.push_back({file, 0, true});
    return;
  }
  std::error_code error;
  const std::uint64_t bytes = fs::file_size(file, error);
  if (error) {
    unread_.push_back(
        {file, 0, "The file cannot be read (" + error.message() + "); check the name and who may read it."});
    missing_ = missing_ || by_name;
    return;
  }
  entries_.push_back({file, bytes, false});
  total_bytes_ += bytes;
}

void Units::walk(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator here(folder, fs::directory_options::skip_permission_denied, error),
       end;
       !error && here != end; here.increment(error)) {
    std::error_code ignored;
    if (!here->is_regular_file(ignored)) continue;
    if (may_hold_promotions(here->path())) {
      files.push_back(here->path().string());
    } else {
      const std::string extension = here->path().extension().string();
      ++left_out_[extension.empty() ? "(no ending)" : extension];
    }
  }
  if (error)
    unread_.push_back({folder, 0, "The folder cannot be read to its end (" + error.message() + ")."});
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) add(file, false);
}

std::optional<Unit> Units::next() {
  for (;;) {
    if (reader_) {
      Result<LineBatch> batch = reader_->next();
      if (batch && !batch.value().text.empty()) {
        const std::uint64_t size = batch.value().text.size();
        return Unit{open_file_, std::move(batch.value()), size};
      }
      if (!batch) unread_.push_back({open_file_, 0, batch.error().message});
      reader_.reset();
    }
    if (entries_.empty()) return std::nullopt;
    const Entry entry = std::move(entries_.front());
    entries_.pop_front();
    const bool in_lines =
        entry.standard_input || (entry.bytes > kWholeFileBytes && !ends_with(entry.file, ".xz"));
    if (!in_lines) return Unit{entry.file, std::nullopt, entry.bytes};
    Result<LineReader> reader = LineReader::open(entry.file);
    if (!reader) {
      unread_.push_back({entry.file, 0, reader.error().message});
      continue;
    }
    open_file_ = shown_name(entry.file);
    reader_.emplace(std::move(reader.value()));
  }
}

Contents read_unit(const Unit& unit) {
  if (unit.lines) return read_lines(unit.file, unit.lines->text, unit.lines->first_line);
  const Result<std::string> bytes = read_plain(unit.file);
  if (!bytes) return {{}, {{unit.file, 0, bytes.error().message}}};
  std::string beside;
  if (const auto post = post_of_comments(unit.file)) {
    if (Result<std::string> text = read_plain(*post)) beside = std::move(text.value());
  }
  return read_document(unit.file, bytes.value(), beside);
}

}  // namespace touchstone::cli::audit
