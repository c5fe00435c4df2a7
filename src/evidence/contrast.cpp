#include "evidence/contrast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "num/normal.hpp"

namespace bowlby::evidence {
namespace {

constexpr std::size_t least_clusters = 5;  // fewer say too little about their spread

// Each row's share in the difference: deviation from its own mean over that group's number.
std::vector<double> deviations(Values x, Values g, double n[2], double mean[2]) {
  double sum[2]{};
  for (std::size_t i = 0; i < x.size(); ++i) {
    const int k = g[i] != 0;
    n[k] += 1;
    sum[k] += x[i];
  }
  for (const int k : {0, 1}) mean[k] = n[k] > 0 ? sum[k] / n[k] : 0;
  std::vector<double> e(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const int k = g[i] != 0;
    e[i] = (k == 1 ? 1 : -1) * (x[i] - mean[k]) / n[k];
  }
  return e;
}

struct Spread {
  double variance = 0;
  std::size_t clusters = 0;
};

// Rows with equal ids are one cluster.
template <class Id>
Spread spread_by(const std::vector<double>& e, const std::vector<Id>& id) {
  std::vector<std::size_t> order(e.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&id](std::size_t a, std::size_t b) { return id[a] < id[b]; });
  Spread s;
  for (std::size_t at = 0; at < order.size(); ++s.clusters) {
    double sum = 0;
    const Id& here = id[order[at]];
    for (; at < order.size() && !(here < id[order[at]]); ++at) sum += e[order[at]];
    s.variance += sum * sum;
  }
  const double count = static_cast<double>(s.clusters);
  if (s.clusters > 1) s.variance *= count / (count - 1);
  return s;
}

Spread spread_of(const std::vector<double>& e, std::span<const Values> clusters) {
  std::vector<std::size_t> self(e.size());
  std::iota(self.begin(), self.end(), std::size_t{0});
  const Spread alone = spread_by(e, self);
  std::vector<Spread> ways;
  for (const Values& way : clusters) {
    const Spread s = spread_by(e, std::vector<double>(way.begin(), way.end()));
    if (s.clusters < least_clusters) return {alone.variance, 0};
    ways.push_back(s);
  }
  if (ways.empty()) return {alone.variance, 0};
  if (ways.size() == 1) return ways.front();
  std::vector<std::pair<double, double>> both(e.size());
  for (std::size_t i = 0; i < e.size(); ++i) both[i] = {clusters[0][i], clusters[1][i]};
  const double sum = ways[0].variance + ways[1].variance - spread_by(e, both).variance;
  // In small samples the sum can fall below its parts: then the larger part is the careful answer.
  return {std::max({sum, ways[0].variance, ways[1].variance}), std::min(ways[0].clusters, ways[1].clusters)};
}

}  // namespace

double quantile_of(std::size_t comparisons) {
  return num::normal_quantile(1 - .025 / static_cast<double>(std::max<std::size_t>(comparisons, 1)));
}

Estimate apart(const Estimate& a, const Estimate& b, std::size_t comparisons) {
  const double wider = quantile_of(comparisons) / z95, value = a.value - b.value;
  return {value, value - wider * std::hypot(a.value - a.low, b.high - b.value),
          value + wider * std::hypot(a.high - a.value, b.value - b.low), a.n + b.n, 0};
}

Maybe mean_difference(Values x, Values g, std::span<const Values> clusters, std::size_t comparisons) {
  if (x.size() != g.size() || clusters.size() > 2) return std::nullopt;
  if (std::any_of(clusters.begin(), clusters.end(), [&x](const Values& c) { return c.size() != x.size(); }))
    return std::nullopt;
  double n[2]{}, mean[2]{};
  const std::vector<double> e = deviations(x, g, n, mean);
  if (n[0] < 2 || n[1] < 2) return std::nullopt;
  const Spread s = spread_of(e, clusters);
  const double degrees = s.clusters > 0 ? static_cast<double>(s.clusters) - 1 : n[0] + n[1] - 2;
  const double half = t_at(quantile_of(comparisons), degrees) * std::sqrt(s.variance), value = mean[1] - mean[0];
  return Estimate{value, value - half, value + half, x.size(), s.clusters};
}

}  // namespace bowlby::evidence
