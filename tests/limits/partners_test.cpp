#include "limits/partners.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby::limits {
namespace {

Vector<2> settled(const LearningPartners& pair, double start1, double start2) {
  Vector<2> x{start1, start2};
  for (int i = 0; i < 40000; ++i) x = rk4(pair, x, .5);
  return x;
}

LearningPartners prototypes(double p1, double p2) {
  LearningPartners pair;
  pair.prototype1 = p1;
  pair.prototype2 = p2;
  return pair;
}

constexpr double printed = 5.5e-3;  // two printed digits

TEST(Partners, two_stable_states_at_a_middling_prototype) {
  const LearningPartners pair = prototypes(.5, .5);
  for (const double low : {0.0, .3, .6}) EXPECT_NEAR(settled(pair, low, low)[0], .31, printed) << low;
  for (const double high : {.69, .8, 1.0}) EXPECT_NEAR(settled(pair, high, high)[0], .77, printed) << high;
}

TEST(Partners, a_push_short_of_the_separatrix_relaxes_back) {
  const LearningPartners pair = prototypes(.5, .5);
  double below = .4, above = .75;
  for (int i = 0; i < 30; ++i) {
    const double middle = .5 * (below + above);
    (settled(pair, middle, middle)[0] < .5 ? below : above) = middle;
  }
  EXPECT_NEAR(below, .645, 1e-3);
  EXPECT_NEAR(settled(pair, .59, .59)[0], .31, printed);
  EXPECT_NEAR(settled(pair, .72, .72)[0], .77, printed);
}

TEST(Partners, low_prototypes_leave_only_the_low_state) {
  const LearningPartners pair = prototypes(.35, .35);
  const double rest = settled(pair, 0, 0)[0];
  EXPECT_LT(rest, .4);
  for (double start = .1; start <= 1; start += .1) EXPECT_NEAR(settled(pair, start, start)[0], rest, 1e-6) << start;
}

TEST(Partners, a_secure_partner_keeps_the_high_state_possible) {
  const LearningPartners pair = prototypes(.35, .65);
  const Vector<2> low = settled(pair, .2, .2), high = settled(pair, .9, .9);
  EXPECT_LT(low[0], .45);
  EXPECT_GT(high[0], .65);
  EXPECT_GT(high[1], .65);
}

}  // namespace
}  // namespace bowlby::limits
