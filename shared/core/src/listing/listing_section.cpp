// The pack's section of marketplaces: written once, read in place.
#include "listing/listing_section.h"

#include <cstdint>

namespace touchstone::listing {
namespace {

constexpr std::size_t kHeader = 4;
constexpr std::size_t kEntry = 10;

void put(std::vector<std::byte>& out, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<std::byte>((value >> (8 * i)) & 0xFFU));
}

std::size_t get(std::span<const std::byte> bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value |= static_cast<std::size_t>(bytes[at + i]) << (8 * i);
  return value;
}

}  // namespace

std::vector<std::byte> write_section(const std::vector<SectionSource>& entries) {
  std::vector<std::byte> out;
  put(out, entries.size(), 4);
  std::size_t offset = kHeader + kEntry * entries.size();
  for (const SectionSource& entry : entries) {
    put(out, offset, 4);
    put(out, entry.name.size(), 2);
    put(out, entry.body.size(), 4);
    offset += entry.name.size() + entry.body.size();
  }
  for (const SectionSource& entry : entries) {
    for (const std::string* text : {&entry.name, &entry.body}) {
      for (const char c : *text) out.push_back(static_cast<std::byte>(c));
    }
  }
  return out;
}

Result<std::vector<SectionEntry>> read_section(std::span<const std::byte> section) {
  const Error broken{"invalid_pack",
                     "The rule pack's marketplaces are cut short; build or fetch the pack again."};
  if (section.size() < kHeader) return broken;
  const std::size_t count = get(section, 0, 4);
  if (count > (section.size() - kHeader) / kEntry) return broken;
  std::vector<SectionEntry> entries;
  entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = kHeader + kEntry * i;
    const std::size_t offset = get(section, at, 4);
    const std::size_t name = get(section, at + 4, 2);
    const std::size_t body = get(section, at + 6, 4);
    if (offset > section.size() || name + body > section.size() - offset) return broken;
    const auto* text = reinterpret_cast<const char*>(section.data()) + offset;
    entries.push_back({{text, name}, {text + name, body}});
  }
  return entries;
}

}  // namespace touchstone::listing
