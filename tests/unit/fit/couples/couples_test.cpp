// Couples' models: the fast likelihood against the slow one, on many made-up sets, without a variance too.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "fit/couples/likelihood.hpp"
#include "fit/couples/reml.hpp"
#include "unit/fit/couples/dense.hpp"

namespace bowlby::fit {
namespace {

struct Made {
  int couples = 12, days = 5;
  double between = .7, slope = 0, carry = .3, lost = 0, lost_alone = 0;
  bool slopes = false, alike = false;
};

CoupleRows make(std::mt19937& luck, const Made& m) {
  std::normal_distribution<double> z;
  std::uniform_real_distribution<double> u;
  CoupleRows rows;
  std::vector<double> fixed, random;
  const std::size_t p = m.alike ? 3 : 6, q = m.slopes ? 4 : 2;
  for (int c = 0; c < m.couples; ++c) {
    const double b[2]{m.between * z(luck), m.between * z(luck)}, s[2]{m.slope * z(luck), m.slope * z(luck)};
    double e[2]{z(luck), z(luck)};
    for (int d = 0; d < m.days; ++d) {
      const double x[2]{z(luck), z(luck)}, both = u(luck), alone = u(luck), who = u(luck);
      for (double& v : e) v = m.carry * v + std::sqrt(1 - m.carry * m.carry) * z(luck);
      e[1] = .8 * e[1] + .3 * e[0];
      for (std::size_t i = 0; i < 2; ++i) {
        if (both < m.lost || (alone < m.lost_alone && (who < .5) == (i == 0))) continue;
        rows.couple.push_back(static_cast<std::uint32_t>(c));
        rows.member.push_back(static_cast<std::uint8_t>(i));
        rows.day.push_back(d);
        rows.y.push_back(3 + .3 * x[i] + .2 * x[1 - i] + b[i] + s[i] * x[i] + e[i]);
        const std::size_t at = fixed.size(), z_at = random.size();
        fixed.resize(at + p, 0), random.resize(z_at + q, 0);
        const std::size_t role = m.alike ? 0 : i;
        fixed[at + 3 * role] = 1, fixed[at + 3 * role + 1] = x[i], fixed[at + 3 * role + 2] = x[1 - i];
        const double sign = m.alike && i == 1 ? -1 : 1;  // sum and difference: exchangeable members
        random[z_at + (m.alike ? 0 : i)] = 1;
        if (m.alike) random[z_at + 1] = sign;
        if (m.slopes) random[z_at + 2 + i] = x[i];
      }
    }
  }
  rows.fixed = Matrix(rows.y.size(), p), rows.fixed.data = fixed;
  rows.random = Matrix(rows.y.size(), q), rows.random.data = random;
  return rows;
}

std::vector<Made> kinds() {
  return {{},
          {.days = 1, .between = .5, .carry = 0},
          {.lost = .2},
          {.lost = .1, .lost_alone = .2},
          {.between = 0},
          {.between = .5, .alike = true},
          {.couples = 10, .days = 5, .slope = .3, .slopes = true},
          {.couples = 10, .days = 5, .between = .3, .slope = 0, .slopes = true}};
}

CoupleModel model_of(const Made& m) {
  CoupleModel model;
  model.alike = m.alike;
  model.carry = m.days > 1;
  if (m.alike) model.groups = {0, 1};
  return model;
}

void agree(const CoupleRows& rows, const Made& made, int looks, int& singular, int& reached) {
  CoupleModel model = model_of(made);
  CoupleRows own = rows;
  if (made.days == 1) own.random = {};  // one measurement: no random columns
  const CoupleFit fit = fit_couples(own, model);
  ASSERT_EQ(fit.failed, "");
  singular += fit.singular ? 1 : 0;
  // The slow likelihood at the variances found gives the same numbers ...
  const std::size_t q = own.random.cols;
  dense::Variances found{dense::Square(q, std::vector<dense::Real>(q, 0))};
  for (std::size_t i = 0; i < q; ++i)
    for (std::size_t j = 0; j < q; ++j) found.random[i][j] = fit.random(i, j);
  found.sd[0] = fit.sd[0], found.sd[1] = fit.sd[1];
  found.correlation = fit.correlation, found.carry = fit.carry;
  const auto slow = dense::look(own, found);
  ASSERT_TRUE(slow);
  const double size = std::fabs(fit.log_likelihood);
  EXPECT_NEAR(fit.log_likelihood, static_cast<double>(slow->log_likelihood), 1e-8 * size);
  for (std::size_t i = 0; i < fit.fixed.size(); ++i) {
    EXPECT_NEAR(fit.fixed[i].value, static_cast<double>(slow->beta[i]),
                1e-7 * std::fmax(1, std::fabs(fit.fixed[i].value)));
    EXPECT_NEAR(fit.fixed[i].error, static_cast<double>(slow->error[i]), 1e-7 * fit.fixed[i].error);
  }
  // ... and a search of its own, from afar, finds no higher place; where it gets as high, it is the same one.
  const dense::Highest highest(own, model, looks);
  const double rise = static_cast<double>(highest.seen.log_likelihood) - fit.log_likelihood;
  EXPECT_LT(rise, 1e-6 * size);
  if (rise < -1e-8 * size) return;
  ++reached;
  for (std::size_t i = 0; i < fit.fixed.size(); ++i) {
    EXPECT_NEAR(fit.fixed[i].value, static_cast<double>(highest.seen.beta[i]), 2e-4 * std::fmax(1, fit.fixed[i].error));
    EXPECT_NEAR(fit.fixed[i].error, static_cast<double>(highest.seen.error[i]), 1e-3 * fit.fixed[i].error);
  }
}

// A set of each kind in every run; BOWLBY_COUPLE_SETS=25 makes 200.
TEST(Couples, TheFastFitIsTheSlowOneWithAndWithoutVariances) {
  const char* asked = std::getenv("BOWLBY_COUPLE_SETS");
  const int sets = asked ? std::atoi(asked) : 1;
  constexpr int looks = 300;
  std::mt19937 luck(11);
  int singular = 0, reached = 0;
  for (int set = 0; set < sets; ++set)
    for (std::size_t k = 0; k < kinds().size(); ++k) {
      SCOPED_TRACE(testing::Message() << "set " << set << " kind " << k);
      agree(make(luck, kinds()[k]), kinds()[k], looks, singular, reached);
    }
  EXPECT_GT(singular, 0);
  EXPECT_GT(reached, 2 * sets);
}

// Couples swing unlike each other, and answers lie far from zero: with the rows the curvature grows, and so does what
// rounding leaves of a slope. The end of a search is judged by what is left to gain; of these two sets neither has an
// end by the slope alone.
TEST(Couples, ASampleOfThousandsHasAnEndToo) {
  for (const unsigned seed : {1U, 6U}) {
    std::mt19937 luck(seed);
    const Made made{.couples = 3000, .days = 14, .slopes = seed == 6};
    CoupleRows rows = make(luck, made);
    std::normal_distribution<double> z;
    std::vector<double> swing(3000);
    for (double& s : swing) s = std::exp(z(luck));
    for (std::size_t i = 0; i < rows.y.size(); ++i)
      rows.y[i] = 30 + std::fmax(1, 4 + swing[rows.couple[i]] * (rows.y[i] - 3));
    EXPECT_EQ(fit_couples(rows, model_of(made)).failed, "");
  }
}

TEST(Couples, TheLikelihoodIsTheSlowOneEverywhereAndChangesAsItSays) {
  std::mt19937 luck(5);
  for (const Made& made : kinds()) {
    const CoupleRows rows = make(luck, made);
    const std::size_t q = rows.random.cols;
    const couples::Likelihood likelihood(couples::gather(rows, std::vector<double>(q, 1.0)));
    couples::Scales at;
    at.root.assign(q * q, 0);
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t r = c; r < q; ++r) at.root[c * q + r] = r == c ? .6 : .1;
    at.residual.log_ratio = -.2, at.residual.correlation = .3, at.residual.carry = made.days > 1 ? -.25 : 0;
    const auto here = likelihood.look(at, true);
    ASSERT_TRUE(here);
    const double variance = here->rss / static_cast<double>(rows.y.size() - rows.fixed.cols);
    dense::Variances natural{dense::Square(q, std::vector<dense::Real>(q, 0))};
    for (std::size_t i = 0; i < q; ++i)
      for (std::size_t j = 0; j < q; ++j)
        for (std::size_t k = 0; k < q; ++k) natural.random[i][j] += variance * at.root[k * q + i] * at.root[k * q + j];
    natural.sd[0] = std::sqrt(variance), natural.sd[1] = natural.sd[0] * std::exp(-.2L);
    natural.correlation = std::tanh(.3L), natural.carry = std::tanh(static_cast<dense::Real>(at.residual.carry));
    const auto slow = dense::look(rows, natural);
    ASSERT_TRUE(slow);
    EXPECT_NEAR(here->deviance / -2, static_cast<double>(slow->log_likelihood), 1e-9 * std::fabs(here->deviance));
    const auto differs = [&](double& number, double said) {
      constexpr double step = 1e-5;
      const double was = number;
      number = was + step;
      const double up = likelihood.look(at, false)->deviance;
      number = was - step;
      const double down = likelihood.look(at, false)->deviance;
      number = was;
      EXPECT_NEAR((up - down) / (2 * step), said, 1e-5 * std::fmax(1, std::fabs(said)));
    };
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t r = c; r < q; ++r) differs(at.root[c * q + r], here->root_change[c * q + r]);
    for (std::size_t i = 0; i < couples::Residual::size; ++i)
      if (i != 2 || made.days > 1) differs(at.residual[i], here->residual_change[i]);
  }
}

TEST(Couples, AFitThatCannotBeSaysWhy) {
  std::mt19937 luck(2);
  CoupleRows rows = make(luck, {});
  for (std::size_t i = 0; i < rows.fixed.rows; ++i) rows.fixed(i, 2) = 2 * rows.fixed(i, 1);
  EXPECT_NE(fit_couples(rows, {}).failed.find("a column that others say"), std::string::npos);
  rows = make(luck, {});
  std::swap(rows.day[0], rows.day[5]);
  EXPECT_NE(fit_couples(rows, {}).failed, "");
  rows = make(luck, {.couples = 1, .days = 2});
  EXPECT_NE(fit_couples(rows, {}).failed, "");
}

// With one day, one column each and equal variances the test of a mean is the t test of couples' means.
TEST(Couples, SatterthwaiteIsExactWhereTheAnswerIsKnown) {
  std::mt19937 luck(8);
  std::normal_distribution<double> z;
  CoupleRows rows;
  std::vector<double> means;
  for (std::uint32_t c = 0; c < 14; ++c) {
    const double shared = z(luck), a = shared + z(luck), b = shared + z(luck);
    for (const std::uint8_t m : {std::uint8_t{0}, std::uint8_t{1}}) {
      rows.couple.push_back(c), rows.member.push_back(m), rows.day.push_back(0);
      rows.y.push_back(m == 0 ? a : b);
    }
    means.push_back((a + b) / 2);
  }
  rows.fixed = Matrix(rows.y.size(), 1, 1.0);
  CoupleModel model;
  model.alike = true;
  const CoupleFit fit = fit_couples(rows, model);
  double mean = 0, squares = 0;
  for (const double m : means) mean += m / 14;
  for (const double m : means) squares += (m - mean) * (m - mean);
  ASSERT_EQ(fit.failed, "");
  EXPECT_NEAR(fit.fixed[0].value, mean, 1e-9);
  EXPECT_NEAR(fit.fixed[0].error, std::sqrt(squares / 13 / 14), 1e-6);
  EXPECT_NEAR(fit.fixed[0].degrees_of_freedom, 13, 1e-3);
}

// Errors of one column of ones with one day: how far couples' means lie apart, whatever the variances are taken to be.
TEST(Couples, RobustErrorsAreThoseOfCouplesMeans) {
  std::mt19937 luck(8);
  std::normal_distribution<double> z;
  CoupleRows rows;
  std::vector<double> means;
  for (std::uint32_t c = 0; c < 14; ++c) {
    const double y[2]{z(luck), z(luck)};
    for (std::uint8_t m = 0; m < 2; ++m) {
      rows.couple.push_back(c), rows.member.push_back(m), rows.day.push_back(0);
      rows.y.push_back(y[m]);
    }
    means.push_back((y[0] + y[1]) / 2);
  }
  rows.fixed = Matrix(rows.y.size(), 1, 1.0);
  CoupleModel model;
  model.alike = model.robust = true;
  const CoupleFit fit = fit_couples(rows, model);
  double mean = 0, squares = 0;
  for (const double m : means) mean += m / 14;
  for (const double m : means) squares += (m - mean) * (m - mean);
  ASSERT_EQ(fit.failed, "");
  EXPECT_NEAR(fit.fixed[0].error, std::sqrt(squares / 13 / 14), 1e-9);
  EXPECT_EQ(fit.fixed[0].degrees_of_freedom, 13);
}

TEST(Couples, ASearchFromElsewhereEndsAtTheSamePlace) {
  std::mt19937 luck(21);
  const CoupleRows rows = make(luck, {.couples = 40, .days = 8}), others = make(luck, {.couples = 40, .days = 8});
  const CoupleFit plain = fit_couples(rows, {});
  CoupleModel model;
  model.start = fit_couples(others, {}).numbers;
  const CoupleFit warm = fit_couples(rows, model);
  EXPECT_NEAR(warm.log_likelihood, plain.log_likelihood, 1e-7 * std::fabs(plain.log_likelihood));
  for (std::size_t i = 0; i < plain.fixed.size(); ++i)
    EXPECT_NEAR(warm.fixed[i].value, plain.fixed[i].value, 1e-5 * plain.fixed[i].error);
  EXPECT_LT(warm.looks, plain.looks);
}

// Data of the very model, without an effect: 5 % of tests find one. 2,000 diaries; 20,000 with BOWLBY_COUPLE_NULLS.
TEST(Couples, TestsOfNoEffectFindOneInTwenty) {
  const char* asked = std::getenv("BOWLBY_COUPLE_NULLS");
  const int diaries = asked ? std::atoi(asked) : 2000;
  std::mt19937 luck(77);
  int found = 0, found_robust = 0, tests = 0;
  for (int d = 0; d < diaries; ++d) {
    CoupleRows rows = make(luck, {.couples = 30, .days = 5});
    std::normal_distribution<double> z;
    for (std::size_t i = 0; i < rows.y.size(); ++i) rows.y[i] -= .3 * rows.fixed(i, 1) + .3 * rows.fixed(i, 4);
    for (const bool robust : {false, true}) {
      CoupleModel model;
      model.robust = robust;
      const CoupleFit fit = fit_couples(rows, model);
      ASSERT_EQ(fit.failed, "");
      (robust ? found_robust : found) += fit.fixed[1].p < .05 ? 1 : 0;
    }
    ++tests;
  }
  const double share = static_cast<double>(found) / tests, robust = static_cast<double>(found_robust) / tests;
  const double error = std::sqrt(.05 * .95 / tests);
  std::printf("%d diaries: .05 is %.4f, robust %.4f\n", tests, share, robust);
  EXPECT_NEAR(share, .05, 3.3 * error);
  EXPECT_NEAR(robust, .05, .03) << "few couples: a little too many";
}

}  // namespace
}  // namespace bowlby::fit
