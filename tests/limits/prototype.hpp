// How expectations keep: our months, on the first rungs of the ladder, are the two classical models of stability.
//
//   revisionist  S(t+1) = phi S(t) + e              prototype  S(t+1) = phi S(t) + omega P + e,   sd(e) = sigma
//
// Rungs R0, R1 keep of equations (7), (8) only   mu += alpha (r - mu)  per moment   and   mu += q (P - mu)  per month,
// q = 1 - exp(-prototype_pull / 12): lambda = 1 (no gate by bids), alpha_nu = 0 (nu stays at .2, so the Pearce-Hall
// factor is 1). With constant activation A (alpha = learning A), n moments a month, answers of mean s, variance v:
//
//   k = (1 - alpha)^n               what a month of answers leaves of the old expectation
//   phi   = (1 - q) k               weight of last month
//   omega = q                       weight of the prototype
//   rest  = (1 - q)(1 - k)          weight of the present carer's mean s;  phi + omega + rest = 1
//   sigma^2 = (1 - q)^2 alpha^2 v (1 - k^2) / (1 - (1 - alpha)^2)          answers that happened to be better or worse
//
// So phi and omega are not free of each other: what neither keeps is today's care. Correlation over lag t with
// prototypes of variance V across people, from a stationary start:
//
//   between = (omega / (1 - phi))^2 V     within = sigma^2 / (1 - phi^2)
//   r(t) = (between + phi^t within) / (between + within)
//
// Tests  limits/prototype_test
#pragma once
#include "limits/integrate.hpp"

namespace bowlby::limits {

// S(t+1) = phi S(t) + omega P + e.
struct Stability {
  double phi = 0, omega = 0, sigma = 1;

  double between(double prototype_variance) const noexcept {
    const double gain = omega / (1 - phi);
    return gain * gain * prototype_variance;
  }
  double within() const noexcept { return sigma * sigma / (1 - phi * phi); }
  double correlation(int lag, double prototype_variance = 1) const noexcept {
    double kept = 1;
    for (int i = 0; i < lag; ++i) kept *= phi;
    const double b = between(prototype_variance), w = within();
    return (b + kept * w) / (b + w);
  }
  // What the correlation falls to as the lag grows.
  double asymptote(double prototype_variance = 1) const noexcept {
    const double b = between(prototype_variance);
    return b / (b + within());
  }
};

// A month of our equations at rung R0 or R1.
struct LearningMonth {
  double alpha = .04;   // step per moment, activation included
  int moments = 1;      // per month
  double pull = 0;      // q, share of the way to the prototype
  double variance = 0;  // of one answer

  double kept() const noexcept {
    double k = 1;
    for (int i = 0; i < moments; ++i) k *= 1 - alpha;
    return k;
  }
  double care_weight() const noexcept { return (1 - pull) * (1 - kept()); }
  Stability as_stability() const noexcept {
    const double k = kept(), left = 1 - alpha;
    const double scatter = (1 - pull) * alpha * num::sqrt(variance * (1 - k * k) / (1 - left * left));
    return {(1 - pull) * k, pull, scatter};
  }
  // The month that has the given phi and omega with `moments` answers in it: the mapping read backwards.
  static LearningMonth of(double phi, double omega, int moments, double variance) noexcept {
    return {1 - power(phi / (1 - omega), 1.0 / moments), moments, omega, variance};
  }
};

}  // namespace bowlby::limits
