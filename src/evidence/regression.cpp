#include "evidence/regression.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace bowlby::evidence {
namespace {

double average(Values v) { return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size()); }

double sum_of_squares(Values v, double centre) {
  double sum = 0;
  for (const double x : v) sum += (x - centre) * (x - centre);
  return sum;
}

// Empty when there is no spread beyond rounding.
std::vector<double> standardised(Values v) {
  if (v.size() < 2) return {};
  const double m = average(v), sd = std::sqrt(sum_of_squares(v, m) / static_cast<double>(v.size() - 1));
  if (!(sd > 1e-12 * std::max(1.0, std::fabs(m)))) return {};
  std::vector<double> z(v.size());
  std::transform(v.begin(), v.end(), z.begin(), [&](double x) { return (x - m) / sd; });
  return z;
}

// What least squares leaves of y after the columns before it, and so on: Gram-Schmidt against centred columns.
void take_out(std::vector<double>& y, const std::vector<double>& basis) {
  const double length = std::inner_product(basis.begin(), basis.end(), basis.begin(), 0.0);
  if (!(length > 0)) return;
  const double b = std::inner_product(y.begin(), y.end(), basis.begin(), 0.0) / length;
  for (std::size_t i = 0; i < y.size(); ++i) y[i] -= b * basis[i];
}

void centre(std::vector<double>& y) {
  const double m = average(y);
  for (double& v : y) v -= m;
}

// Coefficient of `last` in the regression of y on a constant, `others` and `last`, with its t interval. By the theorem
// of Frisch, Waugh and Lovell it is the slope of y on what `others` leave of `last`.
Maybe last_coefficient(std::vector<std::vector<double>> others, std::vector<double> last, std::vector<double> y) {
  const std::size_t n = y.size(), terms = others.size() + 2;
  if (n < terms + 2) return std::nullopt;
  const double before = sum_of_squares(last, average(last));
  centre(last);
  centre(y);
  for (std::size_t k = 0; k < others.size(); ++k) {
    centre(others[k]);
    for (std::size_t j = 0; j < k; ++j) take_out(others[k], others[j]);
    take_out(last, others[k]);
    take_out(y, others[k]);
  }
  const double length = std::inner_product(last.begin(), last.end(), last.begin(), 0.0);
  if (!(length > 1e-9 * before) || !(before > 0)) return std::nullopt;  // the others say it all
  const double b = std::inner_product(y.begin(), y.end(), last.begin(), 0.0) / length;
  take_out(y, last);
  const double freedom = static_cast<double>(n - terms);
  const double left = std::inner_product(y.begin(), y.end(), y.begin(), 0.0) / freedom;
  const double half = t95(freedom) * std::sqrt(left / length);
  return Estimate{b, b - half, b + half, n, 0};
}

std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> p(a.size());
  std::transform(a.begin(), a.end(), b.begin(), p.begin(), std::multiplies<>());
  return p;
}

std::vector<double> where(Values x, Values g, bool one) {
  std::vector<double> kept;
  for (std::size_t i = 0; i < x.size(); ++i)
    if ((g[i] != 0) == one) kept.push_back(x[i]);
  return kept;
}

}  // namespace

Maybe interaction(Values x, Values z, Values y) {
  if (x.size() != y.size() || z.size() != y.size()) return std::nullopt;
  const auto sx = standardised(x), sz = standardised(z), sy = standardised(y);
  if (sx.empty() || sz.empty() || sy.empty()) return std::nullopt;
  return last_coefficient({sx, sz}, product(sx, sz), sy);
}

Maybe partial(Values x, Values y, Values z) {
  if (x.size() != y.size() || z.size() != y.size() || x.size() < 5) return std::nullopt;
  auto a = standardised(x), b = standardised(y);
  const auto held = standardised(z);
  if (a.empty() || b.empty()) return std::nullopt;
  const double whole = static_cast<double>(x.size() - 1);  // the sum of squares before
  if (!held.empty()) {                                     // a constant holds nothing
    take_out(a, held);
    take_out(b, held);
  }
  if (sum_of_squares(a, 0) < 1e-9 * whole || sum_of_squares(b, 0) < 1e-9 * whole) return std::nullopt;
  const Maybe r = correlation(a, b);
  if (!r || r->value == r->low) return r;
  const double half = z95 / std::sqrt(static_cast<double>(x.size()) - 4);
  const double at = std::atanh(r->value);
  return Estimate{r->value, std::tanh(at - half), std::tanh(at + half), x.size(), 0};
}

Maybe curvature(Values x, Values y) {
  if (x.size() != y.size()) return std::nullopt;
  const auto sx = standardised(x), sy = standardised(y);
  if (sx.empty() || sy.empty()) return std::nullopt;
  return last_coefficient({sx}, product(sx, sx), sy);
}

Maybe change(Values a, Values b) {
  if (a.size() != b.size() || a.size() < 2) return std::nullopt;
  const double m = average(a), sd = std::sqrt(sum_of_squares(a, m) / static_cast<double>(a.size() - 1));
  if (!(sd > 1e-12 * std::max(1.0, std::fabs(m)))) return std::nullopt;
  std::vector<double> rise(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) rise[i] = (b[i] - a[i]) / sd;
  return mean(rise);
}

Maybe slope_difference(Values x, Values y, Values g) {
  if (x.size() != y.size() || g.size() != y.size()) return std::nullopt;
  const auto sx = standardised(x), sy = standardised(y);
  if (sx.empty() || sy.empty()) return std::nullopt;
  std::array<Estimate, 2> slope;
  std::array<double, 2> variance{};
  for (const bool one : {false, true}) {
    const Maybe s = last_coefficient({}, where(sx, g, one), where(sy, g, one));
    if (!s) return std::nullopt;
    slope[one] = *s;
    const double se = (s->high - s->low) / 2 / t95(static_cast<double>(s->n) - 2);
    variance[one] = se * se;
  }
  const double d = slope[1].value - slope[0].value, half = z95 * std::sqrt(variance[0] + variance[1]);
  return Estimate{d, d - half, d + half, x.size(), 0};
}

Maybe spread(Values x, Values g) {
  if (x.size() != g.size()) return std::nullopt;
  const Maybe one = standard_deviation(where(x, g, true)), zero = standard_deviation(where(x, g, false));
  if (!one || !zero) return std::nullopt;
  const auto variance = [](const Estimate& sd) { return std::pow(std::log(sd.high / sd.low) / 2 / z95, 2); };
  const double d = std::log(one->value / zero->value), half = z95 * std::sqrt(variance(*one) + variance(*zero));
  return Estimate{d, d - half, d + half, x.size(), 0};
}

}  // namespace bowlby::evidence
