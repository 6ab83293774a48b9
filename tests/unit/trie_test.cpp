// The trie: every key is found with its value and nothing else is, however long, short or many keys are.
#include "lexicon/trie.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace touchstone::lexicon {
namespace {

std::map<std::string, std::uint32_t> some_keys() {
  std::map<std::string, std::uint32_t> keys = {
      {"a", 1},
      {"dyson", 2},
      {"dys", 3},
      {"dysonic", Trie::kMostValue},
      {"каша", 4},
      {std::string(30, 'x') + "y", 5},
      {std::string(255, 'z'), 6},
      {"7up", 7},
      {"\x01handle", 8},
  };
  // Enough below one letter that offsets take two and three bytes.
  for (std::uint32_t i = 0; i < 20000; ++i) keys["m" + std::to_string(i * 7919U % 1000000U) + "q"] = i;
  return keys;
}

std::optional<Trie> opened(const std::vector<std::byte>& bytes) {
  return Trie::open(bytes, Trie::kMostValue + 1);
}

TEST_CASE("every key is found with its value, and what is no key is not") {
  const std::map<std::string, std::uint32_t> keys = some_keys();
  const std::vector<std::byte> bytes = Trie::build(keys);
  const std::optional<Trie> trie = opened(bytes);
  REQUIRE(trie);
  for (const auto& key : keys) {
    CAPTURE(key.first);
    CHECK(trie->find(key.first) == key.second);
  }
  for (const std::string& other :
       {std::string("b"), std::string("dyso"), std::string("dysoni"), std::string(254, 'z'),
        std::string(256, 'z'), std::string("каш"), std::string("m")}) {
    CAPTURE(other);
    CHECK_FALSE(trie->find(other));
  }
  CHECK_FALSE(opened(Trie::build({}))->find("a"));
}

TEST_CASE("how keys begin is known beforehand") {
  const std::vector<std::byte> bytes = Trie::build(some_keys());
  const std::optional<Trie> trie = opened(bytes);
  REQUIRE(trie);
  CHECK(trie->begins('d', 'y', 's'));
  CHECK(trie->begins('d', 'y', 's', 'o'));
  CHECK(trie->begins('d', 'y', 's', 'k'));  // "dys" is a key: any letter may follow
  CHECK(trie->begins('7', 'u', 'p'));
  CHECK_FALSE(trie->begins('d', 'y', 'e'));
  CHECK_FALSE(trie->begins('a', 'b', 'c'));
  Trie::Cursor cursor;
  REQUIRE(trie->start_pair('d', 'y', cursor));
  REQUIRE(trie->step(cursor, 's'));
  CHECK(trie->value(cursor) == 3);
  CHECK_FALSE(trie->start_pair('a', 'a', cursor));
}

TEST_CASE("a cut trie is refused, and a value that does not fit is none") {
  const std::vector<std::byte> bytes = Trie::build({{"gucci", 3}, {"gucchi", 4}, {"prada", 5}});
  REQUIRE(opened(bytes));
  const std::optional<Trie> fewer = Trie::open(bytes, 5);
  REQUIRE(fewer);
  CHECK(fewer->find("gucchi") == 4);
  CHECK_FALSE(fewer->find("prada"));
  for (std::size_t size = 0; size + 8 < bytes.size(); ++size) {
    CHECK_FALSE(opened({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}));
  }
  // Offsets, lengths and counts that lie: refused, or every walk stays inside.
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (unsigned value = 0; value < 256; ++value) {
      std::vector<std::byte> bad = bytes;
      bad[at] = static_cast<std::byte>(value);
      if (const std::optional<Trie> trie = opened(bad)) {
        for (const char* key : {"gucci", "gucchi", "prada", "guzzi"}) static_cast<void>(trie->find(key));
      }
    }
  }
}

}  // namespace
}  // namespace touchstone::lexicon
