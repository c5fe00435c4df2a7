#include "fit/shared_prior.hpp"

#include <nlopt.h>
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <memory>

#include "fit/design.hpp"

namespace bowlby::fit {
namespace {

constexpr double little_say = 6, least_say = 1e-3;  // of a value so far below the highest, in logarithms
constexpr double least_sd = .05;  // of the prior: a population without differences is never quite believed

Eigen::Map<const Eigen::VectorXd> view(Values v) { return {v.data(), static_cast<Eigen::Index>(v.size())}; }

Eigen::MatrixXd whole(const Matrix& m) {
  const auto n = static_cast<Eigen::Index>(m.rows);
  Eigen::MatrixXd out(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) out(i, j) = m(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
  return out;
}

Matrix taken(const Eigen::MatrixXd& m) {
  Matrix out(static_cast<std::size_t>(m.rows()), static_cast<std::size_t>(m.cols()));
  for (Eigen::Index i = 0; i < m.rows(); ++i)
    for (Eigen::Index j = 0; j < m.cols(); ++j) out(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) = m(i, j);
  return out;
}

Eigen::VectorXd precision(const NormalPrior& prior) { return view(prior.sd).array().square().inverse(); }

double log_prior(const NormalPrior& prior, Values x) {
  double sum = 0;
  for (std::size_t d = 0; d < x.size(); ++d) {
    const double z = (x[d] - prior.mean[d]) / prior.sd[d];
    sum -= .5 * z * z;
  }
  return sum;
}

struct Goal {
  const LogDensity* likelihood;
  const NormalPrior* prior;
};

double cost(unsigned n, const double* x, double*, void* goal) {
  const Goal& g = *static_cast<Goal*>(goal);
  const double value = (*g.likelihood)({x, n}) + log_prior(*g.prior, {x, n});
  return std::isfinite(value) ? -value : 1e300;
}

// A unit's parabola under another prior: mean and covariance.
struct Parabola {
  Eigen::VectorXd mean;
  Eigen::MatrixXd covariance;
};

Parabola parabola(const UnitFit& unit, const NormalPrior& first, const NormalPrior& prior) {
  const Eigen::VectorXd mode = view(unit.mode), old = precision(first), now = precision(prior);
  const Eigen::MatrixXd curvature = whole(unit.curvature);
  // at the mode the likelihood's slope is what the first prior pulled against
  const Eigen::VectorXd slope = old.cwiseProduct(mode - view(first.mean));
  Eigen::MatrixXd total = curvature;
  total.diagonal() += now;
  const Eigen::LLT<Eigen::MatrixXd> factor(total);
  return {factor.solve(curvature * mode + slope + now.cwiseProduct(view(prior.mean))),
          factor.solve(Eigen::MatrixXd::Identity(mode.size(), mode.size()))};
}

// Second differences of a function around a point with one step length per direction.
Eigen::MatrixXd second_differences(const LogDensity& f, Values at, const std::vector<double>& h) {
  const std::size_t n = at.size();
  std::vector<double> x(at.begin(), at.end());
  const auto moved = [&](std::size_t i, double a, std::size_t j, double b) {
    x[i] += a, x[j] += b;
    const double value = f(x);
    x.assign(at.begin(), at.end());
    return value;
  };
  const double here = f(x);
  std::vector<double> up(n), down(n);
  Eigen::MatrixXd out(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
  for (std::size_t i = 0; i < n; ++i) {
    up[i] = moved(i, h[i], i, 0);
    down[i] = moved(i, -h[i], i, 0);
    const auto k = static_cast<Eigen::Index>(i);
    out(k, k) = -(up[i] + down[i] - 2 * here) / (h[i] * h[i]);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const double both = moved(i, h[i], j, h[j]) + moved(i, -h[i], j, -h[j]);
      const auto k = static_cast<Eigen::Index>(i), l = static_cast<Eigen::Index>(j);
      out(k, l) = out(l, k) = -(both - up[i] - down[i] - up[j] - down[j] + 2 * here) / (2 * h[i] * h[j]);
    }
  return out;
}

}  // namespace

std::vector<double> climb(const LogDensity& likelihood, const NormalPrior& prior, const Box& box, Values start,
                          Values steps, int evaluations) {
  const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(
      nlopt_create(NLOPT_LN_BOBYQA, static_cast<unsigned>(start.size())), nlopt_destroy);
  Goal goal{&likelihood, &prior};
  nlopt_set_lower_bounds(search.get(), box.low.data());
  nlopt_set_upper_bounds(search.get(), box.high.data());
  nlopt_set_min_objective(search.get(), cost, &goal);
  nlopt_set_maxeval(search.get(), evaluations);
  nlopt_set_initial_step(search.get(), steps.data());
  nlopt_set_xtol_abs1(search.get(), 2e-3);
  nlopt_set_ftol_abs(search.get(), 1e-4);
  std::vector<double> best(start.begin(), start.end());
  for (std::size_t d = 0; d < best.size(); ++d) best[d] = num::clamp(best[d], box.low[d], box.high[d]);
  double value = 0;
  nlopt_optimize(search.get(), best.data(), &value);  // an early end leaves the best point so far
  for (double& v : best) v = static_cast<double>(std::llround(v * 1e4)) / 1e4;
  return best;
}

Matrix curvature_at(const LogDensity& likelihood, const NormalPrior& prior, Values mode) {
  const std::size_t n = mode.size();
  std::vector<double> h(n);
  for (std::size_t d = 0; d < n; ++d) {  // first along each axis alone, to learn how far a standard deviation is
    std::vector<double> x(mode.begin(), mode.end());
    const double step = .3, here = likelihood(x);
    x[d] = mode[d] + step;
    double second = likelihood(x) - 2 * here;
    x[d] = mode[d] - step;
    second = -(second + likelihood(x)) / (step * step);
    h[d] = num::clamp(1 / num::sqrt(std::max(second, 0.0) + 1 / (prior.sd[d] * prior.sd[d])), .02, 1.0);
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(second_differences(likelihood, mode, h));
  const Eigen::VectorXd kept = axes.eigenvalues().cwiseMax(0);
  return taken(axes.eigenvectors() * kept.asDiagonal() * axes.eigenvectors().transpose());
}

std::vector<double> widths_at(const LogDensity& likelihood, const NormalPrior& prior, Values centre) {
  std::vector<double> x(centre.begin(), centre.end()), out;
  const double here = likelihood(x);
  for (std::size_t d = 0; d < x.size(); ++d) {
    double fall = 2 * here;
    for (const double step : {1.0, -1.0}) x[d] = centre[d] + step, fall -= likelihood(x);
    x[d] = centre[d];
    out.push_back(1 / num::sqrt(std::max(fall, 0.0) + 1 / (prior.sd[d] * prior.sd[d])));
  }
  return out;
}

UnitFit smoothed(const LogDensity& likelihood, const NormalPrior& prior, const Box& box, Values centre, Values reach,
                 std::size_t points) {
  const std::size_t n = centre.size(), terms = 1 + n + n * (n + 1) / 2;
  const Matrix design = sobol_points(std::max(points, 2 * terms), n, Luck(1, Purpose::shift));
  Eigen::MatrixXd x(static_cast<Eigen::Index>(design.rows), static_cast<Eigen::Index>(terms));
  Eigen::VectorXd y(x.rows());
  std::vector<double> at(n), off(n);  // off the centre, after the bounds
  for (std::size_t i = 0; i < design.rows; ++i) {
    for (std::size_t d = 0; d < n; ++d) {
      at[d] = num::clamp(centre[d] + reach[d] * design(i, d), box.low[d], box.high[d]);
      off[d] = (at[d] - centre[d]) / reach[d];
    }
    const auto row = static_cast<Eigen::Index>(i);
    Eigen::Index k = 0;
    x(row, k++) = 1;
    for (std::size_t a = 0; a < n; ++a) x(row, k++) = off[a];
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b <= a; ++b) x(row, k++) = a == b ? .5 * off[a] * off[a] : off[a] * off[b];
    y[row] = likelihood(at);
  }
  // far below the top a likelihood is no parabola: what lies there has little say
  const Eigen::VectorXd say = ((y.array() - y.maxCoeff()) / little_say).exp().sqrt().max(least_say);
  const Eigen::VectorXd beta = (say.asDiagonal() * x).completeOrthogonalDecomposition().solve(say.cwiseProduct(y));
  const auto size = static_cast<Eigen::Index>(n);
  Eigen::VectorXd slope = beta.segment(1, size);
  Eigen::MatrixXd curvature(size, size);
  Eigen::Index k = 1 + size;
  for (Eigen::Index a = 0; a < size; ++a)
    for (Eigen::Index b = 0; b <= a; ++b) curvature(a, b) = curvature(b, a) = -beta[k++];
  const Eigen::VectorXd scale = view(reach).cwiseInverse();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(scale.asDiagonal() * curvature * scale.asDiagonal());
  const Eigen::MatrixXd kept =
      axes.eigenvectors() * axes.eigenvalues().cwiseMax(0).asDiagonal() * axes.eigenvectors().transpose();
  Eigen::MatrixXd total = kept;
  total.diagonal() += precision(prior);
  const Eigen::VectorXd pull = precision(prior).cwiseProduct(view(centre) - view(prior.mean));
  const Eigen::VectorXd mode = view(centre) + total.llt().solve(slope.cwiseProduct(scale) - pull);
  UnitFit out{std::vector<double>(mode.data(), mode.data() + mode.size()), taken(kept)};
  for (std::size_t d = 0; d < n; ++d) {  // no farther than it was looked
    out.mode[d] = num::clamp(out.mode[d], centre[d] - reach[d], centre[d] + reach[d]);
    out.mode[d] = num::clamp(out.mode[d], box.low[d], box.high[d]);
  }
  return out;
}

NormalPrior learn_prior(std::span<const UnitFit> units, const NormalPrior& first, double widest) {
  const std::size_t n = first.mean.size();
  NormalPrior prior = first;
  constexpr int most_rounds = 400;
  for (int round = 0; round < most_rounds; ++round) {
    std::vector<double> mean(n, 0.0), square(n, 0.0);
    for (const UnitFit& unit : units) {
      const Parabola p = parabola(unit, first, prior);
      for (std::size_t d = 0; d < n; ++d) {
        const auto k = static_cast<Eigen::Index>(d);
        mean[d] += p.mean[k];
        square[d] += p.mean[k] * p.mean[k] + p.covariance(k, k);
      }
    }
    double change = 0;
    for (std::size_t d = 0; d < n; ++d) {
      const double m = mean[d] / static_cast<double>(units.size());
      const double sd =
          num::clamp(num::sqrt(std::max(0.0, square[d] / static_cast<double>(units.size()) - m * m)), least_sd,
                     std::max(least_sd, widest));  // a slope without a top asks for ever wider ones
      change = std::max({change, num::abs(m - prior.mean[d]), num::abs(sd - prior.sd[d])});
      prior.mean[d] = m, prior.sd[d] = sd;
    }
    if (change < 1e-5) break;
  }
  return prior;
}

std::vector<double> shrunk(const UnitFit& unit, const NormalPrior& first, const NormalPrior& prior) {
  const Parabola p = parabola(unit, first, prior);
  return {p.mean.data(), p.mean.data() + p.mean.size()};
}

Matrix posterior_covariance(const UnitFit& unit, const NormalPrior& prior) {
  Eigen::MatrixXd total = whole(unit.curvature);
  total.diagonal() += precision(prior);
  return taken(total.inverse());
}

}  // namespace bowlby::fit
