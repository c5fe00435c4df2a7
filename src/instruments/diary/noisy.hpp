// How probable a report or rating is whose error is normal and whose scale has ends.
#pragma once
#include "num/elementary.hpp"
#include "num/normal.hpp"

namespace bowlby {

inline constexpr double least_chance = 1e-12, half_log_tau = .9189385332046727;  // ln sqrt(2 pi)

// ln of the density, or of the chance of an end of the scale.
inline double log_noisy(double seen, double expected, double noise, double low, double high) noexcept {
  const double z = (seen - expected) / noise;
  if (seen <= low) return num::log(num::max(least_chance, num::normal_cdf(z)));
  if (seen >= high) return num::log(num::max(least_chance, num::normal_cdf(-z)));
  return -.5 * z * z - num::log(noise) - half_log_tau;
}

}  // namespace bowlby
