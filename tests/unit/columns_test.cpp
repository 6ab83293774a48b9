// Records come back from their columns as they were.
#include "pack/columns.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <span>
#include <vector>

namespace touchstone::pack {
namespace {

struct Pair {
  std::uint16_t one = 0;
  std::uint16_t other = 0;
  bool operator==(const Pair&) const = default;
};

TEST_CASE("records come back from their columns") {
  for (const std::vector<Pair>& records : {std::vector<Pair>{}, std::vector<Pair>{{1, 0xFFEE}},
                                           std::vector<Pair>{{0x0102, 3}, {4, 5}, {6, 7}}}) {
    CHECK(from_columns<Pair>(to_columns(records)) == records);
  }
}

TEST_CASE("the first bytes stand first, and a part of a record is none") {
  const std::vector<std::byte> columns = to_columns(std::vector<Pair>{{0x0201, 0}, {0x0403, 0}});
  CHECK(columns[0] == std::byte{1});
  CHECK(columns[1] == std::byte{3});
  CHECK(from_columns<Pair>(std::span(columns).first(7)).size() == 1);
  CHECK(from_columns<Pair>(std::span(columns).first(3)).empty());
}

}  // namespace
}  // namespace touchstone::pack
