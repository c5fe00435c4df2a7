#pragma once
// The same few parameters fitted to many units, each by its own data, with a normal prior that the units share and that
// is learned from them (empirical Bayes): one who tells little is believed to be like the others.
//
// First every unit's likelihood is climbed under a wide prior and its curvature taken there; then mean and spread of
// the prior are found from these parabolas by expectation and maximisation; then every unit is climbed again under it.

#include <cstdint>
#include <limits>

#include "fit/posterior.hpp"

namespace bowlby::fit {

struct NormalPrior {
  std::vector<double> mean, sd;  // the parameters are independent
};

// One unit: where its posterior is highest, and minus the second derivatives of its log likelihood there.
struct UnitFit {
  std::vector<double> mode;
  Matrix curvature;
};

// BOBYQA (Powell 2009) within the box from `start`, whose first steps are `steps` long. The mode is rounded to 1e-4.
[[nodiscard]] std::vector<double> climb(const LogDensity& likelihood, const NormalPrior&, const Box&, Values start,
                                        Values steps, int evaluations);

// Central differences over about one posterior standard deviation; negative curvature counts as none.
[[nodiscard]] Matrix curvature_at(const LogDensity& likelihood, const NormalPrior&, Values mode);

// Both from a likelihood that is noisy, as that of a particle filter: single values lie, many together do not. A
// parabola is laid through `points` of them by least squares, within `reach` of `centre` in each direction; mode and
// curvature are those of the parabola. Negative curvature counts as none.
[[nodiscard]] UnitFit smoothed(const LogDensity& likelihood, const NormalPrior&, const Box&, Values centre,
                               Values reach, std::size_t points);

// How far it is along each axis to where the posterior has fallen by a half, judged from one unit away; for a reach.
[[nodiscard]] std::vector<double> widths_at(const LogDensity& likelihood, const NormalPrior&, Values centre);

// Mean and spread of the population, from parabolas through fits under `first`. No spread is above `widest`.
[[nodiscard]] NormalPrior learn_prior(std::span<const UnitFit>, const NormalPrior& first,
                                      double widest = std::numeric_limits<double>::infinity());

// Where the posterior of a unit fitted under `first` would be highest under `prior`.
[[nodiscard]] std::vector<double> shrunk(const UnitFit&, const NormalPrior& first, const NormalPrior& prior);

// Posterior covariance of a unit under `prior`.
[[nodiscard]] Matrix posterior_covariance(const UnitFit&, const NormalPrior& prior);

}  // namespace bowlby::fit
