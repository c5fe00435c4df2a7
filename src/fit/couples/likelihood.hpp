#pragma once
// The restricted likelihood of couples at given variances, and how it changes with them.
//
// With G = sigma^2 L L', residual sigma^2 (Sigma x R), A = Z' O Z, B = Z' O [X y], O = (Sigma x R)^-1, for each couple:
//
//   D = 1 + L' A L          T = sum over couples of [X y]' O [X y] - B' L D^-1 L' B = [X y]' V^-1 [X y]
//   rss = what T leaves of y after X
//   deviance = (N - p) (1 + ln(2 pi rss / (N - p))) + sum ln det D + ln det(Sigma x R) + ln det T_xx
//
// The change with a table S goes through T: with H the change of the deviance with T, E = L D^-1 L',
//   dA: E + E B H B' E      dB: -2 E B H      dL: 2 sum (A - A E A - N H N') L,  N = B - A E B

#include <memory>
#include <optional>
#include <vector>

#include "fit/couples/sums.hpp"

namespace bowlby::fit::couples {

// Variances on free scales.
struct Scales {
  std::vector<double> root;  // L, random x random, column by column
  Residual residual;
};

struct Look {
  double deviance = 0, rss = 0;
  std::vector<double> beta;
  std::vector<double> inverse;      // of T_xx, p x p: times rss / (N - p) the covariance of beta
  std::vector<double> root_change;  // of the deviance with L, random x random
  std::array<double, Residual::size> residual_change{};
};

class Likelihood {
 public:
  struct Work;
  explicit Likelihood(Sums);
  ~Likelihood();
  // Nothing where T_xx cannot be inverted. Without `changes` these are left out.
  [[nodiscard]] std::optional<Look> look(const Scales&, bool changes) const;
  [[nodiscard]] const Sums& sums() const { return sums_; }

 private:
  Sums sums_;
  std::unique_ptr<Work> work_;
};

}  // namespace bowlby::fit::couples
