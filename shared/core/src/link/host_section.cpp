// Reading of the hosts section.
#include "link/host_section.h"

#include <algorithm>
#include <array>

namespace touchstone::link {
namespace {

template <typename Record>
std::span<const Record> part(std::span<const Record> records, pack::Slice slice) {
  if (slice.offset > records.size() || slice.count > records.size() - slice.offset) return {};
  return records.subspan(slice.offset, slice.count);
}

}  // namespace

HostSection::HostSection(std::span<const std::byte> section) : section_(section) {
  if (section.size() < sizeof(HostsHeader)) {
    header_.magic = 0;
    return;
  }
  std::memcpy(&header_, section.data(), sizeof header_);
  hosts_ = pack::view<HostRecord>(section, header_.hosts);
  families_ = pack::view<FamilyRecord>(section, header_.families);
  patterns_ = pack::view<PatternRecord>(section, header_.patterns);
  params_ = pack::view<ParamRecord>(section, header_.params);
  domains_ = pack::view<NameRecord>(section, header_.domains);
  tracking_ = pack::view<NameRecord>(section, header_.tracking);
}

Result<HostSection> HostSection::open(std::span<const std::byte> section) {
  const HostSection opened(section);
  if (opened.header_.magic != kHostsMagic) {
    return Error{"invalid_pack",
                 "The pack's hosts section has an unknown layout; build the pack with this version."};
  }
  if (opened.hosts_.size() != opened.header_.hosts.count ||
      opened.families_.size() != opened.header_.families.count ||
      opened.patterns_.size() != opened.header_.patterns.count ||
      opened.params_.size() != opened.header_.params.count ||
      opened.domains_.size() != opened.header_.domains.count ||
      opened.tracking_.size() != opened.header_.tracking.count) {
    return Error{"invalid_pack", "The pack's hosts section points outside itself; build the pack again."};
  }
  for (const HostRecord& host : opened.hosts_) {
    if (host.family >= opened.families_.size()) {
      return Error{"invalid_pack", "A host of the pack belongs to no family; build the pack again."};
    }
  }
  for (const PatternRecord& pattern : opened.patterns_) {
    if (opened.text(pattern.at).empty() || pattern.kind > static_cast<std::uint32_t>(RuleKind::kUnwrap)) {
      return Error{"invalid_pack", "A host pattern of the pack cannot be read; build the pack again."};
    }
  }
  return opened;
}

std::optional<HostRules> HostSection::find(std::string_view host) const {
  for (std::string_view name = host; !name.empty();) {
    const auto found = std::lower_bound(
        hosts_.begin(), hosts_.end(), name,
        [&](const HostRecord& record, std::string_view wanted) { return text(record.name) < wanted; });
    if (found != hosts_.end() && text(found->name) == name) {
      return HostRules{&families_[found->family], found->is_short != 0, name.size()};
    }
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

std::span<const PatternRecord> HostSection::patterns(const FamilyRecord& family) const {
  return part(patterns_, family.patterns);
}

std::span<const ParamRecord> HostSection::params(const FamilyRecord& family) const {
  return part(params_, family.params);
}

const NameRecord* HostSection::domain(std::string_view name) const {
  const auto found = std::lower_bound(
      domains_.begin(), domains_.end(), name,
      [&](const NameRecord& record, std::string_view wanted) { return text(record.name) < wanted; });
  return found != domains_.end() && text(found->name) == name ? &*found : nullptr;
}

bool HostSection::is_tracking(std::string_view param) const {
  return std::any_of(tracking_.begin(), tracking_.end(), [&](const NameRecord& record) {
    const std::string_view name = text(record.name);
    return record.flag != 0 ? param.substr(0, name.size()) == name : param == name;
  });
}

}  // namespace touchstone::link
