#pragma once
// The least value of a function that tells its slopes: first by SLSQP, then by Newton's steps with the slopes' own
// slopes, which are the curvature that errors come from.

#include <functional>
#include <limits>
#include <vector>

namespace bowlby::fit::waves {

inline constexpr double no_value = std::numeric_limits<double>::infinity();

// The value at x, infinite where there is none, and how it changes with each number where `change` is asked for.
using Slope = std::function<double(const std::vector<double>& x, std::vector<double>* change)>;

struct Climbed {
  std::vector<double> x;
  double value = 0;
  std::vector<double> curvature;   // of the free numbers, row by row
  std::vector<std::size_t> free;   // those that do not lie at their lower bound
  bool ended = false;              // at a place that is a bottom in all free directions
  std::vector<double> covariance;  // twice the curvature's inverse: of the free numbers, where the value is a deviance
};

// `low`: the least each number may be; empty: no bounds. `size`: of the value, as many rows as a deviance is made of.
[[nodiscard]] Climbed climb(const Slope&, std::vector<double> start, const std::vector<double>& low, double size);

}  // namespace bowlby::fit::waves
