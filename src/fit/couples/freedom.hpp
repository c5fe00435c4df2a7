#pragma once
// The free numbers of a couples' model, and degrees of freedom by Satterthwaite's method.
//
//   v(theta) = variance of a contrast, theta = free numbers and ln sigma^2
//   degrees of freedom = 2 v^2 / (g' W g)      g = dv / dtheta, W = 2 (second changes of the deviance)^-1

#include <vector>

#include "fit/couples/likelihood.hpp"

namespace bowlby::fit::couples {

// Which numbers of L and of the residual are searched for, in one row.
class FreeNumbers {
 public:
  FreeNumbers(std::size_t random, const std::vector<int>& groups, bool ratio, bool correlation, bool carry);
  [[nodiscard]] std::vector<double> start() const;
  [[nodiscard]] const std::vector<double>& low() const { return low_; }
  [[nodiscard]] const std::vector<double>& high() const { return high_; }
  [[nodiscard]] Scales scales(const std::vector<double>&) const;
  [[nodiscard]] std::vector<double> changes(const Look&) const;
  // A diagonal of L within `none` of 0 (its sign means nothing); the same point with such at least `away` from it.
  [[nodiscard]] bool at_edge(const std::vector<double>&, double none) const;
  [[nodiscard]] std::vector<double> off_edge(std::vector<double>, double away) const;
  // The largest change of the deviance with a number that may still move that way.
  [[nodiscard]] double steepness(const std::vector<double>&, const Look&) const;
  // Whether a number still means something there: not where its column of L is none.
  [[nodiscard]] bool alive(const std::vector<double>&, std::size_t number, double none) const;
  [[nodiscard]] std::size_t size() const { return low_.size(); }

 private:
  std::size_t random_;
  std::vector<std::size_t> entries_;   // of L, column by column
  std::vector<std::size_t> residual_;  // of the residual's numbers
  std::vector<double> low_, high_;
};

class Freedom {
 public:
  // Below 0 `none` leaves it all out.
  Freedom(const Likelihood&, const FreeNumbers&, const std::vector<double>& at, const Look&, double none);
  [[nodiscard]] double of(const std::vector<double>& contrast) const;

 private:
  double rows_ = 0, variance_ = 0;
  std::vector<double> inverse_;               // of T_xx
  std::vector<std::vector<double>> changes_;  // of it, by free number
  std::vector<double> spread_;                // W, ln sigma^2 last
};

}  // namespace bowlby::fit::couples
