#include "instruments/graded.hpp"

#include "num/elementary.hpp"

namespace bowlby {
namespace {

constexpr double grid_low = -6, grid_step = .1;
// Below this a likelihood is brought up before its exponential is taken: far from where the smallest doubles end, and
// lower than any answers to 36 items can bring it, so that the bits of those stay.
constexpr double too_unlikely = -600;

}  // namespace

GradedScale::GradedScale(std::span<const GradedItem> items) noexcept {
  log_likelihood_.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) log_likelihood_[i].resize(items[i].b.size() + 1);
  for (std::size_t g = 0; g < points; ++g) {
    theta_[g] = grid_low + grid_step * static_cast<double>(g);
    log_prior_[g] = -.5 * theta_[g] * theta_[g];
    for (std::size_t i = 0; i < items.size(); ++i) {
      const GradedItem& item = items[i];
      double above = 1;  // P(answer > k - 1)
      for (std::size_t k = 0; k <= item.b.size(); ++k) {
        const double next = k < item.b.size() ? num::logistic(item.a * (theta_[g] - item.b[k])) : 0.0;
        log_likelihood_[i][k][g] = num::log(num::max(above - next, 1e-300));
        above = next;
      }
    }
  }
}

GradedEstimate GradedScale::estimate(std::span<const std::uint8_t> keyed) const noexcept {
  Grid density = log_prior_;
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    if (keyed[i] == 0) continue;
    const Grid& item = log_likelihood_[i][static_cast<std::size_t>(keyed[i]) - 1];
    for (std::size_t g = 0; g < points; ++g) density[g] += item[g];
  }
  double peak = density[0];
  for (const double x : density) peak = num::max(peak, x);
  const double lift = peak < too_unlikely ? -peak : 0.0;
  for (double& x : density) x = num::exp(x + lift);
  double mass = 0, first = 0, second = 0;
  for (std::size_t g = 0; g < points; ++g) {
    mass += density[g];
    first += density[g] * theta_[g];
    second += density[g] * theta_[g] * theta_[g];
  }
  const double mean = first / mass;
  return {mean, num::sqrt(num::max(second / mass - mean * mean, 0.0))};
}

}  // namespace bowlby
