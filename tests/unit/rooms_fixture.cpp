// Opens the rule pack for the unit tests.
#include "rooms_fixture.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "pack/sections.h"

namespace touchstone::test {
namespace {

[[noreturn]] void fail(const std::string& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  std::exit(1);
}

template <typename Room>
Room open_room(std::string_view id) {
  static const pack::Sections sections = [] {
    Result<pack::Sections> opened = pack::Sections::open(pack());
    if (!opened) fail(opened.error().message);
    return std::move(opened.value());
  }();
  Result<std::span<const std::byte>> bytes = sections.find(id);
  if (!bytes) fail(bytes.error().message);
  Result<Room> room = Room::open(bytes.value());
  if (!room) fail(room.error().message);
  return std::move(room).value();
}

}  // namespace

const std::vector<std::byte>& pack() {
  static const std::vector<std::byte> bytes = [] {
    std::ifstream stream(TOUCHSTONE_PACK, std::ios::binary);
    if (!stream) fail("The rule pack " TOUCHSTONE_PACK " is missing; build the target 'pack'.");
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return std::vector<std::byte>(first, first + text.size());
  }();
  return bytes;
}

const verdict::Rooms& rooms() {
  static const verdict::Rooms opened{open_room<lexicon::Lexicon>(pack::kLexiconSection),
                                     open_room<cues::CueBook>(pack::kCuesSection),
                                     open_room<link::LinkReader>(pack::kHostsSection),
                                     open_room<listing::ListingReader>(pack::kMarketplacesSection)};
  return opened;
}

const Inspector& inspector() {
  static const Inspector opened = [] {
    Result<Inspector> result = Inspector::open(pack());
    if (!result) fail(result.error().message);
    return std::move(result).value();
  }();
  return opened;
}

}  // namespace touchstone::test
