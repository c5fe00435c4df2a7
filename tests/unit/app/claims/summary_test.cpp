// Counts of claims by the kind of their tests, and when a headline holds.
#include <gtest/gtest.h>

#include "app/claims/claims.hpp"

namespace bowlby {
namespace {

using evidence::ClaimPart;
using evidence::ClaimVerdict;
using evidence::SeedValues;
using evidence::TestKind;

struct Tried {
  ClaimPart part;
  double effect;
};

Tried fair(double effect) {
  Tried t{{}, effect};
  t.part.ordinary = true;
  t.part.estimator = "correlation";
  return t;
}
Tried made(double effect) {
  Tried t = fair(effect);
  t.part.ordinary = false;
  return t;
}
Tried built(double effect) {
  Tried t = made(effect);
  t.part.by_construction = "why";
  return t;
}
Tried raised(double effect) {
  Tried t = made(effect);
  t.part.raised = "insistence 9 (shipped 2)";
  return t;
}

ClaimOutcome outcome(const std::string& id, const std::vector<Tried>& tried, int seeds = evidence::full_seeds) {
  ClaimOutcome o;
  o.claim.id = id;
  o.claim.headlines = {1};
  const auto all = [seeds](double value) { return SeedValues(static_cast<std::size_t>(seeds), value); };
  for (const Tried& t : tried) {
    o.claim.parts.push_back(t.part);
    o.parts.push_back(evidence::judge_part(1, all(t.effect), all(0)));
  }
  o.verdict = evidence::verdict_of(o.claim, o.parts);
  return o;
}

ClaimOutcome uncovered(const std::string& why) {
  ClaimOutcome o;
  o.claim.id = "C9";
  o.claim.uncovered = why;
  return o;
}

HeadlineOutcome first(const std::vector<ClaimOutcome>& outcomes) { return headlines(outcomes).front(); }

TEST(ClaimCounts, EachClaimStandsOnceInTheRowOfItsBestTest) {
  const std::vector<ClaimOutcome> outcomes{outcome("C1", {fair(.3), built(.3)}),
                                           outcome("C2", {fair(-.3), made(.3)}),
                                           outcome("C3", {made(.3), raised(.3)}),
                                           outcome("C4", {built(.3)}),
                                           outcome("C5", {raised(.3)}),
                                           outcome("S1", {fair(.3)}),
                                           uncovered("no variable"),
                                           uncovered("covered by tests")};
  const ClaimCounts n = count_claims(outcomes);
  EXPECT_EQ(n.claims, 7) << "a sign test is no claim";
  EXPECT_EQ(n.of(TestKind::fair).all, 2);
  EXPECT_EQ(n.of(TestKind::fair).hold, 1);
  EXPECT_EQ(n.of(TestKind::made).hold, 1);
  EXPECT_EQ(n.of(TestKind::by_construction).hold, 1);
  EXPECT_EQ(n.of(TestKind::raised).all, 1);
  EXPECT_EQ(n.of(TestKind::set_by_design).all, 0);
  EXPECT_EQ(n.tests.at(TestKind::raised).all, 2) << "tests are counted one by one";
  EXPECT_EQ(n.uncovered, 1);
  EXPECT_EQ(n.by_tests, 1);
  EXPECT_EQ(n.with(ClaimVerdict::holds), 2) << "C1 and C3";
  EXPECT_EQ(n.with(ClaimVerdict::raised), 1) << "never among those that hold";
}

TEST(Headlines, NeedAFairTestThatHolds) {
  const HeadlineOutcome with = first({outcome("C1", {fair(.3)}), outcome("C2", {built(.3)})});
  EXPECT_EQ(with.verdict, "holds");
  EXPECT_EQ(with.fair, 1);
  EXPECT_EQ(with.fair_hold, 1);
  EXPECT_EQ(first({outcome("C1", {made(.3)}), outcome("C2", {built(.3)})}).verdict, "no fair test");
  EXPECT_EQ(first({outcome("C1", {raised(.3)})}).verdict, "no fair test");
}

TEST(Headlines, DoNotHoldWhereAClaimFails) {
  EXPECT_EQ(first({outcome("C1", {fair(.3)}), outcome("C2", {made(-.3)})}).verdict, "not shown");
  EXPECT_EQ(first({outcome("C1", {fair(.3)}), outcome("C2", {fair(-.3)})}).fair_hold, 1);
  EXPECT_EQ(first({outcome("C1", {fair(.3), raised(-.3)})}).verdict, "holds") << "raised strength has no say";
  EXPECT_EQ(first({outcome("C1", {fair(.3)}, 4)}).verdict, "quick look");
}

TEST(Headlines, WaitForWhatTheRunDoesNotHave) {
  ClaimOutcome later = outcome("C2", {fair(.3)});
  later.parts[0] = {};
  later.parts[0].verdict = later.verdict = ClaimVerdict::not_run;
  EXPECT_EQ(first({outcome("C1", {fair(.3)}), later}).verdict, "not run yet");
  EXPECT_EQ(first({outcome("C1", {fair(-.3)}), later}).verdict, "not shown") << "it fails already";
}

}  // namespace
}  // namespace bowlby
