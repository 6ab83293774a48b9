// The languages' own examples and near-misses, run through the real folding, lexicon and cue book.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "rooms_fixture.h"
#include "verdict/reading.h"

using nlohmann::json;
using namespace touchstone;

namespace {

bool has_cue(const verdict::Reading& reading, const std::string& id, const std::string& lang) {
  return std::any_of(reading.cues.begin(), reading.cues.end(),
                     [&](const verdict::CueHit& cue) { return cue.id == id && cue.lang == lang; });
}

bool has_role(const verdict::Reading& reading, const std::string& role) {
  const Role wanted = role == "lookalike"    ? Role::kLookalike
                      : role == "compatible" ? Role::kCompatible
                      : role == "negated"    ? Role::kNegated
                                             : Role::kMention;
  return std::any_of(reading.mentions.begin(), reading.mentions.end(),
                     [&](const verdict::Mention& mention) { return mention.role == wanted; });
}

}  // namespace

TEST_CASE("every language's examples match and its near-misses do not") {
  const verdict::Rooms& rooms = test::rooms();
  const std::filesystem::path folder = std::filesystem::path(TOUCHSTONE_SOURCE_DIR) / "shared/rules/cues";
  int files = 0;
  int sentences = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    std::ifstream stream(entry.path());
    const json document = json::parse(stream);
    const std::string lang = document.at("lang");
    CAPTURE(entry.path().filename().string());
    for (const char* kind : {"cues", "stances", "pointers"}) {
      for (const json& rule : document.value(kind, json::array())) {
        const std::string id = rule.at("id");
        CAPTURE(id);
        // An entry may hold only other senses of a word that all languages share.
        if (!rule.value("patterns", json::array()).empty()) {
          CHECK_MESSAGE(!rule.value("examples", json::array()).empty(), "no example stands beside the rule");
        }
        for (const std::string text : rule.value("examples", json::array())) {
          ++sentences;
          CAPTURE(text);
          CHECK(has_cue(verdict::read_field(rooms, "text", text, verdict::FieldKind::kProse), id, lang));
        }
        for (const std::string text : rule.value("misses", json::array())) {
          ++sentences;
          CAPTURE(text);
          CHECK_FALSE(
              has_cue(verdict::read_field(rooms, "text", text, verdict::FieldKind::kProse), id, lang));
        }
      }
    }
    for (const json& rule : document.value("roles", json::array())) {
      const std::string role = rule.at("role");
      CAPTURE(role);
      const auto kind =
          rule.value("in", "") == "title" ? verdict::FieldKind::kListingTitle : verdict::FieldKind::kProse;
      for (const std::string text : rule.value("examples", json::array())) {
        ++sentences;
        CAPTURE(text);
        CHECK(has_role(verdict::read_field(rooms, "text", text, kind), role));
      }
      for (const std::string text : rule.value("misses", json::array())) {
        ++sentences;
        CAPTURE(text);
        CHECK_FALSE(has_role(verdict::read_field(rooms, "text", text, kind), role));
      }
    }
  }
  CHECK(files >= 3);
  CHECK(sentences >= 100);
}
