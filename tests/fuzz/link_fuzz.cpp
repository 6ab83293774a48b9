// Fuzzes links: reading one URL and finding links in a text end, give bounded results, and never read outside
// the section, even when the section itself is damaged (the first byte of the input says which).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

#include "link/link_reader.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

const std::vector<std::byte>& section() {
  static const std::vector<std::byte> bytes = [] {
    touchstone::RuleFiles files;
    for (const auto& entry :
         std::filesystem::directory_iterator(TOUCHSTONE_SOURCE_DIR "/shared/rules/hosts")) {
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream text;
      text << in.rdbuf();
      files["hosts/" + entry.path().filename().string()] = text.str();
    }
    auto built = touchstone::link::build_section(files);
    require(built.ok());
    return std::move(built).value();
  }();
  return bytes;
}

void use(const touchstone::link::LinkReader& reader, std::string_view text) {
  const touchstone::Link link = reader.read(text);
  require(link.via.size() <= 8);
  std::size_t end = 0;
  const auto found = reader.find(text);
  require(found.size() <= 64);
  for (const auto& one : found) {
    require(one.begin >= end && one.begin < one.end && one.end <= text.size());
    require(one.link.raw == text.substr(one.begin, one.end - one.begin));
    end = one.end;
  }
}

/// Changes bytes of the section as the input says: pairs of a position and a value.
std::vector<std::byte> damaged(std::string_view changes) {
  std::vector<std::byte> bytes = section();
  for (std::size_t at = 0; at + 3 < changes.size() && at < 64; at += 4) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::size_t>(static_cast<unsigned char>(changes[at + i]));
    };
    bytes[(byte(0) << 16 | byte(1) << 8 | byte(2)) % bytes.size()] = static_cast<std::byte>(byte(3));
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 4 != 0) {
    static const touchstone::link::LinkReader reader = touchstone::link::LinkReader::open(section()).value();
    use(reader, text);
    return 0;
  }
  const std::vector<std::byte> bytes = damaged(text);
  if (const auto opened = touchstone::link::LinkReader::open(bytes)) {
    use(opened.value(),
        "see https://www.amazon.com/dp/B0TSX00105?tag=x linktr.ee/x https://a.x.yupoo.com/albums/1");
    use(opened.value(), text);
  }
  return 0;
}
