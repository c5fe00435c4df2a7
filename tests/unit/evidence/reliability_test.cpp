// Alpha, its interval and what it rests on, against numbers from elsewhere (SciPy 1.10) and by hand.
#include "evidence/reliability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "evidence/student.hpp"

namespace bowlby::evidence {
namespace {

TEST(Student, TailsAndQuantilesAreThoseOfSciPy) {
  EXPECT_NEAR(t_two_sided(2.1, 7.3), .07224671342485328, 1e-12);
  EXPECT_NEAR(t_two_sided(-.3, 1), .8144528418445154, 1e-12);
  EXPECT_NEAR(t_two_sided(12, 200) / 2.42213600524666e-25, 1, 1e-9);
  EXPECT_NEAR(t_two_sided(1.96, 1e5), .04999856319430167, 1e-10);
  EXPECT_NEAR(incomplete_beta(2.5, .5, .3), .01892712407194565, 1e-14);
  EXPECT_NEAR(f_quantile(.975, 50'000, 850'000), 1.0127999721068768, 1e-8);
  EXPECT_NEAR(f_quantile(.025, 9, 153), .29592708376767346, 1e-10);
}

TEST(Reliability, AlphaOfThreeItemsIsTheOneDoneByHand) {
  // Variances 1, 1, 1; all covariances .5: alpha = 3/2 (1 - 3/6).
  ItemMoments m;
  m.rows = 10;
  m.items = 3;
  m.covariance = {1, .5, .5, .5, 1, .5, .5, .5, 1};
  const Maybe a = alpha(m);
  ASSERT_TRUE(a);
  EXPECT_NEAR(a->value, .75, 1e-15);
  EXPECT_LT(a->low, a->value);
  EXPECT_GT(a->high, a->value);
  for (const double r : item_rest(m)) EXPECT_NEAR(r, 1 / std::sqrt(3.0), 1e-12);
}

TEST(Reliability, RowsWithAGapAreLeftOutOfEveryNumber) {
  const double gap = std::nan("");
  const Items items{{1, 2, 3, 100, 4}, {1, 2, 3, gap, 4}};
  const ItemMoments m = moments_of(items);
  EXPECT_EQ(m.rows, 4u);
  EXPECT_NEAR(m.means[0], 2.5, 1e-12);
  EXPECT_NEAR(m.at(0, 1), 5.0 / 3, 1e-12);
  EXPECT_NEAR(alpha(m)->value, 1, 1e-12);
}

TEST(Reliability, TheFirstComponentTellsWhoGoesTheOtherWay) {
  ItemMoments m;
  m.rows = 50;
  m.items = 3;
  m.covariance = {1, .5, -.5, .5, 1, -.5, -.5, -.5, 1};
  const auto loading = first_component(m);
  EXPECT_GT(loading[0], 0);
  EXPECT_GT(loading[1], 0);
  EXPECT_LT(loading[2], 0);
}

TEST(Reliability, WhatDoesNotVaryHasNoAlpha) {
  EXPECT_FALSE(alpha(moments_of({{1, 1, 1, 1}, {2, 2, 2, 2}})));
  EXPECT_FALSE(alpha(moments_of({{1, 2, 3, 4}})));
  EXPECT_TRUE(std::isnan(item_rest(moments_of({{1, 1, 1}, {1, 2, 3}}))[0]));
}

// R 4.2.2: factanal(x, 1), its loadings and uniquenesses times the items' variances.
TEST(Reliability, OmegaIsThatOfRsMaximumLikelihood) {
  Items items;
  for (const char* digits : {"344354462533444444544343435542544535543553635244335343233653",
                             "145253551743524152432132544463475655631745757254445351255432",
                             "334344354533456333443342344632445444554555544445444342343553",
                             "354555454735436423526433434545544635545344246265535334543645",
                             "253337353444423433642433644542345446563447745247432353341754"}) {
    items.emplace_back();
    for (const char* d = digits; *d != '\0'; ++d) items.back().push_back(*d - '0');
  }
  const auto w = omega(moments_of(items));
  ASSERT_TRUE(w);
  EXPECT_NEAR(*w, .726237713003, 1e-7);
}

TEST(Reliability, OmegaOfEqualItemsIsAlphaAndWhereThereIsNoFitThereIsNone) {
  ItemMoments m;
  m.rows = 50;
  m.items = 4;
  m.covariance = {2, .5, .5, .5, .5, 2, .5, .5, .5, .5, 2, .5, .5, .5, .5, 2};
  EXPECT_NEAR(omega(m).value(), alpha(m)->value, 1e-8);
  m.rows = 4;
  EXPECT_FALSE(omega(m));
  m.rows = 50, m.items = 2, m.covariance = {1, .5, .5, 1};
  EXPECT_FALSE(omega(m));
  m.items = 3, m.covariance = {1, .9, .9, .9, 1, .1, .9, .1, 1};  // a loading above 1 would be needed
  EXPECT_FALSE(omega(m));
}

}  // namespace
}  // namespace bowlby::evidence
