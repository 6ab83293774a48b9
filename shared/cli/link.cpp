// touchstone link: one address or text a line in, what it points to out.
#include <optional>
#include <string>
#include <string_view>

#include "commands.h"
#include "find_pack.h"
#include "input.h"
#include "touchstone/json.h"

namespace touchstone::cli {
namespace {

struct Answers {
  std::string text;
  std::size_t bad_lines = 0;
};

Answers answer(const Inspector& inspector, const LineBatch& batch, const std::string& file) {
  Answers answers;
  const std::string_view text = batch.text;
  for (std::size_t begin = 0, number = batch.first_line; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty()) continue;
    const Result<std::string> json =
        line.size() > kMaxRequestBytes
            ? Error{"too_large",
                    "The line is longer than " + std::to_string(kMaxRequestBytes) + " bytes; split it."}
            : links_json(inspector.find_links(line));
    if (!json) ++answers.bad_lines;
    answers.text += json ? json.value() : error_json(number, json.error(), file);
    answers.text += '\n';
  }
  return answers;
}

}  // namespace

Status run(const LinkCommand& command) {
  const Result<Inspector> inspector = open_inspector(command.pack);
  if (!inspector) {
    complain(inspector.error());
    return Status::kUnusable;
  }
  const Files files = command.files.empty() ? Files{"-"} : command.files;
  bool failed = false;
  std::size_t bad_lines = 0;
  for (const std::string& file : files) {
    Result<LineReader> reader = LineReader::open(file);
    std::optional<Error> error;
    if (!reader) error = reader.error();
    while (!error) {
      const Result<LineBatch> batch = reader.value().next();
      if (!batch) {
        error = batch.error();
        break;
      }
      if (batch.value().text.empty()) break;
      const Answers answers = answer(inspector.value(), batch.value(), files.size() > 1 ? file : "");
      bad_lines += answers.bad_lines;
      if (const auto unwritable = print(answers.text)) {
        complain(*unwritable);
        return Status::kUnusable;
      }
    }
    if (error) {
      complain(*error);
      failed = true;
    }
  }
  if (failed) return Status::kUnusable;
  return command.strict && bad_lines > 0 ? Status::kBadLines : Status::kFinished;
}

}  // namespace touchstone::cli
