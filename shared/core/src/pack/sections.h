// The pack as a container: named byte sections behind one header. What is in a section is its room's own
// affair.
#pragma once

#include <cstddef>
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

/// A checked pack: magic, format, size, checksum and bounds all fit. The bytes must outlive it.
class Sections {
 public:
  static Result<Sections> open(std::span<const std::byte> pack);
  [[nodiscard]] std::string_view version() const;
  /// Errors: "invalid_pack" when there is no such section.
  [[nodiscard]] Result<std::span<const std::byte>> find(std::string_view id) const;
  [[nodiscard]] PackInfo info() const;

 private:
  std::span<const std::byte> pack_;
};

}  // namespace touchstone::pack
