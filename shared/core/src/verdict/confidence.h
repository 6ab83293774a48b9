// Confidence: how likely a careful person would rule as the table did, given the doubts.
//
// A logistic model of few weights, learned by scripts/learn_weights and kept in shared/rules/model.json. All
// of it is whole numbers, so that every machine comes to the same percent:
//
//   logit    = bias + row's weight + sum of weight · doubt,   in thousandths
//   percent  = 100 / (1 + e^(−logit / 1000)),                 rounded
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "touchstone/pack.h"
#include "verdict/doubts.h"
#include "verdict/ruling.h"

namespace touchstone::verdict {

inline constexpr std::size_t kRows = 13;

/// The weights, as the pack holds them; thousandths of a logit, `thresholds` percent.
struct Weights {
  std::int32_t bias = 0;
  std::array<std::int32_t, kRows> rows{};
  std::array<std::int32_t, kDoubts> doubts{};
  std::array<std::int32_t, 4> thresholds{};  ///< by Level
};

class Confidence {
 public:
  explicit Confidence(const Weights& weights) : weights_(weights) {}
  /// Errors: "invalid_pack".
  static Result<Confidence> open(std::span<const std::byte> section);

  /// How likely the ruling is right, 1 to 99 percent.
  [[nodiscard]] int percent(const Ruling& ruling, const Doubts& doubts) const;

  /// The level that stands: where a ruling of caution or warn is less sure than its threshold, it falls to
  /// the next lower of warn, caution and clear, because a wrong alert costs more than a missed one.
  [[nodiscard]] Level settle(Level ruled, int percent) const;

  /// The weights that applied, the row's first.
  [[nodiscard]] std::vector<Factor> factors(const Ruling& ruling, const Doubts& doubts) const;

 private:
  Weights weights_;
};

/// The contract's score: the level's quarter, and within it the confidence, or for clear the lack of it.
double score_of(Level level, int percent);

/// 100 / (1 + e^(−logit / 1000)), rounded, within 1 and 99.
int percent_of(std::int64_t logit);

/// Compiles "model.json" into the section. Errors: "invalid_rule".
Result<std::vector<std::byte>> build_model_section(const RuleFiles& files);

}  // namespace touchstone::verdict
