// Files that auditors have: recognised by what is in them, and read into promotions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/outcome.h"
#include "touchstone/result.h"

namespace touchstone::cli::audit {

/// What is in one file or in one batch of lines.
struct Contents {
  std::vector<Item> items;
  std::vector<Unread> unread;
};

/// A whole file. `beside` is the text of the post that a file of comments belongs to, or empty.
Contents read_document(const std::string& file, std::string_view bytes, std::string_view beside);

/// Lines of a larger file, the first of which has the number `first_line`.
Contents read_lines(const std::string& file, std::string_view lines, std::size_t first_line);

/// True for bytes that begin an .xz file.
bool is_xz(std::string_view bytes);

/// Errors: "invalid_xz", "too_large".
Result<std::string> decompress_xz(const std::string& file, std::string_view bytes, std::size_t max_bytes);

}  // namespace touchstone::cli::audit
