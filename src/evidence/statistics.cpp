#include "evidence/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace bowlby::evidence {

double t95(double degrees_of_freedom) { return t_at(z95, degrees_of_freedom); }

double t_at(double z, double degrees_of_freedom) {
  const double v = degrees_of_freedom;
  const double z3 = z * z * z;
  const double z5 = z3 * z * z;
  const double z7 = z5 * z * z;
  return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
         (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
}

Maybe proportion(Values value) { return by_sums::proportion(sums_of(value, {}, Entry::yes_no, Entry::as_it_is)); }

Maybe mean(Values value) { return by_sums::mean(sums_of(value, {}, Entry::less_mean, Entry::as_it_is)); }

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
  const Sums sums = sums_of(value, {}, Entry::less_mean, Entry::as_it_is);
  const Maybe known = by_sums::standard_deviation(sums);
  if (!known) return std::nullopt;
  const double s = known->value, variance = s * s;
  double fourth = 0.0;
  for (const double v : value) fourth += std::pow(v - sums.at_x, 4);
  const double kurtosis = fourth / sums.n / (variance * variance);
  // Var(s^2) = (m4 - s^4 (n-3)/(n-1)) / n, carried to log s.
  const double relative = std::max(0.0, (kurtosis - (sums.n - 3) / (sums.n - 1)) / sums.n);
  const double factor = std::exp(z95 * std::sqrt(relative) / 2);
  return Estimate{s, s / factor, s * factor, value.size(), 0};
}

Maybe correlation(Values x, Values y) {
  if (x.size() != y.size()) return std::nullopt;
  return by_sums::correlation(sums_of(x, y, Entry::less_mean, Entry::less_mean));
}

Maybe difference(Values x, Values g) {
  if (x.size() != g.size()) return std::nullopt;
  return by_sums::difference(sums_of(x, g, Entry::less_mean, Entry::yes_no));
}

Maybe odds_ratio(Values x, Values g) {
  if (x.size() != g.size()) return std::nullopt;
  return by_sums::odds_ratio(sums_of(x, g, Entry::yes_no, Entry::yes_no));
}

Maybe share_difference(Values x, Values g) {
  if (x.size() != g.size()) return std::nullopt;
  return by_sums::share_difference(sums_of(x, g, Entry::yes_no, Entry::yes_no));
}

Maybe hazard(Values event, Values exposure) {
  if (event.size() != exposure.size()) return std::nullopt;
  return by_sums::hazard(sums_of(event, exposure, Entry::as_it_is, Entry::as_it_is));
}

namespace {

// Rows in the order of their times.
std::vector<std::size_t> by_time(Values time) {
  std::vector<std::size_t> order(time.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!std::is_sorted(time.begin(), time.end()))
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return time[a] < time[b]; });
  return order;
}

// Kaplan and Meier's share and Greenwood's sum, carried from one time to the next.
struct Surviving {
  double share = 1.0, greenwood = 0.0;
  std::size_t next = 0;  // first row of the order that has not been looked at

  // Takes in all rows that end at the time of the next one.
  void take(Values time, Values event, const std::vector<std::size_t>& order) {
    const double at_risk = static_cast<double>(order.size() - next), now = time[order[next]];
    double ended = 0.0;
    for (; next < order.size() && time[order[next]] == now; ++next)
      if (event[order[next]] != 0.0) ended += 1;
    share *= 1 - ended / at_risk;
    if (ended < at_risk) greenwood += ended / (at_risk * (at_risk - ended));
  }
  [[nodiscard]] Estimate estimate(std::size_t n) const {
    if (share <= 0.0 || share >= 1.0) return {share, share, share, n, 0};
    const double log_share = std::log(share), half = z95 * std::sqrt(greenwood) / std::fabs(log_share);
    return {share, std::exp(log_share * std::exp(half)), std::exp(log_share * std::exp(-half)), n, 0};
  }
};

}  // namespace

Maybe survival(Values time, Values event, double horizon) {
  if (time.size() != event.size() || time.empty()) return std::nullopt;
  const auto order = by_time(time);
  Surviving s;
  while (s.next < order.size() && time[order[s.next]] <= horizon) s.take(time, event, order);
  // Nobody was watched as long as the horizon: the share there is unknown, unless all had the event.
  if (s.next == order.size() && s.share > 0.0 && time[order.back()] < horizon) return std::nullopt;
  return s.estimate(time.size());
}

Maybe survival_median(Values time, Values event) {
  if (time.size() != event.size() || time.size() < 6) return std::nullopt;
  const auto order = by_time(time);
  const double last = time[order.back()];
  std::optional<double> low, middle, high;
  for (Surviving s; s.next < order.size() && !high;) {
    const double now = time[order[s.next]];
    s.take(time, event, order);
    const Estimate e = s.estimate(time.size());
    if (!low && e.low <= .5) low = now;
    if (!middle && e.value <= .5) middle = now;
    if (!high && e.high <= .5) high = now;
  }
  if (!middle) return std::nullopt;  // more than half were still without it when watching stopped
  return Estimate{*middle, low.value_or(*middle), high.value_or(last), time.size(), 0};
}

}  // namespace bowlby::evidence
