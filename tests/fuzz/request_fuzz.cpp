// Fuzzes requests from JSON to verdict: lines of any bytes end in a verdict or an error, and requests put
// together from what the judgement looks for are read back as they were written and judged with every span in
// its field.
#include <fuzzer/FuzzedDataProvider.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "text/fold.h"
#include "touchstone/inspector.h"
#include "touchstone/json.h"

namespace {

using touchstone::Inspector;
using touchstone::Request;
using touchstone::Response;

void require(bool holds) {
  if (!holds) std::abort();
}

const Inspector& inspector() {
  static const Inspector opened = [] {
    std::ifstream stream(TOUCHSTONE_PACK, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    auto result = Inspector::open(std::span(first, text.size()));
    require(result.ok());
    return std::move(result).value();
  }();
  return opened;
}

constexpr std::array<std::string_view, 44> kParts = {"Cartier",
                                                     "C@rt1er",
                                                     "Love bracelet",
                                                     "LV",
                                                     "卡地亚",
                                                     "Ｇｕｃｃｉ",
                                                     "𝓡𝓸𝓵𝓮𝔁",
                                                     "N i k e",
                                                     "#cartierdupe",
                                                     "@nike",
                                                     "Картье",
                                                     "Roleх",
                                                     "g✨u✨c✨c✨i",
                                                     "D*or",
                                                     "caartier",
                                                     "hidden link",
                                                     "hidden l!nk in bio",
                                                     "order this, get this",
                                                     "1:1",
                                                     "AAA",
                                                     "mirror quality",
                                                     "DM for link",
                                                     "高仿",
                                                     "strap for my",
                                                     "dupe of",
                                                     "not",
                                                     "is this real?",
                                                     "\"",
                                                     "guess what",
                                                     "bracelet",
                                                     "men's suit",
                                                     "https://amzn.to/3xyz",
                                                     "www.amazon.com/dp/B08XYZ1234",
                                                     "https://l.instagram.com/?u=https%3A%2F%2Fbit.ly%2Fa",
                                                     "wa.me/1",
                                                     "\xE2\x80\x8D",
                                                     "\xCC\x81",
                                                     "\xF0\x9F\x87\xAC\xF0\x9F\x87\xA7",
                                                     "\n",
                                                     "ﷺ",
                                                     "한국",
                                                     "İ",
                                                     "\xFF",
                                                     "\xF0\x9F"};

std::string text_of(FuzzedDataProvider& data, std::size_t most) {
  std::string text;
  const auto count = data.ConsumeIntegralInRange<std::size_t>(0, most);
  for (std::size_t i = 0; i < count; ++i) {
    const auto pick = data.ConsumeIntegral<std::uint8_t>();
    text += pick < 200 ? std::string(kParts[pick % kParts.size()]) : data.ConsumeRandomLengthString(12);
    if (pick % 3 != 0) text += ' ';
  }
  return text;
}

std::vector<std::string> texts_of(FuzzedDataProvider& data) {
  std::vector<std::string> texts;
  for (auto count = data.ConsumeIntegralInRange<int>(0, 3); count > 0; --count) {
    texts.push_back(text_of(data, 4));
  }
  return texts;
}

Request request_of(FuzzedDataProvider& data) {
  Request request;
  request.id = "r" + text_of(data, 1);
  request.explain = data.ConsumeBool();
  touchstone::Promotion& promotion = request.promotion;
  promotion.kind = static_cast<touchstone::PromotionKind>(data.ConsumeIntegralInRange<int>(0, 6));
  promotion.author = text_of(data, 1);
  promotion.text = text_of(data, 16);
  promotion.alt_text = texts_of(data);
  promotion.links = texts_of(data);
  if (data.ConsumeBool()) promotion.sponsor = text_of(data, 1);
  for (auto count = data.ConsumeIntegralInRange<int>(0, 3); count > 0; --count) {
    promotion.context.push_back({text_of(data, 1), text_of(data, 6), texts_of(data)});
  }
  if (data.ConsumeBool()) {
    request.listing.emplace();
    request.listing->url = text_of(data, 1);
    request.listing->title = text_of(data, 8);
    request.listing->brand = text_of(data, 1);
    request.listing->seller = text_of(data, 1);
    request.listing->categories = texts_of(data);
  }
  return request;
}

const std::string* field_of(const Request& request, std::string_view field) {
  if (field == "text") return &request.promotion.text;
  const std::size_t bracket = field.find('[');
  require(bracket != std::string_view::npos);
  const auto index = static_cast<std::size_t>(std::atoi(field.data() + bracket + 1));
  if (field.starts_with("alt_text")) return &request.promotion.alt_text.at(index);
  require(field.starts_with("context"));
  return &request.promotion.context.at(index).text;
}

void check_span(const Request& request, const touchstone::Span& span) {
  const std::string* const text = field_of(request, span.field);
  require(span.start < span.end && span.end <= touchstone::text::utf16_length(*text));
}

void check_verdict(const Request& request) {
  const Response response = inspector().inspect(request);
  const double floor = 0.25 * static_cast<double>(response.level);
  require(response.score >= floor && response.score < floor + 0.25);
  require(response.row >= 1 && response.row <= 13);
  require(!response.reasons.empty() || response.row == 5 || response.row == 6);
  require(response.explained.has_value() == request.explain);
  for (const touchstone::Claim& claim : response.claims) {
    check_span(request, claim.span);
    require(claim.matched == touchstone::text::utf16_slice(*field_of(request, claim.span.field),
                                                           claim.span.start, claim.span.end));
  }
  for (const touchstone::Cue& cue : response.cues) check_span(request, cue.span);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  FuzzedDataProvider data(bytes, size);
  if (data.ConsumeIntegralInRange<int>(0, 3) == 0) {
    const std::string lines = data.ConsumeRemainingBytesAsString();
    const touchstone::InspectedLines out = touchstone::inspect_lines(inspector(), lines);
    require(out.bad_lines <= out.lines);
    return 0;
  }
  const Request request = request_of(data);
  check_verdict(request);
  const std::string written = touchstone::to_json(request);
  const auto read = touchstone::parse_request(written);
  require(read.ok());
  require(touchstone::to_json(read.value()) == written);
  return 0;
}
