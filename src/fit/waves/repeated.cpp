#include "fit/waves/repeated.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

#include "evidence/student.hpp"
#include "fit/waves/climb.hpp"
#include "fit/waves/gaps.hpp"

namespace bowlby::fit {
namespace {

using namespace waves;
using Eigen::Index;
using Table = Eigen::MatrixXd;
using Column = Eigen::VectorXd;
using RowsView = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

Index at(std::size_t i) { return static_cast<Index>(i); }

class Reml {
 public:
  Reml(const Matrix& y, std::span<const int> arm, const RepeatedModel& model)
      : alike_(by_gaps(y, arm)), waves_(at(y.cols)), model_(model) {
    for (const Alike& a : alike_) {
      people += a.people;
      in_arm[a.group] += a.people;
      rows += a.people * static_cast<double>(a.there.size());
    }
  }
  double people = 0, rows = 0, in_arm[2]{};
  Column beta;
  Table inverse;  // of X' V^-1 X: the covariance of beta

  [[nodiscard]] Index coefficients() const { return 2 * waves_ - (model_.baseline ? 1 : 0); }
  [[nodiscard]] std::vector<double> start() const {
    if (model_.intercept) return {-.35, .5};
    std::vector<double> out;
    for (Index c = 0; c < waves_; ++c)
      for (Index r = c; r < waves_; ++r) out.push_back(r == c ? -.2 : .2);
    return out;
  }
  [[nodiscard]] std::vector<double> low() const {
    return model_.intercept ? std::vector<double>{-20, 0} : std::vector<double>{};
  }

  // -2 times the restricted log-likelihood.
  double look(const std::vector<double>& x, std::vector<double>* change) {
    const Table root = root_of(x), sigma = covariance_of(x, root);
    const Index p = coefficients();
    std::vector<Table> inverses, designs;
    Table xx = Table::Zero(p, p);
    Column xy = Column::Zero(p);
    double deviance = (rows - static_cast<double>(p)) * std::log(2 * std::numbers::pi);
    for (const Alike& a : alike_) {
      const auto k = at(a.there.size());
      const Table own = sigma(a.there, a.there);
      const Eigen::LLT<Table> llt(own);
      if (llt.info() != Eigen::Success) return no_value;
      deviance += 2 * a.people * llt.matrixLLT().diagonal().array().log().sum();
      inverses.push_back(llt.solve(Table::Identity(k, k)));
      designs.push_back(design_of(a));
      xx += a.people * designs.back().transpose() * inverses.back() * designs.back();
      xy += a.people * designs.back().transpose() * inverses.back() * Eigen::Map<const Column>(a.mean.data(), k);
    }
    const Eigen::LLT<Table> llt(xx);
    if (llt.info() != Eigen::Success) return no_value;
    beta = llt.solve(xy);
    inverse = llt.solve(Table::Identity(p, p));
    deviance += 2 * llt.matrixLLT().diagonal().array().log().sum();
    Table by_sigma = Table::Zero(waves_, waves_);
    for (std::size_t g = 0; g < alike_.size(); ++g) {
      const Alike& a = alike_[g];
      const auto k = at(a.there.size());
      const Column miss = Eigen::Map<const Column>(a.mean.data(), k) - designs[g] * beta;
      const Table spread = RowsView(a.scatter.data(), k, k) + a.people * miss * miss.transpose();
      const Table &own = inverses[g], weighed = own * spread;
      deviance += weighed.trace();
      if (!change) continue;
      const Table seen = own * designs[g];
      by_sigma(a.there, a.there) += a.people * own - weighed * own - a.people * seen * inverse * seen.transpose();
    }
    if (change) *change = changes(x, root, by_sigma);
    return deviance;
  }

 private:
  // Means of the waves, then the second arm's differences.
  Table design_of(const Alike& a) const {
    Table out = Table::Zero(at(a.there.size()), coefficients());
    const Index first = model_.baseline ? 1 : 0;
    for (std::size_t i = 0; i < a.there.size(); ++i) {
      const Index wave = at(a.there[i]);
      out(at(i), wave) = 1;
      if (a.group == 1 && wave >= first) out(at(i), waves_ + wave - first) = 1;
    }
    return out;
  }

  // S = L L', the diagonal by its logarithm; of a random intercept ln s and r.
  Table root_of(const std::vector<double>& x) const {
    Table root = Table::Zero(waves_, waves_);
    if (model_.intercept) return root;
    std::size_t i = 0;
    for (Index c = 0; c < waves_; ++c)
      for (Index r = c; r < waves_; ++r, ++i) root(r, c) = r == c ? std::exp(x[i]) : x[i];
    return root;
  }
  Table covariance_of(const std::vector<double>& x, const Table& root) const {
    if (!model_.intercept) return root * root.transpose();
    return std::exp(2 * x[0]) * (Table::Identity(waves_, waves_) + x[1] * Table::Ones(waves_, waves_));
  }
  std::vector<double> changes(const std::vector<double>& x, const Table& root, const Table& by_sigma) const {
    if (model_.intercept) {
      const double variance = std::exp(2 * x[0]), all = by_sigma.sum();
      return {2 * variance * (by_sigma.trace() + x[1] * all), variance * all};
    }
    const Table by_root = 2 * by_sigma * root;
    std::vector<double> out;
    for (Index c = 0; c < waves_; ++c)
      for (Index r = c; r < waves_; ++r) out.push_back(by_root(r, c) * (r == c ? root(r, c) : 1));
    return out;
  }

  std::vector<Alike> alike_;
  Index waves_;
  RepeatedModel model_;
};

// Of one coefficient: 2 v^2 / (g' W g), v its variance, g its slopes, W the covariance of what v depends on.
double freedom(Reml& reml, const Climbed& found, Index which) {
  const auto variance_at = [&](const std::vector<double>& x) {
    reml.look(x, nullptr);
    return reml.inverse(which, which);
  };
  const double variance = variance_at(found.x);
  const std::size_t n = found.free.size();
  Column slopes(at(n));
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> x = found.x;
    const double step = 1e-5 * std::fmax(std::fabs(x[found.free[i]]), .1);
    x[found.free[i]] += step;
    const double up = variance_at(x);
    x[found.free[i]] -= 2 * step;
    slopes(at(i)) = (up - variance_at(x)) / (2 * step);
  }
  const RowsView spread(found.covariance.data(), at(n), at(n));
  reml.look(found.x, nullptr);
  return 2 * variance * variance / slopes.dot(spread * slopes);
}

}  // namespace

WaveFit fit_repeated(const Matrix& y, std::span<const int> arm, const RepeatedModel& model) {
  WaveFit out;
  Matrix scaled = y;
  const Level level = level_of(y, 0, y.cols);
  put_on_level(scaled, 0, y.cols, level);
  Reml reml(scaled, arm, model);
  out.people = static_cast<std::size_t>(reml.people);
  const auto p = static_cast<double>(reml.coefficients());
  if (reml.in_arm[0] < 2 || reml.in_arm[1] < 2 || reml.rows < p + 3 || reml.people < static_cast<double>(y.cols) + 3)
    out.failed = "too few people";
  const Slope cost = [&reml](const std::vector<double>& x, std::vector<double>* change) {
    return reml.look(x, change);
  };
  if (out.failed.empty() && !std::isfinite(cost(reml.start(), nullptr)))
    out.failed = "a wave that nobody of an arm answered, or answers without spread";
  if (!out.failed.empty()) return out;
  const Climbed found = climb(cost, reml.start(), reml.low(), reml.rows);
  if (!found.ended) {
    out.failed = "no end of the search";
    return out;
  }
  out.singular = model.intercept && found.free.size() < 2;
  out.log_likelihood = -reml.look(found.x, nullptr) / 2 - (reml.rows - p) * std::log(level.spread);
  const Column beta = reml.beta;
  const Table covariance = reml.inverse;
  for (Index i = 0; i < beta.size(); ++i) {
    Tested t;
    t.value = beta(i) * level.spread + (i < at(y.cols) ? level.mean : 0);
    t.error = std::sqrt(covariance(i, i)) * level.spread;
    out.fixed.push_back(t);
  }
  Tested& last = out.fixed.back();
  last.degrees_of_freedom = freedom(reml, found, beta.size() - 1);
  last.p = evidence::t_two_sided(last.value / last.error, last.degrees_of_freedom);
  out.tested = last;
  return out;
}

}  // namespace bowlby::fit
