#include "fit/waves/paths.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

#include "fit/waves/climb.hpp"
#include "fit/waves/gaps.hpp"

namespace bowlby::fit::waves {
namespace {

using Eigen::Index;
using Table = Eigen::MatrixXd;
using Column = Eigen::VectorXd;
using RowsView = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

constexpr double beyond = -1e-8;  // of the least eigenvalue of S as correlations: below, it is no covariance

Index at(std::size_t i) { return static_cast<Index>(i); }

class Likelihood {
 public:
  Likelihood(const Matrix& answers, const Paths& paths) : alike_(by_gaps(answers, {})), paths_(paths) {
    for (const Alike& a : alike_) people += a.people, cells += a.people * static_cast<double>(a.there.size());
  }
  double people = 0, cells = 0;

  // -2 times the log-likelihood.
  double look(const std::vector<double>& x, std::vector<double>* change) const {
    const auto seen = at(paths_.seen), all = at(paths_.all);
    const Table spread = spread_at(x);
    Table arrows = Table::Identity(all, all);
    Column means = Column::Zero(all);
    for (const Paths::Cell& c : paths_.arrows) arrows(at(c.row), at(c.column)) -= value(c, x);
    for (const Paths::Cell& c : paths_.means) means(at(c.row)) += value(c, x);
    const Table reach = arrows.partialPivLu().inverse(), upper = reach.topRows(seen);
    const Table whole = upper * spread * reach.transpose();  // covariance of the seen with all
    const Column levels = reach * means;
    const Table sigma = whole.leftCols(seen);
    Table by_sigma = Table::Zero(seen, seen);
    Column by_mean = Column::Zero(seen);
    double deviance = cells * std::log(2 * std::numbers::pi);
    for (const Alike& a : alike_) {
      const auto k = at(a.there.size());
      const Eigen::LLT<Table> llt(Table(sigma(a.there, a.there)));
      if (llt.info() != Eigen::Success) return no_value;
      const Column miss = Eigen::Map<const Column>(a.mean.data(), k) - levels(a.there);
      const Table inverse = llt.solve(Table::Identity(k, k));
      const Table weighed = inverse * (RowsView(a.scatter.data(), k, k) + a.people * miss * miss.transpose());
      deviance += 2 * a.people * llt.matrixLLT().diagonal().array().log().sum() + weighed.trace();
      if (!change) continue;
      by_sigma(a.there, a.there) += a.people * inverse - weighed * inverse;
      by_mean(a.there) -= 2 * a.people * inverse * miss;
    }
    if (!change) return deviance;
    change->assign(x.size(), 0);
    const auto add = [&](const Paths::Cell& c, double slope) {
      if (c.number >= 0) (*change)[static_cast<std::size_t>(c.number)] += slope;
    };
    const Table pull = upper.transpose() * by_sigma, by_arrow = 2 * pull * whole, by_spread = pull * upper;
    const Column by_level = upper.transpose() * by_mean;
    for (const Paths::Cell& c : paths_.arrows)
      add(c, by_arrow(at(c.row), at(c.column)) + by_level(at(c.row)) * levels(at(c.column)));
    for (const Paths::Cell& c : paths_.spread) add(c, by_spread(at(c.row), at(c.column)) * (c.row == c.column ? 1 : 2));
    for (const Paths::Cell& c : paths_.means) add(c, by_level(at(c.row)));
    return deviance;
  }

  // Whether S is a covariance there; otherwise what is wrong with it.
  [[nodiscard]] std::string improper(const std::vector<double>& x) const {
    Table spread = spread_at(x);
    for (Index i = 0; i < spread.rows(); ++i)
      if (spread(i, i) < 0) return "a variance below none (Heywood): " + paths_.names[static_cast<std::size_t>(i)];
    const Column root = spread.diagonal().array().max(1e-300).sqrt().inverse();
    spread = root.asDiagonal() * spread * root.asDiagonal();
    if (Eigen::SelfAdjointEigenSolver<Table>(spread, Eigen::EigenvaluesOnly).eigenvalues().minCoeff() < beyond)
      return "a correlation beyond one";
    return {};
  }

 private:
  static double value(const Paths::Cell& c, const std::vector<double>& x) {
    return c.number < 0 ? c.value : x[static_cast<std::size_t>(c.number)];
  }
  [[nodiscard]] Table spread_at(const std::vector<double>& x) const {
    Table out = Table::Zero(at(paths_.all), at(paths_.all));
    for (const Paths::Cell& c : paths_.spread)
      out(at(c.row), at(c.column)) = out(at(c.column), at(c.row)) = value(c, x);
    return out;
  }

  std::vector<Alike> alike_;
  const Paths& paths_;
};

}  // namespace

PathsFit fit_paths(const Matrix& answers, const Paths& paths) {
  PathsFit out;
  const Likelihood likelihood(answers, paths);
  out.people = static_cast<std::size_t>(likelihood.people);
  const std::size_t n = paths.start.size();
  const Slope cost = [&](const std::vector<double>& x, std::vector<double>* change) {
    return likelihood.look(x, change);
  };
  if (out.people < n)
    out.failed = "fewer people than numbers to find";
  else if (!std::isfinite(cost(paths.start, nullptr)))
    out.failed = "answers without spread";
  if (!out.failed.empty()) return out;
  const Climbed found = climb(cost, paths.start, {}, likelihood.cells);
  if (!found.ended) {
    out.failed = "no end of the search";
    return out;
  }
  out.numbers = found.x;
  out.covariance = Matrix(n, n);
  out.covariance.data = found.covariance;
  out.log_likelihood = -found.value / 2;
  out.failed = likelihood.improper(found.x);
  return out;
}

}  // namespace bowlby::fit::waves
