// The pack's section of marketplaces: written once, read in place.
#include "listing/listing_section.h"

#include <cstdint>
#include <span>

namespace touchstone::listing {
namespace {

constexpr std::size_t kHeader = 4;
constexpr std::size_t kEntry = 10;

void put(std::string& out, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

std::size_t get(std::string_view bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  }
  return value;
}

Error broken() {
  return {"invalid_pack", "The rule pack's marketplaces are cut short; build or fetch the pack again."};
}

}  // namespace

std::vector<std::byte> write_section(const std::vector<SectionSource>& entries) {
  std::string out;
  put(out, entries.size(), 4);
  std::size_t offset = kHeader + kEntry * entries.size();
  for (const SectionSource& entry : entries) {
    put(out, offset, 4);
    put(out, entry.name.size(), 2);
    put(out, entry.body.size(), 4);
    offset += entry.name.size() + entry.body.size();
  }
  for (const SectionSource& entry : entries) out += entry.name + entry.body;
  const auto bytes = std::as_bytes(std::span(out));
  return {bytes.begin(), bytes.end()};
}

Result<std::vector<SectionEntry>> read_section(std::string_view section) {
  if (section.size() < kHeader) return broken();
  const std::size_t count = get(section, 0, 4);
  if (count > (section.size() - kHeader) / kEntry) return broken();
  std::vector<SectionEntry> entries;
  entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = kHeader + kEntry * i;
    const std::size_t offset = get(section, at, 4);
    const std::size_t name = get(section, at + 4, 2);
    const std::size_t body = get(section, at + 6, 4);
    if (offset > section.size() || name + body > section.size() - offset) return broken();
    entries.push_back({section.substr(offset, name), section.substr(offset + name, body)});
  }
  return entries;
}

}  // namespace touchstone::listing
