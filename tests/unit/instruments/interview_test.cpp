#include "instruments/interview.hpp"

#include <gtest/gtest.h>

#include "instruments/ecr.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::value;

int group(const AnswerSheet& s) {
  return value(s, Measure::interview_class_dismissing) > 0    ? 1
         : value(s, Measure::interview_class_preoccupied) > 0 ? 2
                                                              : 0;
}

Subject remembers(Belief b) {
  Subject s;
  s.person.proto_mu = b.mu, s.person.proto_nu = b.nu, s.person.proto_kappa = b.kappa, s.person.proto_phi = b.phi;
  s.person.general_mu = b.mu, s.person.general_nu = b.nu, s.person.general_kappa = b.kappa;
  s.person.general_phi = b.phi;
  return s;
}

TEST(Interview, WeightsOfTheWindowAddUp) {
  const Params p;
  Subject s = remembers({.7, .3, .2, .1});
  EXPECT_NEAR(early_care(s, p).mu, .7, 1e-12) << "no parental figure: the prototype stands for it";
  s.has[slot(Role::mother)] = s.has[slot(Role::father)] = true;
  s.ties[slot(Role::mother)].belief = {.7, .3, .2, .1};
  s.ties[slot(Role::father)].belief = {.7, .3, .2, .1};
  EXPECT_NEAR(early_care(s, p).nu, .3, 1e-12);
  s.ties[slot(Role::father)].belief.mu = .1;
  EXPECT_NEAR(early_care(s, p).mu, .7 - .5 * (1 - p.interview_prototype - p.interview_general) * .6, 1e-12);
  s.ties[slot(Role::partner)].belief.mu = 0;
  s.has[slot(Role::partner)] = true;
  EXPECT_NEAR(early_care(s, p).mu, .7 - .5 * (1 - p.interview_prototype - p.interview_general) * .6, 1e-12)
      << "the partner is outside this window";
}

TEST(Interview, AParentWhoIsGoneIsRemembered) {
  const Params p;
  Subject s = remembers({.7, .3, .2, .1});
  s.ties[slot(Role::mother)] = {{.1, .3, .2, .1}, 1.0};
  EXPECT_NEAR(early_care(s, p).mu, .7 - .6 * (1 - p.interview_prototype - p.interview_general), 1e-12);
}

TEST(Interview, SharpCasesWithoutError) {
  Params p;
  p.interview_validity = 1;
  const auto told = [&](const Subject& s) {
    AnswerSheet sheet;
    take_interview(s, p, draws_of(s, 1), sheet);
    return sheet;
  };
  EXPECT_EQ(group(told(remembers({.75, .12, .08, .01}))), 0);
  EXPECT_EQ(group(told(remembers({.25, .10, .50, .01}))), 1) << "little expected, rebuffed, no doubt about it";
  EXPECT_EQ(group(told(remembers({.50, .40, .10, .01}))), 2) << "unpredictable";
  EXPECT_EQ(value(told(remembers({.75, .12, .08, .01})), Measure::interview_unresolved), 0);
  EXPECT_EQ(value(told(remembers({.55, .20, .20, .50})), Measure::interview_unresolved), 1);
  Subject hurt = remembers({.75, .12, .08, .01});
  hurt.person.trauma = 3, hurt.person.separation = 2;
  EXPECT_EQ(value(told(hurt), Measure::interview_unresolved), 1);
  EXPECT_GT(value(told(remembers({.75, .12, .08, .01})), Measure::interview_coherence),
            value(told(remembers({.50, .40, .10, .01})), Measure::interview_coherence));
}

// Two people who were treated alike: the one who sees feelings for what they are tells of it coherently.
TEST(Interview, HearsReflectionBesideWhatIsBelieved) {
  Params p;
  p.interview_validity = 1;
  Subject plain = remembers({.45, .25, .3, .05}), sees = plain;
  plain.person.reflection = -1, sees.person.reflection = 1;
  const StateOfMind a = state_of_mind(plain, p), b = state_of_mind(sees, p);
  EXPECT_NEAR(a.dismissing - b.dismissing, 2 * p.interview_reflection, 1e-12);
  EXPECT_NEAR(a.preoccupied - b.preoccupied, 2 * p.interview_reflection, 1e-12);
  EXPECT_NEAR(a.unresolved - b.unresolved, p.interview_reflection, 1e-12);
  p.interview_belief = 0;  // then nothing else is heard but what is unresolved
  EXPECT_EQ(state_of_mind(sees, p).dismissing,
            state_of_mind(remembers({.9, .1, 0, 0}), p).dismissing - p.interview_reflection);
}

TEST(Interview, HowOneTellsIsInheritedAsFarAsTheParameterSays) {
  Params p;
  p.interview_validity = 0;  // the way of telling alone
  p.interview_occasion = 0;
  p.interview_inherited = 1;
  Subject plain = remembers(naive_belief), caught = plain;
  plain.person.gene_telling = 2, caught.person.gene_telling = -2;
  AnswerSheet a, b;
  take_interview(plain, p, draws_of(plain, 10), a);
  take_interview(caught, p, draws_of(caught, 10), b);
  EXPECT_EQ(group(a), 0);
  EXPECT_NE(group(b), 0);
  EXPECT_GT(value(a, Measure::interview_coherence), value(b, Measure::interview_coherence));
  p.interview_inherited = 0;
  AnswerSheet c, d;
  take_interview(plain, p, draws_of(plain, 10), c);
  take_interview(caught, p, draws_of(caught, 10), d);
  EXPECT_EQ(value(c, Measure::interview_coherence), value(d, Measure::interview_coherence));
}

TEST(Interview, TwoInterviewsAgreeAsPublished) {
  const Params p;
  constexpr std::uint32_t people = 3000;
  double same = 0, autonomous = 0;
  for (std::uint32_t i = 0; i < people; ++i) {
    const Subject s = test::ordinary_adult(i, p);
    AnswerSheet a, b;
    take_interview(s, p, draws_of(s, 10), a);
    take_interview(s, p, draws_of(s, 70), b);
    same += group(a) == group(b) ? 1.0 / people : 0;
    autonomous += group(a) == 0 ? 1.0 / people : 0;
  }
  EXPECT_NEAR(same, .78, .08);  // MSR02
  EXPECT_GT(autonomous, .35);
  EXPECT_LT(autonomous, .85);
}

TEST(Interview, IsAnotherWindowThanTheQuestionnaire) {
  const Params p;
  std::vector<double> coherence, dismissing, ecr_anxiety, ecr_avoidance;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Subject s = test::ordinary_adult(i, p);
    AnswerSheet a, b;
    take_interview(s, p, draws_of(s, 10), a);
    take_ecr(s, p, draws_of(s, 10), b);
    if (b.size() < 5) continue;
    coherence.push_back(value(a, Measure::interview_coherence));
    dismissing.push_back(value(a, Measure::interview_class_dismissing));
    ecr_anxiety.push_back(value(b, Measure::ecr_anxiety_theta));
    ecr_avoidance.push_back(value(b, Measure::ecr_avoidance_theta));
  }
  const double r1 = test::correlation(coherence, ecr_anxiety), r2 = test::correlation(dismissing, ecr_avoidance);
  EXPECT_LT(r1, .02);
  EXPECT_GT(r1, -.35);
  EXPECT_GT(r2, 0);
  EXPECT_LT(r2, .35);
}

}  // namespace
}  // namespace bowlby
