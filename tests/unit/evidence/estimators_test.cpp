#include "evidence/estimators.hpp"

#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <random>

#include "evidence/cluster.hpp"

using namespace bowlby::evidence;

namespace {

// Families of `size` sharing a normal effect with share `icc` of the variance.
Sample families(std::size_t count, std::size_t size, double icc, unsigned seed) {
  std::mt19937 engine(seed);
  std::normal_distribution<double> normal;
  Sample sample{{"value", "cluster"}, {{}, {}}};
  for (std::size_t f = 0; f < count; ++f) {
    const double shared = std::sqrt(icc) * normal(engine);
    for (std::size_t i = 0; i < size; ++i) {
      sample.columns[0].push_back(shared + std::sqrt(1 - icc) * normal(engine));
      sample.columns[1].push_back(static_cast<double>(f));
    }
  }
  return sample;
}

double width(const Estimate& e) { return e.high - e.low; }

}  // namespace

TEST(Estimators, EveryNameHasColumnsAndUnknownOnesHaveNone) {
  for (const char* name : {"proportion", "mean", "median", "sd", "correlation", "difference", "odds_ratio", "kappa",
                           "intraclass", "genetic_share", "shared_share", "unique_share", "hazard", "survival"}) {
    EXPECT_TRUE(estimator_known(name)) << name;
    EXPECT_FALSE(columns_of(name).empty()) << name;
  }
  EXPECT_FALSE(estimator_known("average"));
  EXPECT_TRUE(columns_of("average").empty());
  EXPECT_FALSE(estimate("average", Sample{{"value"}, {{1, 2, 3}}}));
}

TEST(Estimators, NeedTheirColumns) {
  EXPECT_FALSE(estimate("correlation", Sample{{"x"}, {{1, 2, 3, 4}}}));
  EXPECT_FALSE(estimate("mean", Sample{{"value", "cluster"}, {{1, 2, 3}, {1, 2}}}));  // ragged
  EXPECT_FALSE(estimate("mean", Sample{}));
}

TEST(Estimators, ColumnOrderDoesNotMatter) {
  const std::vector<double> x{1, 2, 3, 4, 5}, g{0, 0, 1, 1, 1};
  const auto one = estimate("difference", Sample{{"x", "g"}, {x, g}});
  const auto two = estimate("difference", Sample{{"g", "x"}, {g, x}});
  ASSERT_TRUE(one && two);
  EXPECT_DOUBLE_EQ(one->value, two->value);
}

TEST(Estimators, RowsWithMissingCellsAreLeftOut) {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const auto e = estimate("mean", Sample{{"value"}, {{1, gap, 3, 5}}});
  ASSERT_TRUE(e);
  EXPECT_EQ(e->n, 3u);
  EXPECT_DOUBLE_EQ(e->value, 3.0);
}

TEST(Estimators, SurvivalReadsItsHorizon) {
  const auto e = estimate(
      "survival", Sample{{"time", "event", "horizon"}, {{5, 1, 3, 2, 4}, {1, 1, 1, 0, 0}, {3.5, 3.5, 3.5, 3.5, 3.5}}});
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 8.0 / 15, 1e-12);
}

TEST(Cluster, SinglesGiveNearlyTheIndependentInterval) {
  // Clusters of one person: the blocked jackknife estimates the same standard error, with its own sampling
  // error of about 1/sqrt(2*199) = 5 %; four of those are allowed.
  const Sample sample = families(4000, 1, 0.0, 7);
  const auto robust = estimate("mean", sample);
  const auto plain = mean(sample.columns[0]);
  ASSERT_TRUE(robust && plain);
  EXPECT_DOUBLE_EQ(robust->value, plain->value);
  EXPECT_NEAR(width(*robust) / width(*plain), 1.0, .2);
  EXPECT_EQ(robust->clusters, 4000u);
}

TEST(Cluster, FamiliesWidenTheIntervalByTheDesignEffect) {
  // Design effect 1 + (m - 1) icc = 1 + 4*.5 = 3: width grows by sqrt(3) = 1.732, +-20 % as above.
  const Sample sample = families(800, 5, .5, 11);
  const auto robust = estimate("mean", sample);
  const auto plain = mean(sample.columns[0]);
  ASSERT_TRUE(robust && plain);
  EXPECT_NEAR(width(*robust) / width(*plain), std::sqrt(3.0), .35);
}

TEST(Cluster, CoversTheTruthAboutNineteenTimesInTwenty) {
  // True mean 0. 400 runs: the count of covers is binomial; 4 standard errors of .95 are .044.
  int covered = 0;
  const int runs = 400;
  for (int run = 0; run < runs; ++run) {
    const auto e = estimate("mean", families(60, 4, .4, static_cast<unsigned>(1000 + run)));
    ASSERT_TRUE(e);
    covered += e->low <= 0 && e->high >= 0 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(covered) / runs, .95, .044);
}

TEST(Cluster, SameAnswerEveryTime) {
  const Sample sample = families(300, 3, .3, 5);
  const auto first = estimate("sd", sample);
  const auto second = estimate("sd", sample);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->low, second->low);
  EXPECT_EQ(first->high, second->high);
}

TEST(Cluster, BoundedScalesStayInRange) {
  Sample sample{{"value", "cluster"}, {{}, {}}};
  for (int i = 0; i < 40; ++i) {
    sample.columns[0].push_back(i == 3 || i == 20 || i == 21 ? 1.0 : 0.0);
    sample.columns[1].push_back(i / 2);
  }
  const auto e = estimate("proportion", sample);
  ASSERT_TRUE(e);
  EXPECT_GT(e->low, 0.0);
  EXPECT_LT(e->high, 1.0);
  EXPECT_LT(e->low, e->value);
}

TEST(Cluster, TooFewFamiliesKeepThePlainInterval) {
  const Sample sample = families(3, 10, .2, 9);
  const auto e = estimate("mean", sample);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->clusters, 0u);
  EXPECT_DOUBLE_EQ(e->low, mean(sample.columns[0])->low);
}

TEST(Cluster, MedianIsNeverJackknifed) {
  const Sample sample = families(200, 2, .2, 9);
  EXPECT_DOUBLE_EQ(estimate("median", sample)->low, median(sample.columns[0])->low);
}
