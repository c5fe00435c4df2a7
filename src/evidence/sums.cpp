#include <algorithm>
#include <cmath>
#include <numeric>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {
namespace {

// Less than this share of the squares is what rounding leaves of equal values.
constexpr double no_spread = 1e-12;

std::size_t rows(const Sums& s) { return static_cast<std::size_t>(s.n); }

double centre(Values v, Entry as) {
  if (as != Entry::less_mean || v.empty()) return 0.0;
  return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

}  // namespace

void Sums::add(double a, double b) {
  a -= at_x;
  b -= at_y;
  n += 1;
  x += a;
  y += b;
  xx += a * a;
  yy += b * b;
  xy += a * b;
}

Sums Sums::without(const Sums& part) const {
  Sums rest{n - part.n, x - part.x, y - part.y, xx - part.xx, yy - part.yy, xy - part.xy, at_x, at_y};
  if (rest.n > 0 && rest.squares_x() <= no_spread * xx) rest.xx = rest.x * rest.x / rest.n;
  if (rest.n > 0 && rest.squares_y() <= no_spread * yy) rest.yy = rest.y * rest.y / rest.n;
  return rest;
}

double entered(Entry as, double value) { return as == Entry::yes_no ? (value != 0.0 ? 1.0 : 0.0) : value; }

Sums sums_of(Values x, Values y, Entry x_as, Entry y_as) {
  Sums sums{.at_x = centre(x, x_as), .at_y = centre(y, y_as)};
  for (std::size_t i = 0; i < x.size(); ++i) sums.add(entered(x_as, x[i]), y.empty() ? 0.0 : entered(y_as, y[i]));
  return sums;
}

namespace by_sums {

Maybe proportion(const Sums& s) {
  if (!(s.n > 0)) return std::nullopt;
  const double p = s.x / s.n;
  const double scale = 1 + z95 * z95 / s.n;
  const double centre = (p + z95 * z95 / (2 * s.n)) / scale;
  const double half = z95 / scale * std::sqrt(p * (1 - p) / s.n + z95 * z95 / (4 * s.n * s.n));
  return Estimate{p, std::max(0.0, centre - half), std::min(1.0, centre + half), rows(s), 0};
}

Maybe mean(const Sums& s) {
  if (s.n < 2) return std::nullopt;
  const double m = s.at_x + s.x / s.n;
  const double half = t95(s.n - 1) * std::sqrt(std::max(0.0, s.squares_x()) / (s.n - 1) / s.n);
  return Estimate{m, m - half, m + half, rows(s), 0};
}

Maybe standard_deviation(const Sums& s) {
  if (s.n < 4 || !(s.squares_x() > 0.0)) return std::nullopt;
  const double sd = std::sqrt(s.squares_x() / (s.n - 1));
  return Estimate{sd, sd, sd, rows(s), 0};
}

Maybe correlation(const Sums& s) {
  if (s.n < 4) return std::nullopt;
  const double spread = std::sqrt(s.squares_x() * s.squares_y());
  if (!(s.squares_x() > 0.0) || !(spread > 0.0)) return std::nullopt;
  const double r = std::clamp((s.xy - s.x * s.y / s.n) / spread, -1.0, 1.0);
  if (std::fabs(r) > 1 - 1e-12) return Estimate{r, r, r, rows(s), 0};
  const double half = z95 / std::sqrt(s.n - 3);
  return Estimate{r, std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half), rows(s), 0};
}

Maybe difference(const Sums& s) {
  const double one = s.y, zero = s.n - s.y;
  if (one < 2 || zero < 2) return std::nullopt;
  const double sum_one = s.xy, sum_zero = s.x - s.xy;
  const double squares = s.xx - sum_one * sum_one / one - sum_zero * sum_zero / zero;
  const double freedom = s.n - 2;
  if (!(squares > no_spread * s.xx)) return std::nullopt;
  const double raw = (sum_one / one - sum_zero / zero) / std::sqrt(squares / freedom);
  const double d = raw * (1 - 3 / (4 * freedom - 1));
  const double half = z95 * std::sqrt(s.n / (one * zero) + d * d / (2 * s.n));
  return Estimate{d, d - half, d + half, rows(s), 0};
}

Maybe odds_ratio(const Sums& s) {
  double cell[2][2] = {{s.n - s.x - s.y + s.xy, s.x - s.xy}, {s.y - s.xy, s.xy}};  // [group][case]
  if (cell[0][0] + cell[0][1] == 0 || cell[1][0] + cell[1][1] == 0) return std::nullopt;
  if (cell[0][1] + cell[1][1] == 0 || cell[0][0] + cell[1][0] == 0) return std::nullopt;
  const double smallest = std::min({cell[0][0], cell[0][1], cell[1][0], cell[1][1]});
  if (smallest == 0)
    for (auto& row : cell)
      for (double& c : row) c += .5;
  const double ratio = cell[1][1] * cell[0][0] / (cell[1][0] * cell[0][1]);
  const double se = std::sqrt(1 / cell[0][0] + 1 / cell[0][1] + 1 / cell[1][0] + 1 / cell[1][1]);
  return Estimate{ratio, ratio * std::exp(-z95 * se), ratio * std::exp(z95 * se), rows(s), 0};
}

Maybe share_difference(const Sums& s) {
  const Maybe one = proportion({.n = s.y, .x = s.xy}), zero = proportion({.n = s.n - s.y, .x = s.x - s.xy});
  if (!one || !zero) return std::nullopt;
  const double d = one->value - zero->value;
  return Estimate{d, d - std::hypot(one->value - one->low, zero->high - zero->value),
                  d + std::hypot(one->high - one->value, zero->value - zero->low), rows(s), 0};
}

Maybe hazard(const Sums& s) {
  const double d = s.x, total = s.y;
  if (!(s.n > 0) || !(total > 0.0)) return std::nullopt;
  const double low = d > 0 ? d * std::pow(1 - 1 / (9 * d) - z95 / (3 * std::sqrt(d)), 3) : 0.0;
  const double up = d + 1;
  const double high = up * std::pow(1 - 1 / (9 * up) + z95 / (3 * std::sqrt(up)), 3);
  return Estimate{d / total, std::max(0.0, low) / total, high / total, rows(s), 0};
}

}  // namespace by_sums
}  // namespace bowlby::evidence
