// Intervals that leave out one block of families after the other: by sums they are what they are by passes.
#include "evidence/cluster.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace bowlby::evidence {
namespace {

// Families of one to four rows, of whom some share much and some columns are yes or no.
Sample families(std::size_t count, bool rare) {
  std::mt19937 draw(7);
  std::normal_distribution<double> normal(0, 1);
  Sample s;
  s.names = {"x", "y", "z", "g", "value", "a", "b", "zygosity", "event", "exposure", "time", "horizon", "cluster"};
  s.columns.resize(s.names.size());
  for (std::size_t f = 0; f < count; ++f) {
    const double shared = normal(draw);
    for (std::size_t i = 0; i < 1 + f % 4; ++i) {
      const double x = 300 + shared + normal(draw), y = shared - normal(draw), own = normal(draw);
      const bool yes = rare ? f == 3 && i > 0 : own + shared > .3;
      const double row[]{x,
                         y,
                         own + .5 * y,
                         yes ? 1. : 0.,
                         yes ? 2. : 0.,
                         std::floor(std::abs(y)),
                         std::floor(std::abs(y + .5 * own)),
                         f % 2 ? 1. : 0.,
                         yes ? 1. : 0.,
                         .1 + std::abs(own),
                         std::abs(x - 300),
                         1.5,
                         static_cast<double>(1000 + 7 * f)};
      for (std::size_t c = 0; c < s.columns.size(); ++c) s.columns[c].push_back(row[c]);
    }
  }
  return s;
}

Scale scale_of(std::string_view e) {
  if (e == "proportion" || e == "survival") return Scale::logit;
  if (e == "sd" || e == "odds_ratio" || e == "hazard") return Scale::logarithm;
  return e == "correlation" || e == "intraclass" || e == "partial" ? Scale::fisher_z : Scale::plain;
}

// The value on a sample that has no families: no interval by blocks is made for it.
Maybe alone(std::string_view estimator, Sample s) {
  s.names.pop_back();
  s.columns.pop_back();
  return estimate(estimator, s);
}

void expect_as_by_passes(const Sample& sample) {
  for (const std::string_view e : estimator_names()) {
    if (e == "median" || e == "survival_median") continue;  // keep their own interval
    const Maybe told = estimate(e, sample), whole = alone(e, sample);
    ASSERT_EQ(told.has_value(), whole.has_value()) << e;
    if (!told) continue;
    const Estimate passes =
        cluster_interval(*whole, sample, scale_of(e), [&](const Sample& rest) { return alone(e, rest); });
    EXPECT_EQ(told->value, passes.value) << e;
    EXPECT_NEAR(told->low, passes.low, 1e-10 * (1 + std::abs(passes.low))) << e;
    EXPECT_NEAR(told->high, passes.high, 1e-10 * (1 + std::abs(passes.high))) << e;
    EXPECT_EQ(told->n, passes.n) << e;
    EXPECT_EQ(told->clusters, passes.clusters) << e;
  }
}

TEST(Cluster, SumsAndPassesGiveTheSameIntervalForEveryEstimator) {
  expect_as_by_passes(families(500, false));
  expect_as_by_passes(families(60, false));  // fewer families than blocks
}

// Without the one family in which it happened nothing varies: rounding must not make a spread of it.
TEST(Cluster, WhatHappenedInOneFamilyAloneGivesNoValueWithoutIt) {
  expect_as_by_passes(families(500, true));
  Sample s = families(100, true);
  s.columns[0] = s.columns[3];  // x is yes or no as well
  for (double& x : s.columns[0]) x = .1 + .7 * x;
  expect_as_by_passes(s);
}

}  // namespace
}  // namespace bowlby::evidence
