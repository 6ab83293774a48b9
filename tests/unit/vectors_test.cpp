// The labelled cases of tests/vectors/cases, every one through the judge over the real rules.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "rooms_fixture.h"
#include "touchstone/json.h"

using namespace touchstone;

namespace {

using Json = nlohmann::json;

struct Case {
  std::string file;
  Json body;
};

std::vector<Case> read_cases() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(TOUCHSTONE_SOURCE_DIR "/tests/vectors/cases")) {
    if (entry.path().extension() == ".jsonl") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Case> cases;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) cases.push_back({path.filename().string(), Json::parse(line)});
    }
  }
  return cases;
}

/// The names of the brands that are claimed or imitated, each once, in order.
std::vector<std::string> presented(const Response& response) {
  std::vector<std::string> names;
  for (const Claim& claim : response.claims) {
    if (claim.role == Role::kClaim || claim.role == Role::kLookalike) names.push_back(claim.name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return "[" + text + "]";
}

/// What came out otherwise than the label says; empty when nothing did.
std::string difference(const Json& expect, const Response& got) {
  std::string text;
  const auto differ = [&text](const char* what, const std::string& wanted, const std::string& was) {
    if (wanted != was) text += std::string(" ") + what + " " + was + " instead of " + wanted + ";";
  };
  differ("verdict", expect.at("verdict").get<std::string>(), std::string(name_of(got.level)));
  differ("relation", expect.at("relation").get<std::string>(), std::string(name_of(got.relation)));
  auto wanted = expect.at("brands").get<std::vector<std::string>>();
  std::sort(wanted.begin(), wanted.end());
  differ("brands", joined(wanted), joined(presented(got)));
  return text;
}

}  // namespace

TEST_CASE("every labelled case gets its verdict, brands and relation") {
  const std::vector<Case> cases = read_cases();
  REQUIRE(cases.size() >= 800);
  std::size_t pending = 0;
  for (const Case& one : cases) {
    const Json& body = one.body;
    const std::string& file = one.file;
    const auto id = body.at("id").get<std::string>();
    Result<Request> request = parse_request(body.at("request").dump());
    REQUIRE_MESSAGE(request.ok(), file << " " << id);
    const std::string miss = difference(body.at("expect"), test::inspector().inspect(request.value()));
    if (!body.contains("pending")) {
      CHECK_MESSAGE(miss.empty(), file << " " << id << ":" << miss);
      continue;
    }
    ++pending;
    CHECK_MESSAGE(!miss.empty(), file << " " << id << " is right now: take its \"pending\" away");
    MESSAGE(id << " pending (" << body.at("pending").get<std::string>() << "):" << miss);
  }
  MESSAGE(pending << " of " << cases.size() << " labelled cases are pending");
}

TEST_CASE("labelled cases are well formed: ids once, handles and kinds of the set, all rows") {
  std::vector<std::string> ids;
  std::vector<int> rows(14, 0);
  for (const Case& one : read_cases()) {
    const Json& body = one.body;
    ids.push_back(body.at("id").get<std::string>());
    CHECK(body.at("request").at("id") == ids.back());
    CHECK(body.contains("lang"));
    ++rows.at(body.at("expect").at("row").get<std::size_t>());
  }
  std::sort(ids.begin(), ids.end());
  CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
  for (std::size_t row = 1; row <= 13; ++row) CHECK_MESSAGE(rows[row] > 0, "row " << row);
}
