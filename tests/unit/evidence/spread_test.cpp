#include "evidence/spread.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace bowlby::evidence {
namespace {

Maybe number(double value) {
  Estimate e;
  e.value = value;
  return e;
}

TEST(Spread, IsThatOfTheReplicatesThatToldTheNumber) {
  const std::vector<Maybe> told{number(.2), std::nullopt, number(.5), number(.8), number(std::nan(""))};
  const auto s = spread(told);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->replicates, 3u);
  EXPECT_DOUBLE_EQ(s->mean, .5);
  EXPECT_NEAR(s->sd, .3, 1e-12);
  EXPECT_EQ(s->least, .2);
  EXPECT_EQ(s->greatest, .8);
}

TEST(Spread, OneReplicateHasNone) {
  EXPECT_FALSE(spread({}));
  EXPECT_FALSE(spread(std::vector<Maybe>{number(.2), std::nullopt}));
}

}  // namespace
}  // namespace bowlby::evidence
