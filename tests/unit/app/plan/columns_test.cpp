// Which days of a diary stand in an analysis, and with which predictor.
#include "app/plan/columns.hpp"

#include <gtest/gtest.h>

namespace bowlby {
namespace {

// Days 1, 2, 4, 5 and 6; a member's report of a day is the day itself, and a hundred more for the second.
CoupleDays diary() {
  CoupleDays c;
  for (const int day : {1, 2, 4, 5, 6}) {
    c.day.push_back(day);
    c.outcome.push_back({10.0 * day, 1000 + 10.0 * day});
    c.predictor.push_back({1.0 * day, 100 + 1.0 * day});
  }
  return c;
}

PlanFile plan(int lag) {
  PlanFile p;
  p.lag = lag, p.alike = true;
  return p;
}

TEST(PlanColumns, ALagTakesTheDayBeforeAndNeverStepsOverAGap) {
  const CoupleDays one = diary();
  const CoupleDays* const couples[]{&one};
  const PlannedAnalysis same = analysis_of(plan(0), couples, 6), lagged = analysis_of(plan(1), couples, 6);
  ASSERT_EQ(same.rows.y.size(), 10u);
  ASSERT_EQ(lagged.rows.y.size(), 6u);  // days 2, 5 and 6: day 4 has no day before
  const int days[]{2, 5, 6};
  const double yesterdays_mean = (1 + 4 + 5) / 3.0;
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(lagged.rows.day[2 * k], days[k]);
    EXPECT_EQ(lagged.rows.y[2 * k], 10.0 * days[k]);
    EXPECT_NEAR(lagged.rows.fixed(2 * k, 1), days[k] - 1 - yesterdays_mean, 1e-12);  // own
    EXPECT_NEAR(lagged.rows.fixed(2 * k, 2), days[k] - 1 - yesterdays_mean, 1e-12);  // the partner's, around its mean
    EXPECT_NEAR(lagged.rows.fixed(2 * k, 4) - lagged.rows.fixed(2 * k, 3), 100, 1e-12);
  }
  EXPECT_EQ(analysis_of(plan(2), couples, 6).rows.y.size(), 4u);  // 4 and 6
  EXPECT_EQ(analysis_of(plan(1), couples, 4).rows.y.size(), 2u);  // a shorter diary of the same couple
}

}  // namespace
}  // namespace bowlby
