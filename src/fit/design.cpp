#include "fit/design.hpp"

#include <boost/random/sobol.hpp>

namespace bowlby::fit {
namespace {

double stretch(Scale scale, double value) {
  switch (scale) {
    case Scale::log:
      return num::log(value);
    case Scale::prob:
      return num::normal_quantile(value);
    case Scale::lin:
      break;
  }
  return value;
}

double shrink(Scale scale, double at) {
  switch (scale) {
    case Scale::log:
      return num::exp(at);
    case Scale::prob:
      return num::normal_cdf(at);
    case Scale::lin:
      break;
  }
  return at;
}

}  // namespace

double Axis::value(double x) const {
  if (x <= -1) return low;
  if (x >= 1) return high;
  const double a = stretch(scale, low), b = stretch(scale, high);
  return num::clamp(shrink(scale, a + .5 * (x + 1) * (b - a)), low, high);
}

double Axis::place(double value) const {
  const double a = stretch(scale, low), b = stretch(scale, high);
  return num::clamp(2 * (stretch(scale, num::clamp(value, low, high)) - a) / (b - a) - 1, -1.0, 1.0);
}

Matrix sobol_points(std::size_t n, std::size_t dims, const Luck& luck) {
  Matrix points(n, dims);
  if (n == 0 || dims == 0) return points;
  boost::random::sobol_engine<std::uint32_t, 32> sequence(dims);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t d = 0; d < dims; ++d)
      points(i, d) = 2 * num::unit(sequence() ^ luck.bits(static_cast<std::uint32_t>(d))) - 1;
  return points;
}

Matrix into_box(Matrix points, Values low, Values high) {
  for (std::size_t i = 0; i < points.rows; ++i)
    for (std::size_t d = 0; d < points.cols; ++d) points(i, d) = low[d] + .5 * (points(i, d) + 1) * (high[d] - low[d]);
  return points;
}

}  // namespace bowlby::fit
