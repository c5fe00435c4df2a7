#include "model/years/loss.hpp"

#include <gtest/gtest.h>

namespace bowlby {
namespace {

// As sure of others as most.
Person ordinary() {
  Person s;
  s.general_nu = Params{}.usual_unpredictability;
  s.satisfaction = s.best_satisfaction = ordinary_satisfaction;
  s.withdrawal = .3;
  return s;
}
Person unsure(double by = .3) {
  Person s = ordinary();
  s.general_nu += by;
  return s;
}
double grief(Person s, double bond, double share = 1, const Params& p = {}) {
  lose(s, bond, share, p);
  return s.separation;
}

TEST(Loss, no_bond_is_no_loss) { EXPECT_EQ(grief(unsure(), 0), 0); }

TEST(Loss, of_somebody_as_sure_as_most_is_the_bond) {
  EXPECT_DOUBLE_EQ(grief(ordinary(), .6), .6);
  EXPECT_DOUBLE_EQ(grief(ordinary(), .6, grief_of_a_taken_child), .3);
}

TEST(Loss, goes_deeper_in_those_who_are_unsure_of_others) {
  Params p;
  EXPECT_DOUBLE_EQ(grief(unsure(), .6), .6 * (1 + p.uncertainty_deepens_grief * .3));
  EXPECT_LT(grief(unsure(-.1), .6), .6);
  p.uncertainty_deepens_grief = 0;
  EXPECT_EQ(grief(unsure(), .6, 1, p), .6) << "with the edge cut grief is the bond";
}

TEST(Loss, is_never_beyond_the_largest_grief_nor_below_none) {
  EXPECT_EQ(grief(unsure(), 5), largest_grief);
  Params p;
  p.uncertainty_deepens_grief = 5, p.usual_unpredictability = 1;
  EXPECT_EQ(grief(unsure(-.17), 1, 1, p), 0);
}

TEST(Loss, of_a_partner_ends_what_there_was_between_the_two) {
  Person s = ordinary();
  s.satisfaction = s.best_satisfaction = .8;
  lose_partner(s, .7, Params{});
  EXPECT_EQ(s.satisfaction, single_satisfaction);
  EXPECT_EQ(s.best_satisfaction, single_satisfaction);
  EXPECT_EQ(s.withdrawal, 0);
  EXPECT_GT(s.separation, 0);
}

}  // namespace
}  // namespace bowlby
