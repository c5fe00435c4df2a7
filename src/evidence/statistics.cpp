#include "evidence/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace bowlby::evidence {
namespace {

double count_of(Values values) { return static_cast<double>(values.size()); }

double average(Values values) { return std::accumulate(values.begin(), values.end(), 0.0) / count_of(values); }

double sum_of_squares(Values values, double centre) {
  double sum = 0.0;
  for (const double v : values) sum += (v - centre) * (v - centre);
  return sum;
}

// One group of a two-group comparison.
struct Group {
  double n = 0.0;
  double sum = 0.0;
  double squares = 0.0;  // about the group mean, filled in a second pass
  [[nodiscard]] double mean() const { return sum / n; }
};

}  // namespace

double t95(double degrees_of_freedom) { return t_at(z95, degrees_of_freedom); }

double t_at(double z, double degrees_of_freedom) {
  const double v = degrees_of_freedom;
  const double z3 = z * z * z;
  const double z5 = z3 * z * z;
  const double z7 = z5 * z * z;
  return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
}

Maybe proportion(Values value) {
  if (value.empty()) return std::nullopt;
  const double n = count_of(value);
  const auto hits = std::count_if(value.begin(), value.end(), [](double v) { return v != 0.0; });
  const double p = static_cast<double>(hits) / n;
  const double scale = 1 + z95 * z95 / n;
  const double centre = (p + z95 * z95 / (2 * n)) / scale;
  const double half = z95 / scale * std::sqrt(p * (1 - p) / n + z95 * z95 / (4 * n * n));
  return Estimate{p, std::max(0.0, centre - half), std::min(1.0, centre + half), value.size(), 0};
}

Maybe mean(Values value) {
  if (value.size() < 2) return std::nullopt;
  const double n = count_of(value);
  const double m = average(value);
  const double half = t95(n - 1) * std::sqrt(sum_of_squares(value, m) / (n - 1) / n);
  return Estimate{m, m - half, m + half, value.size(), 0};
}

Maybe median(Values value) {
  if (value.size() < 6) return std::nullopt;  // below six the ranks cannot cover 95 %
  std::vector<double> sorted(value.begin(), value.end());
  std::sort(sorted.begin(), sorted.end());
  const std::size_t n = sorted.size();
  const double middle = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  if (!std::isfinite(middle)) return std::nullopt;  // more than half are censored: the median is not reached
  const double reach = z95 * std::sqrt(static_cast<double>(n)) / 2;
  const double half = static_cast<double>(n) / 2;
  const auto rank = [&](double r) { return static_cast<std::size_t>(std::clamp(r, 0.0, static_cast<double>(n - 1))); };
  return Estimate{middle, sorted[rank(std::floor(half - reach))], sorted[rank(std::ceil(half + reach))], n, 0};
}

Maybe standard_deviation(Values value) {
  if (value.size() < 4) return std::nullopt;
  const double n = count_of(value);
  const double m = average(value);
  const double variance = sum_of_squares(value, m) / (n - 1);
  if (!(variance > 0.0)) return std::nullopt;
  double fourth = 0.0;
  for (const double v : value) fourth += std::pow(v - m, 4);
  const double kurtosis = fourth / n / (variance * variance);
  // Var(s^2) = (m4 - s^4 (n-3)/(n-1)) / n, carried to log s.
  const double relative = std::max(0.0, (kurtosis - (n - 3) / (n - 1)) / n);
  const double s = std::sqrt(variance);
  const double factor = std::exp(z95 * std::sqrt(relative) / 2);
  return Estimate{s, s / factor, s * factor, value.size(), 0};
}

Maybe correlation(Values x, Values y) {
  if (x.size() != y.size() || x.size() < 4) return std::nullopt;
  const double mx = average(x);
  const double my = average(y);
  double product = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) product += (x[i] - mx) * (y[i] - my);
  const double spread = std::sqrt(sum_of_squares(x, mx) * sum_of_squares(y, my));
  if (!(spread > 0.0)) return std::nullopt;
  const double r = std::clamp(product / spread, -1.0, 1.0);
  if (std::fabs(r) > 1 - 1e-12) return Estimate{r, r, r, x.size(), 0};
  const double half = z95 / std::sqrt(count_of(x) - 3);
  return Estimate{r, std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half), x.size(), 0};
}

Maybe difference(Values x, Values g) {
  if (x.size() != g.size()) return std::nullopt;
  Group one, zero;
  for (std::size_t i = 0; i < x.size(); ++i) {
    Group& group = g[i] != 0.0 ? one : zero;
    group.n += 1;
    group.sum += x[i];
  }
  if (one.n < 2 || zero.n < 2) return std::nullopt;
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double centre = g[i] != 0.0 ? one.mean() : zero.mean();
    squares += (x[i] - centre) * (x[i] - centre);
  }
  const double freedom = one.n + zero.n - 2;
  if (!(squares > 0.0)) return std::nullopt;
  const double raw = (one.mean() - zero.mean()) / std::sqrt(squares / freedom);
  const double d = raw * (1 - 3 / (4 * freedom - 1));
  const double total = one.n + zero.n;
  const double half = z95 * std::sqrt(total / (one.n * zero.n) + d * d / (2 * total));
  return Estimate{d, d - half, d + half, x.size(), 0};
}

Maybe odds_ratio(Values x, Values g) {
  if (x.size() != g.size()) return std::nullopt;
  double cell[2][2] = {{0, 0}, {0, 0}};  // [group][case]
  for (std::size_t i = 0; i < x.size(); ++i) cell[g[i] != 0.0 ? 1 : 0][x[i] != 0.0 ? 1 : 0] += 1;
  if (cell[0][0] + cell[0][1] == 0 || cell[1][0] + cell[1][1] == 0) return std::nullopt;
  if (cell[0][1] + cell[1][1] == 0 || cell[0][0] + cell[1][0] == 0) return std::nullopt;
  const double smallest = std::min({cell[0][0], cell[0][1], cell[1][0], cell[1][1]});
  if (smallest == 0)
    for (auto& row : cell)
      for (double& c : row) c += .5;
  const double ratio = cell[1][1] * cell[0][0] / (cell[1][0] * cell[0][1]);
  const double se = std::sqrt(1 / cell[0][0] + 1 / cell[0][1] + 1 / cell[1][0] + 1 / cell[1][1]);
  return Estimate{ratio, ratio * std::exp(-z95 * se), ratio * std::exp(z95 * se), x.size(), 0};
}

Maybe hazard(Values event, Values exposure) {
  if (event.size() != exposure.size() || event.empty()) return std::nullopt;
  const double d = std::accumulate(event.begin(), event.end(), 0.0);
  const double total = std::accumulate(exposure.begin(), exposure.end(), 0.0);
  if (!(total > 0.0)) return std::nullopt;
  const double low = d > 0 ? d * std::pow(1 - 1 / (9 * d) - z95 / (3 * std::sqrt(d)), 3) : 0.0;
  const double up = d + 1;
  const double high = up * std::pow(1 - 1 / (9 * up) + z95 / (3 * std::sqrt(up)), 3);
  return Estimate{d / total, std::max(0.0, low) / total, high / total, event.size(), 0};
}

Maybe survival(Values time, Values event, double horizon) {
  if (time.size() != event.size() || time.empty()) return std::nullopt;
  std::vector<std::size_t> order(time.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return time[a] < time[b]; });
  double share = 1.0;
  double greenwood = 0.0;
  std::size_t i = 0;
  while (i < order.size() && time[order[i]] <= horizon) {
    const double at_risk = static_cast<double>(order.size() - i);
    const double now = time[order[i]];
    double ended = 0.0;
    for (; i < order.size() && time[order[i]] == now; ++i)
      if (event[order[i]] != 0.0) ended += 1;
    share *= 1 - ended / at_risk;
    if (ended < at_risk) greenwood += ended / (at_risk * (at_risk - ended));
  }
  // Nobody was watched as long as the horizon: the share there is unknown, unless all had the event.
  if (i == order.size() && share > 0.0 && time[order.back()] < horizon) return std::nullopt;
  if (share <= 0.0 || share >= 1.0) return Estimate{share, share, share, time.size(), 0};
  const double log_share = std::log(share);
  const double half = z95 * std::sqrt(greenwood) / std::fabs(log_share);
  return Estimate{share, std::exp(log_share * std::exp(half)), std::exp(log_share * std::exp(-half)), time.size(), 0};
}

}  // namespace bowlby::evidence
