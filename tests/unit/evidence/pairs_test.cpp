#include "evidence/pairs.hpp"

#include <gtest/gtest.h>
#include <cmath>
#include <vector>

using namespace bowlby::evidence;

namespace {

// Pairs with an exact intraclass correlation: a = common + own, b = common - own. With balanced +-1 patterns
// the between mean square is 2 n C^2/(n-1) and the within mean square is 2 O^2.
void add_pairs(std::vector<double>& a, std::vector<double>& b, double common, double own, int fours) {
  for (int i = 0; i < fours; ++i)
    for (const double c : {-1.0, 1.0})
      for (const double o : {-1.0, 1.0}) {
        a.push_back(c * common + o * own);
        b.push_back(c * common - o * own);
      }
}

double exact(double common, double own, double n) {
  const double between = 2 * n * common * common / (n - 1);
  const double within = 2 * own * own;
  return (between - within) / (between + within);
}

}  // namespace

TEST(Kappa, TwoByTwoByHand) {
  // 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: po = .7, pe = .5*.6 + .5*.4 = .5, kappa = .4.
  std::vector<double> a, b;
  const auto add = [&](double x, double y, int times) {
    for (int i = 0; i < times; ++i) {
      a.push_back(x);
      b.push_back(y);
    }
  };
  add(1, 1, 20);
  add(1, 0, 5);
  add(0, 1, 10);
  add(0, 0, 15);
  const auto e = kappa(a, b);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, .4, 1e-12);
  // Fleiss, Cohen & Everitt with row shares (.5, .5) and column shares (.6, .4). Diagonal cells use
  // 1 - pe - (row + column share) * (1 - po); the others the column share of their row's category plus the row
  // share of their column's category: .6 + .5 for yes-no, .4 + .5 for no-yes.
  const double diagonal = .4 * std::pow(.5 - 1.1 * .3, 2) + .3 * std::pow(.5 - .9 * .3, 2);
  const double off = .09 * (.1 * 1.1 * 1.1 + .2 * .9 * .9);
  const double correction = std::pow(.7 * .5 - 2 * .5 + .7, 2);
  const double se = std::sqrt((diagonal + off - correction) / (50 * std::pow(.5, 4)));
  EXPECT_NEAR(e->high - e->value, z95 * se, 1e-9);
}

TEST(Kappa, PerfectAndImpossible) {
  const std::vector<double> a{0, 1, 2, 0, 1, 2};
  EXPECT_DOUBLE_EQ(kappa(a, a)->value, 1.0);
  EXPECT_FALSE(kappa(std::vector<double>(5, 1.0), std::vector<double>(5, 1.0)));  // one category: undefined
  EXPECT_FALSE(kappa({}, {}));
}

TEST(Intraclass, ExactPatternAndFisherInterval) {
  std::vector<double> a, b;
  add_pairs(a, b, 2, 1, 50);
  const auto e = intraclass(a, b);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, exact(2, 1, 200), 1e-12);
  EXPECT_NEAR(std::atanh(e->high) - std::atanh(e->value), z95 / std::sqrt(198.5), 1e-9);
}

TEST(Intraclass, DoesNotCareWhoComesFirst) {
  std::vector<double> a{1, 4, 2, 8, 5}, b{2, 3, 2, 6, 7};
  const double before = intraclass(a, b)->value;
  std::swap(a[1], b[1]);
  std::swap(a[3], b[3]);
  EXPECT_NEAR(intraclass(a, b)->value, before, 1e-12);
}

TEST(TwinShares, FalconerWhenPossible) {
  std::vector<double> a, b, mz;
  add_pairs(a, b, 2, 1, 50);  // r about .6
  mz.assign(a.size(), 1.0);
  add_pairs(a, b, 1.5, 1, 50);  // r about .385
  mz.resize(a.size(), 0.0);
  const auto shares = twin_shares(a, b, mz);
  ASSERT_TRUE(shares);
  const double r1 = exact(2, 1, 200), r2 = exact(1.5, 1, 200);
  EXPECT_NEAR(shares->genetic.value, 2 * (r1 - r2), 1e-12);
  EXPECT_NEAR(shares->shared.value, 2 * r2 - r1, 1e-12);
  EXPECT_NEAR(shares->unique.value, 1 - r1, 1e-12);
  const double v1 = std::pow(1 - r1 * r1, 2) / 199, v2 = std::pow(1 - r2 * r2, 2) / 199;
  EXPECT_NEAR(shares->genetic.high - shares->genetic.value, z95 * 2 * std::sqrt(v1 + v2), 1e-9);
}

TEST(TwinShares, NoGenesWhenTwoEggsAreAsAlike) {
  std::vector<double> a, b, mz;
  add_pairs(a, b, 1.5, 1, 25);
  mz.assign(a.size(), 1.0);
  add_pairs(a, b, 2, 1, 75);
  mz.resize(a.size(), 0.0);
  const auto shares = twin_shares(a, b, mz);
  ASSERT_TRUE(shares);
  EXPECT_DOUBLE_EQ(shares->genetic.value, 0.0);
  const double pooled = (100 * exact(1.5, 1, 100) + 300 * exact(2, 1, 300)) / 400;
  EXPECT_NEAR(shares->shared.value, pooled, 1e-12);
  EXPECT_NEAR(shares->genetic.value + shares->shared.value + shares->unique.value, 1.0, 1e-12);
}

TEST(TwinShares, NoSharedHomeWhenTwoEggsAreLessThanHalfAsAlike) {
  std::vector<double> a, b, mz;
  add_pairs(a, b, 2, 1, 50);
  mz.assign(a.size(), 1.0);
  add_pairs(a, b, 1, 1, 50);  // r about 0
  mz.resize(a.size(), 0.0);
  const auto shares = twin_shares(a, b, mz);
  ASSERT_TRUE(shares);
  EXPECT_DOUBLE_EQ(shares->shared.value, 0.0);
  const double r1 = exact(2, 1, 200), r2 = exact(1, 1, 200);
  EXPECT_NEAR(shares->genetic.value, (200 * r1 + 200 * r2 / 2) / (200 + 50), 1e-12);
  EXPECT_FALSE(twin_shares(a, b, std::vector<double>(a.size(), 1.0)));  // one kind of twins only
}
