// Tests of two groups against SciPy 1.10 and least squares in NumPy, and the size that a power needs.
#include "evidence/two_groups.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "evidence/power.hpp"

namespace bowlby::evidence {
namespace {

const std::vector<double> outcome{2.1, 3.4, 1.9, 4.2, 3.3, 2.8, 4.1, 3.9, 5.2, 2.7, 4.8};
const std::vector<double> baseline{1.2, 2.5, 1.1, 3.3, 2.0, 2.2, 2.4, 2.9, 3.6, 1.0, 3.1};
const std::vector<double> second{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};

TEST(TwoGroups, WelchIsThatOfSciPy) {
  const auto t = welch(outcome, second);
  ASSERT_TRUE(t);
  EXPECT_NEAR(t->difference, 1.189999999999999, 1e-12);
  EXPECT_NEAR(t->error, 0.5559676249567055, 1e-12);
  EXPECT_NEAR(t->degrees_of_freedom, 8.222739845808801, 1e-10);
  EXPECT_NEAR(t->p, 0.06381741758507492, 1e-12);
  EXPECT_NEAR(t->standardised, 1.3099704653806699, 1e-12);
  EXPECT_EQ(t->n, 11u);
}

TEST(TwoGroups, CovarianceIsLeastSquaresOnGroupAndBaseline) {
  const auto t = ancova(outcome, baseline, second);
  ASSERT_TRUE(t);
  EXPECT_NEAR(t->difference, 0.66093813732155, 1e-12);
  EXPECT_NEAR(t->error, 0.17796758038413968, 1e-12);
  EXPECT_EQ(t->degrees_of_freedom, 8);
  EXPECT_NEAR(t->p, 0.005923811486494481, 1e-12);
}

// By hand: changes .9 .9 .8 .9 1.3 .6 1.7 1.0 1.6 1.7 1.7, mean 13.1 / 11.
TEST(TwoGroups, PairedIsTheMeanChangeOverItsError) {
  const auto t = paired(outcome, baseline);
  ASSERT_TRUE(t);
  EXPECT_NEAR(t->difference, 13.1 / 11, 1e-12);
  const double squares = .81 + .81 + .64 + .81 + 1.69 + .36 + 2.89 + 1 + 2.56 + 2.89 + 2.89 - 13.1 * 13.1 / 11;
  EXPECT_NEAR(t->error, std::sqrt(squares / 110), 1e-12);
  EXPECT_EQ(t->degrees_of_freedom, 10);
  EXPECT_LT(t->p, 1e-5);
  EXPECT_GT(t->standardised, 1.1);
  EXPECT_LT(t->standardised, 1.4);
  // Whoever is shuffled has the same means and another error.
  std::vector<double> other(baseline.rbegin(), baseline.rend());
  const auto apart = paired(outcome, other);
  ASSERT_TRUE(apart);
  EXPECT_NEAR(apart->difference, t->difference, 1e-12);
  EXPECT_NEAR(apart->standardised, t->standardised, 1e-12);
  EXPECT_GT(apart->error, t->error);
}

TEST(TwoGroups, WhatCannotBeTestedIsNot) {
  const std::vector<double> alike{1, 1, 1, 1}, one{0, 0, 0, 1}, two{0, 0, 1, 1};
  EXPECT_FALSE(welch(alike, two));
  EXPECT_FALSE(paired(std::vector<double>{1, 2, 3}, std::vector<double>{0, 1, 2}));  // all change alike
  EXPECT_FALSE(paired(std::vector<double>{1}, std::vector<double>{0}));
  EXPECT_FALSE(welch(std::vector<double>{1, 2, 3, 4}, one));
  EXPECT_FALSE(ancova(std::vector<double>{1, 2, 3, 4}, alike, two));
}

TEST(Power, TheSizeIsThatOfTheCurveTheSharesLieOn) {
  // Phi(c sqrt(n) - 1.96) with c = .2 gives .5160 at 100, .8074 at 200.
  const PowerAt points[]{{100, 5160, 10'000}, {200, 8074, 10'000}};
  const auto needed = size_needed(points, .8);
  ASSERT_TRUE(needed);
  EXPECT_NEAR(needed->size, 196.2, .5);
  EXPECT_LT(needed->low, needed->size);
  EXPECT_GT(needed->high, needed->size);
}

TEST(Power, AnEffectNeverFoundHasNoSizeAndOneAlwaysFoundHasASmallOne) {
  const PowerAt never[]{{100, 0, 200}}, always[]{{100, 200, 200}};
  EXPECT_FALSE(size_needed(never, .8));
  ASSERT_TRUE(size_needed(always, .8));
  EXPECT_LT(size_needed(always, .8)->high, 100);
  EXPECT_FALSE(size_needed({}, .8));
}

TEST(Power, WhatMayBeChanceHasNoUpperEnd) {
  const PowerAt few[]{{60, 4, 40}};
  const auto needed = size_needed(few, .8);
  ASSERT_TRUE(needed);
  EXPECT_TRUE(std::isinf(needed->high));
}

// A two-sided test finds one in twenty of nothing. However often that was tried, it must not become a size.
TEST(Power, WhatIsFoundAsOftenAsByChanceHasNoSizeThatEnds) {
  for (const std::size_t found : {950U, 1000U, 1018U, 1040U}) {
    const PowerAt tried[]{{50, found, 20'000}};
    const auto needed = size_needed(tried, .8);
    EXPECT_TRUE(!needed || std::isinf(needed->high)) << found;
    const auto power = power_at(tried, 50);
    EXPECT_TRUE(power || found <= 1000);
    if (power) {
      EXPECT_NEAR(*power, static_cast<double>(found) / 20'000, 1e-3);
    }
  }
  const PowerAt more[]{{50, 1'300, 20'000}};
  ASSERT_TRUE(size_needed(more, .8));
  EXPECT_TRUE(std::isfinite(size_needed(more, .8)->high));
}

}  // namespace
}  // namespace bowlby::evidence
