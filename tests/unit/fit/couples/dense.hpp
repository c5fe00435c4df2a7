#pragma once
// The couples' model as it is written down, slowly and with more digits: every couple's whole covariance, factored.
// It shares no formula with src/fit/couples.
#include <nlopt.h>

#include <cmath>
#include <memory>
#include <numbers>
#include <optional>
#include <vector>

#include "fit/couples/reml.hpp"

namespace bowlby::fit::dense {

using Real = long double;
using Square = std::vector<std::vector<Real>>;

// L with L L' = m, in place of m's lower half. False where there is none.
inline bool factor(Square& m) {
  for (std::size_t j = 0; j < m.size(); ++j)
    for (std::size_t i = j; i < m.size(); ++i) {
      Real sum = m[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= m[i][k] * m[j][k];
      if (i == j && !(sum > 0)) return false;
      m[i][j] = i == j ? std::sqrt(sum) : sum / m[j][j];
    }
  return true;
}

struct Variances {
  Square random;  // G
  Real sd[2]{1, 1}, correlation = 0, carry = 0;
};

struct Seen {
  Real log_likelihood = 0;
  std::vector<Real> beta, error;
};

// With all variances given, in natural units.
inline std::optional<Seen> look(const CoupleRows& rows, const Variances& v) {
  const std::size_t p = rows.fixed.cols, n = rows.y.size();
  Square cross(p + 1, std::vector<Real>(p + 1, 0));
  Real logs = 0;
  for (std::size_t from = 0, until = 0; from < n; from = until) {
    while (until < n && rows.couple[until] == rows.couple[from]) ++until;
    const std::size_t size = until - from;
    Square whole(size, std::vector<Real>(size, 0));
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        const std::size_t a = from + i, b = from + j;
        const Real pair =
            v.sd[rows.member[a]] * v.sd[rows.member[b]] * (rows.member[a] == rows.member[b] ? 1 : v.correlation);
        whole[i][j] = pair * std::pow(v.carry, static_cast<Real>(std::abs(rows.day[a] - rows.day[b])));
        for (std::size_t k = 0; k < rows.random.cols; ++k)
          for (std::size_t l = 0; l < rows.random.cols; ++l)
            whole[i][j] += static_cast<Real>(rows.random(a, k)) * v.random[k][l] * static_cast<Real>(rows.random(b, l));
      }
    if (!factor(whole)) return std::nullopt;
    std::vector<std::vector<Real>> white(size, std::vector<Real>(p + 1));
    for (std::size_t i = 0; i < size; ++i) {
      logs += 2 * std::log(whole[i][i]);
      for (std::size_t c = 0; c <= p; ++c) {
        Real sum = c < p ? static_cast<Real>(rows.fixed(from + i, c)) : static_cast<Real>(rows.y[from + i]);
        for (std::size_t k = 0; k < i; ++k) sum -= whole[i][k] * white[k][c];
        white[i][c] = sum / whole[i][i];
      }
      for (std::size_t a = 0; a <= p; ++a)
        for (std::size_t b = 0; b <= p; ++b) cross[a][b] += white[i][a] * white[i][b];
    }
  }
  Square root(cross);
  if (!factor(root)) return std::nullopt;
  Seen out;
  out.beta.assign(p, 0);
  for (std::size_t i = p; i-- > 0;) {
    out.beta[i] = root[p][i];
    for (std::size_t k = i + 1; k < p; ++k) out.beta[i] -= root[k][i] * out.beta[k];
    out.beta[i] /= root[i][i];
    logs += 2 * std::log(root[i][i]);
  }
  for (std::size_t c = 0; c < p; ++c) {  // a diagonal of the inverse: squares of a column of L^-1
    std::vector<Real> column(p, 0);
    Real sum = 0;
    for (std::size_t i = c; i < p; ++i) {
      column[i] = i == c ? 1 : 0;
      for (std::size_t k = c; k < i; ++k) column[i] -= root[i][k] * column[k];
      column[i] /= root[i][i];
      sum += column[i] * column[i];
    }
    out.error.push_back(std::sqrt(sum));
  }
  const Real rss = root[p][p] * root[p][p];
  out.log_likelihood =
      -((static_cast<Real>(n) - static_cast<Real>(p)) * std::log(2 * std::numbers::pi_v<Real>) + logs + rss) / 2;
  return out;
}

// The highest likelihood by a search without slopes, over G = L L', ln sd and the two shares: from afar, or from what
// is given.
class Highest {
 public:
  Highest(const CoupleRows& rows, const CoupleModel& model, int looks) : rows_(rows), model_(model) {
    const std::size_t q = rows.random.cols;
    std::vector<double> x, low, high;
    const auto number = [&](double start, double least, double most) {
      x.push_back(start), low.push_back(least), high.push_back(most);
    };
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t r = c; r < q; ++r)
        if (model.groups.empty() || model.groups[r] == model.groups[c]) number(r == c ? .4 : 0, r == c ? 0 : -20, 20);
    for (int m = 0; m < (model.alike ? 1 : 2); ++m) number(0, -6, 6);
    number(.1, -3, 3);
    if (model.carry) number(.1, -3, 3);
    for (int again = 0; again < 2; ++again) {
      const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> search(
          nlopt_create(NLOPT_LN_BOBYQA, static_cast<unsigned>(x.size())), nlopt_destroy);
      nlopt_set_lower_bounds(search.get(), low.data());
      nlopt_set_upper_bounds(search.get(), high.data());
      nlopt_set_min_objective(search.get(), cost, this);
      nlopt_set_maxeval(search.get(), looks);
      nlopt_set_ftol_abs(search.get(), 1e-11);
      double best = 0;
      nlopt_optimize(search.get(), x.data(), &best);
    }
    seen = *look(rows, variances(x.data()));
  }
  Seen seen;

 private:
  Variances variances(const double* x) const {
    const std::size_t q = rows_.random.cols;
    Square root(q, std::vector<Real>(q, 0));
    Variances v{Square(q, std::vector<Real>(q, 0))};
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t r = c; r < q; ++r)
        if (model_.groups.empty() || model_.groups[r] == model_.groups[c]) root[r][c] = *x++;
    for (std::size_t i = 0; i < q; ++i)
      for (std::size_t j = 0; j < q; ++j)
        for (std::size_t k = 0; k < q; ++k) v.random[i][j] += root[i][k] * root[j][k];
    v.sd[0] = v.sd[1] = std::exp(static_cast<Real>(*x++));
    if (!model_.alike) v.sd[1] = std::exp(static_cast<Real>(*x++));
    v.correlation = std::tanh(static_cast<Real>(*x++));
    if (model_.carry) v.carry = std::tanh(static_cast<Real>(*x++));
    return v;
  }
  static double cost(unsigned, const double* x, double*, void* self) {
    const Highest& me = *static_cast<Highest*>(self);
    const auto there = look(me.rows_, me.variances(x));
    return there ? -static_cast<double>(there->log_likelihood) : 1e12;
  }
  const CoupleRows& rows_;
  const CoupleModel& model_;
};

}  // namespace bowlby::fit::dense
