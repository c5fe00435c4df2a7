#include "evidence/verdict.hpp"

#include <gtest/gtest.h>
#include <cmath>

using namespace bowlby::evidence;

namespace {

Target target(Statistic statistic, double estimate) {
  Target t;
  t.id = "TST01";
  t.statistic = statistic;
  t.estimate = estimate;
  return t;
}

Estimate simulated(double value, double low, double high) { return {value, low, high, 100, 0}; }

}  // namespace

TEST(Names, RoundTrip) {
  for (const char* name : {"proportion", "mean", "sd", "r", "d", "kappa", "hazard", "OR", "rate", "sign"}) {
    ASSERT_TRUE(statistic_named(name)) << name;
    EXPECT_EQ(name_of(*statistic_named(name)), name);
  }
  for (const char* name : {"calibrate", "soft", "context"}) {
    ASSERT_TRUE(role_named(name)) << name;
    EXPECT_EQ(name_of(*role_named(name)), name);
  }
  EXPECT_FALSE(statistic_named("median"));
  EXPECT_FALSE(role_named("fit"));
}

TEST(Judge, PublishedIntervalDecides) {
  Target t = target(Statistic::r, .26);
  t.ci_low = .22;
  t.ci_high = .29;
  const auto in = judge(t, simulated(.28, .20, .36));
  EXPECT_EQ(in.verdict, Verdict::inside);
  EXPECT_TRUE(in.published_band);
  EXPECT_TRUE(in.intervals_overlap);
  const auto out = judge(t, simulated(.30, .27, .33));  // outside, yet the intervals meet
  EXPECT_EQ(out.verdict, Verdict::outside);
  EXPECT_TRUE(out.intervals_overlap);
  EXPECT_FALSE(judge(t, simulated(.50, .45, .55)).intervals_overlap);
}

TEST(Judge, ToleranceWithoutAnInterval) {
  // 15 % of .516 is .0774.
  const auto share = judge(target(Statistic::proportion, .516), simulated(.59, .58, .60));
  EXPECT_EQ(share.verdict, Verdict::inside);
  EXPECT_FALSE(share.published_band);
  EXPECT_NEAR(share.high, .5934, 1e-12);
  EXPECT_EQ(judge(target(Statistic::proportion, .516), simulated(.60, .58, .62)).verdict, Verdict::outside);
  // a small r has at least .02
  EXPECT_EQ(judge(target(Statistic::r, -.043), simulated(-.06, -.1, 0)).verdict, Verdict::inside);
  EXPECT_EQ(judge(target(Statistic::r, -.043), simulated(-.07, -.1, 0)).verdict, Verdict::outside);
  // a share of nothing: 0 to .02, never below 0
  const auto none = judge(target(Statistic::proportion, 0), simulated(.01, 0, .05));
  EXPECT_EQ(none.verdict, Verdict::inside);
  EXPECT_DOUBLE_EQ(none.low, 0.0);
  // a mean is on no small scale: 15 % only
  EXPECT_EQ(judge(target(Statistic::mean, .05), simulated(.065, .06, .07)).verdict, Verdict::outside);
}

TEST(Judge, DirectionNeedsAnIntervalOffZero) {
  EXPECT_EQ(judge(target(Statistic::sign, 1), simulated(.2, .1, .3)).verdict, Verdict::inside);
  EXPECT_EQ(judge(target(Statistic::sign, 1), simulated(.2, -.1, .5)).verdict, Verdict::outside);
  EXPECT_EQ(judge(target(Statistic::sign, -1), simulated(-.2, -.3, -.1)).verdict, Verdict::inside);
  EXPECT_EQ(judge(target(Statistic::sign, -1), simulated(.2, .1, .3)).verdict, Verdict::outside);
  EXPECT_EQ(judge(target(Statistic::sign, 0), simulated(.01, -.1, .1)).verdict, Verdict::inside);
  EXPECT_EQ(judge(target(Statistic::sign, 0), simulated(.2, .1, .3)).verdict, Verdict::outside);
  EXPECT_TRUE(std::isinf(judge(target(Statistic::sign, 1), std::nullopt).high));
}

TEST(Judge, NothingSimulatedIsUnmeasured) {
  const auto j = judge(target(Statistic::mean, 3.0), std::nullopt);
  EXPECT_EQ(j.verdict, Verdict::unmeasured);
  EXPECT_FALSE(j.intervals_overlap);
  EXPECT_NEAR(j.low, 2.55, 1e-12);  // the band is known all the same
}
