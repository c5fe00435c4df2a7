#pragma once
#include <cstdint>

#include "num/elementary.hpp"

// Distributions as functions of uniform numbers u in (0, 1). One draw in, one value out, monotone in u:
// two scenarios that share u stay comparable person by person.
namespace bowlby::num {

// Waiting time with mean 1.
BOWLBY_FN double exponential(double u) noexcept { return -log(1.0 - u); }

// 1 with probability p, else 0.
BOWLBY_FN int bernoulli(double u, double p) noexcept { return u < p ? 1 : 0; }

inline constexpr int poisson_limit = 64;

// Poisson count with mean lambda in [0, 30] by inversion: the least k with u <= F(k), at most 64.
// The loop length depends on the draw; in a vector loop use poisson_count_up_to.
BOWLBY_FN int poisson_count(double u, double lambda) noexcept {
  double term = exp(-lambda), cumulative = term;
  int k = 0;
  while (u > cumulative && k < poisson_limit) {
    ++k;
    term *= lambda / k;
    cumulative += term;
  }
  return k;
}

// The same count without a branch, at most Limit: min(poisson_count(u, lambda), Limit).
template <int Limit>
BOWLBY_FN int poisson_count_up_to(double u, double lambda) noexcept {
  static_assert(Limit >= 1 && Limit <= poisson_limit);
  double term = exp(-lambda), cumulative = term;
  int k = 0;
#pragma GCC unroll 64
  for (int j = 1; j <= Limit; ++j) {
    k += u > cumulative ? 1 : 0;
    term *= lambda / j;
    cumulative += term;
  }
  return k;
}

// Spreads the entropy of a word over all its bits (a bijection; the finaliser of splitmix64, Steele,
// Lea & Flood 2014). For deriving stream keys: key = mix64(seed ^ mix64(study)).
BOWLBY_FN std::uint64_t mix64(std::uint64_t x) noexcept {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

}  // namespace bowlby::num
