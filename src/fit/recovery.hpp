#pragma once
// Does the method find what is there? Runs whose parameters are known stand in for the published numbers, one after the
// other, each predicted by emulators that have not seen it. If the posterior is calibrated, the true value's rank among
// the draws is uniform (Talts et al. 2018); if the data tell about a parameter, its posterior median follows the truth.

#include "fit/posterior.hpp"

namespace bowlby::fit {

struct RecoverySettings {
  std::size_t folds = 5, most = 200;                     // runs used as data, at most
  std::size_t burn_in = 1500, steps = 5000, draws = 99;  // ranks 0..draws
  std::optional<double> degrees = {};                    // of the likelihood: see SyntheticLikelihood
};

struct Recovery {
  std::size_t data_sets = 0, draws = 0;
  Matrix truth, median;  // data sets x parameters
  Matrix low, high;      // the middle 95 % of the draws
  Matrix ranks;
  std::vector<double> correlation;                                           // Spearman, of posterior median with truth
  std::vector<double> uniform;                                               // p of the ranks in ten bins, chi-square
  [[nodiscard]] std::vector<std::size_t> bins(std::size_t parameter) const;  // ten counts
  [[nodiscard]] double coverage(std::size_t parameter) const;  // share of the intervals with the truth in it
  // How many times as far from the median an interval would have to reach to hold the truth in 95 %.
  [[nodiscard]] double stretch(std::size_t parameter) const;
};

// What is known of an output from runs other than those of `x`; the emulators then learn only what is left of it.
using Base = std::span<const std::optional<Emulator>>;

// One emulator per output, on top of `base` where that has one.
[[nodiscard]] std::vector<std::optional<Emulator>> fit_emulators(const Matrix& x, const Matrix& y, Base base = {});

// x: runs x parameters, drawn evenly from [-1, 1]; y: runs x outputs. Their covariance is that of what the emulators
// miss of runs left out.
[[nodiscard]] Recovery recover(const Matrix& x, const Matrix& y, Base base, const RecoverySettings&, const Luck&,
                               const std::function<bool(std::size_t done, std::size_t of)>& go_on);

// Spearman's rank correlation; ties share their mean rank.
[[nodiscard]] double rank_correlation(Values, Values);

// p of a count per bin being even chances.
[[nodiscard]] double even_chances(std::span<const std::size_t> bins);

}  // namespace bowlby::fit
