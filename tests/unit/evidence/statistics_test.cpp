#include "evidence/statistics.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <vector>

using namespace bowlby::evidence;

namespace {

std::vector<double> repeat(double value, std::size_t times) { return std::vector<double>(times, value); }

std::vector<double> joined(std::vector<double> a, const std::vector<double>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST(Quantiles, AgreeWithBoost) {
  EXPECT_NEAR(z95, boost::math::quantile(boost::math::normal(), .975), 1e-14);
  for (const double v : {5.0, 8.0, 20.0, 199.0, 5000.0})
    EXPECT_NEAR(t95(v), boost::math::quantile(boost::math::students_t(v), .975), 3e-3) << v;
}

TEST(Proportion, WilsonByHand) {
  // 8 of 20: p = .4, z^2 = 3.8415, scale = 1.192073, centre = (.4 + .0960365)/1.192073 = .416113,
  // half = 1.959964/1.192073 * sqrt(.012 + .0024009) = .197304.
  const auto e = proportion(joined(repeat(1, 8), repeat(0, 12)));
  ASSERT_TRUE(e);
  EXPECT_DOUBLE_EQ(e->value, .4);
  EXPECT_NEAR(e->low, .218808, 1e-5);
  EXPECT_NEAR(e->high, .613418, 1e-5);
  EXPECT_EQ(e->n, 20u);
}

TEST(Proportion, StaysInRangeAtTheBorders) {
  const auto none = proportion(repeat(0, 10));
  const auto all = proportion(repeat(1, 10));
  ASSERT_TRUE(none && all);
  // Wilson at 0 of n: upper = z^2/(n + z^2).
  EXPECT_DOUBLE_EQ(none->low, 0.0);
  EXPECT_NEAR(none->high, z95 * z95 / (10 + z95 * z95), 1e-12);
  EXPECT_NEAR(all->low, 10 / (10 + z95 * z95), 1e-12);
  EXPECT_DOUBLE_EQ(all->high, 1.0);
  EXPECT_FALSE(proportion({}));
}

TEST(Mean, StudentInterval) {
  // 1..9: mean 5, s^2 = 60/8 = 7.5, se = sqrt(7.5/9) = .912871, t(8) = 2.306004.
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto e = mean(x);
  ASSERT_TRUE(e);
  EXPECT_DOUBLE_EQ(e->value, 5.0);
  const double t = boost::math::quantile(boost::math::students_t(8), .975);
  EXPECT_NEAR(e->high - 5, t * std::sqrt(7.5 / 9), 1e-3);
  EXPECT_NEAR(e->low, 10 - e->high, 1e-12);
  EXPECT_FALSE(mean(repeat(1, 1)));
}

TEST(Median, RanksAndCensoring) {
  // n = 20: half 10, reach z*sqrt(20)/2 = 4.383; ranks floor(5.617) = 5 and ceil(14.383) = 15 (from 0).
  std::vector<double> x;
  for (int i = 1; i <= 20; ++i) x.push_back(i);
  const auto e = median(x);
  ASSERT_TRUE(e);
  EXPECT_DOUBLE_EQ(e->value, 10.5);
  EXPECT_DOUBLE_EQ(e->low, 6);
  EXPECT_DOUBLE_EQ(e->high, 16);
  for (std::size_t i = 16; i < 20; ++i) x[i] = std::numeric_limits<double>::infinity();
  EXPECT_DOUBLE_EQ(median(x)->value, 10.5);
  for (std::size_t i = 9; i < 16; ++i) x[i] = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(median(x)) << "more than half censored";
  EXPECT_FALSE(median(repeat(1, 5)));
}

TEST(StandardDeviation, NormalScoresGiveTheNormalTheoryInterval) {
  // Kurtosis 3 makes the relative variance (3 - (n-3)/(n-1))/n, that is about 2/n; half width on log s z/sqrt(2n).
  std::vector<double> x;
  const boost::math::normal normal;
  const int n = 2000;
  for (int i = 0; i < n; ++i) x.push_back(boost::math::quantile(normal, (i + .5) / n));
  const auto e = standard_deviation(x);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 1.0, 5e-3);
  EXPECT_NEAR(std::log(e->high / e->value), z95 / std::sqrt(2.0 * n), 2e-3);
  EXPECT_NEAR(e->value * e->value, e->low * e->high, 1e-12);
  EXPECT_FALSE(standard_deviation(repeat(3, 10)));
}

TEST(Correlation, FisherByHand) {
  // x 1..5, y {2,1,4,3,5}: sum of products 8, squares 10 and 10, r = .8.
  // z = atanh(.8) = 1.098612, half = 1.959964/sqrt(2) = 1.385904: tanh(-.287292), tanh(2.484516).
  const std::vector<double> x{1, 2, 3, 4, 5}, y{2, 1, 4, 3, 5};
  const auto e = correlation(x, y);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, .8, 1e-12);
  EXPECT_NEAR(e->low, -.279643, 1e-5);
  EXPECT_NEAR(e->high, .986202, 1e-5);
}

TEST(Correlation, PointBiserialMatchesItsFormula) {
  // r_pb = (m1 - m0)/s_n * sqrt(p q): groups {1,2,3} and {3,4,5,6}: m 2, 4.5; grand mean 24/7;
  // population variance = (100/7) - (24/7)^2 = 2.530612; r = 2.5/1.590790 * sqrt(12/49) = .777714.
  const std::vector<double> x{1, 2, 3, 3, 4, 5, 6}, g{0, 0, 0, 1, 1, 1, 1};
  const auto e = correlation(x, g);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 2.5 / std::sqrt(100.0 / 7 - 576.0 / 49) * std::sqrt(12.0 / 49), 1e-12);
}

TEST(Correlation, RefusesWhatCannotBeCorrelated) {
  EXPECT_FALSE(correlation(std::vector<double>{1, 2, 3, 4}, repeat(1, 4)));
  EXPECT_FALSE(correlation(std::vector<double>{1, 2, 3, 4}, repeat(1, 3)));
  const auto perfect = correlation(std::vector<double>{1, 2, 3, 4}, std::vector<double>{2, 4, 6, 8});
  ASSERT_TRUE(perfect);
  EXPECT_DOUBLE_EQ(perfect->low, perfect->value);
}

TEST(Difference, HedgesByHand) {
  // Groups {4,5,6} (g 1) and {1,2,3,2} (g 0): means 5 and 2, squares 2 + 2 over 5 freedom: s = .894427,
  // raw d = 3.354102, J = 1 - 3/19 = .842105, d = 2.824507; se = sqrt(7/12 + d^2/14) = 1.073862.
  const std::vector<double> x{4, 5, 6, 1, 2, 3, 2}, g{1, 1, 1, 0, 0, 0, 0};
  const auto e = difference(x, g);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 2.824507, 1e-5);
  EXPECT_NEAR(e->high - e->value, z95 * 1.073862, 1e-4);
  EXPECT_FALSE(difference(x, repeat(1, 7)));
}

TEST(OddsRatio, WoolfAndTheEmptyCell) {
  // exposed 10 cases, 20 not; unexposed 5 cases, 40 not: OR = 10*40/(20*5) = 4, se = sqrt(.1+.05+.2+.025) = .612372.
  const auto x = joined(joined(repeat(1, 10), repeat(0, 20)), joined(repeat(1, 5), repeat(0, 40)));
  const auto g = joined(repeat(1, 30), repeat(0, 45));
  const auto e = odds_ratio(x, g);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 4.0, 1e-12);
  EXPECT_NEAR(e->low, 4 * std::exp(-z95 * std::sqrt(.375)), 1e-9);
  // one empty cell: (3.5*5.5)/(2.5*.5) with half a case added to 3, 2 | 0, 5.
  const auto empty =
      odds_ratio(joined(joined(repeat(1, 3), repeat(0, 2)), repeat(0, 5)), joined(repeat(1, 5), repeat(0, 5)));
  ASSERT_TRUE(empty);
  EXPECT_NEAR(empty->value, 3.5 * 5.5 / (2.5 * .5), 1e-9);
  EXPECT_FALSE(odds_ratio(repeat(0, 8), joined(repeat(1, 4), repeat(0, 4))));
}

TEST(Hazard, CloseToTheExactPoissonInterval) {
  // Exact: chi^2(.025; 2d)/2 and chi^2(.975; 2d + 2)/2 events.
  for (const std::size_t events : {5u, 20u, 300u}) {
    const double d = static_cast<double>(events);
    const auto e = hazard(joined(repeat(1, events), repeat(0, 50)), repeat(2.0, events + 50));
    ASSERT_TRUE(e);
    const double exposure = 2 * (d + 50);
    EXPECT_NEAR(e->value, d / exposure, 1e-12);
    EXPECT_NEAR(e->low * exposure, boost::math::quantile(boost::math::chi_squared(2 * d), .025) / 2, .012 * d);
    EXPECT_NEAR(e->high * exposure, boost::math::quantile(boost::math::chi_squared(2 * d + 2), .975) / 2, .012 * d);
  }
  const auto none = hazard(repeat(0, 10), repeat(1, 10));
  ASSERT_TRUE(none);
  EXPECT_DOUBLE_EQ(none->low, 0.0);
  EXPECT_NEAR(none->high * 10, 3.689, .05);  // exact: -log(.025)
  EXPECT_FALSE(hazard(repeat(0, 3), repeat(0, 3)));
}

TEST(Survival, KaplanMeierByHand) {
  // Times 1*, 2 (left), 3*, 4 (left), 5*: S(3) = 4/5 * 2/3 = .533333; Greenwood 1/20 + 1/6 = .216667.
  const std::vector<double> time{5, 1, 3, 2, 4}, event{1, 1, 1, 0, 0};
  const auto e = survival(time, event, 3.5);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 8.0 / 15, 1e-12);
  const double reach = z95 * std::sqrt(1.0 / 20 + 1.0 / 6) / -std::log(8.0 / 15);
  EXPECT_NEAR(e->low, std::pow(8.0 / 15, std::exp(reach)), 1e-12);
  EXPECT_NEAR(e->high, std::pow(8.0 / 15, std::exp(-reach)), 1e-12);
  EXPECT_DOUBLE_EQ(survival(time, event, 5)->value, 0.0);  // the last one at risk had the event
}

TEST(Survival, MedianByHand) {
  // Nine end at 1 to 9, one was left at 9.5: S falls to a half at the fifth. Left early, two more at .5 do not move it.
  std::vector<double> time{9.5, 1, 2, 3, 4, 5, 6, 7, 8, 9}, event{0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  const auto e = survival_median(time, event);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->value, 5);
  EXPECT_LT(e->low, 5);
  EXPECT_GT(e->high, 5);
  EXPECT_GE(survival(time, event, e->low - .5)->low, .5) << "before it even the lower bound is above a half";
  EXPECT_GT(survival(time, event, e->high - .5)->high, .5);
  time.insert(time.end(), {.5, .5});
  event.insert(event.end(), {0, 0});
  EXPECT_EQ(survival_median(time, event)->value, 5);
}

TEST(Survival, NoMedianWhereMostAreStillWithoutTheEvent) {
  const std::vector<double> time{1, 2, 3, 4, 4, 4, 4, 4};
  EXPECT_FALSE(survival_median(time, std::vector<double>{1, 1, 1, 0, 0, 0, 0, 0}));
  EXPECT_EQ(survival_median(time, std::vector<double>{1, 1, 1, 1, 1, 0, 0, 0})->value, 4);
  EXPECT_FALSE(survival_median(std::vector<double>{1, 2, 3}, std::vector<double>{1, 1, 1})) << "too few";
}

TEST(ShareDifference, NewcombeByHand) {
  // 56 of 70 and 48 of 80 (Newcombe 1998, method 10): .2 [.0524, .3339].
  const auto x = joined(joined(repeat(1, 56), repeat(0, 14)), joined(repeat(1, 48), repeat(0, 32)));
  const auto e = share_difference(x, joined(repeat(1, 70), repeat(0, 80)));
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, .2, 1e-12);
  EXPECT_NEAR(e->low, .0524, 5e-5);
  EXPECT_NEAR(e->high, .3339, 5e-5);
  EXPECT_FALSE(share_difference(x, repeat(1, 150))) << "one group alone";
}

TEST(Survival, UnknownBeyondTheLastOneWatched) {
  const std::vector<double> time{1, 2, 3}, event{1, 0, 0};
  EXPECT_FALSE(survival(time, event, 10));
  EXPECT_TRUE(survival(time, event, 2.5));
}
