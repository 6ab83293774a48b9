// The rule pack's file: where it stands, and the inspector opened over it.
#pragma once

#include <string>

#include "touchstone/inspector.h"
#include "touchstone/pack.h"
#include "touchstone/result.h"

namespace touchstone::cli {

/// `file`, or when it is empty touchstone.pack beside the binary. Errors: "unreadable", "invalid_pack"; the
/// message names the file.
Result<Inspector> open_inspector(const std::string& file);

/// Of the pack beside the binary.
Result<PackInfo> default_pack_info();

/// Errors name the file.
Result<PackInfo> pack_info(const std::string& file);

}  // namespace touchstone::cli
