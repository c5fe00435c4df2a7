#include "app/plan/people/test.hpp"

#include <algorithm>
#include <cmath>

#include "evidence/proportional_odds.hpp"
#include "evidence/two_groups.hpp"
#include "fit/waves/crossed.hpp"
#include "fit/waves/growth.hpp"

namespace bowlby {
namespace {

constexpr const char* no_groups = "an arm with fewer than two answers, or nobody differs";

PlanOutcome outcome_of(const std::optional<evidence::TwoGroups>& t) {
  PlanOutcome o;
  if (!t) {
    o.failed = no_groups;
    return o;
  }
  o.estimate = t->difference, o.error = t->error, o.degrees_of_freedom = t->degrees_of_freedom, o.p = t->p;
  o.scale = t->difference != 0 ? t->standardised / t->difference : 0;
  o.couples = t->n;
  return o;
}

PlanOutcome by_odds(evidence::Values outcome, evidence::Values baseline, evidence::Values second) {
  const auto fit = evidence::proportional_odds(outcome, baseline, second);
  PlanOutcome o;
  if (!fit) {
    o.failed = std::string(no_groups) + ", or an effect without an end";
    return o;
  }
  o.estimate = fit->effect, o.error = fit->error, o.p = fit->p, o.couples = fit->n;
  return o;
}

PlanOutcome outcome_of(const fit::WaveFit& fit, double scale) {
  PlanOutcome o;
  o.failed = fit.failed;
  if (!o.failed.empty()) return o;
  const fit::Tested& t = fit.tested;
  if (!std::isfinite(t.value) || !(t.error > 0) || !std::isfinite(t.p)) {
    o.failed = "a coefficient without an error";
    return o;
  }
  return {t.value, t.error, t.degrees_of_freedom, t.p, scale, fit.singular, {}, fit.people};
}

// Standard deviation over some columns, each less its own mean in each arm.
double spread_of(const fit::Matrix& m, std::size_t from, std::size_t until, const std::vector<int>& arm) {
  double squares = 0, freedom = 0;
  for (std::size_t c = from; c < until; ++c)
    for (int group = -1; group < 2; ++group) {
      double n = 0, sum = 0, sum_of_squares = 0;
      for (std::size_t r = 0; r < m.rows; ++r) {
        const double v = m(r, c);
        if ((arm.empty() ? -1 : arm[r]) == group && std::isfinite(v)) ++n, sum += v, sum_of_squares += v * v;
      }
      if (n > 1) squares += sum_of_squares - sum * sum / n, freedom += n - 1;
    }
  return freedom > 0 && squares > 0 ? std::sqrt(squares / freedom) : 0;
}
double over(double a, double b) { return b > 0 ? a / b : 0; }

PlanOutcome by_growth(const AnswerColumns& columns, const AnswerTable& t) {
  const bool arms = columns.predictor.empty();
  const std::size_t last = t.outcome.cols - 1;
  const std::vector<double> by = arms ? std::vector<double>(t.arm.begin(), t.arm.end()) : t.predictor.column(0);
  const double unit = arms ? 1 : spread_of(t.predictor, 0, 1, {});
  const double span = columns.times.back() - columns.times.front();
  std::vector<double> since;
  for (const double time : columns.times) since.push_back(time - columns.times.front());
  return outcome_of(fit::fit_growth(t.outcome, since, by),
                    over(unit * span, spread_of(t.outcome, last, last + 1, arms ? t.arm : std::vector<int>())));
}

}  // namespace

AnswerTable used_answers(const PlanRequest& r, AnswerTable all) {
  const bool predicted = !r.predictor.empty() || r.partner;
  const bool arms = r.test != PlanTest::paired && r.test != PlanTest::crossed && !predicted;
  const bool whole = r.test == PlanTest::means || r.test == PlanTest::odds || r.test == PlanTest::paired;
  const bool first = r.test == PlanTest::repeated && !r.baseline.empty();
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < all.id.size(); ++i) {
    const auto any = [i](const fit::Matrix& m) {
      return std::ranges::any_of(m.row(i), [](double v) { return std::isfinite(v); });
    };
    const bool before = std::isfinite(all.baseline[i]);
    if (arms && all.arm[i] < 0) continue;
    if (whole && !r.baseline.empty() && !before) continue;
    if (!any(all.outcome) && !(first && before) && !(r.test == PlanTest::crossed && any(all.predictor))) continue;
    if (r.test == PlanTest::growth && predicted && !any(all.predictor)) continue;
    used.push_back(i);
  }
  AnswerTable out;
  out.predictor = all.predictor.only(used);
  out.outcome = fit::Matrix(used.size(), all.outcome.cols + (first ? 1 : 0));
  for (std::size_t k = 0; k < used.size(); ++k) {
    const std::size_t i = used[k];
    out.id.push_back(all.id[i]), out.arm.push_back(all.arm[i]), out.baseline.push_back(all.baseline[i]);
    if (first) out.outcome(k, 0) = all.baseline[i];
    for (std::size_t j = 0; j < all.outcome.cols; ++j) out.outcome(k, j + (first ? 1 : 0)) = all.outcome(i, j);
  }
  return out;
}

AnswerTable together(const std::vector<AnswerTable>& parts) {
  AnswerTable out;
  const auto add = [](auto& all, const auto& some) { all.insert(all.end(), some.begin(), some.end()); };
  const auto add_rows = [&](fit::Matrix& all, const fit::Matrix& some) {
    all.rows += some.rows, all.cols = some.cols;
    add(all.data, some.data);
  };
  for (const AnswerTable& t : parts) {
    add(out.id, t.id), add(out.arm, t.arm), add(out.baseline, t.baseline);
    add_rows(out.outcome, t.outcome), add_rows(out.predictor, t.predictor);
  }
  return out;
}

PlanOutcome test_answers(const PlanRequest& r, const AnswerColumns& columns, const AnswerTable& t) {
  const std::vector<double> second(t.arm.begin(), t.arm.end());
  const std::vector<double> outcome = t.outcome.column(t.outcome.cols - 1);
  switch (r.test) {
    case PlanTest::paired:
      return outcome_of(evidence::paired(outcome, t.baseline));
    case PlanTest::odds:
      return by_odds(outcome, r.baseline.empty() ? std::vector<double>() : t.baseline, second);
    case PlanTest::repeated: {
      const std::size_t last = t.outcome.cols - 1;
      return outcome_of(
          fit::fit_repeated(t.outcome, t.arm, {!r.baseline.empty(), r.covariance == PlanCovariance::intercept}),
          over(1, spread_of(t.outcome, last, last + 1, t.arm)));
    }
    case PlanTest::growth:
      return by_growth(columns, t);
    case PlanTest::crossed: {
      const double y = spread_of(t.outcome, 0, t.outcome.cols, {}), x = spread_of(t.predictor, 0, t.outcome.cols, {});
      return outcome_of(fit::fit_crossed(t.outcome, t.predictor, r.partner), r.partner ? 1 : over(x, y));
    }
    case PlanTest::means:
      break;
  }
  return outcome_of(r.baseline.empty() ? evidence::welch(outcome, second)
                                       : evidence::ancova(outcome, t.baseline, second));
}

}  // namespace bowlby
