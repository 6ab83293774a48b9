// The commas that folding does not make one of ASCII's.
#pragma once

#include <string_view>

namespace touchstone::text {

/// True when folded text begins with a comma or semicolon of Arabic, Chinese or Japanese.
[[nodiscard]] inline bool starts_with_comma(std::string_view folded) {
  return folded.starts_with("、") || folded.starts_with("،") || folded.starts_with("؛");
}

}  // namespace touchstone::text
