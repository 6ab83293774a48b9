// Reads the model's weights, and applies them.
#include "verdict/confidence.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "pack/records.h"

namespace touchstone::verdict {
namespace {

using nlohmann::json;

// The logit from which on the percent is 2, 3, … 99: 1000 · ln((p − ½) / (100½ − p)).
constexpr std::array<std::int32_t, 98> kPercentFrom = {
    -4185, -3664, -3317, -3055, -2844, -2666, -2512, -2376, -2254, -2143, -2041, -1946, -1857, -1774,
    -1696, -1621, -1551, -1483, -1418, -1355, -1295, -1237, -1180, -1125, -1072, -1020, -969,  -920,
    -871,  -824,  -777,  -731,  -686,  -641,  -597,  -554,  -511,  -468,  -426,  -385,  -343,  -302,
    -261,  -221,  -180,  -140,  -100,  -60,   -20,   20,    60,    100,   140,   180,   221,   261,
    302,   343,   385,   426,   468,   511,   554,   597,   641,   686,   731,   777,   824,   871,
    920,   969,   1020,  1072,  1125,  1180,  1237,  1295,  1355,  1418,  1483,  1551,  1621,  1696,
    1774,  1857,  1946,  2041,  2143,  2254,  2376,  2512,  2666,  2844,  3055,  3317,  3664,  4185};

constexpr std::string_view kFile = "model.json";
constexpr std::array<std::string_view, 4> kLevelNames = {"clear", "check", "caution", "warn"};
constexpr std::int32_t kMostWeight = 20000;

std::size_t row_index(const Ruling& ruling) {
  return static_cast<std::size_t>(std::clamp(ruling.row, 1, static_cast<int>(kRows)) - 1);
}

std::string row_name(std::size_t index) {
  return "row_" + std::to_string(index + 1);
}

bool within(std::int32_t value, std::int32_t low, std::int32_t high) {
  return value >= low && value <= high;
}

bool plausible(const Weights& weights) {
  const auto is_weight = [](std::int32_t weight) { return within(weight, -kMostWeight, kMostWeight); };
  return is_weight(weights.bias) && std::all_of(weights.rows.begin(), weights.rows.end(), is_weight) &&
         std::all_of(weights.doubts.begin(), weights.doubts.end(),
                     [](std::int32_t weight) { return within(weight, -kMostWeight, 0); }) &&
         std::all_of(weights.thresholds.begin(), weights.thresholds.end(),
                     [](std::int32_t percent) { return within(percent, 0, 100); });
}

// The whole number at `table[name]`; the name of what is wrong otherwise.
Result<std::int32_t> number_at(const json& table, std::string_view name) {
  const auto found = table.find(name);
  if (found == table.end() || !found->is_number_integer()) {
    return Error{"invalid_rule",
                 std::string(kFile) + ": \"" + std::string(name) + "\" must be there and a whole number."};
  }
  return found->get<std::int32_t>();
}

}  // namespace

Result<Confidence> Confidence::open(std::span<const std::byte> section) {
  const auto weights = pack::view<Weights>(section, {0, 1});
  if (weights.empty() || section.size() != sizeof(Weights) || !plausible(weights.front())) {
    return Error{"invalid_pack", "The rule pack's model cannot be read; build the pack again."};
  }
  return Confidence(weights.front());
}

int percent_of(std::int64_t logit) {
  const auto* const found = std::upper_bound(kPercentFrom.begin(), kPercentFrom.end(), logit);
  return 1 + static_cast<int>(found - kPercentFrom.begin());
}

int Confidence::percent(const Ruling& ruling, const Doubts& doubts) const {
  std::int64_t logit = std::int64_t{weights_.bias} + weights_.rows[row_index(ruling)];
  for (std::size_t i = 0; i < kDoubts; ++i) logit += std::int64_t{weights_.doubts[i]} * doubts[i] / 100;
  return percent_of(logit);
}

Level Confidence::settle(Level ruled, int percent) const {
  if (ruled != Level::kWarn && ruled != Level::kCaution) return ruled;
  if (percent >= weights_.thresholds[static_cast<std::size_t>(ruled)]) return ruled;
  return ruled == Level::kWarn ? Level::kCaution : Level::kClear;
}

std::vector<Factor> Confidence::factors(const Ruling& ruling, const Doubts& doubts) const {
  const std::size_t row = row_index(ruling);
  std::vector<Factor> factors{{row_name(row), 100, weights_.bias + weights_.rows[row]}};
  for (std::size_t i = 0; i < kDoubts; ++i) {
    if (doubts[i] != 0) factors.push_back({std::string(kDoubtNames[i]), doubts[i], weights_.doubts[i]});
  }
  return factors;
}

double score_of(Level level, int percent) {
  const int place = level == Level::kClear ? 100 - percent : percent;
  return 0.25 * static_cast<double>(level) + 0.0024 * place;
}

Result<std::vector<std::byte>> build_model_section(const RuleFiles& files) {
  const auto file = files.find(std::string(kFile));
  if (file == files.end()) {
    return Error{"invalid_rule", "model.json is missing; scripts/learn_weights writes it."};
  }
  const json model = json::parse(file->second, nullptr, false);
  if (!model.is_object()) return Error{"invalid_rule", "model.json is not one JSON object."};
  const auto table = [&model](std::string_view name) {
    const auto found = model.find(name);
    return found != model.end() && found->is_object() ? *found : json::object();
  };
  const json rows = table("rows");
  const json doubts = table("doubts");
  const json thresholds = table("thresholds");
  Weights weights;
  const auto take = [](const json& from, std::string_view name, std::int32_t& into) -> Result<bool> {
    const Result<std::int32_t> number = number_at(from, name);
    if (!number) return number.error();
    into = number.value();
    return true;
  };
  if (const auto taken = take(model, "bias", weights.bias); !taken) return taken.error();
  for (std::size_t i = 0; i < kRows; ++i) {
    if (const auto taken = take(rows, row_name(i), weights.rows[i]); !taken) return taken.error();
  }
  for (std::size_t i = 0; i < kDoubts; ++i) {
    if (const auto taken = take(doubts, kDoubtNames[i], weights.doubts[i]); !taken) return taken.error();
  }
  for (const Level level : {Level::kCaution, Level::kWarn}) {
    const auto i = static_cast<std::size_t>(level);
    if (const auto taken = take(thresholds, kLevelNames[i], weights.thresholds[i]); !taken) {
      return taken.error();
    }
  }
  if (!plausible(weights)) {
    return Error{"invalid_rule",
                 "model.json: weights must lie within 20000, doubts' weights may not be above "
                 "0, and thresholds are percent."};
  }
  pack::ByteWriter writer;
  writer.append(weights);
  return std::move(writer).take();
}

}  // namespace touchstone::verdict
