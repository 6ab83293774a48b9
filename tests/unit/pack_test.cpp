// The pack as a container: what is written is read back, and whatever does not fit is refused with a reason.
#include "touchstone/pack.h"

#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <vector>

#include "pack/bytes.h"
#include "pack/sections.h"

namespace touchstone {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes;
  pack::append_text(bytes, text);
  return bytes;
}

std::vector<std::byte> small_pack() {
  return pack::write_sections("2026.11.0",
                              {{"AAAA", bytes_of("brands and lines")}, {"BBBB", bytes_of("lures")}});
}

std::string refusal(std::span<const std::byte> pack) {
  const auto opened = pack::Sections::open(pack);
  REQUIRE_FALSE(opened.ok());
  CHECK(opened.error().code == "invalid_pack");
  return opened.error().message;
}

/// A pack whose checksum is right again after `at` was overwritten: what a forger, not an accident, makes.
std::vector<std::byte> forged(std::size_t at, std::uint32_t value) {
  std::vector<std::byte> pack = small_pack();
  std::memcpy(pack.data() + at, &value, sizeof(value));
  pack::seal(pack);
  return pack;
}

TEST_CASE("a pack gives back its version and its sections") {
  const std::vector<std::byte> pack = small_pack();
  const auto opened = pack::Sections::open(pack);
  REQUIRE(opened.ok());
  CHECK(opened.value().info().version == "2026.11.0");
  const auto cues = opened.value().find("BBBB");
  REQUIRE(cues.ok());
  CHECK(std::vector<std::byte>(cues.value().begin(), cues.value().end()) == bytes_of("lures"));
  CHECK(reinterpret_cast<std::uintptr_t>(cues.value().data()) % 8 == 0);

  const auto missing = opened.value().find("HOST");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message ==
        "The rule pack lacks a part: expected a section HOST, found none among 2.");

  const auto info = read_pack_info(pack);
  REQUIRE(info.ok());
  CHECK(info.value().version == "2026.11.0");
  CHECK(info.value().size == pack.size());
  REQUIRE(info.value().sections.size() == 2);
  CHECK(info.value().sections[0].id == "AAAA");
  CHECK(info.value().sections[0].unpacked == 16);
}

TEST_CASE("a pack without sections is a pack") {
  CHECK(pack::Sections::open(pack::write_sections("1", {})).ok());
}

TEST_CASE("the same sections give the same bytes") {
  CHECK(small_pack() == small_pack());
}

TEST_CASE("every flipped byte is noticed") {
  const std::vector<std::byte> good = small_pack();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      std::vector<std::byte> bad = good;
      bad[at] ^= static_cast<std::byte>(flip);
      CAPTURE(at);
      CHECK_FALSE(pack::Sections::open(bad).ok());
    }
  }
}

TEST_CASE("every cut is noticed, and so is a longer file") {
  std::vector<std::byte> pack = small_pack();
  for (std::size_t size = 0; size < pack.size(); ++size) {
    CHECK_FALSE(pack::Sections::open(std::span(pack).first(size)).ok());
  }
  pack.resize(pack.size() + 8);
  CHECK_FALSE(pack::Sections::open(pack).ok());
}

TEST_CASE("a refusal says what was expected and what was found") {
  CHECK(refusal({}) == "The rule pack is too short: expected at least 40 bytes, found 0.");

  std::vector<std::byte> pack = small_pack();
  std::memcpy(pack.data(), "PK\x03\x04", 4);
  CHECK(refusal(pack) == "This is no rule pack: expected it to begin with \"TSPK\", found \"PK\?\?\".");

  pack = small_pack();
  pack[4] = std::byte{255};
  CHECK(refusal(pack) == "The rule pack has another format: expected " + std::to_string(kPackFormat) +
                             ", found 255; build it with this version of the tool.");

  pack = small_pack();
  CHECK(refusal(std::span(pack).first(88)) ==
        "The rule pack is cut or padded: its header expects 104 bytes, found 88.");

  pack = small_pack();
  pack[72] ^= std::byte{1};
  CHECK(refusal(pack).starts_with("The rule pack is damaged: expected checksum "));
}

TEST_CASE("a table that lies is refused though the checksum fits") {
  CHECK(refusal(forged(32, 1000000)).find("found 1000000") != std::string::npos);
  CHECK(refusal(forged(44, 4000000000U)).find("lies outside") != std::string::npos);
  CHECK(refusal(forged(44, 8)).find("lies outside") != std::string::npos);
  CHECK(refusal(forged(44, 73)).find("lies outside") != std::string::npos);
  CHECK(refusal(forged(48, 4000000000U)).find("lies outside") != std::string::npos);
  CHECK(refusal(forged(40, 0)).find("has no name") != std::string::npos);
  CHECK(refusal(forged(52, 4000000000U)).find("unpacks to more") != std::string::npos);
  CHECK(refusal(forged(52, 15)).find("does not unpack to the 15 bytes") != std::string::npos);
  CHECK(refusal(forged(52, 17)).find("does not unpack to the 17 bytes") != std::string::npos);
}

TEST_CASE("rules without a version, or with an odd one, build no pack") {
  for (const RuleFiles& files :
       {RuleFiles{}, RuleFiles{{"version.txt", ""}}, RuleFiles{{"version.txt", "2026 11"}},
        RuleFiles{{"version.txt", "2026.11.0.with.a.tail"}}}) {
    const auto built = build_pack(files);
    REQUIRE_FALSE(built.ok());
    CHECK(built.error().code == "invalid_rule");
    CHECK(built.error().message.starts_with("version.txt "));
  }
}

}  // namespace
}  // namespace touchstone
