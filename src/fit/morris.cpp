#include "fit/morris.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "num/sums.hpp"

namespace bowlby::fit {

MorrisPlan morris_plan(std::size_t dims, std::size_t trajectories, const Luck& luck) {
  MorrisPlan plan{Matrix(trajectories * (dims + 1), dims), {}, dims, trajectories};
  plan.moved.resize(plan.points.rows, dims);
  for (std::size_t t = 0; t < trajectories; ++t) {
    const auto walk = static_cast<std::uint32_t>(t);
    std::vector<std::size_t> order(dims);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = dims; i > 1; --i)
      std::swap(order[i - 1], order[luck.below(i, walk, static_cast<std::uint32_t>(i), 1)]);
    const std::size_t first = t * (dims + 1);
    for (std::size_t d = 0; d < dims; ++d)  // levels 0, 1/3, 2/3, 1 of the range
      plan.points(first, d) = 2.0 * static_cast<double>(luck.below(4, walk, static_cast<std::uint32_t>(d), 2)) / 3 - 1;
    for (std::size_t s = 0; s < dims; ++s) {
      const std::size_t row = first + s + 1, d = order[s];
      std::ranges::copy(plan.points.row(row - 1), plan.points.row(row).begin());
      double& x = plan.points(row, d);
      x += (x < 0 ? 2 : -2) * morris_step;
      plan.moved[row] = d;
    }
  }
  return plan;
}

std::vector<Effect> morris_effects(const MorrisPlan& plan, Values output) {
  std::vector<num::Moments> effect(plan.dims), size(plan.dims);
  for (std::size_t row = 1; row < plan.points.rows; ++row) {
    const std::size_t d = plan.moved[row];
    if (d >= plan.dims || std::isnan(output[row]) || std::isnan(output[row - 1])) continue;
    const double up = plan.points(row, d) > plan.points(row - 1, d) ? 1 : -1;
    const double e = up * (output[row] - output[row - 1]) / morris_step;
    effect[d].add(e);
    size[d].add(num::abs(e));
  }
  std::vector<Effect> out(plan.dims);
  for (std::size_t d = 0; d < plan.dims; ++d)
    out[d] = {effect[d].mean, size[d].mean, effect[d].deviation(), static_cast<std::size_t>(effect[d].n)};
  return out;
}

double morris_floor(double noise) {
  constexpr double mean_of_half_normal = 0.7978845608028654;  // sqrt(2 / pi)
  return mean_of_half_normal * num::sqrt(2.0) * noise / morris_step;
}

}  // namespace bowlby::fit
