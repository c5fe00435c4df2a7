// Round numbers for the axis of a drawing.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"

namespace bowlby::report {

// 1, 2 or 5 times a power of ten, so that three to seven ticks fit.
inline double tick_step(double low, double high) {
  const double raw = (high - low) / 5, base = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double m : {1.0, 2.0, 5.0})
    if (raw <= m * base * 1.000001) return m * base;
  return 10 * base;
}

// Decimals that tell ticks of such a step apart.
inline int tick_decimals(double step) {
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
}

inline std::string tick_number(double x, int decimals) {
  return x == 0 ? "0" : (x < 0 ? "\u2212" : "") + fixed(std::fabs(x), decimals);
}

}  // namespace bowlby::report
