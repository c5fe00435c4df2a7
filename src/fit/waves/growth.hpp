#pragma once
// A latent growth curve by maximum likelihood: what a predictor (or an arm) does to how fast people change.
//
//   y_ij = L_i + R_i t_j + e_ij      L_i = l + b x_i + u_i,  R_i = r + c x_i + v_i;  each wave has its own variance of
//   e
//
// Tested is c, by its standard error.

#include <span>

#include "fit/waves/repeated.hpp"

namespace bowlby::fit {

// Columns of `y` are waves at `times`; whoever has no predictor (NaN) is left out. `fixed`: c, b.
[[nodiscard]] WaveFit fit_growth(const Matrix& y, std::span<const double> times, std::span<const double> predictor);

}  // namespace bowlby::fit
