#pragma once
// Global sensitivity: the share of an output's variance over the whole box that a parameter carries alone (first order)
// and in all its combinations (total). Read off the emulator's coefficients, whose terms are orthonormal; intervals
// from runs drawn again with replacement.

#include "fit/emulator.hpp"
#include "fit/luck.hpp"

namespace bowlby::fit {

struct Share {
  double value = 0, low = 0, high = 0;  // 95 % interval
};

struct Indices {
  std::vector<Share> first, total;  // one per parameter
  double variance = 0;              // of the emulated output over the box
};

// Shares without intervals.
[[nodiscard]] Indices indices_of(std::span<const double> beta, std::size_t dims);

// `output` numbers the output among others, so that each has its own luck.
[[nodiscard]] Indices sobol_indices(const Emulator&, const Matrix& x, Values y, std::size_t resamples, const Luck&,
                                    std::uint32_t output);

}  // namespace bowlby::fit
