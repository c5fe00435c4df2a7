#include "evidence/validation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby::evidence {
namespace {

Target target(const char* id, double estimate, std::optional<double> low, std::optional<double> high,
              Role role = Role::calibrate) {
  Target t;
  t.id = id;
  t.role = role;
  t.statistic = Statistic::r;
  t.estimate = estimate;
  t.ci_low = low;
  t.ci_high = high;
  t.verified = "read";
  t.confidence = .95;
  return t;
}

ValidationRow row(const Target& t, std::optional<Estimate> simulated) {
  ValidationRow r;
  r.target = t;
  r.simulated = simulated;
  r.judgement = judge(t, simulated);
  return r;
}

Estimate estimate(double value, double half) { return {value, value - half, value + half, 100, 0}; }

TEST(Validation, ErrorIsInStandardErrorsOfBothSides) {
  // published .3 [.3 - 1.96 * .03, ...], simulated .4 with a standard error of .04: apart by .1 / .05
  const auto r = row(target("A", .3, .3 - z95 * .03, .3 + z95 * .03), estimate(.4, z95 * .04));
  ASSERT_TRUE(standardised_error(r).has_value());
  EXPECT_NEAR(*standardised_error(r), 2, 1e-12);
}

TEST(Validation, WithoutAPublishedIntervalTheToleranceStandsIn) {
  const auto r = row(target("A", .4, {}, {}), estimate(.4 + .06, 1e-9));  // 15 % of .4 is .06: the edge of the band
  EXPECT_NEAR(*standardised_error(r), z95, 1e-6);
}

TEST(Validation, DirectionsAndMissingNumbersHaveNoError) {
  Target direction = target("A", 1, {}, {});
  direction.statistic = Statistic::sign;
  EXPECT_FALSE(standardised_error(row(direction, estimate(.2, .1))));
  EXPECT_FALSE(standardised_error(row(target("B", .3, .2, .4), std::nullopt)));
}

TEST(Validation, OnlyCheckedTargetsOfAFitAreFitted) {
  EXPECT_TRUE(fitted(target("A", .3, {}, {})));
  EXPECT_TRUE(fitted(target("A", .3, {}, {}, Role::soft)));
  EXPECT_FALSE(fitted(target("A", .3, {}, {}, Role::context)));
  Target recalled = target("A", .3, {}, {}, Role::soft);
  recalled.verified = "recalled";
  EXPECT_FALSE(fitted(recalled));
  Target doubtful = target("A", .3, {}, {});
  doubtful.confidence = .5;
  EXPECT_FALSE(fitted(doubtful));
}

TEST(Validation, SummaryCountsFittedAndUnfittedApart) {
  const std::vector<ValidationRow> rows{
      row(target("A", .3, .2, .4), estimate(.3, .01)), row(target("B", .3, .2, .4), estimate(.9, .01)),
      row(target("C", .3, .2, .4), std::nullopt), row(target("D", .3, .2, .4, Role::context), estimate(-.9, .01))};
  const ValidationSummary f = summarise(rows, true), u = summarise(rows, false);
  EXPECT_EQ(f.rows, 3);
  EXPECT_EQ(f.measured, 2);
  EXPECT_EQ(f.inside, 1);
  EXPECT_EQ(f.worst, (std::vector<std::string>{"B", "A"}));
  EXPECT_NEAR(f.root_mean_square, std::fabs(*standardised_error(rows[1])) / std::sqrt(2.0), 1e-9);
  EXPECT_EQ(u.measured, 1);
  EXPECT_EQ(u.inside, 0);
}

TEST(Validation, MissesComeFirstAndTheWorstOfThemFirst) {
  std::vector<ValidationRow> rows{
      row(target("in", .3, .2, .4), estimate(.3, .01)), row(target("none", .3, .2, .4), std::nullopt),
      row(target("near", .3, .2, .4), estimate(.45, .01)), row(target("far", .3, .2, .4), estimate(.95, .01))};
  sort_misses_first(rows);
  std::vector<std::string> order;
  for (const auto& r : rows) order.push_back(r.target.id);
  EXPECT_EQ(order, (std::vector<std::string>{"far", "near", "in", "none"}));
}

}  // namespace
}  // namespace bowlby::evidence
