// The contract's JSON: one object a line in, one object a line out. The only door through which JSON enters
// and leaves the judgement, so that native, WebAssembly and tests print the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "touchstone/inspector.h"
#include "touchstone/model.h"
#include "touchstone/result.h"

namespace touchstone {

/// The longest request line that is read, in bytes.
inline constexpr std::size_t kMaxRequestBytes = std::size_t{16} << 20;

/// Errors: "invalid_json", "invalid_request", "too_large"; the message names the field and the mend.
Result<Request> parse_request(std::string_view line);

/// One line without the line end. Keys stand in the contract's order.
std::string to_json(const Response& response);
std::string to_json(const Listing& listing);
std::string to_json(const Link& link);

/// `{"error":{"line":12,"code":"invalid_json","message":"…"}}`; line counts from 1.
std::string error_json(std::size_t line, const Error& error);

/// One request line in, one response line (or error object) out.
std::string inspect_line(const Inspector& inspector, std::string_view line, std::size_t line_number);

}  // namespace touchstone
