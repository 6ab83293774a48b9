// Whether a word stands in a short fixed list.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace touchstone::text {

template <std::size_t N>
[[nodiscard]] bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace touchstone::text
