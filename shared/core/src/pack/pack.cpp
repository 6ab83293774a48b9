// The whole rule pack: each room compiles its own section of the rules.
#include "touchstone/pack.h"

#include <string>
#include <utility>

#include "cues/cue_book.h"
#include "lexicon/lexicon.h"
#include "link/link_reader.h"
#include "listing/listing_reader.h"
#include "pack/sections.h"
#include "verdict/confidence.h"

namespace touchstone {
namespace {

constexpr std::size_t kMaxVersion = 15;

/// "2026.11.0": digits, letters, dots and hyphens, so that it can stand in a file name and a header.
Result<std::string> version_of(const RuleFiles& files) {
  const auto found = files.find("version.txt");
  if (found == files.end()) {
    return Error{"invalid_rule",
                 "version.txt is missing; it holds the version of the rules, such as 2026.11.0."};
  }
  std::string version = found->second;
  while (!version.empty() && (version.back() == '\n' || version.back() == '\r' || version.back() == ' ')) {
    version.pop_back();
  }
  bool plain = !version.empty() && version.size() <= kMaxVersion;
  for (const char c : version) {
    plain = plain && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-');
  }
  if (!plain) {
    return Error{"invalid_rule",
                 "version.txt must hold one version of at most 15 digits, letters, dots and hyphens."};
  }
  return version;
}

}  // namespace

Result<std::vector<std::byte>> build_pack(const RuleFiles& files) {
  const Result<std::string> version = version_of(files);
  if (!version) return version.error();
  auto lexicon = lexicon::build_section(files);
  if (!lexicon) return lexicon.error();
  auto cues = cues::build_section(files);
  if (!cues) return cues.error();
  auto hosts = link::build_section(files);
  if (!hosts) return hosts.error();
  auto marketplaces = listing::build_section(files);
  if (!marketplaces) return marketplaces.error();
  auto model = verdict::build_model_section(files);
  if (!model) return model.error();

  std::vector<pack::Section> sections;
  sections.push_back({std::string(pack::kLexiconSection), std::move(lexicon.value())});
  sections.push_back({std::string(pack::kCuesSection), std::move(cues.value())});
  sections.push_back({std::string(pack::kHostsSection), std::move(hosts.value())});
  sections.push_back({std::string(pack::kMarketplacesSection), std::move(marketplaces.value())});
  sections.push_back({std::string(pack::kModelSection), std::move(model.value())});
  return pack::write_sections(version.value(), sections);
}

Result<PackInfo> read_pack_info(std::span<const std::byte> bytes) {
  const Result<pack::Sections> opened = pack::Sections::open(bytes);
  if (!opened) return opened.error();
  PackInfo info = opened.value().info();
  // A container without rules (as tests make) has nothing to count.
  if (const auto section = opened.value().find(pack::kLexiconSection)) {
    const auto lexicon = lexicon::Lexicon::open(section.value());
    if (!lexicon) return lexicon.error();
    info.counts = lexicon.value().counts();
  }
  if (const auto section = opened.value().find(pack::kCuesSection)) {
    const auto cues = cues::CueBook::open(section.value());
    if (!cues) return cues.error();
    for (auto& count : cues.value().counts()) info.counts.push_back(std::move(count));
  }
  return info;
}

}  // namespace touchstone
