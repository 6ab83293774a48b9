// Fuzzes the lexicon: texts put together from the pieces that hide names, raw bytes, and damaged sections.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/fold.h"

namespace {

using namespace touchstone;

/// Pieces that a walk takes liberties with; random bytes alone would hardly ever put two of them together.
constexpr std::array<std::string_view, 64> kPieces = {
    "gucci",  "G",     "u",    "c",    "c",     "i",      " ",       "*",       ".",          "-",   "_",
    "@",      "#",     "\n",   "🖤", "rolex", "Louis",  "Vuitton", "vuiton",  "LV",         "lv",  "birken",
    "stock",  "0",     "1",    "50",   "&",     "and",    "Dolce",   "Gabbana", "'s",         "es",  "dupe",
    "my",     "bag",   "古驰", "普",   "达",    "グッチ", "구찌",    "가방",    "Картье",     "ами", "و",
    "رولكس",  "रोलेक्स", "กุชชี่",  ",",    "://",   ".com",   "www.",    "uuuu",    "aaa",        "l",   "𝐂",
    "\u200B", "ĸ",     "лу",   "\x02", "\xFF",  "hidden", "1:1",     "👉",       "link in bio"};

const std::vector<std::byte>& section() {
  static const std::vector<std::byte> bytes = [] {
    const RuleFiles files = {
        {"goods.json",
         R"({"kinds":[{"id":"bag","words":{"en":["bag"],"ko":["가방"],"tr":["çanta"]}},{"id":"belt","in":"bag","words":{}}]})"},
        {"brands/a.json",
         R"({"id":"a","name":"A","goods":["bag"],"names":["Gucci","古驰","グッチ","구찌","กุชชี่","Birkenstock"],)"
         R"("aliases":[{"text":"GG","weak":true,"case":true}],"lines":[{"text":"Love bag","goods":"bag"}],)"
         R"("not":["gucci mane"],"sites":["gucci.com"],"handles":["gucci"]})"},
        {"brands/b.json",
         R"({"id":"b","name":"B","names":["Louis Vuitton","Rolex","رولكس","रोलेक्स","Картье","普拉达",)"
         R"({"text":"Pandora","person":true}],"aliases":["Vuitton","Dolce & Gabbana",{"text":"LV","weak":true,"case":true}]})"},
        {"words/w.txt", "my\ndupe\nstock\nlove\n"},
        {"brands.wide", "Anker\n"}};
    auto built = lexicon::build_section(files);
    if (!built) std::abort();
    return built.value();
  }();
  return bytes;
}

void require(bool holds) {
  if (!holds) std::abort();
}

void scan(const lexicon::Lexicon& lexicon, const text::Folded& folded, std::string_view original) {
  const lexicon::Scan scan = lexicon.scan(folded, original);
  std::uint32_t last_begin = 0;
  for (const lexicon::NameMatch& match : scan.names) {
    require(match.begin < match.end && match.end <= folded.text.size());
    require(match.begin >= last_begin);
    require(match.brand < lexicon.brand_count());
    require(match.goods == lexicon::kNoIndex || match.goods < lexicon.goods_count());
    require(match.confidence <= 100);
    last_begin = match.begin;
  }
  for (const lexicon::GoodsMatch& match : scan.goods) {
    require(match.begin < match.end && match.end <= folded.text.size() &&
            match.goods < lexicon.goods_count());
  }
}

void scan_text(const lexicon::Lexicon& lexicon, std::string_view original) {
  const text::Folded folded = text::fold(original);
  scan(lexicon, folded, original);
  const text::Folded unleeted = text::undo_leet(folded);
  if (!unleeted.text.empty()) scan(lexicon, unleeted, original);
  static_cast<void>(lexicon.brand_named(original));
  static_cast<void>(lexicon.is_known_brand(original));
  static_cast<void>(lexicon.brand_of_handle(original));
  static_cast<void>(lexicon.brand_of_host(original));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Longer texts say nothing new, and slow the search.
  if (size < 2 || size > 2048) return 0;
  const std::span<const std::uint8_t> rest(data + 1, size - 1);
  const auto good = lexicon::Lexicon::open(section());
  require(good.ok());
  switch (data[0] % 3) {
    case 0: {
      std::string text;
      for (const std::uint8_t byte : rest) text += kPieces[byte % kPieces.size()];
      scan_text(good.value(), text);
      break;
    }
    case 1:
      scan_text(good.value(), {reinterpret_cast<const char*>(rest.data()), rest.size()});
      break;
    default: {
      // Three bytes an overwriting: where (16 bits) and what. What still opens must be read within its
      // bounds.
      std::vector<std::byte> damaged = section();
      for (std::size_t i = 0; i + 2 < rest.size() && i < 24; i += 3) {
        damaged[(rest[i] | std::size_t{rest[i + 1]} << 8U) % damaged.size()] = std::byte{rest[i + 2]};
      }
      const auto opened = lexicon::Lexicon::open(damaged);
      if (!opened) break;
      const std::string text =
          "G*cci guuucci Luois Vuitton 普*达 #mygucci 구찌가방 birkensto hidden 1:1 👉 لرولكس bag";
      const text::Folded folded = text::fold(text);
      static_cast<void>(opened.value().scan(folded, text));
      static_cast<void>(opened.value().brand_named("Gucci"));
      break;
    }
  }
  return 0;
}
