// House rules: what a reviewed pattern may not look like, whatever it matches. Checked when a pack is built.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace touchstone::cues {

/// The gap in `pattern` that may run on over any number of words (".*", "[^a-z]+", ".{3,}"), as it stands
/// there; nothing when every gap is bounded. A repeat that stays within a word ("\w+", "[^ .]*") is bounded
/// by the word.
std::optional<std::string> unbounded_gap(std::string_view pattern);

}  // namespace touchstone::cues
