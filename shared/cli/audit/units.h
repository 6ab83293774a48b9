// What an audit was given, in pieces that threads can share: small files whole, large ones in batches of
// lines.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/document.h"
#include "input.h"

namespace touchstone::cli::audit {

/// One piece: a file to be read whole, or lines of a large one.
struct Unit {
  std::string file;
  std::optional<LineBatch> lines;
  std::uint64_t bytes = 0;  ///< of the input that this piece is
};

/// Walks files and folders in the order of their names. What is no text that could hold promotions (pictures,
/// videos) is counted by the end of its name.
class Units {
 public:
  explicit Units(const std::vector<std::string>& given);

  std::optional<Unit> next();

  /// Bytes in all, for the progress bar; 0 when standard input is among them.
  [[nodiscard]] std::uint64_t total_bytes() const { return total_bytes_; }
  /// Files that could not be opened, and what was given by name and is not there.
  [[nodiscard]] const std::vector<Unread>& unread() const { return unread_; }
  [[nodiscard]] const std::map<std::string, std::size_t>& left_out() const { return left_out_; }
  [[nodiscard]] bool missing() const { return missing_; }

 private:
  struct Entry {
    std::string file;
    std::uint64_t bytes = 0;
    bool standard_input = false;
  };
  void add(const std::string& file, bool by_name);
  void walk(const std::string& folder);

  std::deque<Entry> entries_;
  std::uint64_t total_bytes_ = 0;
  std::vector<Unread> unread_;
  std::map<std::string, std::size_t> left_out_;
  bool missing_ = false;
  std::string open_file_;
  std::optional<LineReader> reader_;
};

/// The promotions of one piece; reads its file when it is a whole one.
Contents read_unit(const Unit& unit);

}  // namespace touchstone::cli::audit
