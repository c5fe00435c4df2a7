#pragma once
// From published numbers to a posterior: a likelihood of what the emulators predict, uniform priors in a box, and
// several chains that must agree. Their proposals alternate between adaptive Metropolis (Haario, Saksman & Tamminen
// 2001) and differences of places the chain has been to (ter Braak & Vrugt 2008), which follow ridges and jump between
// hills.

#include <functional>
#include <optional>

#include "fit/covariance.hpp"
#include "fit/luck.hpp"

namespace bowlby::fit {

using LogDensity = std::function<double(Values)>;

// What the emulators predict, held against observed numbers, with the covariance of the difference between the two.
// Outputs without an emulator, without a number (NaN) or with an infinite variance have no say. Differences are normal,
// or, with `degrees`, Student's t: a number that the model cannot meet then pulls no harder the farther off it is.
class SyntheticLikelihood {
 public:
  SyntheticLikelihood(std::span<const std::optional<Emulator>>, Values observed, const Matrix& covariance,
                      std::optional<double> degrees = {});
  [[nodiscard]] double operator()(Values x) const;  // log, without the constant

 private:
  std::size_t dims_ = 0;
  Matrix beta_;                   // combinations of the outputs whose differences are independent with variance 1
  std::vector<double> observed_;  // in the same combinations
  std::optional<double> degrees_;
};

struct Box {
  std::vector<double> low, high;
  [[nodiscard]] bool holds(Values x) const;
};
[[nodiscard]] Box whole_box(std::size_t dims);

// The highest point: DIRECT-L over the whole box (Gablonsky & Kelley 2001), then BOBYQA (Powell 2009) from there, both
// without random numbers. Rounded to 1e-3, so that no last bit of a library decides where a chain begins.
[[nodiscard]] std::vector<double> highest(const LogDensity&, const Box&, int evaluations);

struct ChainSettings {
  std::size_t chains = 4, burn_in = 5000, steps = 20000, kept = 1000;  // kept: per chain, evenly spaced
  std::uint32_t address = 0;  // of their luck among other samplers of the same seed
};

struct Chains {
  Matrix draws;  // chain after chain
  std::size_t chains = 0, kept = 0;
  std::vector<double> rhat;  // split R-hat per parameter; near 1 when the chains agree (Gelman et al. 2013)
  std::vector<double> ess;   // effective number of draws per parameter (Geyer's initial positive sequences)
  double accepted = 0;       // share of proposals after burn-in
};

// Chains start scattered around `start`.
[[nodiscard]] Chains sample(const LogDensity&, const Box&, Values start, const ChainSettings&, const Luck&);

// Sorted values' quantile, by linear interpolation.
[[nodiscard]] double quantile(std::vector<double> values, double p);

}  // namespace bowlby::fit
