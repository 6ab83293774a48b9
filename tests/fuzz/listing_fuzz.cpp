// Fuzzes the reader of listing pages: whatever the bytes, it gives a listing within its bounds or one
// sentence. The first byte picks the marketplace whose rule reads the rest.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "link/link_reader.h"
#include "listing/listing_reader.h"
#include "listing/page_text.h"

namespace {

namespace fs = std::filesystem;

touchstone::RuleFiles rules(const std::string& room) {
  touchstone::RuleFiles files;
  for (const auto& entry : fs::directory_iterator(fs::path(TOUCHSTONE_SOURCE_DIR) / "shared/rules" / room)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[room + "/" + entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return files;
}

struct Readers {
  std::vector<std::byte> hosts = touchstone::link::build_section(rules("hosts")).value();
  std::vector<std::byte> marketplaces = touchstone::listing::build_section(rules("marketplaces")).value();
  touchstone::link::LinkReader links = touchstone::link::LinkReader::open(hosts).value();
  touchstone::listing::ListingReader listings =
      touchstone::listing::ListingReader::open(marketplaces).value();
};

constexpr std::array<std::string_view, 12> kAddresses{
    "https://www.amazon.com/dp/B08XYZ1234",
    "https://www.ebay.com/itm/385012345678",
    "https://www.etsy.com/listing/1234567890",
    "https://www.walmart.com/ip/5512345678",
    "https://www.aliexpress.com/item/1005001234567890.html",
    "https://www.temu.com/x-g-601099512345678.html",
    "https://shop.tiktok.com/view/product/1729412345678901234",
    "https://www.olx.pl/d/oferta/x-CID87-IDabc12.html",
    "https://weidian.com/item.html?itemID=7267596927",
    "https://www.target.com/p/x/-/A-87654321",
    "https://shop.example/products/x",
    ""};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Readers readers;
  if (size == 0) return 0;
  const std::string_view url = kAddresses[data[0] % kAddresses.size()];
  // A copy of exactly that size, so that a byte read past its end is seen.
  const std::vector<char> html(data + 1, data + size);
  const auto listing = readers.listings.read(url, {html.data(), html.size()}, readers.links);
  if (!listing.ok()) {
    if (listing.error().message.empty()) std::abort();
    return 0;
  }
  const touchstone::Listing& read = listing.value();
  if (read.title.empty() || read.title.size() > 4 * touchstone::listing::kMaxTitle) std::abort();
  if (read.description.size() > 4 * touchstone::listing::kMaxDescription) std::abort();
  if (read.brand.empty() != read.brand_source.empty()) std::abort();
  for (const auto* list : {&read.bullets, &read.categories, &read.images, &read.image_alt}) {
    if (list->size() > touchstone::listing::kMaxEntries) std::abort();
  }
  return 0;
}
