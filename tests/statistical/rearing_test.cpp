// Headline H1: what kind of care teaches what. Same mean, other consistency: pressing and anxiety. Steady rejection and
// neglect: holding back and avoidance. Fright by the haven: contradiction. Cut the edge, and the first is gone.
#include "statistical/lived.hpp"

namespace bowlby::tests {
namespace {

void make_small(Study& s) { s.scenario.founders = 1350; }  // 150 an arm

const Lived& rearing() {
  static const Lived run("rearing", make_small);
  return run;
}

TEST(Rearing, ErraticCareAtTheSameMeanTeachesPressing) {
  const auto press = rearing().by_arm("behaviour", "presses", .9, 1.3);
  EXPECT_TRUE(exceeds(press.at("erratic"), press.at("moderate"), 1.0));
}

TEST(Rearing, ErraticCareAtTheSameMeanRaisesQuestionnaireAnxiety) {
  const auto anxiety = rearing().by_arm("ecr", "anxiety_mean", 19, 21);
  EXPECT_TRUE(exceeds(anxiety.at("erratic"), anxiety.at("moderate"), .3));
}

TEST(Rearing, ErraticCareBringsResistance) {
  const auto resistant = rearing().by_arm("strange_situation", "class_resistant", .9, 1.3);
  EXPECT_TRUE(exceeds(resistant.at("erratic"), resistant.at("moderate"), .2));
}

TEST(Rearing, RejectionAndNeglectTeachHoldingBack) {
  const auto hold = rearing().by_arm("behaviour", "withdrawals", .9, 1.3);
  EXPECT_TRUE(exceeds(hold.at("rejecting"), hold.at("moderate"), 1.0));
  EXPECT_TRUE(exceeds(hold.at("neglectful"), hold.at("moderate"), 1.0));
  const auto avoidant = rearing().by_arm("strange_situation", "class_avoidant", .9, 1.3);
  EXPECT_TRUE(exceeds(avoidant.at("rejecting"), avoidant.at("moderate"), .5));
  EXPECT_TRUE(exceeds(avoidant.at("neglectful"), avoidant.at("moderate"), .3));
}

TEST(Rearing, RejectionAndNeglectRaiseQuestionnaireAvoidance) {
  const auto avoidance = rearing().by_arm("ecr", "avoidance_mean", 19, 21);
  EXPECT_TRUE(exceeds(avoidance.at("rejecting"), avoidance.at("moderate"), .5));
  EXPECT_TRUE(exceeds(avoidance.at("neglectful"), avoidance.at("moderate"), .2));
}

TEST(Rearing, FrighteningCareBringsDisorganization) {
  const auto d = rearing().by_arm("strange_situation", "disorganization", .9, 1.3);
  EXPECT_TRUE(exceeds(d.at("frightening"), d.at("moderate"), 2));
  EXPECT_TRUE(exceeds(d.at("institution"), d.at("ordinary"), 1));
}

TEST(Rearing, AvoidantChildrenAreQuietButAroused) {
  const auto crying = rearing().by_arm("strange_situation", "crying", .9, 1.3);
  const auto arousal = rearing().by_arm("strange_situation", "arousal", .9, 1.3);
  EXPECT_TRUE(exceeds(crying.at("steady"), crying.at("rejecting"), .05));
  EXPECT_TRUE(exceeds(arousal.at("rejecting"), arousal.at("steady"), .1));
}

TEST(Rearing, CuttingTheEdgeRemovesThePressing) {
  const Lived cut("rearing", [](Study& s) {
    make_small(s);
    s.scenario.edges.cut(find_edge("uncertainty_to_press"));
  });
  const auto with = rearing().by_arm("behaviour", "presses", .9, 1.3),
             without = cut.by_arm("behaviour", "presses", .9, 1.3);
  const double effect = with.at("erratic").value - with.at("moderate").value;
  const double left = without.at("erratic").value - without.at("moderate").value;
  EXPECT_GT(effect, 1.0);
  EXPECT_LT(std::abs(left), effect / 5);
  // Crying in the arms needs no insistence, so a part of resistance stays (decision 0026): about a third and more.
  const auto whole = rearing().by_arm("strange_situation", "class_resistant", .9, 1.3),
             part = cut.by_arm("strange_situation", "class_resistant", .9, 1.3);
  EXPECT_GT(
      (whole.at("erratic").value - whole.at("moderate").value) - (part.at("erratic").value - part.at("moderate").value),
      .04);
}

TEST(Rearing, CuttingFrightRemovesTheContradiction) {
  const Lived cut("rearing", [](Study& s) {
    make_small(s);
    s.scenario.years = 1.5;
    s.scenario.edges.cut(find_edge("fright_to_belief"));
  });
  const auto with = rearing().by_arm("strange_situation", "disorganization", .9, 1.3);
  const auto without = cut.by_arm("strange_situation", "disorganization", .9, 1.3);
  const double effect = with.at("frightening").value - with.at("moderate").value;
  EXPECT_LT(std::abs(without.at("frightening").value - without.at("moderate").value), effect / 5);
}

}  // namespace
}  // namespace bowlby::tests
