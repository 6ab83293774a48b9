// What an audit makes of one promotion, and of what could not be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "touchstone/model.h"

namespace touchstone::cli::audit {

/// Where a promotion was read.
struct Source {
  std::string file;
  std::size_t line = 1;  ///< of JSON Lines; of a document the number of the promotion in it
  std::string format;    ///< "jsonl", "instaloader"
  std::string url;       ///< where the promotion stands; empty when the source does not tell
  std::string time;      ///< when it was published, UTC; empty when the source does not tell
};

/// A promotion, before it is judged.
struct Item {
  Source source;
  Request request;
};

struct Finding {
  Source source;
  Request request;
  Response response;
  /// What the address of the listing that was read points to.
  std::optional<Link> listing_link;
};

/// Something that was given but not read, and why, in one sentence.
struct Unread {
  std::string file;
  std::size_t line = 0;  ///< 0: the whole file
  std::string why;
};

}  // namespace touchstone::cli::audit
