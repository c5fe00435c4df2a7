#include "model/withdrawal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

TEST(Withdrawal, fades_over_its_days_where_nobody_presses) {
  const Params p;
  double h = .8;
  for (int day = 0; day < 10; ++day) h = withdrawal_after_day(h, 0, .9, p);
  EXPECT_NEAR(h, .8 * std::exp(-10 / p.withdrawal_days), 1e-14);
}

TEST(Withdrawal, a_turn_of_an_evening_is_a_part_of_a_day) {
  const Params p;
  double h = .8;
  for (int turn = 0; turn < 24; ++turn) h = withdrawn(h, withdrawal_kept(1.0 / 24, p), 0, .9, p);
  EXPECT_NEAR(h, withdrawal_after_day(.8, 0, .9, p), 1e-14);
}

TEST(Withdrawal, answers_pressing_the_more_so_the_more_rebuff_is_expected) {
  Params p;
  p.press_withdraws = .2;
  p.rebuff_belief_withdraws = 1.5;
  EXPECT_NEAR(withdrawal_after_day(0, 1, 0, p), .2, 1e-15);
  EXPECT_NEAR(withdrawal_after_day(0, 1, .4, p), .2 * 1.6, 1e-15);
  EXPECT_NEAR(withdrawal_after_day(0, 2, .4, p), .4 * 1.6, 1e-15);
  EXPECT_EQ(withdrawal_after_day(.3, 100, 1, p), 1);  // no further than wholly
  p.press_withdraws = 0;
  EXPECT_EQ(withdrawal_after_day(0, 100, 1, p), 0);
}

}  // namespace
}  // namespace bowlby
