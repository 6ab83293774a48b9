// Files and standard input, read whole or as batches of lines; whatever cannot be read gives one sentence.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "touchstone/result.h"

namespace touchstone::cli {

/// How a person knows a file: its name, or "standard input" for "-".
std::string shown_name(const std::string& file);

/// A whole file ("-": standard input). Errors: "unreadable", "too_large".
Result<std::string> read_file(const std::string& file, std::size_t max_bytes);

/// Writes beside the target first, so that a file is never half written. Errors: "unwritable".
std::optional<Error> write_file(const std::string& file, std::string_view bytes);

/// Writes to standard output and flushes. Errors: "unwritable".
std::optional<Error> print(std::string_view text);

/// One sentence on standard error.
void complain(const Error& error);

/// Some whole lines of one file, with their line ends.
struct LineBatch {
  std::string text;
  std::size_t first_line = 1;
};

/// Reads a file as it comes: a batch is what has arrived, so that a program that writes one line and waits
/// for its answer gets it.
class LineReader {
 public:
  /// Errors: "unreadable".
  static Result<LineReader> open(const std::string& file);
  LineReader(LineReader&& other) noexcept;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  LineReader& operator=(LineReader&&) = delete;
  ~LineReader();

  /// The next lines; an empty text at the end. Of a line beyond kMaxRequestBytes only so much is kept as
  /// makes it too long. Errors: "unreadable".
  Result<LineBatch> next();

 private:
  LineReader(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}
  std::string name_;
  int descriptor_ = -1;
  std::string pending_;  ///< an unfinished line
  std::size_t next_line_ = 1;
  bool skipping_ = false;  ///< inside of a line that is too long
  bool ended_ = false;
};

}  // namespace touchstone::cli
