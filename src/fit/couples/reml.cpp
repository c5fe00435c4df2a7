#include "fit/couples/reml.hpp"

#include <nlopt.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <numbers>

#include "evidence/student.hpp"
#include "fit/couples/freedom.hpp"
#include "fit/couples/likelihood.hpp"
#include "fit/couples/sandwich.hpp"

namespace bowlby::fit {
namespace {

using namespace couples;

constexpr double none = 1e-4;  // of L: less is no variance
// Change of the deviance with a free number, at the end of the search: this, and this much by the root of the rows. The
// curvature grows with the rows, so what is left to gain (slope squared by curvature) stays alike, some millionths of a
// deviance.
constexpr double flat = .02, flat_by_root = 1e-3;
constexpr int most_looks = 500, most_again = 8;

double normal_two_sided(double z) { return std::erfc(std::fabs(z) / std::numbers::sqrt2); }

std::vector<double> spreads(const Matrix& m) {
  std::vector<double> out(m.cols, 0);
  for (std::size_t r = 0; r < m.rows; ++r)
    for (std::size_t c = 0; c < m.cols; ++c) out[c] += m(r, c) * m(r, c);
  for (double& s : out) s = s > 0 ? std::sqrt(s / static_cast<double>(m.rows)) : 1;
  return out;
}

std::string what_is_wrong(const CoupleRows& rows, const CoupleModel& model) {
  const std::size_t n = rows.y.size();
  if (rows.couple.size() != n || rows.member.size() != n || rows.day.size() != n || rows.fixed.rows != n ||
      (rows.random.cols > 0 && rows.random.rows != n) ||
      (!model.groups.empty() && model.groups.size() != rows.random.cols) ||
      (model.contrasts.rows > 0 && model.contrasts.cols != rows.fixed.cols))
    return "columns of different lengths";
  if (rows.random.cols > 4 || rows.random.cols == 3) return "three random columns, or more than four";
  if (n < rows.fixed.cols + rows.random.cols + 3) return "too few answers";
  for (const double y : rows.y)
    if (!std::isfinite(y)) return "an answer that is no number";
  for (std::size_t i = 0; i + 1 < n; ++i)
    if (rows.couple[i] == rows.couple[i + 1] &&
        (rows.day[i + 1] < rows.day[i] || (rows.day[i + 1] == rows.day[i] && rows.member[i + 1] <= rows.member[i])))
      return "rows out of order";
  return {};
}

// What the data can tell of the residual.
struct Tellable {
  bool correlation = false, carry = false, ratio = false;
};

Tellable tellable(const CoupleRows& rows) {
  Tellable t;
  bool seen[2]{};
  for (std::size_t i = 0; i < rows.y.size(); ++i) {
    seen[rows.member[i]] = true;
    if (i == 0 || rows.couple[i] != rows.couple[i - 1]) continue;
    (rows.day[i] == rows.day[i - 1] ? t.correlation : t.carry) = true;
  }
  t.ratio = seen[0] && seen[1];
  return t;
}

// Searches the free numbers for the least deviance.
class Search {
 public:
  Search(const Likelihood& likelihood, const FreeNumbers& free) : likelihood_(likelihood), free_(free) {}

  void go(const std::vector<double>& start) {
    best_ = from(start.size() == free_.size() ? free_.off_edge(start, .05) : free_.start());
    // Where a variance has gone to none the deviance is level in it: look again from outside.
    for (int again = 0; again < 2 && free_.at_edge(best_, none); ++again) {
      const double before = deviance_;
      std::vector<double> next = from(free_.off_edge(best_, again == 0 ? .3 : .05));
      if (deviance_ < before)
        best_ = std::move(next);
      else
        deviance_ = before;
    }
  }
  // On from where it ended, by another way each time: a search by slopes can lose its sense of the shape.
  void again(int time) {
    constexpr nlopt_algorithm ways[]{NLOPT_LD_SLSQP, NLOPT_LD_LBFGS, NLOPT_LN_BOBYQA, NLOPT_LD_SLSQP};
    const double before = deviance_;
    std::vector<double> next = from(best_, ways[static_cast<std::size_t>(time) % std::size(ways)]);
    if (deviance_ <= before)
      best_ = std::move(next);
    else
      deviance_ = before;
  }
  [[nodiscard]] const std::vector<double>& best() const { return best_; }
  [[nodiscard]] int looks() const { return looks_; }

 private:
  static double cost(unsigned n, const double* x, double* change, void* self) {
    Search& s = *static_cast<Search*>(self);
    ++s.looks_;
    const std::vector<double> here(x, x + n);
    const auto look = s.likelihood_.look(s.free_.scales(here), change != nullptr);
    if (!look || !std::isfinite(look->deviance)) {
      if (change) std::fill_n(change, n, 0.0);
      return 1e12;
    }
    // By row, so that its curvature is about one: the search begins as if it were.
    const double rows = static_cast<double>(s.likelihood_.sums().rows);
    if (change) {
      const std::vector<double> changes = s.free_.changes(*look);
      for (unsigned i = 0; i < n; ++i) change[i] = changes[i] / rows;
    }
    return look->deviance / rows;
  }

  std::vector<double> from(std::vector<double> x, nlopt_algorithm way = NLOPT_LD_SLSQP) {
    if (x.empty()) return x;
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(nlopt_create(way, static_cast<unsigned>(x.size())),
                                                                   nlopt_destroy);
    nlopt_set_lower_bounds(search.get(), free_.low().data());
    nlopt_set_upper_bounds(search.get(), free_.high().data());
    nlopt_set_min_objective(search.get(), cost, this);
    nlopt_set_maxeval(search.get(), most_looks);
    nlopt_set_ftol_abs(search.get(), 1e-9 / static_cast<double>(likelihood_.sums().rows));
    nlopt_set_xtol_rel(search.get(), 1e-8);
    nlopt_optimize(search.get(), x.data(), &deviance_);  // an early end leaves the best point so far
    return x;
  }

  const Likelihood& likelihood_;
  const FreeNumbers& free_;
  std::vector<double> best_;
  double deviance_ = 0;
  int looks_ = 0;
};

Tested tested(double value, double variance, const std::optional<double>& freedom) {
  Tested t{value, std::sqrt(variance), freedom.value_or(0), 1};
  t.p = freedom ? evidence::t_two_sided(value / t.error, *freedom) : normal_two_sided(value / t.error);
  return t;
}

void fill(CoupleFit& fit, const CoupleRows& rows, const Likelihood& likelihood, const FreeNumbers& free,
          const std::vector<double>& x, const Look& look, const CoupleModel& model, const std::vector<double>& scale) {
  const std::size_t p = look.beta.size(), q = scale.size();
  const double variance = look.rss / static_cast<double>(fit.rows - p);
  const Scales scales = free.scales(x);
  fit.log_likelihood = -look.deviance / 2;
  fit.covariance = Matrix(p, p);
  if (model.robust)
    fit.covariance.data = sandwich(rows, scale, scales, look);
  else
    for (std::size_t i = 0; i < p * p; ++i) fit.covariance.data[i] = variance * look.inverse[i];
  fit.random = Matrix(q, q);
  for (std::size_t i = 0; i < q; ++i)
    for (std::size_t j = 0; j < q; ++j) {
      for (std::size_t k = 0; k < q; ++k) fit.random(i, j) += scales.root[k * q + i] * scales.root[k * q + j];
      fit.random(i, j) *= variance / (scale[i] * scale[j]);
    }
  fit.sd = {std::sqrt(variance), std::sqrt(variance) * std::exp(scales.residual.log_ratio)};
  fit.correlation = std::tanh(scales.residual.correlation);
  fit.carry = std::tanh(scales.residual.carry);
  fit.singular = free.at_edge(x, none);

  const bool by_variances = model.degrees_of_freedom && !model.robust;
  const Freedom freedom(likelihood, free, x, look, by_variances ? none : -1);
  const auto freedom_of = [&](const std::vector<double>& weights) -> std::optional<double> {
    if (model.robust) return static_cast<double>(fit.couples) - 1;
    return by_variances ? std::optional(freedom.of(weights)) : std::nullopt;
  };
  const auto test = [&](const std::vector<double>& weights) {
    double value = 0, spread = 0;
    for (std::size_t i = 0; i < p; ++i) {
      value += weights[i] * look.beta[i];
      for (std::size_t j = 0; j < p; ++j) spread += weights[i] * weights[j] * fit.covariance(i, j);
    }
    return tested(value, spread, freedom_of(weights));
  };
  for (std::size_t i = 0; i < p; ++i) {
    std::vector<double> one(p, 0.0);
    one[i] = 1;
    fit.fixed.push_back(test(one));
  }
  for (std::size_t r = 0; r < model.contrasts.rows; ++r) {
    const Values weights = model.contrasts.row(r);
    fit.contrasts.push_back(test({weights.begin(), weights.end()}));
  }
}

}  // namespace

CoupleFit fit_couples(const CoupleRows& rows, const CoupleModel& model) {
  CoupleFit fit;
  fit.failed = what_is_wrong(rows, model);
  if (!fit.failed.empty()) return fit;
  const std::vector<double> scale = spreads(rows.random);
  const Likelihood likelihood(gather(rows, scale));
  fit.rows = rows.y.size(), fit.couples = likelihood.sums().couples();
  const Tellable told = tellable(rows);
  const FreeNumbers free(rows.random.cols, model.groups, told.ratio && !model.alike, told.correlation,
                         told.carry && model.carry);
  if (!likelihood.look(free.scales(free.start()), false)) {
    fit.failed = "a column that others say already, or answers without spread";
    return fit;
  }
  Search search(likelihood, free);
  search.go(model.start);
  auto look = likelihood.look(free.scales(search.best()), true);
  const double level = std::max(flat, flat_by_root * std::sqrt(static_cast<double>(fit.rows)));
  for (int time = 0; time < most_again && look && free.steepness(search.best(), *look) > level; ++time) {
    search.again(time);
    look = likelihood.look(free.scales(search.best()), true);
  }
  fit.looks = search.looks();
  fit.numbers = search.best();
  if (!look || free.steepness(search.best(), *look) > level) {
    fit.failed = "no end of the search";
    return fit;
  }
  fill(fit, rows, likelihood, free, search.best(), *look, model, scale);
  return fit;
}

}  // namespace bowlby::fit
