// Files that auditors have: recognised by what is in them, and read into promotions.
#include "audit/document.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "audit/instaloader.h"
#include "report/canonical.h"
#include "touchstone/json.h"

namespace touchstone::cli::audit {
namespace {

using Json = nlohmann::json;

/// What the lists of a request may hold; whatever stands beyond is no likelier to matter.
void within_bounds(Promotion& promotion) {
  if (promotion.alt_text.size() > kMaxAltTexts) promotion.alt_text.resize(kMaxAltTexts);
  if (promotion.links.size() > kMaxLinks) promotion.links.resize(kMaxLinks);
}

void take(Contents& contents, Items items, const std::string& file, std::size_t first_line) {
  for (Item& item : items) {
    item.source.file = file;
    item.source.line = first_line++;
    item.source.format = "instaloader";
    within_bounds(item.request.promotion);
    contents.items.push_back(std::move(item));
  }
}

std::optional<Json> parse(std::string_view text) {
  Result<Json> json = report_room::parse(text);
  if (!json) return std::nullopt;
  return std::move(json.value());
}

/// One line: a request, or an instaloader node as crawlers write them.
void read_line(Contents& contents, const std::string& file, std::string_view line, std::size_t number) {
  Result<Request> request = parse_request(line);
  if (request) {
    contents.items.push_back({Source{file, number, "jsonl", "", ""}, std::move(request.value())});
    return;
  }
  if (request.error().code == "invalid_request") {
    if (const std::optional<Json> json = parse(line); json && is_instaloader(*json)) {
      Items items = read_instaloader(*json);
      if (!items.empty()) {
        take(contents, std::move(items), file, number);
        return;
      }
    }
  }
  contents.unread.push_back({file, number, request.error().message});
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_request(const Json& json) {
  return json.is_object() && json.contains("promotion");
}

}  // namespace

Contents read_lines(const std::string& file, std::string_view lines, std::size_t first_line) {
  Contents contents;
  for (std::size_t begin = 0, number = first_line; begin < lines.size(); ++number) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    std::string_view line = lines.substr(begin, end - begin);
    begin = end + 1;
    if (number == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
    if (!is_blank(line)) read_line(contents, file, line, number);
  }
  return contents;
}

Contents read_document(const std::string& file, std::string_view bytes, std::string_view beside) {
  Contents contents;
  const auto unread = [&](std::string why) {
    contents.unread.push_back({file, 0, std::move(why)});
    return contents;
  };
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  if (is_blank(bytes)) return unread("The file is empty.");

  const std::optional<Json> json = parse(bytes);
  if (json && is_instaloader(*json) && !is_request(*json)) {
    Items items = read_instaloader(*json);
    if (items.empty()) {
      return unread(
          "The file is one of instaloader's that holds no promotion (a hashtag, a search, the state of a "
          "run).");
    }
    take(contents, std::move(items), file, 1);
    return contents;
  }
  if (json && is_comments(*json)) {
    take(contents, read_comments(*json, beside.empty() ? std::nullopt : parse(beside)), file, 1);
    return contents;
  }
  if (json && json->is_array()) {
    if (json->empty()) return unread("The file holds an empty list.");
    std::size_t number = 0;
    for (const Json& entry : *json) {
      read_line(contents, file, entry.dump(-1, ' ', false, Json::error_handler_t::replace), ++number);
    }
    return contents;
  }
  const std::size_t start = bytes.find_first_not_of(" \t\r\n");
  const std::string_view first_line = bytes.substr(start, bytes.find('\n', start) - start);
  if (bytes[start] == '{' && (first_line.find("\"promotion\"") != std::string_view::npos ||
                              parse(first_line) || first_line.size() == bytes.size() - start)) {
    return read_lines(file, bytes, 1);
  }
  if (bytes[start] == '{' || bytes[start] == '[') {
    return unread(
        "The file begins like JSON but does not end like it; it may have been cut off: download or export it "
        "again.");
  }
  return unread(
      "The file is neither JSON Lines of requests nor JSON that instaloader saved; export it as one of "
      "them.");
}

}  // namespace touchstone::cli::audit
