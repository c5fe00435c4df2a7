#include "evidence/test_kind.hpp"

#include <gtest/gtest.h>

using namespace bowlby::evidence;

namespace {

ClaimPart part(bool ordinary = false) {
  ClaimPart p;
  p.estimator = "difference";
  p.ordinary = ordinary;
  return p;
}

ClaimPart built() {
  ClaimPart p = part(true);
  p.by_construction = "the cut coefficient multiplies the readout";
  return p;
}

ClaimPart turned_up() {
  ClaimPart p = part();
  p.raised = "stay_from_hope 5 (shipped 0.3)";
  return p;
}

PartResult result(double with, double without = 0) {
  return judge_part(+1, SeedValues(full_seeds, with), SeedValues(full_seeds, without));
}

Claim claim(std::vector<ClaimPart> parts) {
  Claim c;
  c.parts = std::move(parts);
  return c;
}

}  // namespace

TEST(TestKind, AFairTestIsAChainAtShippedStrengthAmongOrdinaryPeople) {
  EXPECT_EQ(kind_of(part(true)), TestKind::fair);
  EXPECT_EQ(kind_of(part(false)), TestKind::made);
  EXPECT_EQ(kind_of(turned_up()), TestKind::raised);
  EXPECT_EQ(kind_of(built()), TestKind::by_construction) << "whoever is asked";
  for (const TestKind kind : test_kinds) EXPECT_FALSE(name_of(kind).empty());
}

TEST(TestKind, ADifferenceBeyondThreeIsSetByTheDesign) {
  const PartResult wide = result(3.1), natural = result(2.9), below = result(-3.1);
  EXPECT_EQ(kind_of(part(), &wide), TestKind::set_by_design);
  EXPECT_EQ(kind_of(part(), &below), TestKind::set_by_design);
  EXPECT_EQ(kind_of(part(), &natural), TestKind::made);
  ClaimPart in_units = part();
  in_units.estimator = "level";
  EXPECT_EQ(kind_of(in_units, &wide), TestKind::made) << "no d";
  ClaimPart odds = part();
  odds.estimator = "odds_ratio";
  const PartResult log_odds = result(5.4), more = result(5.5);
  EXPECT_EQ(kind_of(odds, &log_odds), TestKind::made) << "a d of 2.98";
  EXPECT_EQ(kind_of(odds, &more), TestKind::set_by_design);
}

TEST(TestKind, SizesHaveTheUsualLetters) {
  EXPECT_EQ(effect_size("difference", .4)->letter, 'd');
  EXPECT_EQ(effect_size("partial", .4)->letter, 'r');
  EXPECT_EQ(effect_size("interaction", .4)->letter, 'b');
  EXPECT_NEAR(effect_size("odds_ratio", 1)->value, .5513, 1e-4);
  EXPECT_FALSE(effect_size("level", .4));
  EXPECT_FALSE(effect_size("spread", .4));
}

TEST(TestKind, RaisedStrengthNeverMakesAClaimHold) {
  const std::vector holds{result(.5)}, both{result(.5), result(.5)}, second_fails{result(.5), result(-.5)};
  EXPECT_EQ(verdict_of(claim({turned_up()}), holds), ClaimVerdict::raised);
  EXPECT_EQ(verdict_of(claim({part(), turned_up()}), both), ClaimVerdict::holds);
  EXPECT_EQ(verdict_of(claim({part(), turned_up()}), second_fails), ClaimVerdict::holds) << "nor fail beside another";
  EXPECT_EQ(verdict_of(claim({turned_up(), part()}), second_fails), ClaimVerdict::not_shown);
  EXPECT_EQ(verdict_of(claim({turned_up()}), std::vector{result(-.5)}), ClaimVerdict::not_shown);
}

TEST(TestKind, WhatHoldsByConstructionOrByDesignIsSaidToDoSo) {
  EXPECT_EQ(verdict_of(claim({built()}), std::vector{result(.5)}), ClaimVerdict::by_construction);
  EXPECT_EQ(verdict_of(claim({built(), turned_up()}), std::vector{result(.5), result(.5)}),
            ClaimVerdict::by_construction);
  EXPECT_EQ(verdict_of(claim({part()}), std::vector{result(4)}), ClaimVerdict::set_by_design);
  EXPECT_EQ(verdict_of(claim({part(), built()}), std::vector{result(.5), result(.5)}), ClaimVerdict::holds);
  EXPECT_EQ(verdict_of(claim({part(), built()}), std::vector{result(.5), result(-.5)}), ClaimVerdict::not_shown)
      << "a fault is a fault, however easy the test";
}

TEST(TestKind, AClaimIsOfTheBestKindOfItsTests) {
  const std::vector<PartResult> none;
  EXPECT_EQ(kind_of(claim({built(), part(true), part()}), none), TestKind::fair);
  EXPECT_EQ(kind_of(claim({turned_up(), built()}), none), TestKind::by_construction);
  const Claim mixed = claim({part(true), part()});
  EXPECT_EQ(*fair_verdict(mixed, std::vector{result(.5), result(-.5)}), ClaimVerdict::holds);
  EXPECT_EQ(*fair_verdict(mixed, std::vector{result(-.5), result(.5)}), ClaimVerdict::not_shown);
  EXPECT_FALSE(fair_verdict(claim({part()}), std::vector{result(.5)}));
}

TEST(Placebo, AFifthIsTheMostThatANeighbourMayMove) {
  const auto judged = [](double placebo) {
    return judge_part(+1, SeedValues(full_seeds, 1.0), SeedValues(full_seeds, 0.0), SeedValues(full_seeds, placebo));
  };
  EXPECT_EQ(judged(.81).verdict, ClaimVerdict::holds);
  EXPECT_EQ(judged(1.19).verdict, ClaimVerdict::holds);
  const PartResult less = judged(.5);
  EXPECT_EQ(less.verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(less.reason, "the placebo cut moves the effect by 50 %");
  EXPECT_EQ(judged(1.3).verdict, ClaimVerdict::not_shown) << "more is no better than less";
  EXPECT_EQ(judge_part(+1, SeedValues(full_seeds, 1.0), SeedValues(full_seeds, 0.0), SeedValues(full_seeds)).reason,
            "no estimate with the placebo cut");
}

TEST(ClaimVerdict, AnEffectThatReversesWithoutItsEdgeIsOffset) {
  const auto without = [](double left) {
    return judge_part(+1, SeedValues(full_seeds, 1.0), SeedValues(full_seeds, left));
  };
  EXPECT_EQ(without(-.5).verdict, ClaimVerdict::offset);
  EXPECT_EQ(without(-.5).reason, "without the edge the effect turns round, to 50 % of its size");
  EXPECT_EQ(without(-.19).verdict, ClaimVerdict::holds) << "a fifth of it, whichever way, is nothing";
  SeedValues wide(full_seeds);
  for (std::size_t i = 0; i < wide.size(); ++i) wide[i] = i % 2 == 0 ? 2 : -2.5;
  EXPECT_EQ(judge_part(+1, SeedValues(full_seeds, 1.0), wide).verdict, ClaimVerdict::holds) << "chance is no reversal";
}
