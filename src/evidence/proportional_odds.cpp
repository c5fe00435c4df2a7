#include "evidence/proportional_odds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace bowlby::evidence {
namespace {

constexpr int most_steps = 60, most_halvings = 40;
constexpr double near_enough = 1e-10;  // of the gain that a step promises
constexpr double without_end = 12;     // log odds: one in 160,000 would lie on the other side
constexpr double no_place = std::numeric_limits<double>::infinity();

// F, its density and the slope of that, at a threshold less what a person has; all none at either end.
struct Logistic {
  double f = 0, slope = 0;
  explicit Logistic(double z) {
    if (std::isinf(z)) return;
    const double e = std::exp(-std::fabs(z)), share = 1 / (1 + e);  // on the side where nothing cancels
    f = share * e * share;
    slope = f * (z > 0 ? 1 - 2 * share : 2 * share - 1);
  }
};

double between(double low, double high) {
  const auto below = [](double z) { return z == -no_place ? 0 : z == no_place ? 1 : 1 / (1 + std::exp(-z)); };
  return low > 0 ? below(-low) - below(-high) : below(high) - below(low);
}

using Column = std::vector<double>;

// A symmetric system, solved in place; false: not positive definite.
bool solve(std::vector<double>& m, Column& x) {
  const std::size_t n = x.size();
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = j; i < n; ++i) {
      double sum = m[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= m[i * n + k] * m[j * n + k];
      if (i == j && !(sum > 0)) return false;
      m[i * n + j] = i == j ? std::sqrt(sum) : sum / m[j * n + j];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= m[i * n + k] * x[k];
    x[i] /= m[i * n + i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) x[i] -= m[k * n + i] * x[k];
    x[i] /= m[i * n + i];
  }
  return true;
}

// The likelihood of thresholds, then of what the columns weigh.
class Model {
 public:
  Model(const std::vector<std::size_t>& answer, std::size_t answers, std::vector<Column> columns)
      : answer_(answer), cuts_(answers - 1), columns_(std::move(columns)) {
    at_.assign(cuts_ + columns_.size(), 0);
    std::vector<double> upto(answers, 0);
    for (const std::size_t a : answer_) ++upto[a];
    for (std::size_t k = 1; k < answers; ++k) upto[k] += upto[k - 1];
    const double n = upto.back();
    for (std::size_t k = 0; k < cuts_; ++k) at_[k] = std::log(upto[k] / (n - upto[k]));
  }

  // To the top, by Newton's steps; false where there is none.
  bool climb() {
    likelihood_ = value(at_);
    for (int step = 0; step < most_steps; ++step) {
      Column gradient;
      derivatives(gradient, information_);
      Column move = gradient;
      std::vector<double> factor = information_;
      if (!solve(factor, move)) return false;
      double gain = 0;
      for (std::size_t i = 0; i < move.size(); ++i) gain += gradient[i] * move[i];
      if (gain < near_enough) return true;
      if (!go(move)) return false;
      for (std::size_t c = cuts_; c < at_.size(); ++c)
        if (std::fabs(at_[c]) > without_end) return false;
    }
    return false;
  }

  double likelihood() const { return likelihood_; }
  double weight(std::size_t column) const { return at_[cuts_ + column]; }
  double error(std::size_t column) const {
    Column unit(at_.size(), 0);
    unit[cuts_ + column] = 1;
    std::vector<double> factor = information_;
    return solve(factor, unit) ? std::sqrt(unit[cuts_ + column]) : no_place;
  }

 private:
  double upper(const Column& at, std::size_t i) const { return answer_[i] < cuts_ ? at[answer_[i]] : no_place; }
  double lower(const Column& at, std::size_t i) const { return answer_[i] > 0 ? at[answer_[i] - 1] : -no_place; }
  double shift(const Column& at, std::size_t i) const {
    double sum = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) sum += at[cuts_ + c] * columns_[c][i];
    return sum;
  }

  double value(const Column& at) const {
    double sum = 0;
    for (std::size_t i = 0; i < answer_.size(); ++i) {
      const double s = shift(at, i), share = between(lower(at, i) - s, upper(at, i) - s);
      if (!(share > 0)) return -no_place;
      sum += std::log(share);
    }
    return sum;
  }

  // A step, halved until it goes up and the thresholds still rise.
  bool go(const Column& move) {
    double part = 1;
    for (int h = 0; h < most_halvings; ++h, part /= 2) {
      Column to = at_;
      for (std::size_t i = 0; i < to.size(); ++i) to[i] += part * move[i];
      if (!std::is_sorted(to.begin(), to.begin() + static_cast<std::ptrdiff_t>(cuts_))) continue;
      const double there = value(to);
      if (!(there > likelihood_)) continue;
      at_ = std::move(to), likelihood_ = there;
      return true;
    }
    return false;
  }

  void derivatives(Column& gradient, std::vector<double>& information) const {
    const std::size_t n = at_.size();
    gradient.assign(n, 0), information.assign(n * n, 0);
    const auto add = [&](std::size_t i, std::size_t j, double v) {
      information[std::max(i, j) * n + std::min(i, j)] -= v;
    };
    for (std::size_t i = 0; i < answer_.size(); ++i) {
      const double s = shift(at_, i), high = upper(at_, i) - s, low = lower(at_, i) - s, share = between(low, high);
      const Logistic u(high), l(low);
      const double fu = u.f / share, fl = l.f / share, slope = (u.slope - l.slope) / share, f = fu - fl;
      const std::size_t k = answer_[i];
      if (k < cuts_) gradient[k] += fu, add(k, k, u.slope / share - fu * fu);
      if (k > 0) gradient[k - 1] -= fl, add(k - 1, k - 1, -l.slope / share - fl * fl);
      if (k > 0 && k < cuts_) add(k, k - 1, fu * fl);
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const double x = columns_[c][i];
        gradient[cuts_ + c] -= f * x;
        if (k < cuts_) add(cuts_ + c, k, (f * fu - u.slope / share) * x);
        if (k > 0) add(cuts_ + c, k - 1, (l.slope / share - f * fl) * x);
        for (std::size_t d = 0; d <= c; ++d) add(cuts_ + c, cuts_ + d, (slope - f * f) * x * columns_[d][i]);
      }
    }
  }

  const std::vector<std::size_t>& answer_;
  std::size_t cuts_;
  std::vector<Column> columns_;
  Column at_;
  std::vector<double> information_;  // lower triangle
  double likelihood_ = 0;
};

// In spreads around the mean, so that no unit decides how the climb goes; nothing where nobody differs.
std::optional<Column> standardised(Values values) {
  double mean = 0, squares = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) squares += (v - mean) * (v - mean) / static_cast<double>(values.size());
  if (!(squares > 0)) return std::nullopt;
  Column out;
  for (const double v : values) out.push_back((v - mean) / std::sqrt(squares));
  return out;
}

}  // namespace

std::optional<ProportionalOdds> proportional_odds(Values outcome, Values baseline, Values second) {
  Column known(outcome.begin(), outcome.end()), group;
  std::ranges::sort(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  for (const double s : second) group.push_back(s != 0 ? 1 : 0);
  const auto of_second = std::ranges::count(group, 1.0);
  if (known.size() < 2 || of_second < 2 || std::ssize(group) - of_second < 2) return std::nullopt;
  std::vector<std::size_t> answer;
  for (const double y : outcome)
    answer.push_back(static_cast<std::size_t>(std::ranges::lower_bound(known, y) - known.begin()));
  std::vector<Column> others;
  if (!baseline.empty()) {
    auto column = standardised(baseline);
    if (!column) return std::nullopt;
    others.push_back(std::move(*column));
  }
  Model without(answer, known.size(), others);
  others.insert(others.begin(), group);
  Model with(answer, known.size(), others);
  if (!without.climb() || !with.climb()) return std::nullopt;
  ProportionalOdds out;
  out.effect = with.weight(0), out.error = with.error(0), out.likelihood = with.likelihood();
  out.p = std::erfc(std::sqrt(std::max(0.0, with.likelihood() - without.likelihood())));
  out.n = answer.size(), out.answers = known.size();
  if (!std::isfinite(out.error)) return std::nullopt;
  return out;
}

}  // namespace bowlby::evidence
