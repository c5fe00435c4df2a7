#pragma once
// A stand-in for the model: one output as a quadratic polynomial of the parameters, with all pairs, fitted by ridge
// regression. The terms are products of normalised Legendre polynomials, so that over the box [-1, 1]^dims each term
// has mean 0 and variance 1 and no two are correlated: variances can be read off the coefficients.

#include <optional>

#include "fit/matrix.hpp"

namespace bowlby::fit {

// 1, then a linear and a square term per parameter, then a term per pair.
[[nodiscard]] constexpr std::size_t terms_of(std::size_t dims) { return 1 + 2 * dims + dims * (dims - 1) / 2; }
void terms_at(Values x, std::span<double> out);

struct Emulator {
  std::size_t dims = 0, n = 0;
  std::vector<double> beta;    // as terms_at orders them; the first is the mean over the box
  double ridge = 0;            // chosen for the smallest error on runs left out
  double loo = 0;              // root mean square error of predicting a run from all others; holds the runs' own noise
  double spread = 0;           // sd of the output over the runs
  std::vector<double> missed;  // per run: output less its prediction from all others; NaN where it was not measured

  [[nodiscard]] double at(Values x) const;
  // The same from terms computed once for several emulators.
  [[nodiscard]] double of(Values terms) const;
  [[nodiscard]] std::vector<double> slope(Values x) const;
  // The same surface in coordinates that run from -1 to 1 between `low` and `high` of the present ones.
  [[nodiscard]] Emulator in_box(Values low, Values high) const;
  // Share of the output's variance that a run left out is predicted to have; below 0: worse than the mean.
  [[nodiscard]] double explained() const { return spread > 0 ? 1 - loo * loo / (spread * spread) : 0; }
};

// Rows whose output is NaN are left out. Nothing when fewer than dims + 3 rows are left or they do not vary.
[[nodiscard]] std::optional<Emulator> fit_emulator(const Matrix& x, Values y);

// Coefficients for rows that count several times or not at all (a bootstrap sample), at a given ridge.
[[nodiscard]] std::vector<double> refit(const Matrix& terms, Values y, std::span<const double> counts, double ridge);

// The terms of every row.
[[nodiscard]] Matrix all_terms(const Matrix& x);

}  // namespace bowlby::fit
