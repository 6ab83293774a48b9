// Squeezed text comes back as it was, and nothing else is taken for it.
#include "pack/squeeze.h"

#include <doctest/doctest.h>

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
  CHECK_FALSE(unsqueeze("\x80\x01", 4));                      // half a reference
  CHECK_FALSE(unsqueeze(std::string("\x80\x01\x00", 3), 4));  // back to before the text
  CHECK_FALSE(unsqueeze(std::string("a\x80\x00\x00", 4), 5));
  CHECK_FALSE(unsqueeze("\x05xy", 6));  // literals that are not there
}
