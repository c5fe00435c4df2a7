#include "evidence/contrast.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::evidence {
namespace {

// Deterministic normal draws, as others of these tests make them.
double normal(std::uint64_t seed, std::uint64_t i) {
  const double u = (static_cast<double>((seed * 2654435761u + i * 40503u) % 1000003u) + .5) / 1000003.0;
  return num::normal_quantile(u);
}

TEST(MeanDifference, IsWelchsWithoutClusters) {
  const std::vector<double> x{1, 2, 3, 4, 5, 4, 6, 8, 10, 12}, g{0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
  const Maybe d = mean_difference(x, g, {});
  ASSERT_TRUE(d);
  EXPECT_DOUBLE_EQ(d->value, 5);
  // standard error: root of 2.5/5 + 10/5, but for the factor of n clusters in place of n - 1 in each group
  const double se = std::sqrt((10.0 / 25 + 40.0 / 25) * 10 / 9);
  EXPECT_NEAR(d->high - d->value, t95(8) * se, 1e-9);
  EXPECT_EQ(d->clusters, 0u);
}

// Two intervals may overlap and the difference be sure all the same.
TEST(MeanDifference, IsSureWhereTheIntervalsOfTheGroupsOverlap) {
  std::vector<double> x, g;
  for (int i = 0; i < 100; ++i)
    for (const double group : {0.0, 1.0}) {
      x.push_back((i % 2 == 0 ? 1.0 : -1.0) + .33 * group);
      g.push_back(group);
    }
  std::vector<double> low, high;
  for (std::size_t i = 0; i < x.size(); ++i) (g[i] == 0 ? low : high).push_back(x[i]);
  EXPECT_GT(mean(low)->high, mean(high)->low);
  const Maybe d = mean_difference(x, g, {});
  EXPECT_GT(d->low, 0);
}

// Couples of whom both are in one arm: rows count half; couples split over the arms: what they share falls out.
TEST(MeanDifference, CouplesWithinAnArmBlurItAndCouplesAcrossSharpenIt) {
  std::vector<double> x, within, across, couple;
  for (int c = 0; c < 200; ++c)
    for (int who = 0; who < 2; ++who) {
      x.push_back(normal(7, static_cast<std::uint64_t>(c)) + .1 * normal(11, static_cast<std::uint64_t>(2 * c + who)));
      within.push_back(c % 2);
      across.push_back(who);
      couple.push_back(c);
    }
  const std::array<Values, 1> by{couple};
  const auto half = [](const Maybe& d) { return d->high - d->value; };
  EXPECT_NEAR(half(mean_difference(x, within, by)) / half(mean_difference(x, within, {})), std::sqrt(2), .1);
  EXPECT_LT(half(mean_difference(x, across, by)), .3 * half(mean_difference(x, across, {})));
}

TEST(MeanDifference, HoldsFamiliesAndCouplesAtOnce) {
  std::vector<double> x, g, family, couple;
  for (int i = 0; i < 400; ++i) {
    x.push_back(normal(3, static_cast<std::uint64_t>(i / 2)) + normal(5, static_cast<std::uint64_t>(i % 200)));
    g.push_back(i / 2 % 2);
    family.push_back(i / 2);
    couple.push_back(i % 200);
  }
  const std::array<Values, 1> one{family}, other{couple};
  const std::array<Values, 2> both{family, couple};
  const auto half = [&](std::span<const Values> by) {
    const Maybe d = mean_difference(x, g, by);
    return d->high - d->value;
  };
  EXPECT_GT(half(both), half(one));
  EXPECT_GT(half(both), half(other));
}

TEST(MeanDifference, TheWidestOfManyComparisonsIsWider) {
  const std::vector<double> x{1, 2, 3, 4, 5, 4, 6, 8, 10, 12}, g{0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
  EXPECT_GT(mean_difference(x, g, {}, 10)->high, mean_difference(x, g, {})->high + 1);
}

TEST(Apart, TwoEstimatesDifferByBothTheirDoubts) {
  const Estimate a{.5, .4, .7, 10, 0}, b{.2, .1, .3, 20, 0};
  const Estimate d = apart(a, b);
  EXPECT_DOUBLE_EQ(d.value, .3);
  EXPECT_NEAR(d.low, .3 - std::hypot(.1, .1), 1e-12);
  EXPECT_NEAR(d.high, .3 + std::hypot(.2, .1), 1e-12);
  EXPECT_EQ(d.n, 30u);
  EXPECT_NEAR(apart(a, b, 10).high - .3, (d.high - .3) * quantile_of(10) / quantile_of(1), 1e-12);
  EXPECT_NEAR(quantile_of(1), z95, 1e-6);
}

TEST(MeanDifference, AnswersNothingWithoutTwoInEachGroup) {
  EXPECT_FALSE(mean_difference(std::vector<double>{1, 2, 3}, std::vector<double>{0, 0, 1}, {}));
  EXPECT_FALSE(mean_difference(std::vector<double>{1, 2}, std::vector<double>{0}, {}));
}

}  // namespace
}  // namespace bowlby::evidence
