#pragma once
// A fit to one sample. Each run of the model is a sample as large, and as incomplete, as the real one; so what the
// emulators miss of a run left out holds the luck of such a sample, too, and is the error of the real one.
//
// Before an estimate counts, the same fit is made of runs whose parameters are known, each by emulators that have not
// seen it. A parameter that does not come back there is refused.

#include <limits>

#include "fit/gates.hpp"

namespace bowlby::fit {

enum class StatUse { used, says_nothing, constant, unmeasured, out_of_reach, crowded_out };

// One statistic of the sample.
struct StatFit {
  StatUse use = StatUse::used;
  // NaN where nothing was predicted: no emulator, or no estimate.
  double explained = std::numeric_limits<double>::quiet_NaN();  // share of its variance over the runs, run left out
  double predicted = std::numeric_limits<double>::quiet_NaN();  // at the median
  double off = std::numeric_limits<double>::quiet_NaN();        // the sample's value less that, in standard errors
};

// In the coordinates of the axis: -1 to 1.
struct ParameterFit {
  double median = 0, low = 0, high = 0;                               // 95 %, stretched as the gates ask
  double correlation = 0, correlation_low = 0, correlation_high = 0;  // Spearman, truth and median; 95 %
  double coverage = 0;  // of the 95 % intervals, before they were stretched
  double stretch = 1;   // at least 1
  double even = 1;      // p of the ranks
  double rhat = 1;
  double share = 0;  // of the prior that the interval takes
  Refused refused = Refused::no;
};

struct SampleSettings {
  double asked = .8;             // correlation of truth and estimate
  double least_explained = .05;  // of a statistic that has a say
  std::size_t runs_per_stat = 4;
  std::size_t gates = 200;  // runs taken for the sample, at most
};

struct SampleFit {
  std::vector<StatFit> stats;
  std::size_t used = 0;
  Recovery gates;
  std::vector<ParameterFit> parameters;
  Matrix correlation;  // of the draws
  bool stopped = false;
};

// x: runs x parameters in [-1, 1]; y: runs x statistics, NaN where a run had none; observed: the sample's.
[[nodiscard]] SampleFit fit_sample(const Matrix& x, const Matrix& y, Values observed, const SampleSettings&,
                                   const Luck&, const std::function<bool(std::size_t done, std::size_t of)>& go_on);

}  // namespace bowlby::fit
