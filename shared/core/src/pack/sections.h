// The pack as a container: named byte sections behind one header. What is in a section is its room's own
// affair.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "touchstone/pack.h"

namespace touchstone::pack {

inline constexpr std::string_view kLexiconSection = "LEXI";
inline constexpr std::string_view kCuesSection = "CUES";
inline constexpr std::string_view kHostsSection = "HOST";
inline constexpr std::string_view kMarketplacesSection = "MARK";
inline constexpr std::string_view kModelSection = "MODL";

struct Section {
  std::string id;  ///< four ASCII letters
  std::vector<std::byte> bytes;
};

/// Lays sections out behind a header, in the order given.
std::vector<std::byte> write_sections(std::string_view version, const std::vector<Section>& sections);

/// Writes the checksum of what stands behind it into a pack's header.
void seal(std::span<std::byte> pack);

/// A pack that was checked (magic, format, size, checksum and bounds all fit) and unpacked.
class Sections {
 public:
  /// The pack's bytes are not needed any more when it is open. Errors: "invalid_pack".
  static Result<Sections> open(std::span<const std::byte> pack);
  /// Errors: "invalid_pack" when there is no such section. What is found lives as long as the sections do,
  /// wherever they are moved, and begins at a multiple of 8.
  [[nodiscard]] Result<std::span<const std::byte>> find(std::string_view id) const;
  /// All but the counts.
  [[nodiscard]] const PackInfo& info() const { return info_; }

 private:
  PackInfo info_;
  std::unique_ptr<std::byte[]> bytes_;
  std::vector<std::span<const std::byte>> unpacked_;  ///< in info_'s order
};

}  // namespace touchstone::pack
