// Fuzzes the reader of listing pages: whatever the page, it gives a listing within its bounds or one
// sentence. The first byte picks the marketplace whose rule reads the rest. An even second byte gives the
// rest as it is; an odd one builds a page of it, a byte a piece: tags that the rules ask for, data in
// scripts, broken nesting. tests/fuzz/listing.dict holds the words that pages are made of.
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

/// What pages are built of; "%" stands for a few bytes of the input.
constexpr std::array<std::string_view, 48> kPieces{
    "<div id=%>",
    "<span id=productTitle>%</span>",
    "<a id=bylineInfo href='/s?field-brandtextbin=%'>%</a>",
    "<a id=bylineInfo href='/stores/%/page'>%</a>",
    "<h1 class='x-item-title__mainTitle'>%",
    "<dl class='ux-labels-values'><dt>Brand<dd>%",
    "<table class=specs><tr><th>Brand<td>%<th>Marke<td>%",
    "<meta property='og:title' content='%'>",
    "<meta property='og:type' content=product>",
    "<meta property='product:brand' content='%'>",
    "<link rel=canonical href='%'>",
    "<div itemscope itemtype='https://schema.org/Product'>",
    "<span itemprop=name>%</span>",
    "<div itemprop=offers itemscope><meta itemprop=price content='%'>",
    "<span itemprop='brand seller'>%",
    "<div typeof='schema:Product'><b property='schema:name'>%",
    "</div>",
    "</span></a></h1>",
    "</table>",
    "<script "
    "type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"%\",\"brand\":{\"name\":\"%\"}}</script>",
    "<script type='application/ld+json'>[{\"@graph\":[{\"@type\":[\"Product\"],\"name\":%",
    "<script "
    "type='application/ld+json'>//<![CDATA[\n{\"@type\":\"ProductGroup\",\"hasVariant\":[{\"brand\":\"%\"}]}/"
    "/]]></script>",
    "<script "
    "id=__NEXT_DATA__>{\"props\":{\"pageProps\":{\"initialData\":{\"data\":{\"product\":{\"name\":\"%\"}}}}}}"
    "</script>",
    "<script>window.runParams={data:{\"titleModule\":{\"subject\":\"%\"}}};</script>",
    "<script>var data={'colorImages': {'initial': [{\"hiRes\":\"%\"},%]}}</script>",
    "<script>window.__PRERENDERED_STATE__= \"{\\\"ad\\\":{\\\"ad\\\":{\\\"title\\\":\\\"%\\\"}}}\";</script>",
    "<script>window.__TGT_DATA__=JSON.parse(\"{\\\"product\\\":%",
    "</script>",
    "<script>",
    "<style>%</style>",
    "<!-- % -->",
    "<template>%</template>",
    "<noscript><h1>%</h1></noscript>",
    "<svg><title>%</title></svg>",
    "<select><option selected>%",
    "<b><i><p>",
    "</b></i>",
    "<tr><td>%</tr>",
    "<body id=product class='%'>",
    "<form action='/cart/add'>",
    "<input type=password>",
    "<title>%</title>",
    "<h1 class=product_title>%</h1>",
    "<img id=landingImage src='%' alt='%'>",
    "<ul><li><span class=a-list-item>%",
    "&#x%;&amp;quot;%",
    "%",
    "\n"};

std::string built(const std::uint8_t* data, std::size_t size) {
  std::string page;
  for (std::size_t at = 0; at < size && page.size() < 200'000;) {
    for (const char c : kPieces[data[at++] % kPieces.size()]) {
      if (c != '%') {
        page.push_back(c);
        continue;
      }
      for (std::size_t length = at < size ? data[at++] % 24U : 0; length > 0 && at < size; --length) {
        page.push_back(static_cast<char>(data[at++]));
      }
    }
  }
  return page;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Readers readers;
  if (size < 2) return 0;
  const std::string_view url = kAddresses[data[0] % kAddresses.size()];
  const std::string page = data[1] % 2 == 0 ? std::string(data + 2, data + size) : built(data + 2, size - 2);
  // A copy of exactly that size, so that a byte read past its end is seen.
  const std::vector<char> html(page.begin(), page.end());
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
