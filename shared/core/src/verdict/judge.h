// The judge: the contract's verdict table over what was read of a promotion and its listing.
#pragma once

#include "touchstone/model.h"
#include "verdict/confidence.h"
#include "verdict/rooms.h"

namespace touchstone::verdict {

/// Judges one request. Response::pack stays empty; the caller knows the pack's version.
Response judge(const Rooms& rooms, const Confidence& confidence, const Request& request);

}  // namespace touchstone::verdict
