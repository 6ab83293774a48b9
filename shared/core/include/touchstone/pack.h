// The rule pack: every rule the judgement uses, compiled from shared/rules into one binary.
//
//   offset  size  what (little-endian)
//   0       4     magic "TSPK"
//   4       4     format number
//   8       8     checksum: FNV-1a 64 over the 64-bit words from offset 16, in four lanes by turns, and then
//                 over the lanes (so that a pack of 1.5 MB is checked in a tenth of a millisecond; a change
//                 within one word always shows)
//   16      16    version, ASCII, padded with NUL ("2026.11.0")
//   32      4     number of sections n
//   36      4     size of the whole pack in bytes, a multiple of 8
//   40      16·n  per section: id (4 ASCII letters), offset, size, size when unpacked; offsets are multiples
//                 of 8, and the gaps between sections are filled with NUL
//           …     the sections, each an LZ4 block
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/result.h"

namespace touchstone {

/// Grows whenever the layout of any section changes, so that a module never reads a pack of another build as
/// its own.
inline constexpr std::uint32_t kPackFormat = 9;

/// Rule sources: path below the rules folder, with forward slashes ("brands/cartier.json") -> the file's
/// bytes.
using RuleFiles = std::map<std::string, std::string>;

/// Compiles rule sources into a pack. The same files give the same bytes.
/// "version.txt" gives the version. Errors: "invalid_rule" names the file and what is wrong in it.
Result<std::vector<std::byte>> build_pack(const RuleFiles& files);

struct PackSection {
  std::string id;
  std::size_t size = 0;  ///< bytes in the pack
  std::size_t unpacked = 0;
};

struct PackInfo {
  std::string version;
  std::uint64_t checksum = 0;
  std::size_t size = 0;
  std::vector<PackSection> sections;
  /// Counts of what is inside, by name ("brands", "names", "cues"), in a fixed order.
  std::vector<std::pair<std::string, std::size_t>> counts;
};

/// Reads a pack's header. Errors: "invalid_pack" says what does not fit, and what was expected.
Result<PackInfo> read_pack_info(std::span<const std::byte> pack);

}  // namespace touchstone
