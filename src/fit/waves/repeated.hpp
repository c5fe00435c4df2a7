#pragma once
// A trial with repeated measures by restricted maximum likelihood: two arms, several waves.
//
//   y_ij = m_j + a_j [second arm] + e_ij        e_i ~ N(0, S), the same in both arms
//
// S is free, or that of a random intercept: s^2 (1 + r J), r >= 0. With a baseline the arms are alike at the first wave
// (a_1 = 0; Liang & Zeger 2000). Whoever misses a wave is in with the others. The last a_j is tested, with
// Satterthwaite's degrees of freedom.

#include <span>
#include <string>
#include <vector>

#include "fit/couples/reml.hpp"
#include "fit/matrix.hpp"

namespace bowlby::fit {

struct WaveFit {
  std::string failed;  // why there is no fit; empty: there is one
  Tested tested;
  std::vector<Tested> fixed;  // all coefficients, or those that mean something
  double log_likelihood = 0;
  bool singular = false;  // a variance is none; it is tested all the same
  std::size_t people = 0;
};

struct RepeatedModel {
  bool baseline = false;   // the first column is before the arms part
  bool intercept = false;  // S of a random intercept
};

// `arm`: 0 or 1 of each row; NaN stands for a wave without an answer.
[[nodiscard]] WaveFit fit_repeated(const Matrix& y, std::span<const int> arm, const RepeatedModel&);

}  // namespace bowlby::fit
