#include "fit/particles.hpp"

namespace bowlby::fit {

ParticleWeights::ParticleWeights(std::size_t n) : log_(n, -num::log(static_cast<double>(n))) {}

double ParticleWeights::weigh(std::span<const double> step) {
  constexpr double nothing = -std::numeric_limits<double>::infinity();
  double best = nothing, total = 0;
  for (std::size_t i = 0; i < log_.size(); ++i) best = std::max(best, log_[i] += step[i]);
  if (!(best > nothing)) return nothing;
  squares_ = 0;
  for (const double v : log_) {
    const double weight = num::exp(v - best);
    total += weight, squares_ += weight * weight;
  }
  squares_ /= total * total;
  const double share = best + num::log(total);
  for (double& v : log_) v -= share;
  return share;
}

std::vector<std::size_t> ParticleWeights::draw_again(std::span<const std::size_t> order, double u) {
  constexpr double least_weight = 1e-300;  // what num::exp makes of nothing is less
  const std::size_t n = log_.size();
  std::vector<std::size_t> from;
  double upto = 0;
  std::size_t last = order.front();
  for (const std::size_t i : order) {
    const double weight = num::exp(log_[i]);
    upto += weight;
    if (weight > least_weight) last = i;
    while (from.size() < n && (static_cast<double>(from.size()) + u) / static_cast<double>(n) < upto) from.push_back(i);
  }
  from.resize(n, last);  // what rounding left over
  std::ranges::fill(log_, -num::log(static_cast<double>(n)));
  squares_ = 1 / static_cast<double>(n);
  return from;
}

}  // namespace bowlby::fit
