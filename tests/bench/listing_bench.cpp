// How long a listing page takes, parsed and every fact taken, and how that grows with the page.
//
// The pages are those that `node tests/bench/table.ts pages FOLDER` makes; TOUCHSTONE_MADE_PAGES names the
// folder. TOUCHSTONE_PAGE and TOUCHSTONE_PAGE_URL measure a page of one's own.
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

/// Of `kilobytes`, as tests/bench/pages.ts has made it.
std::string made_page(std::int64_t kilobytes) {
  const char* folder = std::getenv("TOUCHSTONE_MADE_PAGES");
  return read_file(fs::path(folder == nullptr ? "" : folder) / (std::to_string(kilobytes) + ".html"));
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
  read_page(state, made_page(state.range(0)), kUrl);
}
BENCHMARK(BM_ReadMadePage)
    ->ArgsProduct({{512, 1024, 3072, 6144, 12288}})
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);

void BM_ParseMadePage(benchmark::State& state) {
  const std::string page = made_page(3072);
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
