// Explicit lures told in free words: what has to stand together, and what takes away.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "rooms_fixture.h"
#include "verdict/reading.h"

using namespace touchstone;

namespace {

bool tells_a_lure(const std::string& text) {
  const verdict::Reading reading =
      verdict::read_field(test::rooms(), "text", text, verdict::FieldKind::kProse);
  return std::any_of(reading.cues.begin(), reading.cues.end(), [](const verdict::CueHit& cue) {
    return cue.kind == cues::Kind::kLure && cue.strength == Strength::kExplicit;
  });
}

}  // namespace

TEST_CASE("an act, something odd and what arrives make a lure together") {
  CHECK(tells_a_lure("so the pic is a plain towel, dont mind that, what turns up is the Rolex"));
  SUBCASE("none of them alone") {
    CHECK_FALSE(tells_a_lure("what turns up is the Rolex"));
    CHECK_FALSE(tells_a_lure("the pic is a plain towel"));
    CHECK_FALSE(tells_a_lure("dont mind that"));
  }
  SUBCASE("nor two of them") {
    CHECK_FALSE(tells_a_lure("the pic is a plain towel, dont mind that"));
    CHECK_FALSE(tells_a_lure("buy it today and see what turns up"));
  }
}

TEST_CASE("a complaint is no lure, whatever words it shares with one") {
  CHECK_FALSE(
      tells_a_lure("the pic was a plain towel, dont mind that, but what turns up is a rag. Refund, scam!"));
}

TEST_CASE("signs far from each other are no lure") {
  const std::string between(600, '.');
  CHECK_FALSE(
      tells_a_lure("the pic is a plain towel, dont mind that" + between + " what turns up is the Rolex"));
}
