// The contract's JSON: one object a line in, one object a line out. The only door through which JSON enters
// and leaves the judgement, so that native, WebAssembly and tests print the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/inspector.h"
#include "touchstone/model.h"
#include "touchstone/result.h"

namespace touchstone {

/// The longest line that is read, in bytes: ten megabytes of caption and what may stand around it.
inline constexpr std::size_t kMaxRequestBytes = std::size_t{16} << 20;
/// How many entries each list of a request may have.
inline constexpr std::size_t kMaxLinks = 256;
inline constexpr std::size_t kMaxContext = 200;
inline constexpr std::size_t kMaxCoauthors = 32;
inline constexpr std::size_t kMaxAltTexts = 64;
inline constexpr std::size_t kMaxListingEntries = 256;

/// Unknown fields are ignored and null stands for absent. Half a surrogate pair, written as an escape, is
/// read as U+FFFD. Errors: "invalid_json", "invalid_request", "too_large"; the message names the field and
/// the mend.
Result<Request> parse_request(std::string_view line);

/// One line without the line end. Keys stand in the contract's order; text that is not UTF-8 comes out with
/// U+FFFD in its place.
std::string to_json(const Request& request);
std::string to_json(const Response& response);
std::string to_json(const Listing& listing);
std::string to_json(const Link& link);
/// What one line of text points to: its first link, the further ones under "others".
/// Errors: "no_link".
Result<std::string> links_json(const std::vector<Link>& links);

/// `{"error":{"line":12,"code":"invalid_json","message":"…"}}`; line counts from 1. `file` is added when it
/// is not empty.
std::string error_json(std::size_t line, const Error& error, std::string_view file = {});

/// One request line in, one response line (or error object) out.
std::string inspect_line(const Inspector& inspector, std::string_view line, std::size_t line_number,
                         std::string_view file = {});

/// JSON Lines in, JSON Lines out: one line, with its line end, for each line that is not blank. Line numbers
/// begin at `first_line`; `bad_lines` of the answer counts error objects.
struct InspectedLines {
  std::string text;
  std::size_t lines = 0;
  std::size_t bad_lines = 0;
};
InspectedLines inspect_lines(const Inspector& inspector, std::string_view lines, std::size_t first_line = 1,
                             std::string_view file = {});

/// The words of the contract, for whoever prints or counts them.
std::string_view name_of(PromotionKind kind);
std::string_view name_of(Level level);
std::string_view name_of(Relation relation);
std::string_view name_of(Role role);
std::string_view name_of(Form form);
std::string_view name_of(Strength strength);
std::string_view name_of(LinkKind kind);

}  // namespace touchstone
