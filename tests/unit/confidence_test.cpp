// How sure a ruling is: the doubts that are seen, the weights that are applied, and what they do to level and
// score.
#include "verdict/confidence.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "rooms_fixture.h"
#include "touchstone/json.h"
#include "verdict/judge.h"

using namespace touchstone;
using verdict::Confidence;
using verdict::Weights;

namespace {

Request request_of(const std::string& json) {
  Result<Request> request = parse_request(json);
  REQUIRE(request.ok());
  return request.value();
}

/// A post that links to a listing of no known brand.
Request post(const std::string& text, const std::string& title, const std::string& brand = "QVXZ") {
  Request request;
  request.id = "p";
  request.explain = true;
  request.promotion.text = text;
  request.promotion.links = {"https://www.amazon.com/dp/B0VX00001X"};
  request.listing.emplace();
  request.listing->url = request.promotion.links.front();
  request.listing->title = title;
  request.listing->brand = brand;
  return request;
}

/// Percent of a doubt in the explanation; 0 where it does not stand there.
int doubt(const Request& request, std::string_view name) {
  const Response response = test::inspector().inspect(request);
  REQUIRE(response.explained.has_value());
  for (const Factor& factor : response.explained->factors) {
    if (factor.name == name) return factor.value;
  }
  return 0;
}

std::string refusal(const std::string& model) {
  const auto built = verdict::build_model_section({{"model.json", model}});
  return built.ok() ? "" : built.error().message;
}

std::string model_file(int bias, int doubts, int threshold) {
  std::string rows;
  std::string names;
  for (int row = 1; row <= 13; ++row) {
    rows += (row > 1 ? ",\"row_" : "\"row_") + std::to_string(row) + "\":0";
  }
  for (const std::string_view name : verdict::kDoubtNames) {
    names += (names.empty() ? "\"" : ",\"") + std::string(name) + "\":" + std::to_string(doubts);
  }
  return "{\"bias\":" + std::to_string(bias) + ",\"rows\":{" + rows + "},\"doubts\":{" + names +
         "},\"thresholds\":{\"caution\":" + std::to_string(threshold) +
         ",\"warn\":" + std::to_string(threshold) + "}}";
}

}  // namespace

TEST_CASE("the percent of a logit is the logistic function's, in whole numbers") {
  int before = 1;
  for (std::int64_t logit = -9000; logit <= 9000; ++logit) {
    const int percent = verdict::percent_of(logit);
    const double exact = 100 / (1 + std::exp(-static_cast<double>(logit) / 1000));
    CHECK(percent >= before);
    CHECK(std::abs(exact - percent) < (percent == 1 || percent == 99 ? 1.01 : 0.52));
    before = percent;
  }
  CHECK(verdict::percent_of(0) == 50);
  CHECK(verdict::percent_of(-1000000000000) == 1);
  CHECK(verdict::percent_of(1000000000000) == 99);
}

TEST_CASE(
    "the score stays in its level's quarter and grows with the confidence, for clear with the lack of it") {
  for (const Level level : {Level::kClear, Level::kCheck, Level::kCaution, Level::kWarn}) {
    const double floor = 0.25 * static_cast<double>(level);
    for (int percent = 1; percent <= 99; ++percent) {
      const double score = verdict::score_of(level, percent);
      CHECK(score >= floor);
      CHECK(score < floor + 0.25);
      if (percent == 1) continue;
      const bool grows = score > verdict::score_of(level, percent - 1);
      CHECK(grows == (level != Level::kClear));
    }
  }
}

TEST_CASE("an alert that is less sure than its threshold falls, and nothing else does") {
  Weights weights;
  weights.thresholds = {0, 0, 60, 80};
  const Confidence confidence(weights);
  CHECK(confidence.settle(Level::kWarn, 80) == Level::kWarn);
  CHECK(confidence.settle(Level::kWarn, 79) == Level::kCaution);
  CHECK(confidence.settle(Level::kCaution, 60) == Level::kCaution);
  CHECK(confidence.settle(Level::kCaution, 59) == Level::kClear);
  CHECK(confidence.settle(Level::kCheck, 1) == Level::kCheck);
  CHECK(confidence.settle(Level::kClear, 1) == Level::kClear);
}

TEST_CASE("a fallen verdict says what the table ruled") {
  const Request claim = post("The Cartier Love bracelet, linked", "Titanium Steel Screw Bracelet");
  Weights weights;
  weights.bias = 400;
  weights.thresholds = {0, 0, 50, 70};
  const Response fallen = verdict::judge(test::rooms(), Confidence(weights), claim);
  CHECK(fallen.level == Level::kCaution);
  CHECK(fallen.row == 1);
  REQUIRE(fallen.explained.has_value());
  CHECK(fallen.explained->ruled == Level::kWarn);
  CHECK(fallen.explained->percent == 60);
  CHECK(fallen.score >= 0.5);
  CHECK(fallen.score < 0.75);

  weights.bias = 2000;
  const Response sure = verdict::judge(test::rooms(), Confidence(weights), claim);
  CHECK(sure.level == Level::kWarn);
}

TEST_CASE("a plain claim leaves fewer doubts than an uncertain one") {
  const std::string bracelet = "Titanium Steel Screw Bracelet";
  const Request plain = post("My Cartier Love bracelet, linked", bracelet);
  for (const char* name : {"name_ordinary", "name_hidden", "name_only_in_tag", "goods_apart", "goods_unsaid",
                           "several_brands", "brand_field_empty", "other_brand"}) {
    CHECK_MESSAGE(doubt(plain, name) == 0, name);
  }
  CHECK(doubt(post("My C*rtier bracelet, linked", bracelet), "name_unsure") > 0);
  CHECK(doubt(post("My C4rtier bracelet, linked", bracelet), "name_hidden") == 100);
  CHECK(doubt(post("This bracelet, linked #cartier", bracelet), "name_only_in_tag") == 100);
  CHECK(doubt(post("My Cartier Love bracelet, linked", "Men's Cotton Suit Trousers"), "goods_apart") == 100);
  CHECK(doubt(post("My Cartier, linked", bracelet), "goods_unsaid") == 100);
  CHECK(doubt(post("My Cartier Love bracelet, linked", bracelet, ""), "brand_field_empty") == 100);
  CHECK(doubt(post("My Cartier Love bracelet, linked", bracelet, "Pandora"), "other_brand") == 100);
  CHECK(doubt(post("My Cartier Love bracelet, linked", bracelet), "no_residue") == 100);
  CHECK(doubt(post("My Cartier Love bracelet, linked", "Bracelet in the style of Cartier"), "no_residue") ==
        0);
}

TEST_CASE("lures leave doubts by how many and whose words they are") {
  const std::string title = "Classic Crossbody Bag";
  CHECK(doubt(post("Gucci bag, hidden link below", title), "one_lure") == 100);
  CHECK(doubt(post("Gucci bag, hidden link below, ignore the listing photo", title), "one_lure") == 0);
  CHECK(doubt(post("Gucci bag, 1:1 mirror quality, linked", title), "only_grade") == 100);
  CHECK(doubt(post("Gucci bag, hidden link below", title), "only_grade") == 0);
  CHECK(doubt(post("Gucci bag, hidden link below", title), "no_lure") == 0);
  CHECK(doubt(post("Gucci bag, link below", title), "no_lure") == 100);
}

TEST_CASE("nothing is explained unless it is asked for") {
  Request request = post("My Cartier Love bracelet, linked", "Titanium Steel Bracelet");
  request.explain = false;
  const Response response = test::inspector().inspect(request);
  CHECK_FALSE(response.explained.has_value());
  CHECK(to_json(response).find("explained") == std::string::npos);

  const Request asked = request_of(R"({"id":"a","explain":true,"promotion":{"kind":"post","text":"hello"}})");
  CHECK(asked.explain);
  const std::string json = to_json(test::inspector().inspect(asked));
  CHECK(json.find(R"("explained":{"ruled":"clear","percent":)") != std::string::npos);
  CHECK(json.find(R"({"name":"row_13","value":100,"weight":)") != std::string::npos);
  CHECK_FALSE(request_of(R"({"id":"a","explain":false,"promotion":{"kind":"post","text":"hello"}})").explain);
  const auto wrong = parse_request(R"({"id":true,"promotion":{"kind":"post","text":"hello"}})");
  CHECK_FALSE(wrong.ok());
}

TEST_CASE("a model that cannot be meant is refused with what is wrong") {
  CHECK(refusal(model_file(3000, -100, 50)).empty());
  CHECK(refusal("[]") == "model.json is not one JSON object.");
  CHECK(refusal("{}") == "model.json: \"bias\" must be there and a whole number.");
  CHECK(refusal(model_file(3000, 100, 50)).find("doubts' weights may not be above 0") != std::string::npos);
  CHECK(refusal(model_file(30000, -100, 50)).find("within 20000") != std::string::npos);
  CHECK(refusal(model_file(3000, -100, 101)).find("thresholds are percent") != std::string::npos);
  CHECK(verdict::build_model_section({}).error().message.find("model.json is missing") != std::string::npos);
}

TEST_CASE("a damaged model section is refused") {
  const auto built = verdict::build_model_section({{"model.json", model_file(3000, -100, 50)}});
  REQUIRE(built.ok());
  CHECK(Confidence::open(built.value()).ok());
  std::vector<std::byte> cut = built.value();
  cut.pop_back();
  CHECK_FALSE(Confidence::open(cut).ok());
  std::vector<std::byte> wild = built.value();
  wild[3] = std::byte{0x7F};
  CHECK_FALSE(Confidence::open(wild).ok());
}
