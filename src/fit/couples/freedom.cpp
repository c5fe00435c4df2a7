#include "fit/couples/freedom.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace bowlby::fit::couples {

FreeNumbers::FreeNumbers(std::size_t random, const std::vector<int>& groups, bool ratio, bool correlation, bool carry)
    : random_(random) {
  constexpr double wide = 1e4, ratio_end = 6, share_end = 4;
  for (std::size_t c = 0; c < random; ++c)
    for (std::size_t r = c; r < random; ++r) {
      if (!groups.empty() && groups[r] != groups[c]) continue;
      entries_.push_back(c * random + r);
      low_.push_back(-wide);  // of the diagonal, too: a bound at none would make corners that are no ends
      high_.push_back(wide);
    }
  const bool free[]{ratio, correlation, carry};
  for (std::size_t i = 0; i < Residual::size; ++i) {
    if (!free[i]) continue;
    residual_.push_back(i);
    low_.push_back(i == 0 ? -ratio_end : -share_end);
    high_.push_back(-low_.back());
  }
}

std::vector<double> FreeNumbers::start() const {
  std::vector<double> x(size(), 0.0);
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i] % (random_ + 1) == 0) x[i] = .5;
  return x;
}

Scales FreeNumbers::scales(const std::vector<double>& x) const {
  Scales s;
  s.root.assign(random_ * random_, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) s.root[entries_[i]] = x[i];
  for (std::size_t i = 0; i < residual_.size(); ++i) s.residual[residual_[i]] = x[entries_.size() + i];
  return s;
}

std::vector<double> FreeNumbers::changes(const Look& look) const {
  std::vector<double> g(size());
  for (std::size_t i = 0; i < entries_.size(); ++i) g[i] = look.root_change[entries_[i]];
  for (std::size_t i = 0; i < residual_.size(); ++i) g[entries_.size() + i] = look.residual_change[residual_[i]];
  return g;
}

bool FreeNumbers::at_edge(const std::vector<double>& x, double none) const {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i] % (random_ + 1) == 0 && std::fabs(x[i]) < none) return true;
  return false;
}

std::vector<double> FreeNumbers::off_edge(std::vector<double> x, double away) const {
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i] % (random_ + 1) == 0) x[i] = std::copysign(std::max(std::fabs(x[i]), away), x[i]);
  return x;
}

double FreeNumbers::steepness(const std::vector<double>& x, const Look& look) const {
  const std::vector<double> g = changes(look);
  double most = 0;
  for (std::size_t i = 0; i < g.size(); ++i) {
    if ((x[i] <= low_[i] && g[i] > 0) || (x[i] >= high_[i] && g[i] < 0)) continue;
    most = std::max(most, std::fabs(g[i]));
  }
  return most;
}

bool FreeNumbers::alive(const std::vector<double>& x, std::size_t number, double none) const {
  if (number >= entries_.size()) return true;
  const std::size_t column = entries_[number] / random_;
  if (entries_[number] % (random_ + 1) == 0) return std::fabs(x[number]) >= none;
  double length = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (entries_[i] / random_ == column) length = std::max(length, std::fabs(x[i]));
  return length >= none;
}

Freedom::Freedom(const Likelihood& likelihood, const FreeNumbers& free, const std::vector<double>& at, const Look& look,
                 double none) {
  constexpr double step = 1e-4;
  rows_ = static_cast<double>(likelihood.sums().rows) - static_cast<double>(look.beta.size());
  variance_ = look.rss / rows_;
  inverse_ = look.inverse;
  if (none < 0) return;
  std::vector<std::size_t> live;
  for (std::size_t i = 0; i < free.size(); ++i)
    if (free.alive(at, i, none)) live.push_back(i);
  const auto n = static_cast<Eigen::Index>(live.size());
  Eigen::MatrixXd second = Eigen::MatrixXd::Zero(n + 1, n + 1);
  Eigen::VectorXd rss = Eigen::VectorXd::Zero(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const std::size_t number = live[static_cast<std::size_t>(i)];
    auto up = at, down = at;
    const double h = step * std::max(1.0, std::fabs(at[number]));
    up[number] += h, down[number] -= h;
    const auto above = likelihood.look(free.scales(up), true), below = likelihood.look(free.scales(down), true);
    changes_.emplace_back(inverse_.size(), 0.0);
    if (!above || !below) continue;
    const auto g_above = free.changes(*above), g_below = free.changes(*below);
    for (Eigen::Index j = 0; j < n; ++j) {
      const std::size_t other = live[static_cast<std::size_t>(j)];
      second(i, j) = (g_above[other] - g_below[other]) / (2 * h);
    }
    rss(i) = (above->rss - below->rss) / (2 * h * variance_);
    for (std::size_t k = 0; k < inverse_.size(); ++k)
      changes_.back()[k] = (above->inverse[k] - below->inverse[k]) / (2 * h);
  }
  // The deviance with sigma^2 in it, from the one without.
  second.topLeftCorner(n, n) = (second.topLeftCorner(n, n) + second.topLeftCorner(n, n).transpose()).eval() / 2;
  second.topLeftCorner(n, n) += rss * rss.transpose() / rows_;
  second.topRightCorner(n, 1) = -rss;
  second.bottomLeftCorner(1, n) = -rss.transpose();
  second(n, n) = rows_;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts(second);
  const double least = 1e-9 * parts.eigenvalues().cwiseAbs().maxCoeff();
  Eigen::MatrixXd spread = Eigen::MatrixXd::Zero(n + 1, n + 1);
  for (Eigen::Index i = 0; i <= n; ++i)
    if (const double value = parts.eigenvalues()(i); value > least)
      spread += 2 / value * parts.eigenvectors().col(i) * parts.eigenvectors().col(i).transpose();
  spread_.assign(spread.data(), spread.data() + spread.size());
}

double Freedom::of(const std::vector<double>& contrast) const {
  const std::size_t p = contrast.size(), n = changes_.size() + 1;
  const auto within = [&](const std::vector<double>& table) {
    double sum = 0;
    for (std::size_t i = 0; i < p; ++i)
      for (std::size_t j = 0; j < p; ++j) sum += contrast[i] * contrast[j] * table[i * p + j];
    return sum;
  };
  std::vector<double> g;
  for (const auto& change : changes_) g.push_back(variance_ * within(change));
  const double v = variance_ * within(inverse_);
  g.push_back(v);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) sum += g[i] * g[j] * spread_[i * n + j];
  return sum > 0 ? std::max(1.0, 2 * v * v / sum) : rows_;
}

}  // namespace bowlby::fit::couples
