#pragma once
#include <cstdint>

#include "num/elementary.hpp"

// Sums whose value depends on the order of the terms alone: add in the order of person ids, merge in
// the order of blocks, and the bits are the same for any number of threads.
namespace bowlby::num {

// Neumaier's compensated sum: error of a few ulp of sum |x|, whatever the number of terms.
struct Sum {
  double total = 0.0, lost = 0.0;

  BOWLBY_FN void add(double x) noexcept {
    const double next = total + x;
    const bool old_larger = abs(total) >= abs(x);
    const double big = select(old_larger, total, x), small = select(old_larger, x, total);
    lost += (big - next) + small;
    total = next;
  }
  BOWLBY_FN void merge(const Sum& later) noexcept {
    add(later.total);
    lost += later.lost;
  }
  BOWLBY_FN double value() const noexcept { return total + lost; }
};

// Running count, mean and sum of squared deviations (Welford 1962); merge after Chan, Golub & LeVeque 1979.
struct Moments {
  std::int64_t n = 0;
  double mean = 0.0, squares = 0.0;

  BOWLBY_FN void add(double x) noexcept {
    ++n;
    const double delta = x - mean;
    mean += delta / static_cast<double>(n);
    squares += delta * (x - mean);
  }
  // Appends the moments of terms that come after this one's.
  BOWLBY_FN void merge(const Moments& later) noexcept {
    const std::int64_t both = n + later.n;
    if (both == 0) return;
    const double here = static_cast<double>(n), there = static_cast<double>(later.n), all = static_cast<double>(both);
    const double delta = later.mean - mean;
    mean += delta * (there / all);
    squares += later.squares + delta * delta * (here * there / all);
    n = both;
  }
  // Sample variance (divisor n - 1); 0 below two terms.
  BOWLBY_FN double variance() const noexcept { return n > 1 ? squares / static_cast<double>(n - 1) : 0.0; }
  BOWLBY_FN double deviation() const noexcept { return sqrt(variance()); }
  // Standard error of the mean; 0 below two terms.
  BOWLBY_FN double standard_error() const noexcept { return n > 1 ? sqrt(variance() / static_cast<double>(n)) : 0.0; }
};

}  // namespace bowlby::num
