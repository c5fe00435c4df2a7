#include "model/withdrawal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

TEST(Withdrawal, fades_over_its_days_where_nobody_presses) {
  const Params p;
  double h = .8;
  for (int day = 0; day < 10; ++day) h = withdrawal_after_day(h, 0, 0, .9, p);
  EXPECT_NEAR(h, .8 * std::exp(-10 / p.withdrawal_days), 1e-14);
}

TEST(Withdrawal, a_turn_of_an_evening_is_a_part_of_a_day) {
  const Params p;
  double h = .8;
  for (int turn = 0; turn < 24; ++turn) h = withdrawn(h, withdrawal_kept(1.0 / 24, p), 0, 0, .9, p);
  EXPECT_NEAR(h, withdrawal_after_day(.8, 0, 0, .9, p), 1e-14);
}

TEST(Withdrawal, answers_pressing_the_more_so_the_more_rebuff_is_expected) {
  Params p;
  p.press_withdraws = .2;
  p.rebuff_belief_withdraws = 1.5;
  EXPECT_NEAR(withdrawal_after_day(0, 0, 1, 0, p), .2, 1e-15);
  EXPECT_NEAR(withdrawal_after_day(0, 0, 1, .4, p), .2 * 1.6, 1e-15);
  EXPECT_NEAR(withdrawal_after_day(0, 0, 2, .4, p), .4 * 1.6, 1e-15);
  EXPECT_EQ(withdrawal_after_day(.3, 0, 100, 1, p), 1);  // no further than wholly
  p.press_withdraws = 0;
  EXPECT_EQ(withdrawal_after_day(0, 0, 100, 1, p), 0);
}

// Quarrel and repair: the same pressing, and then a day in which one turns to the other and is met, or not.
TEST(Withdrawal, is_mended_by_talks_with_the_partner) {
  Params p;
  p.talk_reopens = .4;
  const double quarrel = withdrawal_after_day(0, 0, 2, .2, p), passed = withdrawal_after_day(quarrel, 0, 0, .2, p);
  EXPECT_NEAR(withdrawal_after_day(quarrel, 1, 0, .2, p), passed * .6, 1e-15);
  EXPECT_NEAR(withdrawal_after_day(quarrel, .5, 0, .2, p), passed * .8, 1e-15);
  EXPECT_EQ(withdrawal_after_day(quarrel, 50, 0, .2, p), 0);
  EXPECT_GT(withdrawal_after_day(quarrel, 50, 1, .2, p), 0) << "who is pressed after the talk draws back again";
  p.talk_reopens = 0;
  EXPECT_EQ(withdrawal_after_day(quarrel, 1, 0, .2, p), passed);
}

TEST(Withdrawal, is_mended_by_what_was_asked_or_offered_and_gets_in) {
  const Params p;
  Moment m;
  m.response = .7, m.contact = 1, m.action = 1;
  EXPECT_EQ(talked(m, p), .7);
  m.action = 3, m.offered = 1;
  EXPECT_EQ(talked(m, p), .7) << "comfort that came unasked, while one held back";
  m.distress_struck = p.flooding_from + .5;
  EXPECT_NEAR(talked(m, p), .7 / (1 + .5 * p.flooding_closes), 1e-15) << "flooded";
  m.action = 2, m.offered = 0;
  EXPECT_EQ(talked(m, p), 0) << "pressing";
  m.action = 3, m.contact = 0;
  EXPECT_EQ(talked(m, p), 0) << "holding back";
}

}  // namespace
}  // namespace bowlby
