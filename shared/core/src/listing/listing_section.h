// The pack's section of marketplaces: each one's rule as minified JSON.
//
// A rule is 2 to 8 KB of JSON and one reading needs one rule and the generic one: parsing both takes less
// than 0.15 ms, where a page takes milliseconds, and the section stays free of a second format. Nothing is
// parsed when the section is opened.
//
//   offset  size  what (little-endian)
//   0       4     number of entries n
//   4       10·n  per entry: offset of its name (4 bytes), size of the name (2), size of its body (4)
//           …     per entry: name, body
//
// An entry's name is a marketplace's id, "generic" or "labels".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/result.h"

namespace touchstone::listing {

struct SectionEntry {
  std::string_view name;
  std::string_view body;  ///< JSON
};

struct SectionSource {
  std::string name;
  std::string body;
};

std::vector<std::byte> write_section(const std::vector<SectionSource>& entries);

/// The entries of a section, which must outlive them. Errors: "invalid_pack".
Result<std::vector<SectionEntry>> read_section(std::string_view section);

}  // namespace touchstone::listing
