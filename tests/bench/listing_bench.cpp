// How long a listing page takes, parsed and every fact taken, and how that grows with the page.
//
// The page is made here in the shape of a large product page: a third scripts with data, a sixth styles, the
// rest markup with many attributes. TOUCHSTONE_PAGE and TOUCHSTONE_PAGE_URL measure a page of one's own.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "link/link_reader.h"
#include "listing/html_page.h"
#include "listing/listing_reader.h"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUrl = "https://www.amazon.com/dp/B08XYZ1234";

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

touchstone::RuleFiles rules(const std::string& room) {
  touchstone::RuleFiles files;
  for (const auto& entry : fs::directory_iterator(fs::path(TOUCHSTONE_SOURCE_DIR) / "shared/rules" / room)) {
    if (entry.path().extension() == ".json") {
      files[room + "/" + entry.path().filename().string()] = read_file(entry.path());
    }
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

std::string made_page(std::size_t bytes) {
  std::string page =
      "<!doctype html><html lang=en><head><meta charset=utf-8><title>Bangle</title><link rel=canonical "
      "href=\"https://www.amazon.com/dp/B08XYZ1234\"></head><body><span id=\"productTitle\"> Screw Bangle "
      "</span>"
      "<a id=\"bylineInfo\" href=\"/s?field-brandtextbin=YFXF\">Brand: YFXF</a>";
  for (std::size_t i = 0; page.size() < bytes; ++i) {
    const std::string n = std::to_string(i);
    page += "<div id=\"w" + n + "\" class=\"a-section a-spacing-" + n +
            " celwidget\" data-csa-c-type=\"widget\" data-csa-c-content-id=\"w" + n + "\"><ul>";
    for (int item = 0; item < 6; ++item) {
      page += "<li class=\"a-carousel-card\"><a class=\"a-link-normal\" href=\"/dp/B0" + n +
              "?pd_rd_i=x&amp;psc=1\"><img alt=\"Bangle &amp; box\" src=\"https://images.example/" + n +
              ".jpg\" class=\"a-dynamic-image\"></a><span class=\"a-size-base\">Gold plated steel "
              "bangle</span></li>";
    }
    page += "</ul></div><style>.w" + n +
            "{margin:0;padding:4px 8px;display:inline-block;background:url(x.png) no-repeat;color:#0f1111;"
            "border-radius:8px;box-shadow:0 2px 5px rgba(213,217,217,.5)}</style><script>P.register('w" +
            n + "',function(){return {\"asin\":\"B0" + n +
            "\",\"title\":\"Bangle\",\"prices\":[1,2,3],\"html\":\"<div class=\\\"x\\\">no<\\/div>\"};});"
            "var later=" +
            std::string(600, 'x') + ";</script>";
  }
  return page + "</body></html>";
}

const Readers& readers() {
  static const Readers opened;
  return opened;
}

void read_page(benchmark::State& state, const std::string& page, std::string_view url) {
  for (auto _ : state) {
    auto listing = readers().listings.read(url, page, readers().links);
    if (!listing.ok()) state.SkipWithError(listing.error().message.c_str());
    benchmark::DoNotOptimize(listing);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(page.size()) * state.iterations());
  state.SetComplexityN(static_cast<std::int64_t>(page.size()));
}

void BM_ReadMadePage(benchmark::State& state) {
  read_page(state, made_page(static_cast<std::size_t>(state.range(0)) << 10), kUrl);
}
BENCHMARK(BM_ReadMadePage)
    ->RangeMultiplier(2)
    ->Range(512, 12 << 10)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);

void BM_ParseMadePage(benchmark::State& state) {
  const std::string page = made_page(std::size_t{3} << 20);
  for (auto _ : state) benchmark::DoNotOptimize(touchstone::listing::HtmlPage::parse(page).root());
  state.SetBytesProcessed(static_cast<std::int64_t>(page.size()) * state.iterations());
}
BENCHMARK(BM_ParseMadePage)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (const char* file = std::getenv("TOUCHSTONE_PAGE"); file != nullptr) {
    const char* url = std::getenv("TOUCHSTONE_PAGE_URL");
    benchmark::RegisterBenchmark("BM_ReadOwnPage", [page = read_file(file),
                                                    url = std::string(url == nullptr ? "" : url)](
                                                       benchmark::State& state) {
      read_page(state, page, url);
    })->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
