// The real rule pack, opened once for all unit tests.
#pragma once

#include "touchstone/inspector.h"
#include "verdict/rooms.h"

namespace touchstone::test {

/// The bytes of the pack that this build made; fails the run when it is missing.
const std::vector<std::byte>& pack();
const verdict::Rooms& rooms();
const Inspector& inspector();

}  // namespace touchstone::test
