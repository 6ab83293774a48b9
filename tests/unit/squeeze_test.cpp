// Squeezed text comes back as it was, and nothing else is taken for it.
#include "pack/squeeze.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>

using namespace touchstone::pack;

TEST_CASE("text comes back as it was, and repeats cost little") {
  std::string long_text;
  for (int i = 0; i < 3000; ++i) long_text += "strap for " + std::to_string(i % 7) + ' ';
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("abcd"), std::string("aaaaaaaaaaaaaaaa"),
        std::string("no four letters stand here twice"), std::string(1, '\0') + "\xFF\x80", long_text}) {
    const auto back = unsqueeze(squeeze(text), text.size());
    REQUIRE(back);
    CHECK(*back == text);
  }
  CHECK(squeeze(long_text).size() * 20 < long_text.size());
}

TEST_CASE("bytes that make no text of that size are refused") {
  const std::string text = "strap for strap for strap for";
  const std::string squeezed = squeeze(text);
  CHECK_FALSE(unsqueeze(squeezed, text.size() - 1));
  CHECK_FALSE(unsqueeze(squeezed, text.size() + 1));
  for (std::size_t size = 0; size < squeezed.size(); ++size) {
    CHECK_FALSE(unsqueeze(squeezed.substr(0, size), text.size()));
  }
  CHECK_FALSE(unsqueeze(squeezed + "x", text.size()));  // more than the text
  for (std::size_t at = 0; at < squeezed.size(); ++at) {
    std::string bad = squeezed;
    bad[at] = static_cast<char>(~bad[at]);
    if (const auto other = unsqueeze(bad, text.size())) CHECK(other->size() == text.size());
  }
}
