// Blocks come back as the bytes they were, and nothing else is taken for one.
#include "pack/compress.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace touchstone::pack {
namespace {

std::vector<std::byte> bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

TEST_CASE("bytes come back as they were, and repeats cost little") {
  std::string long_text;
  for (int i = 0; i < 3000; ++i) long_text += "strap for " + std::to_string(i % 7) + ' ';
  for (const std::string& text : {std::string(), std::string("a"), std::string("aaaaaaaaaaaaaaaa"),
                                  std::string("no four letters stand here twice"), long_text}) {
    const std::vector<std::byte> bytes = bytes_of(text);
    std::vector<std::byte> back(bytes.size());
    REQUIRE(decompress(compress(bytes), back));
    CHECK(back == bytes);
  }
  CHECK(compress(bytes_of(long_text)).size() * 20 < long_text.size());
}

TEST_CASE("blocks that do not make just so many bytes are refused") {
  const std::vector<std::byte> block = compress(bytes_of("strap for strap for strap for strap for"));
  constexpr std::size_t kSize = 39;
  for (const std::size_t size : {kSize - 1, kSize + 1}) {
    std::vector<std::byte> out(size);
    CHECK_FALSE(decompress(block, out));
  }
  std::vector<std::byte> out(kSize);
  REQUIRE(decompress(block, out));
  for (std::size_t size = 0; size < block.size(); ++size) {
    CHECK_FALSE(decompress(std::span(block).first(size), out));
  }
}

}  // namespace
}  // namespace touchstone::pack
