#include "instruments/attrition.hpp"

#include <gtest/gtest.h>

#include "instruments/instrument.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of;

TEST(Attrition, ChancesMoveOnTheLogOddsScale) {
  EXPECT_EQ(chance_moved(0, 3), 0);
  EXPECT_EQ(chance_moved(1, -3), 1);
  EXPECT_NEAR(chance_moved(.3, 0), .3, 1e-15);
  EXPECT_NEAR(chance_moved(.5, 1), 1 / (1 + std::exp(-1)), 1e-15);
}

TEST(Attrition, ShareMissingIsTheShareAsked) {
  Params p;
  p.missing_distress = p.missing_avoidance = 0;
  constexpr std::uint32_t n = 20000;
  double missing = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    Subject s;
    s.stream[0] = i;
    missing += answers(s, Instrument::ecr, .2, p, draws_of(s, 4)) ? 0 : 1.0 / n;
    ASSERT_TRUE(answers(s, Instrument::ecr, 0, p, draws_of(s, 4)));
    ASSERT_FALSE(answers(s, Instrument::ecr, 1, p, draws_of(s, 4)));
  }
  EXPECT_NEAR(missing, .2, .012);  // four standard errors
}

TEST(Attrition, DistressAndExpectedRebuffKeepPeopleAway) {
  const Params p;
  Subject calm, upset, wary;
  upset.person.distress_mean = 2;
  wary.person.general_kappa = .6;
  EXPECT_GT(chance_of_no_answer(upset, .2, p), chance_of_no_answer(calm, .2, p) + .05);
  EXPECT_GT(chance_of_no_answer(wary, .2, p), chance_of_no_answer(calm, .2, p) + .05);
}

TEST(Attrition, InstrumentsAndDaysAreMissedIndependently) {
  const Params p;
  constexpr std::uint32_t n = 5000;
  std::vector<double> a, b, c;
  for (std::uint32_t i = 0; i < n; ++i) {
    Subject s;
    s.stream[0] = i;
    a.push_back(answers(s, Instrument::ecr, .4, p, draws_of(s, 4)));
    b.push_back(answers(s, Instrument::diary, .4, p, draws_of(s, 4)));
    c.push_back(answers(s, Instrument::ecr, .4, p, draws_of(s, 5)));
  }
  EXPECT_LT(std::abs(test::correlation(a, b)), .06);
  EXPECT_LT(std::abs(test::correlation(a, c)), .06);
}

TEST(Attrition, NoAnswerMeansAnEmptySheet) {
  const Params p;
  const Subject s = test::ordinary_adult(1, p);
  WaveOptions all_missing;
  all_missing.missing = 1;
  AnswerSheet sheet;
  for (int i = 0; i < instrument_count; ++i) take(static_cast<Instrument>(i), s, all_missing, p, draws_of(s, 1), sheet);
  EXPECT_EQ(sheet.size(), 0u);
}

}  // namespace
}  // namespace bowlby
