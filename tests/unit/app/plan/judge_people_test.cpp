// What a plan says of one size, from outcomes that are known.
#include <gtest/gtest.h>

#include "app/plan/people/judge.hpp"
#include "app/plan/people/test.hpp"

namespace bowlby {
namespace {

PlanOutcome outcome(double estimate, double p, const char* failed = "") {
  PlanOutcome o;
  o.estimate = estimate, o.error = .1, o.degrees_of_freedom = 1000, o.p = p, o.scale = 2, o.failed = failed;
  o.couples = 50;
  return o;
}

// With the effect: found at .5, not found at .1, found on the other side at -.3, and no test.
std::vector<PlanOutcome> outcomes() {
  return {outcome(.5, .001), outcome(0, .5), outcome(.1, .3),      outcome(.3, .01),
          outcome(-.3, .01), outcome(0, .9), outcome(9, 0, "why"), outcome(0, 1, "why not")};
}

TEST(PlanOfPeople, BiasCoverageAndExaggerationAreAgainstALargeSample) {
  PlanSummary plan;
  plan.truth = {.2, .01, 3000, "", 2}, plan.cut_truth = {0, .01, 3000, ""};
  plan.effect = middle_effect(outcomes());
  EXPECT_DOUBLE_EQ(plan.effect, .2);
  const PlanSize size = judge_size(plan, 60, outcomes());
  EXPECT_EQ(size.tried, 4u);
  EXPECT_EQ(size.found, 2u);
  EXPECT_EQ(size.wrong_sign, 1u);
  EXPECT_EQ(size.failures.at("why"), 1u);
  EXPECT_EQ(size.cut_failed, 1u);
  EXPECT_DOUBLE_EQ(size.power->value, .5);
  EXPECT_DOUBLE_EQ(size.false_alarms->value, .25);
  EXPECT_NEAR(size.bias, 2 * (.1 - .2), 1e-12) << "in the unit of the effect";
  EXPECT_NEAR(*size.coverage, 1 / 3., 1e-12) << "only .1 lies within two errors of .2";
  EXPECT_NEAR(*size.cut_coverage, 2 / 3., 1e-12);
  EXPECT_NEAR(*size.exaggeration, .4 / .2, 1e-12);
  EXPECT_DOUBLE_EQ(size.people_tested, 50);
}

TEST(PlanOfPeople, WithoutALargeSampleNothingIsSaidAgainstIt) {
  PlanSummary plan;
  plan.truth.failed = plan.cut_truth.failed = "no end of the search";
  const PlanSize size = judge_size(plan, 60, outcomes());
  EXPECT_FALSE(size.coverage || size.cut_coverage || size.exaggeration);
  EXPECT_EQ(size.bias, 0);
  plan.truth = {.02, .01, 3000, ""};
  EXPECT_FALSE(judge_size(plan, 60, outcomes()).exaggeration) << "two errors from none: nothing is so many times that";
}

TEST(PlanOfPeople, SeveralLivesAreOneSample) {
  AnswerTable a;
  a.id = {3}, a.arm = {1}, a.baseline = {2}, a.outcome = fit::Matrix(1, 2, 5.0), a.predictor = fit::Matrix(1, 0);
  AnswerTable b = a;
  b.outcome(0, 1) = 7;
  const AnswerTable both = together({a, b});
  EXPECT_EQ(both.outcome.rows, 2u);
  EXPECT_EQ(both.outcome(1, 1), 7);
  EXPECT_EQ(both.arm, (std::vector<int>{1, 1}));
}

}  // namespace
}  // namespace bowlby
