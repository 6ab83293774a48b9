// The hosts section of the pack: which host belongs to which family, and the family's rules, read in place.
//
//   offset  what
//   0       HostsHeader: slices of everything below
//   …       HostRecord[]     sorted by name
//   …       FamilyRecord[]   in order of file name
//   …       PatternRecord[]  grouped by family, in the order in which they are tried
//   …       ParamRecord[]    grouped by family: which query parameters name the affiliate and the seller
//   …       NameRecord[]     top-level domains, sorted; tracking parameters
//   …       text
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "pack/records.h"
#include "touchstone/model.h"
#include "touchstone/pack.h"

namespace touchstone::link {

inline constexpr std::uint32_t kHostsMagic = 0x31534F48;  // "HOS1"

/// What a family's hosts are, or what a pattern makes of an address. The first seven are LinkKind's.
enum class RuleKind : std::uint8_t {
  kListing,
  kStorefront,
  kHub,
  kShortener,
  kChat,
  kBrandSite,
  kOther,
  kUnwrap,  ///< patterns only: the address carries its target
};

/// Whether a family's id is the name of a marketplace.
enum class MarketplaceUse : std::uint8_t {
  kNever,
  kAlways,
  kWhereSold,  ///< a social site: only its listings and storefronts are a marketplace
};

struct HostRecord {
  pack::Slice name;
  std::uint16_t family = 0;
  std::uint16_t is_short = 0;  ///< a short host of the family: what no pattern knows is a shortener
};

struct FamilyRecord {
  pack::Slice id;
  pack::Slice patterns;  ///< count and first index, not bytes
  pack::Slice params;
  std::uint8_t fallback = 0;     ///< RuleKind of what no pattern knows
  std::uint8_t marketplace = 0;  ///< MarketplaceUse
  std::uint16_t reserved = 0;
};

struct PatternRecord {
  pack::Slice at;
  pack::Slice to;  ///< template of the target; empty: the capture {target}
  std::uint32_t kind = 0;
};

enum class ParamRole : std::uint32_t { kTag, kSeller };

struct ParamRecord {
  pack::Slice name;
  ParamRole role = ParamRole::kTag;
};

struct NameRecord {
  pack::Slice name;
  std::uint32_t flag = 0;  ///< top-level domain: 1 = a bare host is a link; tracking: 1 = name is a prefix
};

struct HostsHeader {
  std::uint32_t magic = kHostsMagic;
  pack::Slice hosts, families, patterns, params, domains, tracking;
};

/// One family's rules about one host.
struct HostRules {
  const FamilyRecord* family = nullptr;
  bool is_short = false;
  std::size_t host_length = 0;  ///< of the listed name: the rest of the host is a subdomain
};

/// A view of a section; every read is bounded by it.
class HostSection {
 public:
  /// Errors: "invalid_pack".
  static Result<HostSection> open(std::span<const std::byte> section);
  /// Of a section that `open` has accepted.
  explicit HostSection(std::span<const std::byte> section);

  /// The rules for a host (lower case) or the nearest of its parents; "aliexpress:" is the name of a scheme.
  [[nodiscard]] std::optional<HostRules> find(std::string_view host) const;
  [[nodiscard]] std::span<const PatternRecord> patterns(const FamilyRecord& family) const;
  [[nodiscard]] std::span<const ParamRecord> params(const FamilyRecord& family) const;
  /// The record of a top-level domain (lower case).
  [[nodiscard]] const NameRecord* domain(std::string_view name) const;
  [[nodiscard]] bool is_tracking(std::string_view param) const;
  [[nodiscard]] std::string_view text(pack::Slice slice) const { return pack::view_text(section_, slice); }

 private:
  std::span<const std::byte> section_;
  HostsHeader header_;
  std::span<const HostRecord> hosts_;
  std::span<const FamilyRecord> families_;
  std::span<const PatternRecord> patterns_;
  std::span<const ParamRecord> params_;
  std::span<const NameRecord> domains_;
  std::span<const NameRecord> tracking_;
};

}  // namespace touchstone::link
