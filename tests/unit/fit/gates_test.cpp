// Gates let through what comes back with honest intervals, and nothing else.
#include "fit/gates.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby::fit {
namespace {

// People with spread 1, seen with an error of `noise` that is believed to be `believed`.
Gate gate(double noise, double believed, std::size_t people = 200) {
  const Luck luck(4, Purpose::test);
  const double pull = 1 / (1 + believed * believed);  // what a normal prior makes of it
  Matrix truth(people, 1), estimate(people, 1), sd(people, 1, std::sqrt(1 - pull));
  for (std::size_t i = 0; i < people; ++i) {
    const auto n = static_cast<std::uint32_t>(i);
    truth(i, 0) = luck.normal(n, 1);
    estimate(i, 0) = pull * (truth(i, 0) + noise * luck.normal(n, 2));
  }
  return gate_of(recovery_of(truth, estimate, sd), 0);
}

TEST(Gates, TellWhatComesBackWithIntervalsThatHold) {
  const Gate g = gate(.4, .4);
  EXPECT_EQ(g.refused, Refused::no);
  EXPECT_GT(g.correlation, .88);
  EXPECT_GT(g.coverage, .9);
  EXPECT_LT(g.stretch, 1.2);
  EXPECT_GT(g.even, .001);
}

TEST(Gates, RefuseWhatDoesNotComeBackThoughItsIntervalsHold) {
  const Gate g = gate(2, 2);
  EXPECT_EQ(g.refused, Refused::not_found);
  EXPECT_GT(g.coverage, .9);
}

TEST(Gates, RefuseIntervalsThatAreMuchTooNarrowAndWidenThoseThatAreSomewhat) {
  EXPECT_EQ(gate(.5, .1).refused, Refused::not_held);
  const Gate some = gate(.3, .22);
  EXPECT_GT(some.stretch, 1.1);
  EXPECT_LT(some.stretch, 2);
  EXPECT_LT(some.coverage, .95);
}

}  // namespace
}  // namespace bowlby::fit
