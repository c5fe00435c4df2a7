#include "app/fit/screen.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fit/fisher.hpp"
#include "fit/near_home.hpp"

namespace bowlby {
namespace {

constexpr std::size_t screening_runs = 80;
constexpr double beyond_chance = 3;   // standard errors of a slope
constexpr double worth_fitting = .3;  // share of the prior's variance
constexpr std::uint64_t seed = 1;     // the points are the same for every sample

}  // namespace

fit::Matrix screening_points(std::size_t parameters) {
  return fit::mirrored_points(screening_runs, parameters, fit::Luck(seed, fit::Purpose::trajectory));
}

Screened screen(const fit::Matrix& x, const fit::Matrix& y, std::size_t most) {
  const std::size_t dims = x.cols;
  fit::Matrix slopes(y.cols, dims);
  std::vector<double> variance(y.cols, std::numeric_limits<double>::infinity());
  for (std::size_t k = 0; k < y.cols; ++k) {
    const auto line = fit::fit_line(x, y.column(k));
    if (!line || !(line->scatter > 0)) continue;
    variance[k] = line->scatter * line->scatter;
    // points are uniform in [-1, 1]: each has the variance 1/3
    const double error = line->scatter / std::sqrt(static_cast<double>(x.rows) / 3);
    for (std::size_t d = 0; d < dims; ++d)
      if (std::fabs(line->slope[d]) > beyond_chance * error) slopes(k, d) = line->slope[d];
  }
  Screened out;
  out.learned = fit::fisher(slopes, variance).learned;
  std::vector<std::size_t> order(dims);
  for (std::size_t d = 0; d < dims; ++d) order[d] = d;
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t d) { return out.learned[d]; });
  for (const std::size_t d : order)
    if (out.chosen.size() < most && out.learned[d] > worth_fitting) out.chosen.push_back(d);
  return out;
}

}  // namespace bowlby
