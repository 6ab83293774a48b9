// How long a judgement takes, by part and as a whole, against peers in the same run.
//
// TOUCHSTONE_CASES names the JSON that tests/bench/table.ts wrote: kinds of captions, each a list of texts.
// One iteration is one caption, in turn, so that no cache is warmer than it would be. Parts and peers are
// measured on the first kind; peers look for names in the folded text, and find the plain spelling only,
// without word boundaries.
#include <benchmark/benchmark.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "pack/sections.h"
#include "text/fold.h"
#include "touchstone/inspector.h"

#ifdef TOUCHSTONE_HYPERSCAN
#include <hs/hs.h>
#endif

namespace {

using namespace touchstone;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (bytes.empty()) {
    std::fprintf(stderr, "%s is missing or empty.\n", path.c_str());
    std::exit(2);
  }
  return bytes;
}

const nlohmann::ordered_json& cases() {
  static const nlohmann::ordered_json all = [] {
    const char* file = std::getenv("TOUCHSTONE_CASES");
    if (file == nullptr) {
      std::fprintf(stderr, "TOUCHSTONE_CASES is not set; run scripts/bench.\n");
      std::exit(2);
    }
    return nlohmann::ordered_json::parse(read_file(file));
  }();
  return all;
}

const std::vector<std::string>& captions() {
  static const auto first = cases().front().get<std::vector<std::string>>();
  return first;
}

const std::vector<text::Folded>& folded_captions() {
  static const std::vector<text::Folded> all = [] {
    std::vector<text::Folded> folded;
    for (const std::string& caption : captions()) folded.push_back(text::fold(caption));
    return folded;
  }();
  return all;
}

const std::string& pack_bytes() {
  static const std::string bytes = read_file(TOUCHSTONE_PACK);
  return bytes;
}

std::span<const std::byte> as_pack(const std::string& bytes) {
  return std::as_bytes(std::span(bytes));
}

template <typename T>
T value_of(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(2);
  }
  return std::move(result.value());
}

const Inspector& inspector() {
  static const Inspector opened = value_of(Inspector::open(as_pack(pack_bytes())));
  return opened;
}

lexicon::Lexicon packed_lexicon() {
  static const pack::Sections sections = value_of(pack::Sections::open(as_pack(pack_bytes())));
  return value_of(lexicon::Lexicon::open(value_of(sections.find(pack::kLexiconSection))));
}

/// Names as brands have them, the same in every run.
std::vector<std::string> invented_names(std::size_t count) {
  std::uint64_t state = 12345;
  const auto random = [&](std::uint32_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state >> 33U) % below;
  };
  constexpr std::string_view kConsonants = "bcdfghjklmnprstvz";
  constexpr std::string_view kVowels = "aeiou";
  std::vector<std::string> names;
  while (names.size() < count) {
    std::string name;
    const std::uint32_t syllables = 3 + random(3);
    for (std::uint32_t i = 0; i < syllables; ++i) {
      name += kConsonants[random(17)];
      name += kVowels[random(5)];
      if (random(3) == 0) name += kConsonants[random(17)];
    }
    names.push_back(std::move(name));
  }
  return names;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void fold(benchmark::State& state) {
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string& caption = captions()[next++ % captions().size()];
    benchmark::DoNotOptimize(text::fold(caption));
    bytes += caption.size();
  }
  count_bytes(state, bytes);
}
BENCHMARK(fold);

void scan_captions(benchmark::State& state, const lexicon::Lexicon& lexicon) {
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::size_t i = next++ % captions().size();
    benchmark::DoNotOptimize(lexicon.scan(folded_captions()[i], captions()[i]));
    bytes += captions()[i].size();
  }
  count_bytes(state, bytes);
}

void scan(benchmark::State& state) {
  scan_captions(state, packed_lexicon());
}
BENCHMARK(scan);

/// A lexicon of nothing but invented names: what the number of names costs.
void scan_names(benchmark::State& state) {
  RuleFiles files;
  const std::vector<std::string> names = invented_names(static_cast<std::size_t>(state.range(0)));
  constexpr std::size_t kPerBrand = 20;
  for (std::size_t i = 0; i < names.size(); i += kPerBrand) {
    const std::string id = "brand-" + std::to_string(i);
    nlohmann::json brand = {{"id", id}, {"name", id}, {"names", nlohmann::json::array()}};
    for (std::size_t k = i; k < std::min(names.size(), i + kPerBrand); ++k)
      brand["names"].push_back(names[k]);
    files["brands/" + id + ".json"] = brand.dump();
  }
  files["words/common.txt"] = read_file(TOUCHSTONE_SOURCE_DIR "/shared/rules/words/common.txt");
  const std::vector<std::byte> section = value_of(lexicon::build_section(files));
  scan_captions(state, value_of(lexicon::Lexicon::open(section)));
}
BENCHMARK(scan_names)->Arg(1000)->Arg(10000)->Arg(100000);

void judge(benchmark::State& state, const std::vector<std::string>& texts) {
  std::vector<Request> requests;
  for (const std::string& text : texts) {
    Request request;
    request.promotion.text = text;
    requests.push_back(request);
    // What patterns are compiled once for is no part of a judgement.
    benchmark::DoNotOptimize(inspector().inspect(request));
  }
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const Request& request = requests[next++ % requests.size()];
    benchmark::DoNotOptimize(inspector().inspect(request));
    bytes += request.promotion.text.size();
  }
  count_bytes(state, bytes);
}

void open_pack(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Inspector::open(as_pack(pack_bytes())));
}
BENCHMARK(open_pack)->Unit(benchmark::kMillisecond);

// --- Peers ---

void re2_set(benchmark::State& state) {
  RE2::Options options;
  options.set_max_mem(std::int64_t{1} << 30);
  RE2::Set set(options, RE2::UNANCHORED);
  for (const std::string& name : invented_names(static_cast<std::size_t>(state.range(0))))
    set.Add(name, nullptr);
  set.Compile();
  std::size_t next = 0;
  std::vector<int> found;
  for (auto _ : state) {
    set.Match(folded_captions()[next++ % captions().size()].text, &found);
    benchmark::DoNotOptimize(found);
  }
}
BENCHMARK(re2_set)->Arg(1000)->Arg(10000);

#ifdef TOUCHSTONE_HYPERSCAN
void hyperscan(benchmark::State& state) {
  const std::vector<std::string> names = invented_names(static_cast<std::size_t>(state.range(0)));
  std::vector<const char*> patterns;
  std::vector<unsigned> flags(names.size(), 0);
  std::vector<unsigned> ids(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    patterns.push_back(names[i].c_str());
    ids[i] = static_cast<unsigned>(i);
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(patterns.data(), flags.data(), ids.data(), static_cast<unsigned>(names.size()),
                       HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS) {
    state.SkipWithError(error->message);
    hs_free_compile_error(error);
    return;
  }
  hs_scratch_t* scratch = nullptr;
  hs_alloc_scratch(database, &scratch);
  std::size_t next = 0;
  std::size_t hits = 0;
  for (auto _ : state) {
    const std::string& text = folded_captions()[next++ % captions().size()].text;
    hs_scan(
        database, text.data(), static_cast<unsigned>(text.size()), 0, scratch,
        [](unsigned, unsigned long long, unsigned long long, unsigned, void* count) {
          ++*static_cast<std::size_t*>(count);
          return 0;
        },
        &hits);
  }
  benchmark::DoNotOptimize(hits);
  hs_free_scratch(scratch);
  hs_free_database(database);
}
BENCHMARK(hyperscan)->Arg(1000)->Arg(10000);
#endif

}  // namespace

int main(int count, char** arguments) {
  for (const auto& [kind, texts] : cases().items()) {
    const auto list = texts.get<std::vector<std::string>>();
    benchmark::RegisterBenchmark(("judge/" + kind).c_str(), [list](benchmark::State& state) {
      judge(state, list);
    })->Unit(benchmark::kMicrosecond);
  }
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
