// touchstone listing: the HTML of one marketplace page in, a listing object out.
#include <string>
#include <utility>

#include "commands.h"
#include "find_pack.h"
#include "input.h"
#include "page_encoding.h"
#include "touchstone/json.h"

namespace touchstone::cli {
namespace {

/// Real pages have 0.5 to 4 MB.
constexpr std::size_t kMaxPageBytes = std::size_t{64} << 20;

}  // namespace

Status run(const ListingCommand& command) {
  Result<std::string> html = read_file(command.file, kMaxPageBytes);
  if (!html) {
    complain(html.error());
    return Status::kUnusable;
  }
  const Result<Inspector> inspector = open_inspector(command.pack);
  if (!inspector) {
    complain(inspector.error());
    return Status::kUnusable;
  }
  const Result<Listing> listing =
      inspector.value().read_listing(command.url, page_in_utf8(std::move(html).value()));
  const std::string line = listing ? to_json(listing.value()) : error_json(1, listing.error());
  if (const auto unwritable = print(line + "\n")) {
    complain(*unwritable);
    return Status::kUnusable;
  }
  return command.strict && !listing ? Status::kBadLines : Status::kFinished;
}

}  // namespace touchstone::cli
