// RFC 8785: the one way to write a JSON value, so that everyone takes the same checksum of it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "touchstone/result.h"

namespace touchstone::report_room {

/// A JSON text as a value, nested at most 64 deep. Errors: "invalid_json", "too_large".
Result<nlohmann::json> parse(std::string_view text);

/// Recurses as deep as the value nests.
std::string canonical(const nlohmann::json& value);

}  // namespace touchstone::report_room
