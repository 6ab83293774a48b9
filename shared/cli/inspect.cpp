// touchstone inspect: request lines in, response lines out, in order, on every core.
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "find_pack.h"
#include "input.h"
#include "ordered_parallel.h"
#include "touchstone/json.h"

namespace touchstone::cli {
namespace {

struct Batch {
  std::string file;  ///< empty when there is only one
  LineBatch lines;
};

/// The batches of all files, one after the other. A file that cannot be read is complained about, and the
/// next one is read.
class Batches {
 public:
  explicit Batches(Files files) : files_(std::move(files)), named_(files_.size() > 1) {}

  std::optional<Batch> next() {
    for (; next_file_ < files_.size() || reader_; reader_.reset()) {
      if (!reader_ && !open_next()) continue;
      Result<LineBatch> lines = reader_->next();
      if (!lines) {
        fail(lines.error());
        continue;
      }
      if (lines.value().text.empty()) {
        if (lines.value().first_line == 1) {
          complain(
              {"empty", shown_name(files_[next_file_ - 1]) + " is empty; there was nothing to inspect."});
        }
        continue;
      }
      return Batch{named_ ? files_[next_file_ - 1] : "", std::move(lines.value())};
    }
    return std::nullopt;
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  bool open_next() {
    Result<LineReader> reader = LineReader::open(files_[next_file_++]);
    if (!reader) {
      fail(reader.error());
      return false;
    }
    reader_.emplace(std::move(reader.value()));
    return true;
  }

  void fail(const Error& error) {
    complain(error);
    failed_ = true;
  }

  Files files_;
  bool named_ = false;
  std::size_t next_file_ = 0;
  std::optional<LineReader> reader_;
  bool failed_ = false;
};

}  // namespace

Status run(const InspectCommand& command) {
  const Result<Inspector> inspector = open_inspector(command.pack);
  if (!inspector) {
    complain(inspector.error());
    return Status::kUnusable;
  }
  Batches batches(command.files.empty() ? Files{"-"} : command.files);
  std::size_t bad_lines = 0;
  std::optional<Error> unwritable;
  ordered_parallel(
      thread_count(command.threads), [&] { return batches.next(); },
      [&](const Batch& batch) {
        return inspect_lines(inspector.value(), batch.lines.text, batch.lines.first_line, batch.file);
      },
      [&](const InspectedLines& answer) {
        bad_lines += answer.bad_lines;
        unwritable = print(answer.text);
        return !unwritable;
      });
  if (unwritable) complain(*unwritable);
  if (unwritable || batches.failed()) return Status::kUnusable;
  return command.strict && bad_lines > 0 ? Status::kBadLines : Status::kFinished;
}

}  // namespace touchstone::cli
