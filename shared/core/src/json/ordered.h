// The contract's objects as JSON values, for whoever puts one inside another (findings, evidence).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "touchstone/model.h"

namespace touchstone::json {

/// Keeps keys in the order in which they were set.
using OrderedJson = nlohmann::ordered_json;

OrderedJson object_of(const Promotion& promotion);
OrderedJson object_of(const Listing& listing);
OrderedJson object_of(const Request& request);
OrderedJson object_of(const Response& response);
OrderedJson object_of(const Link& link);

/// One line without the line end; what is not UTF-8 comes out as U+FFFD.
std::string line_of(const OrderedJson& json);

}  // namespace touchstone::json
