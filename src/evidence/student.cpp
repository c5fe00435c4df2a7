#include "evidence/student.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bowlby::evidence {
namespace {

// ln Gamma by Stirling's series, after a walk to where it is exact. (std::lgamma writes a sign that all threads share.)
double log_gamma(double x) {
  constexpr double far_enough = 12, half_log_two_pi = 0.91893853320467274178;
  double walked = 1;
  for (; x < far_enough; ++x) walked *= x;
  const double r = 1 / (x * x);
  const double series = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / x;
  return (x - .5) * std::log(x) - x + half_log_two_pi + series - std::log(walked);
}

// The continued fraction of I_x(a, b) by Lentz's method; quick where x is below its mean.
double fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300, close = 1e-15;
  constexpr int most_steps = 10'000;
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  d = 1 / (std::abs(d) < tiny ? tiny : d);
  double h = d;
  const auto step = [&](double term) {
    d = 1 + term * d;
    c = 1 + term / c;
    d = 1 / (std::abs(d) < tiny ? tiny : d);
    c = std::abs(c) < tiny ? tiny : c;
    h *= d * c;
    return std::abs(d * c - 1);
  };
  for (int i = 1; i <= most_steps; ++i) {
    const double m = i;
    step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
    if (step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))) < close) break;
  }
  return h;
}

}  // namespace

double incomplete_beta(double a, double b, double x) {
  if (!(x > 0)) return 0;
  if (!(x < 1)) return 1;
  const double front = std::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * fraction(a, b, x) / a;
  return 1 - front * fraction(b, a, 1 - x) / b;
}

double t_two_sided(double t, double degrees_of_freedom) {
  if (!std::isfinite(t)) return std::isnan(t) ? std::numeric_limits<double>::quiet_NaN() : 0;
  const double v = degrees_of_freedom;
  return incomplete_beta(v / 2, .5, v / (v + t * t));
}

double f_quantile(double p, double above, double below) {
  double low = 0, high = 1;  // of x = above F / (above F + below), which is beta distributed
  for (int i = 0; i < 200 && high - low > std::numeric_limits<double>::epsilon() * high; ++i) {
    const double middle = (low + high) / 2;
    (incomplete_beta(above / 2, below / 2, middle) < p ? low : high) = middle;
  }
  const double x = (low + high) / 2;
  return below * x / (above * std::max(1 - x, std::numeric_limits<double>::min()));
}

}  // namespace bowlby::evidence
