#pragma once
// Where to run the model: axes with their scales, and points that fill a box evenly.

#include <cstdint>
#include <string>

#include "fit/luck.hpp"
#include "fit/matrix.hpp"

namespace bowlby::fit {

// How a step along an axis moves the parameter: evenly, in its logarithm, or on the probit scale.
enum class Scale { lin, log, prob };

// One free parameter. Bounds are the prior: uniform along the axis between them. log needs low > 0, prob 0 < low and
// high < 1.
struct Axis {
  std::string name;
  double low = 0, high = 1;
  Scale scale = Scale::lin;

  [[nodiscard]] double value(double x) const;      // x in [-1, 1] -> parameter
  [[nodiscard]] double place(double value) const;  // and back
};

// n points of Sobol's sequence in [-1, 1]^dims, randomised by a digital shift of the seed: every point alone is
// uniform, all together fill the box more evenly than chance. A longer design begins with the shorter one.
[[nodiscard]] Matrix sobol_points(std::size_t n, std::size_t dims, const Luck&);

// The same points in the box low..high within [-1, 1]^dims.
[[nodiscard]] Matrix into_box(Matrix points, Values low, Values high);

}  // namespace bowlby::fit
