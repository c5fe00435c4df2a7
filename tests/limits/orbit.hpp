// Where a system goes after its transient: bounds, and times of upward crossings of the middle of each coordinate.
#pragma once
#include <vector>

#include "limits/integrate.hpp"

namespace bowlby::limits {

template <std::size_t N>
struct Orbit {
  Vector<N> low{}, high{};
  std::vector<Vector<N>> path;
  double h = 0;

  double middle(std::size_t i) const { return .5 * (low[i] + high[i]); }
  // Mean time between upward crossings; 0 when there are fewer than two.
  double period(std::size_t i) const {
    double first = 0, last = 0;
    int crossings = 0;
    for (std::size_t k = 1; k < path.size(); ++k) {
      const double a = path[k - 1][i] - middle(i), b = path[k][i] - middle(i);
      if (!(a < 0 && b >= 0)) continue;
      last = h * (static_cast<double>(k - 1) + a / (a - b));
      if (crossings++ == 0) first = last;
    }
    return crossings > 1 ? (last - first) / (crossings - 1) : 0;
  }
};

template <std::size_t N, class Rate>
Orbit<N> follow(const Rate& rate, Vector<N> x, double h, double transient, double until) {
  Orbit<N> o;
  o.h = h;
  const long start = static_cast<long>(transient / h), steps = static_cast<long>(until / h);
  for (long i = 0; i < steps; ++i) {
    x = rk4(rate, x, h);
    if (i < start) continue;
    if (o.path.empty()) o.low = o.high = x;
    for (std::size_t j = 0; j < N; ++j) {
      o.low[j] = num::min(o.low[j], x[j]);
      o.high[j] = num::max(o.high[j], x[j]);
    }
    o.path.push_back(x);
  }
  return o;
}

}  // namespace bowlby::limits
