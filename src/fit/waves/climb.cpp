#include "fit/waves/climb.hpp"

#include <nlopt.h>
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <memory>

namespace bowlby::fit::waves {
namespace {

using Eigen::Index;

constexpr int most_looks = 600, most_steps = 30;
constexpr double nowhere = 1e12;   // instead of an infinite value, which the search cannot take
constexpr double level = 1e-11;    // of a deviance: what a step may still promise at the end
constexpr double near_end = 1e-7;  // from here the curvature is not looked at again
constexpr double at_bound = 1e-10;

struct Scaled {
  const Slope& cost;
  double size;
};

double scaled(unsigned n, const double* x, double* change, void* self) {
  const Scaled& s = *static_cast<Scaled*>(self);
  std::vector<double> slopes;
  const double value = s.cost({x, x + n}, change ? &slopes : nullptr);
  if (!std::isfinite(value)) {
    if (change) std::fill_n(change, n, 0.0);
    return nowhere;
  }
  if (change)
    for (unsigned i = 0; i < n; ++i) change[i] = slopes[i] / s.size;
  return value / s.size;
}

void search(const Slope& cost, std::vector<double>& x, const std::vector<double>& low, double size) {
  Scaled s{cost, size};
  const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> way(
      nlopt_create(NLOPT_LD_SLSQP, static_cast<unsigned>(x.size())), nlopt_destroy);
  if (!low.empty()) nlopt_set_lower_bounds(way.get(), low.data());
  nlopt_set_min_objective(way.get(), scaled, &s);
  nlopt_set_maxeval(way.get(), most_looks);
  nlopt_set_ftol_abs(way.get(), 1e-10 / size);
  double value = 0;
  nlopt_optimize(way.get(), x.data(), &value);  // an early end leaves the best point so far
}

class Newton {
 public:
  Newton(const Slope& cost, Climbed& at, const std::vector<double>& low) : cost_(cost), at_(at), low_(low) {
    for (std::size_t i = 0; i < at.x.size(); ++i)
      if (low.empty() || at.x[i] > low[i] + at_bound) at.free.push_back(i);
  }

  void go() {
    double promised = no_value;
    for (int step = 0; step < most_steps; ++step) {
      std::vector<double> slopes;
      at_.value = cost_(at_.x, &slopes);
      if (!std::isfinite(at_.value)) return;
      if (promised > near_end && !look_around()) return;
      Eigen::VectorXd down(free());
      for (Index i = 0; i < free(); ++i) down(i) = slopes[at_.free[static_cast<std::size_t>(i)]];
      const Eigen::VectorXd by = curve_.solve(down);
      promised = down.dot(by) / 2;
      if (promised < level * std::fmax(1, std::fabs(at_.value) * 1e-3)) return end();
      if (!move(by)) return promised < near_end ? end() : void();
    }
  }

 private:
  [[nodiscard]] Index free() const { return static_cast<Index>(at_.free.size()); }

  // Slopes on either side of each number; false where the place is no bottom.
  bool look_around() {
    table_.setZero(free(), free());
    for (Index i = 0; i < free(); ++i) {
      const std::size_t which = at_.free[static_cast<std::size_t>(i)];
      const double was = at_.x[which], step = 1e-5 * std::fmax(std::fabs(was), .1);
      std::vector<double> up, down;
      at_.x[which] = was + step;
      const double above = cost_(at_.x, &up);
      at_.x[which] = was - step;
      const double below = cost_(at_.x, &down);
      at_.x[which] = was;
      if (!std::isfinite(above) || !std::isfinite(below)) return false;
      for (Index j = 0; j < free(); ++j) {
        const std::size_t other = at_.free[static_cast<std::size_t>(j)];
        table_(i, j) = (up[other] - down[other]) / (2 * step);
      }
    }
    table_ = (table_ + table_.transpose()).eval() / 2;
    curve_.compute(table_);
    return curve_.info() == Eigen::Success;
  }

  bool move(const Eigen::VectorXd& by) {
    for (double share = 1; share > 1e-4; share /= 2) {
      std::vector<double> next = at_.x;
      bool inside = true;
      for (Index i = 0; i < free(); ++i) {
        const std::size_t which = at_.free[static_cast<std::size_t>(i)];
        next[which] -= share * by(i);
        inside = inside && (low_.empty() || next[which] > low_[which]);
      }
      if (!inside || !(cost_(next, nullptr) < at_.value)) continue;
      at_.x = std::move(next);
      return true;
    }
    return false;
  }

  void end() {
    const Eigen::MatrixXd inverse = 2 * curve_.solve(Eigen::MatrixXd::Identity(free(), free()));
    at_.curvature.assign(table_.data(), table_.data() + table_.size());
    at_.covariance.assign(inverse.data(), inverse.data() + inverse.size());
    at_.ended = true;
  }

  const Slope& cost_;
  Climbed& at_;
  const std::vector<double>& low_;
  Eigen::MatrixXd table_;
  Eigen::LLT<Eigen::MatrixXd> curve_;
};

}  // namespace

Climbed climb(const Slope& cost, std::vector<double> start, const std::vector<double>& low, double size) {
  Climbed out;
  out.x = std::move(start);
  search(cost, out.x, low, size);
  Newton(cost, out, low).go();
  return out;
}

}  // namespace bowlby::fit::waves
