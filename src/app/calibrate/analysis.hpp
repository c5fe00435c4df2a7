// What the runs of a calibration say: influence, sensitivity, what can be told, the posterior. Numbers in, numbers out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/calibrate/plan.hpp"
#include "fit/fisher.hpp"
#include "fit/morris.hpp"
#include "fit/posterior.hpp"
#include "fit/recovery.hpp"
#include "fit/sobol_indices.hpp"

namespace bowlby {

using Emulators = std::vector<std::optional<fit::Emulator>>;  // one per aim

// Sd of every aim between runs that differ in luck alone; NaN where it cannot be told.
std::vector<double> noise_of(const fit::Matrix& runs);

// Mean of every aim over runs; NaN where there is none.
std::vector<double> means_of(const fit::Matrix& runs);

// The screening: an effect per aim and free parameter, and the size that chance alone would show.
struct Screening {
  std::vector<std::vector<fit::Effect>> effects;  // aim, parameter
  std::vector<double> floor;                      // per aim
  std::vector<double> spread;                     // per aim: sd over the screening runs
};
Screening screen(const CalibrationPlan&, const fit::MorrisPlan&, const fit::Matrix& outputs,
                 const std::vector<double>& screen_noise);

// Places of the parameters worth fitting, best first, with their influence on the targets in units of what the targets
// allow. A parameter counts for what it moves, the more the farther the first guess (`guess`, a number per aim) is off
// there, and for what of that the ones chosen before it cannot move.
struct Chosen {
  std::vector<std::size_t> places;
  std::vector<double> influence;
};
Chosen choose(const CalibrationPlan&, const Screening&, const std::vector<double>& screen_noise,
              const std::vector<double>& guess, std::size_t most);

// What the targets can tell of all free parameters at once, from the mean effects of the screening.
fit::Fisher screening_fisher(const CalibrationPlan&, const Screening&, const std::vector<double>& screen_noise);

// Covariance with which targets are held against what emulators predict: each target's own tolerance; and, shared as
// the emulators' misses of runs left out are, their misfit beyond chance and what chance is left in their mean. A
// weight w counts like a difference made smaller by sqrt(w). Infinite variance: no say.
fit::Matrix covariance(const CalibrationPlan&, const Emulators&, const std::vector<double>& noise);

std::vector<double> published(const CalibrationPlan&);

// The posterior over the axes given, between `low` and `high` of their [-1, 1].
struct Fit {
  Emulators emulators;                // in coordinates of the box
  fit::Box box;                       // within [-1, 1] of the axes
  fit::Chains chains;                 // draws in coordinates of the box
  fit::Fisher fisher;                 // at the median, in units of the whole prior
  std::vector<double> start, median;  // in coordinates of the axes

  // Draws in coordinates of the axes.
  [[nodiscard]] fit::Matrix draws() const;
};
Fit fit_posterior(const CalibrationPlan&, Emulators, fit::Box, const std::vector<double>& noise, const fit::Luck&,
                  std::uint32_t address);

// Where the draws have their bulk: the middle 99 %, a quarter wider, at least a fifth of the range.
fit::Box bulk_of(const fit::Matrix& draws);

// The parameters that matter most for an outcome, most first.
struct OutcomeRow {
  std::string parameter;
  double influence = 0, floor = 0;  // mean over the outcome's targets of mu* in sds of the screening runs
  int direction = 0;                // of the effect on the first target
  std::optional<double> total;      // mean total index, if the parameter was fitted
};
std::vector<OutcomeRow> rank_outcome(const CalibrationPlan&, const CalibrationOutcome&, const Screening&,
                                     const std::vector<std::size_t>& fitted, const std::vector<fit::Indices>&,
                                     std::size_t most);

}  // namespace bowlby
