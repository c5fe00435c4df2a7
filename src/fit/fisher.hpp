#pragma once
// What the targets can tell about the parameters near one point, and what not: the Fisher information of a Gaussian
// likelihood, in units of the prior.

#include "fit/matrix.hpp"

namespace bowlby::fit {

struct Fisher {
  std::vector<double> eigenvalues;  // falling; below 1 the targets tell less about that direction than the prior does
  Matrix directions;                // one column per eigenvalue, unit length, over parameters in units of prior sd
  std::vector<double> learned;      // per parameter: share of its prior variance that the targets take away (0..1)
  [[nodiscard]] std::size_t told() const;  // directions with an eigenvalue above 1
};

// `slopes`: outputs x parameters, per unit of [-1, 1]. `variance` per output, in which a weight below 1 is already a
// larger variance; an output with an infinite one says nothing. Priors are uniform on [-1, 1]: variance 1/3.
[[nodiscard]] Fisher fisher(const Matrix& slopes, Values variance);

}  // namespace bowlby::fit
