// Integration of small systems of ordinary equations: classical Runge-Kutta of fourth order, fixed step.
//
// The engine itself needs none of this (its equations are solved exactly between events); the prior models written as
// differential equations do.
#pragma once
#include <array>
#include <cstddef>

#include "num/elementary.hpp"

namespace bowlby::limits {

template <std::size_t N>
using Vector = std::array<double, N>;

template <std::size_t N>
constexpr Vector<N> along(const Vector<N>& x, const Vector<N>& slope, double step) noexcept {
  Vector<N> y{};
  for (std::size_t i = 0; i < N; ++i) y[i] = x[i] + step * slope[i];
  return y;
}

// x after one step of length h under x' = rate(x).
template <std::size_t N, class Rate>
Vector<N> rk4(const Rate& rate, const Vector<N>& x, double h) noexcept {
  const Vector<N> a = rate(x), b = rate(along(x, a, h / 2)), c = rate(along(x, b, h / 2)), d = rate(along(x, c, h));
  Vector<N> y{};
  for (std::size_t i = 0; i < N; ++i) y[i] = x[i] + h / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
  return y;
}

// x^n for x >= 0 and real n > 0, from num alone.
inline double power(double x, double n) noexcept { return x > 0 ? num::exp(n * num::log(x)) : 0.0; }

}  // namespace bowlby::limits
