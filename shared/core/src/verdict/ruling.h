// A ruling: what the contract's table says of the facts.
#pragma once

#include "touchstone/model.h"

namespace touchstone::verdict {

struct Ruling {
  Level level = Level::kClear;
  int row = 13;  ///< 1 to 13
};

}  // namespace touchstone::verdict
