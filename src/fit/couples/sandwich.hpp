#pragma once
// Errors of coefficients that ask nothing of the variances but independent couples.
//
//   T^-1 (sum over couples of u u') T^-1 n / (n - 1)      u = X' V^-1 (y - X beta) of one couple, T = X' V^-1 X
//
// after Liang & Zeger (1986): variances that are wrong cost power, and the test keeps its size where couples are many.

#include <vector>

#include "fit/couples/likelihood.hpp"

namespace bowlby::fit::couples {

// The covariance of the coefficients, p x p.
[[nodiscard]] std::vector<double> sandwich(const CoupleRows&, const std::vector<double>& scale, const Scales&,
                                           const Look&);

}  // namespace bowlby::fit::couples
