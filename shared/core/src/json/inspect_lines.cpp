// Lines in, lines out: the loop that the command line, the WebAssembly module and the tests share.
#include <exception>
#include <string>
#include <string_view>

#include "touchstone/json.h"

namespace touchstone {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

struct InspectedLine {
  std::string text;
  bool bad = false;
};

InspectedLine inspect_one(const Inspector& inspector, std::string_view line, std::size_t line_number,
                          std::string_view file) {
  const Result<Request> request = parse_request(line);
  if (!request) return {error_json(line_number, request.error(), file), true};
  return {to_json(inspector.inspect(request.value())), false};
}

}  // namespace

std::string inspect_line(const Inspector& inspector, std::string_view line, std::size_t line_number,
                         std::string_view file) {
  return inspect_one(inspector, line, line_number, file).text;
}

InspectedLines inspect_lines(const Inspector& inspector, std::string_view lines, std::size_t first_line,
                             std::string_view file) {
  InspectedLines out;
  for (std::size_t begin = 0, number = first_line; begin < lines.size(); ++number) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    std::string_view line = lines.substr(begin, end - begin);
    begin = end + 1;
    // Windows programs begin a file with a byte order mark and end lines with a carriage return.
    if (number == 1 && line.substr(0, 3) == "\xEF\xBB\xBF") line.remove_prefix(3);
    if (is_blank(line)) continue;
    InspectedLine inspected;
    try {
      inspected = inspect_one(inspector, line, number, file);
    } catch (const std::exception&) {
      // Only memory can run out here; the run goes on with the next line.
      inspected = {
          error_json(number, {"too_large", "The line needs more memory than there is; shorten its texts."},
                     file),
          true};
    }
    out.text += inspected.text;
    out.text += '\n';
    ++out.lines;
    if (inspected.bad) ++out.bad_lines;
  }
  return out;
}

}  // namespace touchstone
