// Daily life in numbers: diaries made with known level, spreads, carry-over and likeness give them back.
#include "evidence/daily_life.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/draws.hpp"

namespace bowlby::evidence {
namespace {

struct Made {
  double between = .5, within = .3, carry_over = .4;
  double alike_means = .6, alike_days = .3;
  int couples = 400, days = 60;
};

// Correlated normals: the second of two of which a share is the first's.
double beside(double first, double own, double r) { return r * first + std::sqrt(1 - r * r) * own; }

std::vector<DayByDay> diaries(const Made& m) {
  std::vector<DayByDay> all;
  for (int i = 0; i < m.couples; ++i) {
    const Draws d{RunKey::of(9, 0).key, {static_cast<std::uint32_t>(i), 1}, 0};
    double z[4];
    d.normals(Purpose::survey, 0, z);
    const double means[2]{3 + m.between * z[0], 3 + m.between * beside(z[0], z[1], m.alike_means)};
    double state[2]{z[2], z[3]};
    DayByDay one[2];
    for (int day = 0; day < m.days; ++day) {
      double e[4];
      d.normals(Purpose::survey, static_cast<std::uint32_t>(2 + 2 * day), e);
      const double news[2]{e[0], beside(e[0], e[1], m.alike_days)};
      for (int k = 0; k < 2; ++k) {
        state[k] = m.carry_over * state[k] + std::sqrt(1 - m.carry_over * m.carry_over) * news[k];
        one[k].date.push_back(1000 + i + day);
        one[k].value.push_back(means[k] + m.within * state[k]);
      }
    }
    for (int k = 0; k < 2; ++k) {
      one[k].person = static_cast<std::uint64_t>(2 * i + k + 1);
      one[k].partner = static_cast<std::uint64_t>(2 * i + 1 - k + 1);
      all.push_back(one[k]);
    }
  }
  return all;
}

enum Name { level, between, within, carry_over, alike_means, alike_days };

void expect_near(const DailyNumber& n, double truth, double tolerance) {
  ASSERT_TRUE(n.estimate) << n.why_not;
  EXPECT_NEAR(n.estimate->value, truth, tolerance);
  EXPECT_LT(n.estimate->low, n.estimate->value);
  EXPECT_GT(n.estimate->high, n.estimate->value);
  EXPECT_LT(n.estimate->high - n.estimate->low, 4 * tolerance);
}

TEST(DailyLife, GivesBackWhatDiariesWereMadeWith) {
  const auto n = daily_life(diaries({}));
  expect_near(n[level], 3, .06);
  expect_near(n[between], .5, .05);
  expect_near(n[within], .3, .02);
  expect_near(n[carry_over], .4, .04);  // a little too low, as sixty days make it
  expect_near(n[alike_means], .6, .08);
  expect_near(n[alike_days], .3, .04);
}

TEST(DailyLife, PartnersWhoDoNotTouchAreNotAlike) {
  Made apart;
  apart.alike_means = apart.alike_days = 0;
  const auto n = daily_life(diaries(apart));
  for (const Name k : {alike_means, alike_days}) {
    ASSERT_TRUE(n[k].estimate);
    EXPECT_LT(n[k].estimate->low, 0);
    EXPECT_GT(n[k].estimate->high, 0);
  }
}

TEST(DailyLife, ComparesPartnersOnTheSameDateOnly) {
  auto all = diaries({});
  for (DayByDay& d : all)
    if (d.person % 2 == 0)
      for (int& date : d.date) date += 1;  // a day late: the link of the days is gone but for what is carried over
  EXPECT_NEAR(daily_life(all)[alike_days].estimate->value, .3 * .4, .04);
  for (DayByDay& d : all)
    if (d.person % 2 == 0)
      for (int& date : d.date) date += 500;
  EXPECT_FALSE(daily_life(all)[alike_days].estimate);
  EXPECT_EQ(daily_life(all)[alike_days].why_not, "no partners kept it on the same days");
}

TEST(DailyLife, SpreadOfDaysIsNotSpreadOfPersons) {
  Made equal;
  equal.between = 0;
  equal.carry_over = 0;
  equal.days = 4;
  EXPECT_LT(daily_life(diaries(equal))[between].estimate->value, .06) << "means of four days differ by .15";
}

TEST(DailyLife, SaysWhyThereIsNoNumber) {
  for (const auto& n : daily_life({})) {
    EXPECT_FALSE(n.estimate);
    EXPECT_FALSE(n.why_not.empty());
  }
  Made few;
  few.couples = 2;
  for (const auto& n : daily_life(diaries(few))) EXPECT_FALSE(n.estimate);
  EXPECT_EQ(daily_life(diaries(few))[alike_days].why_not, "fewer than five couples");
  auto calm = diaries({});
  for (DayByDay& d : calm) d.value.assign(d.value.size(), 1);
  EXPECT_EQ(daily_life(calm)[between].why_not, "the same in all, or too little of it for an interval");
  auto one_day = diaries({});
  for (DayByDay& d : one_day) d.date.resize(1), d.value.resize(1), d.partner = 0;
  const auto n = daily_life(one_day);
  EXPECT_TRUE(n[level].estimate);
  for (const Name k : {between, within, carry_over, alike_means, alike_days}) EXPECT_FALSE(n[k].estimate);
}

}  // namespace
}  // namespace bowlby::evidence
