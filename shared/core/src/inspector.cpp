// Opens the rooms over one rule pack and lends their work to callers.
#include "touchstone/inspector.h"

#include <string>
#include <utility>

#include "pack/sections.h"
#include "verdict/confidence.h"
#include "verdict/judge.h"
#include "verdict/rooms.h"

namespace touchstone {

struct Inspector::Rooms {
  pack::Sections sections;  // which the rooms view
  verdict::Rooms open;
  verdict::Confidence confidence;
};

Inspector::Inspector(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}
Inspector::Inspector(Inspector&&) noexcept = default;
Inspector& Inspector::operator=(Inspector&&) noexcept = default;
Inspector::~Inspector() = default;

Result<Inspector> Inspector::open(std::span<const std::byte> pack) {
  Result<pack::Sections> sections = pack::Sections::open(pack);
  if (!sections) return sections.error();
  const auto find = [&](std::string_view id) { return sections.value().find(id); };

  const auto lexicon_bytes = find(pack::kLexiconSection);
  if (!lexicon_bytes) return lexicon_bytes.error();
  Result<lexicon::Lexicon> lexicon = lexicon::Lexicon::open(lexicon_bytes.value());
  if (!lexicon) return lexicon.error();

  const auto cues_bytes = find(pack::kCuesSection);
  if (!cues_bytes) return cues_bytes.error();
  Result<cues::CueBook> cues = cues::CueBook::open(cues_bytes.value());
  if (!cues) return cues.error();

  const auto hosts_bytes = find(pack::kHostsSection);
  if (!hosts_bytes) return hosts_bytes.error();
  Result<link::LinkReader> links = link::LinkReader::open(hosts_bytes.value());
  if (!links) return links.error();

  const auto marketplaces_bytes = find(pack::kMarketplacesSection);
  if (!marketplaces_bytes) return marketplaces_bytes.error();
  Result<listing::ListingReader> listings = listing::ListingReader::open(marketplaces_bytes.value());
  if (!listings) return listings.error();

  const auto model_bytes = find(pack::kModelSection);
  if (!model_bytes) return model_bytes.error();
  Result<verdict::Confidence> confidence = verdict::Confidence::open(model_bytes.value());
  if (!confidence) return confidence.error();

  return Inspector(std::unique_ptr<Rooms>(new Rooms{std::move(sections.value()),
                                                    {std::move(lexicon).value(), std::move(cues).value(),
                                                     std::move(links).value(), std::move(listings).value()},
                                                    confidence.value()}));
}

Response Inspector::inspect(const Request& request) const {
  Response response = verdict::judge(rooms_->open, rooms_->confidence, request);
  response.pack = rooms_->sections.info().version;
  return response;
}

Result<Listing> Inspector::read_listing(std::string_view url, std::string_view html) const {
  return rooms_->open.listings.read(url, html, rooms_->open.links);
}

std::vector<Link> Inspector::find_links(std::string_view text) const {
  std::vector<Link> links;
  for (link::LinkReader::Found& found : rooms_->open.links.find(text)) links.push_back(std::move(found.link));
  return links;
}

std::string_view Inspector::pack_version() const {
  return rooms_->sections.info().version;
}

}  // namespace touchstone
