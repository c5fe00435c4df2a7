#pragma once
// The cross-lagged panel model with random intercepts (Hamaker, Kuiper & Grasman 2015) by maximum likelihood: two
// variables over three waves or more.
//
//   y_ij = m_j + Y_i + p_ij      p_ij = own p_i,j-1 + cross q_i,j-1 + e_ij
//   x_ij = n_j + X_i + q_ij      q_ij = own' q_i,j-1 + cross' p_i,j-1 + f_ij
//
// Lags are the same from wave to wave; variances and covariances within a wave are each wave's own. Tested is `cross`,
// by its standard error, or the mean of both.

#include "fit/waves/repeated.hpp"

namespace bowlby::fit {

// Columns of both are the same waves. `fixed`: own, cross, own', cross'. `both`: x is another person's y, and what one
// does to the other is tested as the mean over the two.
[[nodiscard]] WaveFit fit_crossed(const Matrix& y, const Matrix& x, bool both);

}  // namespace bowlby::fit
