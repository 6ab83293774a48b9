// Reasons: why the verdict is what it is, in sentences that a shopper understands.
#pragma once

#include <vector>

#include "touchstone/model.h"
#include "verdict/facts.h"

namespace touchstone::verdict {

/// The first reason is the headline; the others bear it out. Never says that goods are counterfeit.
std::vector<Reason> reasons(const Rooms& rooms, const Request& request, const Facts& facts,
                            const Response& response);

}  // namespace touchstone::verdict
