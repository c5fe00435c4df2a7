#include "fit/gates.hpp"

#include <algorithm>
#include <utility>

namespace bowlby::fit {
namespace {

constexpr double most_stretch = 2;   // of an interval; more is no calibration
constexpr double least_even = .001;  // p of the ranks
constexpr std::size_t ranks = 100;

Refused verdict_of(const Gate& g, double asked) {
  if (!(g.correlation > asked)) return Refused::not_found;
  if (g.stretch > most_stretch) return Refused::not_held;
  return g.even < least_even ? Refused::uneven : Refused::no;
}

}  // namespace

void rank_interval(double r, std::size_t n, double& low, double& high) {
  const double at = num::clamp(r, -.999999, .999999), z = .5 * num::log((1 + at) / (1 - at));
  const double half = n > 3 ? z95 * num::sqrt((1 + .5 * at * at) / static_cast<double>(n - 3)) : 1e3;
  const auto back = [](double v) { return 2 * num::logistic(2 * v) - 1; };
  low = back(z - half), high = back(z + half);
}

Gate gate_of(const Recovery& r, std::size_t d, double asked) {
  Gate g;
  g.correlation = r.correlation[d];
  rank_interval(g.correlation, r.data_sets, g.correlation_low, g.correlation_high);
  g.coverage = r.coverage(d);
  g.stretch = std::max(1.0, r.stretch(d));
  g.even = r.uniform[d];
  g.refused = verdict_of(g, asked);
  return g;
}

Recovery recovery_of(Matrix truth, Matrix estimate, const Matrix& sd) {
  Recovery out;
  out.data_sets = truth.rows, out.draws = ranks - 1;
  out.low = out.high = out.ranks = Matrix(truth.rows, truth.cols);
  for (std::size_t i = 0; i < truth.rows; ++i)
    for (std::size_t d = 0; d < truth.cols; ++d)
      out.low(i, d) = estimate(i, d) - z95 * sd(i, d), out.high(i, d) = estimate(i, d) + z95 * sd(i, d);
  out.truth = std::move(truth), out.median = std::move(estimate);
  for (std::size_t d = 0; d < out.truth.cols; ++d) {
    const double wider = std::max(1.0, out.stretch(d));
    for (std::size_t i = 0; i < out.data_sets; ++i) {
      const double below = num::normal_cdf((out.truth(i, d) - out.median(i, d)) / (wider * sd(i, d)));
      out.ranks(i, d) = static_cast<double>(std::min(out.draws, static_cast<std::size_t>(ranks * below)));
    }
    out.correlation.push_back(rank_correlation(out.truth.column(d), out.median.column(d)));
    out.uniform.push_back(even_chances(out.bins(d)));
  }
  return out;
}

}  // namespace bowlby::fit
