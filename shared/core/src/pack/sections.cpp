// The pack's header: laid out, checked, and read.
#include "pack/sections.h"

#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <string>

#include "pack/bytes.h"
#include "pack/compress.h"

namespace touchstone::pack {
namespace {

constexpr std::string_view kMagic = "TSPK";
constexpr std::size_t kFormatAt = 4;
constexpr std::size_t kChecksumAt = 8;
constexpr std::size_t kVersionAt = 16;
constexpr std::size_t kVersionSize = 16;
constexpr std::size_t kCountAt = 32;
constexpr std::size_t kSizeAt = 36;
constexpr std::size_t kTableAt = 40;
constexpr std::size_t kTableEntry = 16;
constexpr std::size_t kAlignment = 8;
/// More sections than any pack has; keeps a forged count from being believed.
constexpr std::uint32_t kMaxSections = 64;
/// More than all sections of any pack are; keeps a forged size from being believed.
constexpr std::size_t kMaxUnpacked = std::size_t{64} << 20U;

/// FNV-1a over words of 64 bits, in four lanes that need not wait for each other, and then over the lanes.
std::uint64_t checksum_of(std::span<const std::byte> pack) {
  constexpr std::uint64_t kStart = 0xCBF29CE484222325ULL;
  constexpr std::uint64_t kPrime = 0x100000001B3ULL;
  std::array<std::uint64_t, 4> lanes{kStart, kStart, kStart, kStart};
  const auto add = [&](std::size_t lane, std::size_t at) {
    lanes[lane] = (lanes[lane] ^ load<std::uint64_t>(pack.data(), at)) * kPrime;
  };
  std::size_t at = kVersionAt;
  for (; at + lanes.size() * kAlignment <= pack.size(); at += lanes.size() * kAlignment) {
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) add(lane, at + lane * kAlignment);
  }
  for (; at + kAlignment <= pack.size(); at += kAlignment) add(0, at);
  std::uint64_t hash = kStart;
  for (const std::uint64_t lane : lanes) hash = (hash ^ lane) * kPrime;
  return hash;
}

std::string_view text_at(std::span<const std::byte> pack, std::size_t offset, std::size_t size) {
  return {reinterpret_cast<const char*>(pack.data()) + offset, size};
}

std::string hex(std::uint64_t value) {
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016" PRIx64, value);
  return digits.data();
}

/// Bytes that may be anything, as they can be shown in a sentence.
std::string shown(std::string_view bytes) {
  std::string out = "\"";
  for (const char c : bytes) out += c >= ' ' && c <= '~' && c != '"' ? c : '?';
  return out + '"';
}

Error invalid(std::string message) {
  return Error{"invalid_pack", std::move(message)};
}

bool is_letters(std::string_view id) {
  for (const char c : id) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

struct TableEntry {
  std::string_view id;
  std::size_t offset = 0;
  std::size_t size = 0;
  std::size_t unpacked = 0;  ///< bytes
};

TableEntry table_entry(std::span<const std::byte> pack, std::size_t index) {
  const std::size_t at = kTableAt + index * kTableEntry;
  return {text_at(pack, at, 4), load<std::uint32_t>(pack.data(), at + 4),
          load<std::uint32_t>(pack.data(), at + 8), load<std::uint32_t>(pack.data(), at + 12)};
}

constexpr std::size_t aligned(std::size_t size) {
  return (size + kAlignment - 1) / kAlignment * kAlignment;
}

std::string_view version_of(std::span<const std::byte> pack) {
  const std::string_view padded = text_at(pack, kVersionAt, kVersionSize);
  return padded.substr(0, padded.find('\0'));
}

}  // namespace

std::vector<std::byte> write_sections(std::string_view version, const std::vector<Section>& sections) {
  std::vector<std::byte> pack;
  append_text(pack, kMagic);
  append<std::uint32_t>(pack, kPackFormat);
  append<std::uint64_t>(pack, 0);
  append_text(pack, version.substr(0, kVersionSize));
  pack.resize(kVersionAt + kVersionSize);
  append<std::uint32_t>(pack, static_cast<std::uint32_t>(sections.size()));
  append<std::uint32_t>(pack, 0);
  std::size_t offset = kTableAt + kTableEntry * sections.size();
  std::vector<std::vector<std::byte>> blocks;
  for (const Section& section : sections) {
    const std::vector<std::byte>& block = blocks.emplace_back(compress(section.bytes));
    append_text(pack, section.id.substr(0, 4));
    append<std::uint32_t>(pack, static_cast<std::uint32_t>(offset));
    append<std::uint32_t>(pack, static_cast<std::uint32_t>(block.size()));
    append<std::uint32_t>(pack, static_cast<std::uint32_t>(section.bytes.size()));
    offset += aligned(block.size());
  }
  for (const std::vector<std::byte>& block : blocks) {
    pack.insert(pack.end(), block.begin(), block.end());
    align(pack, kAlignment);
  }
  const auto size = static_cast<std::uint32_t>(pack.size());
  std::memcpy(pack.data() + kSizeAt, &size, sizeof(size));
  seal(pack);
  return pack;
}

void seal(std::span<std::byte> pack) {
  const std::uint64_t checksum = checksum_of(pack);
  std::memcpy(pack.data() + kChecksumAt, &checksum, sizeof(checksum));
}

Result<Sections> Sections::open(std::span<const std::byte> pack) {
  if (pack.size() < kTableAt) {
    return invalid("The rule pack is too short: expected at least " + std::to_string(kTableAt) +
                   " bytes, found " + std::to_string(pack.size()) + ".");
  }
  if (const std::string_view magic = text_at(pack, 0, 4); magic != kMagic) {
    return invalid("This is no rule pack: expected it to begin with \"TSPK\", found " + shown(magic) + ".");
  }
  if (const auto format = load<std::uint32_t>(pack.data(), kFormatAt); format != kPackFormat) {
    return invalid("The rule pack has another format: expected " + std::to_string(kPackFormat) + ", found " +
                   std::to_string(format) + "; build it with this version of the tool.");
  }
  if (const auto size = load<std::uint32_t>(pack.data(), kSizeAt);
      size != pack.size() || size % kAlignment != 0) {
    return invalid("The rule pack is cut or padded: its header expects " + std::to_string(size) +
                   " bytes, found " + std::to_string(pack.size()) + ".");
  }
  const auto expected = load<std::uint64_t>(pack.data(), kChecksumAt);
  if (const std::uint64_t actual = checksum_of(pack); actual != expected) {
    return invalid("The rule pack is damaged: expected checksum " + hex(expected) + ", found " + hex(actual) +
                   ".");
  }
  const auto count = load<std::uint32_t>(pack.data(), kCountAt);
  const std::size_t bodies = kTableAt + std::size_t{kTableEntry} * count;
  if (count > kMaxSections || bodies > pack.size()) {
    return invalid("The rule pack's table does not fit: expected at most " + std::to_string(kMaxSections) +
                   " sections within " + std::to_string(pack.size()) + " bytes, found " +
                   std::to_string(count) + ".");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const TableEntry entry = table_entry(pack, i);
    if (!is_letters(entry.id)) {
      return invalid("Section " + std::to_string(i) +
                     " of the rule pack has no name: expected four letters, found " + shown(entry.id) + ".");
    }
    if (entry.offset % kAlignment != 0 || entry.offset < bodies || entry.offset > pack.size() ||
        entry.size > pack.size() - entry.offset) {
      return invalid("Section " + std::string(entry.id) +
                     " lies outside the rule pack: expected it within bytes " + std::to_string(bodies) +
                     " to " + std::to_string(pack.size()) + ", found " + std::to_string(entry.size) +
                     " bytes from " + std::to_string(entry.offset) + ".");
    }
  }
  std::size_t unpacked = 0;
  for (std::size_t i = 0; i < count; ++i) unpacked += aligned(table_entry(pack, i).unpacked);
  if (unpacked > kMaxUnpacked) {
    return invalid("The rule pack says that it unpacks to more than a pack holds: expected at most " +
                   std::to_string(kMaxUnpacked) + " bytes, found " + std::to_string(unpacked) + ".");
  }
  Sections sections;
  sections.info_.version = version_of(pack);
  sections.info_.checksum = expected;
  sections.info_.size = pack.size();
  // Not filled with zeros: every byte that is read is unpacked before.
  sections.bytes_.reset(new std::byte[unpacked]);
  std::byte* next = sections.bytes_.get();
  for (std::size_t i = 0; i < count; ++i) {
    const TableEntry entry = table_entry(pack, i);
    const std::span<std::byte> out(next, entry.unpacked);
    if (!decompress(pack.subspan(entry.offset, entry.size), out)) {
      return invalid("Section " + std::string(entry.id) + " of the rule pack does not unpack to the " +
                     std::to_string(entry.unpacked) + " bytes that its table expects.");
    }
    next += aligned(entry.unpacked);
    sections.info_.sections.push_back({std::string(entry.id), entry.size, entry.unpacked});
    sections.unpacked_.push_back(out);
  }
  return sections;
}

Result<std::span<const std::byte>> Sections::find(std::string_view id) const {
  for (std::size_t i = 0; i < unpacked_.size(); ++i) {
    if (info_.sections[i].id == id) return unpacked_[i];
  }
  return invalid("The rule pack lacks a part: expected a section " + std::string(id) + ", found none among " +
                 std::to_string(unpacked_.size()) + ".");
}

}  // namespace touchstone::pack
