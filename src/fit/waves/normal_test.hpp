#pragma once
// A weighted sum of a fit's numbers, tested by its standard error.

#include <cmath>
#include <numbers>
#include <vector>

#include "fit/couples/reml.hpp"
#include "fit/waves/paths.hpp"

namespace bowlby::fit::waves {

[[nodiscard]] inline Tested normal_test(const PathsFit& fit, const std::vector<double>& weights) {
  double value = 0, variance = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    value += weights[i] * fit.numbers[i];
    for (std::size_t j = 0; j < weights.size(); ++j) variance += weights[i] * weights[j] * fit.covariance(i, j);
  }
  const double error = std::sqrt(variance);
  return {value, error, 0, std::erfc(std::fabs(value / error) / std::numbers::sqrt2)};
}

}  // namespace bowlby::fit::waves
