#pragma once
// Screening by elementary effects (Morris 1991; mu* of Campolongo, Cariboni & Saltelli 2007): walks through a grid of
// four levels that move one parameter at a time by two thirds of its range.

#include "fit/luck.hpp"
#include "fit/matrix.hpp"

namespace bowlby::fit {

struct MorrisPlan {
  Matrix points;                   // (dims + 1) rows per trajectory, in [-1, 1]
  std::vector<std::size_t> moved;  // row r > first: which parameter changed since row r - 1
  std::size_t dims = 0, trajectories = 0;
};

inline constexpr double morris_step = 2.0 / 3.0;  // of the range

[[nodiscard]] MorrisPlan morris_plan(std::size_t dims, std::size_t trajectories, const Luck&);

// Effect on one output of moving one parameter across its whole range, as the steps suggest.
struct Effect {
  double mu = 0;       // mean
  double mu_star = 0;  // mean of the sizes
  double sigma = 0;    // spread: curvature, interaction and noise
  std::size_t n = 0;   // steps with an output at both ends
};

// One per parameter. `output` has a value, or NaN, per row of the plan.
[[nodiscard]] std::vector<Effect> morris_effects(const MorrisPlan&, Values output);

// The mean size that the steps would have without any effect, if an output scatters by `noise` (sd) between two runs
// and the two ends of a step are independent. They are not quite (same seeds), so this is an upper bound.
[[nodiscard]] double morris_floor(double noise);

}  // namespace bowlby::fit
