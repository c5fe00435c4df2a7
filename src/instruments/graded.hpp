// Graded responses: from the answers to items on ordered points to the person behind them.
//
//   P(answer > k) = sigma(a (theta - b_k)), b_1 < b_2 < ...
//   EAP: mean and deviation of the posterior, prior N(0, 1), grid -6..6 by .1
//
// Tests  unit/instruments/ecr_test, unit/scoring/scores_test
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace bowlby {

struct GradedItem {
  double a = 1;           // discrimination, logistic, D = 1
  std::vector<double> b;  // thresholds: one less than there are points
};
struct GradedEstimate {
  double theta = 0, deviation = 1;  // mean and deviation of the posterior; the prior's where nothing was answered
};

class GradedScale {
 public:
  explicit GradedScale(std::span<const GradedItem> items) noexcept;
  // Keyed answers in the order of the items, from 1; 0: none.
  GradedEstimate estimate(std::span<const std::uint8_t> keyed) const noexcept;

 private:
  static constexpr std::size_t points = 121;
  using Grid = std::array<double, points>;
  Grid theta_{}, log_prior_{};
  std::vector<std::vector<Grid>> log_likelihood_;  // by item and answer
};

}  // namespace bowlby
