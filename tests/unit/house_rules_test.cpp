// House rules: gaps without an end are found, whatever stands around them.
#include "cues/house_rules.h"

#include <doctest/doctest.h>

#include "touchstone/pack.h"

namespace touchstone::cues {

TEST_CASE("a gap that may run over any number of words is found") {
  CHECK(unbounded_gap("link.*bio") == ".*");
  CHECK(unbounded_gap("link.{3,}bio") == ".{3,}");
  CHECK(unbounded_gap("link[^a-z]+bio") == "[^a-z]+");
  CHECK(unbounded_gap("(?s:.+)bio") == ".+");
}

TEST_CASE("bounded gaps, escapes and classes are none") {
  CHECK_FALSE(unbounded_gap("link.{0,40}bio"));
  CHECK_FALSE(unbounded_gap("[^.!?\\n]{0,40}"));
  CHECK_FALSE(unbounded_gap("1\\.+"));
  CHECK_FALSE(unbounded_gap("[a-z0-9.+]+ "));
  CHECK_FALSE(unbounded_gap("\\w+ (?:\\S+ ){0,3}"));
  CHECK_FALSE(unbounded_gap("[^ .!?]*"));
  CHECK_FALSE(unbounded_gap("[^\\s.]*"));
  CHECK_FALSE(unbounded_gap(""));
}

TEST_CASE("a rule with such a gap is refused, and the sentence says where and what to write") {
  const RuleFiles files = {
      {"version.txt", "1"},
      {"cues/xx.json", R"({"lang":"xx","cues":[{"id":"hidden_link","strength":"explicit",)"
                       R"("patterns":["secret.*link"]}]})"}};
  const auto pack = build_pack(files);
  REQUIRE_FALSE(pack.ok());
  CHECK(pack.error().code == "invalid_rule");
  CHECK(pack.error().message.find("cues/xx.json") != std::string::npos);
  CHECK(pack.error().message.find("{0,40}") != std::string::npos);
}

}  // namespace touchstone::cues
