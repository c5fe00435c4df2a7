#include "fit/posterior.hpp"

#include <nlopt.h>
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "num/sums.hpp"

namespace bowlby::fit {
namespace {

constexpr double nowhere = -std::numeric_limits<double>::infinity();

struct Goal {
  const LogDensity* density;
};

double cost(unsigned n, const double* x, double*, void* goal) {
  const double value = (*static_cast<Goal*>(goal)->density)({x, n});
  return std::isfinite(value) ? -value : 1e300;
}

std::vector<double> improve(nlopt_algorithm algorithm, const LogDensity& density, const Box& box, std::vector<double> x,
                            int evaluations) {
  const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(
      nlopt_create(algorithm, static_cast<unsigned>(x.size())), nlopt_destroy);
  Goal goal{&density};
  nlopt_set_lower_bounds(search.get(), box.low.data());
  nlopt_set_upper_bounds(search.get(), box.high.data());
  nlopt_set_min_objective(search.get(), cost, &goal);
  nlopt_set_maxeval(search.get(), evaluations);
  nlopt_set_xtol_rel(search.get(), 1e-7);
  std::vector<double> best = x;
  double value = 0;
  nlopt_optimize(search.get(), best.data(), &value);  // an early end leaves the best point so far
  return density(best) > density(x) ? best : x;
}

// One chain's state: the point, and what it has learned about the shape of the density.
class Walker {
 public:
  Walker(const LogDensity& density, const Box& box, std::vector<double> start, const Luck& luck, std::uint32_t chain,
         std::uint32_t address)
      : density_(density), box_(box), luck_(luck), chain_(chain), address_(address), x_(std::move(start)) {
    const auto d = static_cast<Eigen::Index>(x_.size());
    mean_ = Eigen::Map<const Eigen::VectorXd>(x_.data(), d);
    squares_ = Eigen::MatrixXd::Zero(d, d);
    root_ = Eigen::MatrixXd::Zero(d, d);
    for (Eigen::Index i = 0; i < d; ++i) {
      const auto k = static_cast<std::size_t>(i);
      root_(i, i) = .05 * (box.high[k] - box.low[k]);
    }
    here_ = density_(x_);
    for (std::uint32_t k = 0; k < 10 * x_.size(); ++k) {  // no step has such a number
      been_.emplace_back(x_.size());
      for (std::size_t i = 0; i < x_.size(); ++i)
        been_.back()[i] = box.low[i] + (box.high[i] - box.low[i]) *
                                           luck.uniform(0xFFFFFFFEu - k, static_cast<std::uint32_t>(i), place());
    }
  }

  bool step(std::uint32_t number, bool learning) {
    const bool by_shape = number % 2 == 0;
    const std::vector<double> next = by_shape ? by_its_shape(number) : by_where_it_was(number);
    const double there = box_.holds(next) ? density_(next) : nowhere;
    const std::uint32_t at = place();
    const bool taken = there > nowhere && num::log(luck_.uniform(number, 0, at)) < there - here_;
    if (taken) {
      x_ = next;
      here_ = there;
    }
    if (learning && by_shape) learn(number / 2, taken);
    if (number % 20 == 0) been_.push_back(x_);
    return taken;
  }
  const std::vector<double>& x() const { return x_; }

 private:
  std::uint32_t place() const { return address_ * 1024 + chain_; }

  std::vector<double> by_its_shape(std::uint32_t number) const {
    const auto d = static_cast<Eigen::Index>(x_.size());
    Eigen::VectorXd z(d);
    for (Eigen::Index i = 0; i < d; ++i) z[i] = luck_.normal(number, static_cast<std::uint32_t>(i) + 1, place());
    const Eigen::VectorXd move = size_ * (root_ * z);
    std::vector<double> next = x_;
    for (Eigen::Index i = 0; i < d; ++i) next[static_cast<std::size_t>(i)] += move[i];
    return next;
  }

  // Every fifth time the whole difference, so that a chain can change hills.
  std::vector<double> by_where_it_was(std::uint32_t number) const {
    const auto d = static_cast<std::uint32_t>(x_.size());
    const auto &a = been_[luck_.below(been_.size(), number, d + 1, place())],
               &b = been_[luck_.below(been_.size(), number, d + 2, place())];
    const double reach = number % 10 == 1 ? 1 : 2.38 / num::sqrt(2.0 * d);
    std::vector<double> next = x_;
    for (std::uint32_t i = 0; i < d; ++i)
      next[i] += reach * (a[i] - b[i]) + 1e-4 * luck_.normal(number, i + 1, place());
    return next;
  }

  void learn(std::uint32_t number, bool taken) {
    const auto d = static_cast<Eigen::Index>(x_.size());
    const Eigen::Map<const Eigen::VectorXd> x(x_.data(), d);
    const double n = number + 1.0, weight = 1 / std::min(n, 1000.0);  // forgets where it came from
    const Eigen::VectorXd delta = x - mean_;
    mean_ += weight * delta;
    squares_ = (1 - weight) * (squares_ + weight * delta * delta.transpose());
    // towards one acceptance in four
    size_ = num::clamp(size_ * (taken ? 1 + 3 / (n / 10 + 30) : 1 - 1 / (n / 10 + 30)), .01, 10.0);
    if (number < 200 || number % 100 != 0) return;
    Eigen::MatrixXd shape = squares_ * (5.66 / static_cast<double>(d));
    shape.diagonal().array() += 1e-8;
    const Eigen::LLT<Eigen::MatrixXd> factor(shape);
    if (factor.info() == Eigen::Success) root_ = factor.matrixL();
  }

  const LogDensity& density_;
  const Box& box_;
  const Luck& luck_;
  std::uint32_t chain_, address_;
  std::vector<double> x_;
  std::vector<std::vector<double>> been_;  // scattered over the box at first, then where the chain has been
  double here_ = 0, size_ = 1;
  Eigen::VectorXd mean_;
  Eigen::MatrixXd squares_, root_;
};

// Split R-hat: every chain halved, between over within.
double split_rhat(const std::vector<std::vector<double>>& halves) {
  num::Moments means;
  double within = 0, length = 0;
  for (const auto& half : halves) {
    num::Moments m;
    for (const double v : half) m.add(v);
    means.add(m.mean);
    within += m.variance() / static_cast<double>(halves.size());
    length = static_cast<double>(half.size());
  }
  return within > 0 ? num::sqrt((length - 1) / length + means.variance() / within) : 1;
}

double effective(const std::vector<std::vector<double>>& chains) {
  const std::size_t n = chains.front().size();
  std::vector<num::Moments> each(chains.size());
  num::Moments means;
  double within = 0;
  for (std::size_t c = 0; c < chains.size(); ++c) {
    for (const double v : chains[c]) each[c].add(v);
    means.add(each[c].mean);
    within += each[c].variance() / static_cast<double>(chains.size());
  }
  const double all = within * static_cast<double>(n - 1) / static_cast<double>(n) + means.variance();
  const double draws = static_cast<double>(n * chains.size());
  if (!(all > 0)) return draws;
  const auto correlation = [&](std::size_t lag) {
    double sum = 0;
    for (std::size_t c = 0; c < chains.size(); ++c)
      for (std::size_t i = lag; i < n; ++i) sum += (chains[c][i] - each[c].mean) * (chains[c][i - lag] - each[c].mean);
    return 1 - (within - sum / draws) / all;
  };
  double sum = 0;
  for (std::size_t lag = 1; lag + 1 < n; lag += 2) {
    const double pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    sum += pair;
  }
  return std::min(draws, draws / (1 + 2 * sum));
}

void diagnose(Chains& c) {
  for (std::size_t d = 0; d < c.draws.cols; ++d) {
    const std::vector<double> column = c.draws.column(d);
    std::vector<std::vector<double>> halves, wholes;
    const auto kept = static_cast<std::ptrdiff_t>(c.kept), half = kept / 2;
    for (auto from = column.begin(); from != column.end(); from += kept) {
      wholes.emplace_back(from, from + kept);
      halves.emplace_back(from, from + half);
      halves.emplace_back(from + half, from + 2 * half);
    }
    c.rhat.push_back(split_rhat(halves));
    c.ess.push_back(effective(wholes));
  }
}

}  // namespace

SyntheticLikelihood::SyntheticLikelihood(std::span<const std::optional<Emulator>> emulators, Values observed,
                                         const Matrix& covariance, std::optional<double> degrees)
    : degrees_(degrees) {
  std::vector<std::size_t> in_use;
  for (std::size_t k = 0; k < emulators.size(); ++k)
    if (emulators[k] && !std::isnan(observed[k]) && std::isfinite(covariance(k, k))) in_use.push_back(k);
  if (in_use.empty()) return;
  dims_ = emulators[in_use.front()]->dims;
  Matrix beta(in_use.size(), terms_of(dims_)), seen(in_use.size(), 1), some(in_use.size(), in_use.size());
  for (std::size_t k = 0; k < in_use.size(); ++k) {
    std::ranges::copy(emulators[in_use[k]]->beta, beta.row(k).begin());
    seen(k, 0) = observed[in_use[k]];
    for (std::size_t l = 0; l < in_use.size(); ++l) some(k, l) = covariance(in_use[k], in_use[l]);
  }
  const Matrix white = whitener(some);
  beta_ = product(white, beta);
  observed_ = product(white, seen).data;
}

double SyntheticLikelihood::operator()(Values x) const {
  if (observed_.empty()) return 0;
  std::vector<double> terms(beta_.cols);
  terms_at(x, terms);
  double sum = 0;
  for (std::size_t k = 0; k < beta_.rows; ++k) {
    double at = -observed_[k];
    const Values row = beta_.row(k);
    for (std::size_t t = 0; t < row.size(); ++t) at += row[t] * terms[t];
    sum += degrees_ ? (*degrees_ + 1) * num::log(1 + at * at / *degrees_) : at * at;
  }
  return -.5 * sum;
}

bool Box::holds(Values x) const {
  for (std::size_t d = 0; d < x.size(); ++d)
    if (!(x[d] >= low[d] && x[d] <= high[d])) return false;
  return true;
}

Box whole_box(std::size_t dims) { return {std::vector<double>(dims, -1), std::vector<double>(dims, 1)}; }

std::vector<double> highest(const LogDensity& density, const Box& box, int evaluations) {
  std::vector<double> x(box.low.size());
  for (std::size_t d = 0; d < x.size(); ++d) x[d] = .5 * (box.low[d] + box.high[d]);
  x = improve(NLOPT_GN_DIRECT_L, density, box, x, evaluations);
  x = improve(NLOPT_LN_BOBYQA, density, box, x, evaluations);
  for (std::size_t d = 0; d < x.size(); ++d)
    x[d] = num::clamp(static_cast<double>(std::llround(x[d] * 1000)) / 1000, box.low[d], box.high[d]);
  return x;
}

Chains sample(const LogDensity& density, const Box& box, Values start, const ChainSettings& s, const Luck& luck) {
  const std::size_t dims = start.size();
  Chains out;
  out.chains = s.chains;
  out.kept = s.kept;
  out.draws = Matrix(s.chains * s.kept, dims);
  std::size_t taken = 0;
  for (std::size_t c = 0; c < s.chains; ++c) {
    const auto chain = static_cast<std::uint32_t>(c);
    std::vector<double> x(start.begin(), start.end());
    for (std::size_t d = 0; d < dims; ++d) {  // 0xFFFFFFFF: no step has this number
      const double z = luck.normal(0xFFFFFFFFu, static_cast<std::uint32_t>(d) + 1, s.address * 1024 + chain);
      x[d] = num::clamp(x[d] + .1 * (box.high[d] - box.low[d]) * z, box.low[d], box.high[d]);
    }
    Walker walker(density, box, std::move(x), luck, chain, s.address);
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < s.burn_in; ++i) walker.step(number++, true);
    for (std::size_t i = 0, k = 0; i < s.steps; ++i) {
      taken += walker.step(number++, false) ? 1 : 0;
      if ((i + 1) * s.kept / s.steps > k) {
        std::ranges::copy(walker.x(), out.draws.row(c * s.kept + k).begin());
        ++k;
      }
    }
  }
  out.accepted = static_cast<double>(taken) / static_cast<double>(s.chains * s.steps);
  diagnose(out);
  return out;
}

double quantile(std::vector<double> values, double p) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(values);
  const double at = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace bowlby::fit
