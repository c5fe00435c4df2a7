#include "evidence/claim.hpp"

#include <gtest/gtest.h>
#include <cmath>

using namespace bowlby::evidence;

namespace {

// `count` values around `centre`, alternately above and below by `reach`; no seed alike.
SeedValues around(double centre, double reach, int count = full_seeds) {
  SeedValues values;
  for (int i = 0; i < count; ++i) values.emplace_back(centre + (i % 2 == 0 ? 1 : -1) * reach * (1 + i / 100.0));
  return values;
}

SeedValues negated(SeedValues values) {
  for (auto& v : values) v = -*v;
  return values;
}

Claim claim_of(std::size_t parts, bool rivals = false) {
  Claim c;
  c.parts.resize(parts);
  c.rivals = rivals;
  return c;
}

}  // namespace

TEST(ClaimVerdict, HoldsWhenTheEffectGoesWithItsEdge) {
  const PartResult r = judge_part(+1, around(.5, .1), around(0, .1));
  EXPECT_EQ(r.verdict, ClaimVerdict::holds) << r.reason;
  EXPECT_EQ(r.reason, "");
  EXPECT_EQ(r.effect->right, 20);
  EXPECT_EQ(r.effect->seeds, 20);
  EXPECT_NEAR(r.effect->value, .5, .01);
  EXPECT_NEAR(r.drop->value, r.effect->value - r.ablated->value, 1e-12);
}

TEST(ClaimVerdict, PooledIntervalIsStudentsT) {
  // 10 times .4 and 10 times .6: mean .5, sd .1 * sqrt(20/19), half width t(.975, 19) * sd / sqrt(20) = 2.093 * .02294.
  SeedValues values(20);
  for (std::size_t i = 0; i < 20; ++i) values[i] = i % 2 == 0 ? .4 : .6;
  const PartResult r = judge_part(+1, values, around(0, .1));
  EXPECT_NEAR(r.effect->value, .5, 1e-12);
  EXPECT_NEAR(r.effect->high - r.effect->value, 2.093 * .1 * std::sqrt(20. / 19) / std::sqrt(20.), 1e-4);
}

TEST(ClaimVerdict, FlippingTheSignOfEveryValueFails) {
  EXPECT_EQ(judge_part(+1, around(.5, .1), around(0, .1)).verdict, ClaimVerdict::holds);
  EXPECT_EQ(judge_part(+1, negated(around(.5, .1)), negated(around(0, .1))).verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(judge_part(-1, around(.5, .1), around(0, .1)).verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(judge_part(-1, negated(around(.5, .1)), negated(around(0, .1))).verdict, ClaimVerdict::holds);
}

TEST(ClaimVerdict, OneSeedMayErrButNotTwo) {
  SeedValues values = around(.5, .1);
  values[3] = -.01;
  EXPECT_EQ(judge_part(+1, values, around(0, .1)).verdict, ClaimVerdict::holds);
  values[4] = 0.0;  // no effect is no right sign
  const PartResult r = judge_part(+1, values, around(0, .1));
  EXPECT_EQ(r.verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(r.reason, "right sign in 18 of 20 seeds");
}

TEST(ClaimVerdict, ASeedWithoutAnEstimateCountsAgainst) {
  SeedValues values = around(.5, .1);
  values[0] = std::nullopt;
  EXPECT_EQ(judge_part(+1, values, around(0, .1)).verdict, ClaimVerdict::holds);
  values[1] = std::nullopt;
  EXPECT_EQ(judge_part(+1, values, around(0, .1)).verdict, ClaimVerdict::not_shown);
  const PartResult none = judge_part(+1, SeedValues(20), around(0, .1));
  EXPECT_EQ(none.verdict, ClaimVerdict::unmeasured);
  EXPECT_FALSE(none.effect);
}

TEST(ClaimVerdict, NothingMeasuredWithoutTheEdgeIsNotShown) {
  const PartResult r = judge_part(+1, around(.5, .1), SeedValues(20));
  EXPECT_EQ(r.verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(r.reason, "no estimate without the edge");
}

TEST(ClaimVerdict, AnIntervalOverZeroIsNotShown) {
  SeedValues values(20, .01);
  values[0] = -3;
  const PartResult r = judge_part(+1, values, around(0, .001));
  EXPECT_EQ(r.effect->right, 19);
  EXPECT_EQ(r.verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(r.reason, "the interval includes zero");
}

TEST(ClaimVerdict, StaysWithoutItsEdgeIsRestated) {
  EXPECT_EQ(judge_part(+1, around(.5, .1), around(.5, .09)).verdict, ClaimVerdict::restated);
  const PartResult half = judge_part(+1, around(.5, .1), around(.25, .1));
  EXPECT_EQ(half.verdict, ClaimVerdict::restated);
  EXPECT_EQ(half.reason, "50 % of the effect is there without the edge");
}

TEST(ClaimVerdict, AFifthMayBeLeft) {
  // Both residues are off zero in every seed, so only their size decides.
  EXPECT_EQ(judge_part(+1, SeedValues(20, 1.0), around(.19, .01)).verdict, ClaimVerdict::holds);
  EXPECT_EQ(judge_part(+1, SeedValues(20, 1.0), around(.22, .01)).verdict, ClaimVerdict::restated);
}

TEST(ClaimVerdict, AFallThatMayBeChanceIsNotShown) {
  // Without the edge the seeds scatter so far that neither the rest nor the fall can be told from zero.
  const PartResult r = judge_part(+1, around(.1, .02), around(.05, 1));
  EXPECT_EQ(r.verdict, ClaimVerdict::not_shown);
  EXPECT_EQ(r.reason, "the fall without the edge cannot be told from zero");
}

TEST(ClaimVerdict, FewerSeedsAreNeverMoreThanAQuickLook) {
  const PartResult r = judge_part(+1, around(.5, .1, 19), around(0, .1, 19));
  EXPECT_EQ(r.verdict, ClaimVerdict::quick_look);
  EXPECT_NE(r.reason, "");
  EXPECT_EQ(judge_part(-1, around(.5, .1, 19), around(0, .1, 19)).verdict, ClaimVerdict::not_shown);
}

TEST(ClaimVerdict, OfAClaimIsTheGravestOfItsParts) {
  const PartResult holds = judge_part(+1, around(.5, .1), around(0, .1));
  const PartResult restated = judge_part(+1, around(.5, .1), around(.5, .1));
  const PartResult not_shown = judge_part(-1, around(.5, .1), around(0, .1));
  EXPECT_EQ(verdict_of(claim_of(2), std::vector{holds, holds}), ClaimVerdict::holds);
  EXPECT_EQ(verdict_of(claim_of(2), std::vector{holds, restated}), ClaimVerdict::restated);
  EXPECT_EQ(verdict_of(claim_of(3), std::vector{restated, holds, not_shown}), ClaimVerdict::not_shown);
  EXPECT_EQ(verdict_of(claim_of(2, true), std::vector{holds, not_shown}), ClaimVerdict::rivals);
}

TEST(Claim, HeadlinesAreReadFromTags) {
  EXPECT_EQ(headlines_of("R2;H1"), std::vector<int>{1});
  EXPECT_EQ(headlines_of("H11;conflict;H2"), (std::vector<int>{2, 11}));
  EXPECT_EQ(headlines_of("-"), std::vector<int>{});
  EXPECT_EQ(headlines_of("H0;H17;H;Hx;R13;H1x"), std::vector<int>{});
  for (int h = 1; h <= headline_count; ++h) EXPECT_FALSE(headline_words(h).empty()) << h;
  EXPECT_TRUE(headline_words(0).empty());
  EXPECT_TRUE(headline_words(17).empty());
}

TEST(Claim, SignTestsAreToldByTheirIds) {
  for (const char* id : {"S1", "S01", "S123"}) EXPECT_TRUE(is_sign_test(id)) << id;
  for (const char* id : {"", "S", "C01", "s01", "S0a", "Sx", "S1234"}) EXPECT_FALSE(is_sign_test(id)) << id;
}

TEST(Claim, CoveredByTestsBeginsSo) {
  Claim c;
  EXPECT_FALSE(covered_by_tests(c));
  c.uncovered = "Covered by tests of words.";
  EXPECT_TRUE(covered_by_tests(c));
  c.uncovered = "no mechanism, though covered by nothing";
  EXPECT_FALSE(covered_by_tests(c));
}

TEST(Claim, OddsRatiosAreJudgedAsLogs) {
  EXPECT_NEAR(*effect_scale("odds_ratio", Estimate{4, 2, 8, 10, 0}), std::log(4.0), 1e-15);
  EXPECT_NEAR(*effect_scale("odds_ratio", Estimate{.25, .1, 1, 10, 0}), -std::log(4.0), 1e-15);
  EXPECT_EQ(*effect_scale("difference", Estimate{4, 2, 8, 10, 0}), 4.0);
  EXPECT_FALSE(effect_scale("difference", std::nullopt));
  EXPECT_FALSE(effect_scale("odds_ratio", Estimate{0, 0, 0, 10, 0})) << "the log of nothing is no effect";
}
