#include <gtest/gtest.h>

#include <cmath>

#include "instruments/behaviour.hpp"
#include "instruments/peer.hpp"
#include "instruments/problems.hpp"
#include "instruments/reflection.hpp"
#include "instruments/satisfaction.hpp"
#include "instruments/self_esteem.hpp"
#include "instruments/symptoms.hpp"
#include "instruments/temperament.hpp"
#include "instruments/wellbeing.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::value;

TEST(Symptoms, CountsRoundAndTheRuleLooksAtTheCount) {
  Params p;
  p.symptom_report_noise = 0;
  Subject s;
  s.person.depression = .98, s.person.anxiety = .5, s.person.trauma = 4;
  AnswerSheet sheet;
  take_symptoms(s, p, draws_of(s, 1), sheet);
  EXPECT_EQ(value(sheet, Measure::symptoms_depression), 5);
  EXPECT_EQ(value(sheet, Measure::symptoms_anxiety), 3);
  EXPECT_EQ(value(sheet, Measure::symptoms_trauma), 9);
  EXPECT_EQ(value(sheet, Measure::symptoms_substance), 0);
  EXPECT_EQ(value(sheet, Measure::symptoms_diagnosis_depression), 1);
  EXPECT_EQ(value(sheet, Measure::symptoms_diagnosis_anxiety), 0);
  EXPECT_NEAR(value(sheet, Measure::symptoms_negative_mental_health), (5 + 3 + 9 - typical_sum) / spread_of_sum, 1e-6);
}

// Who sleeps badly says so, whatever keeps them awake: a count of trauma hears the stronger of low mood and worry in
// the questions it shares, and no more where trauma itself is stronger. Other counts hear their own family only.
TEST(Symptoms, ACountOfTraumaHearsLowMoodAndWorryInTheQuestionsItShares) {
  Params p;
  p.symptom_report_noise = 0;
  const auto counts = [&](double depression, double anxiety, double trauma) {
    Subject s;
    s.person.depression = depression, s.person.anxiety = anxiety, s.person.trauma = trauma;
    AnswerSheet sheet;
    take_symptoms(s, p, draws_of(s, 1), sheet);
    return std::array{value(sheet, Measure::symptoms_depression), value(sheet, Measure::symptoms_anxiety),
                      value(sheet, Measure::symptoms_trauma)};
  };
  p.symptom_report_habit = 0;
  p.trauma_items_shared = .25;
  EXPECT_EQ(counts(1.6, .4, 0)[2], 2);  // 5 x .25 x 1.6
  EXPECT_EQ(counts(.4, 1.6, 0)[2], 2);  // worry as much as low mood, and not both
  EXPECT_EQ(counts(1.6, 1.6, 0)[2], 2);
  EXPECT_EQ(counts(1.4, 0, .6)[2], 4);   // 5 (.6 + .25 x .8)
  EXPECT_EQ(counts(.6, .6, 1.4)[2], 7);  // trauma answers them itself
  EXPECT_EQ(counts(0, 0, 1.4)[0], 0);
  EXPECT_EQ(counts(0, 0, 1.4)[1], 0);
  p.trauma_items_shared = 0;
  EXPECT_EQ(counts(1.6, 1.6, 0)[2], 0);
}

TEST(Symptoms, AnEpisodeCountsForAYearAndForALifetime) {
  Params p;
  p.symptom_report_noise = 0;
  p.symptom_recall = 1e12;  // nobody forgets
  Subject s;
  s.age_years = 40;
  const auto asked = [&](Measure m) {
    AnswerSheet sheet;
    take_symptoms(s, p, draws_of(s, 1), sheet);
    return value(sheet, m);
  };
  EXPECT_EQ(asked(Measure::symptoms_lifetime_depression), 0);  // never
  for (const double ago : {.1, .9, 1.1, 20.0}) {
    s.person.depression_high = s.person.trauma_high = 40 - ago;
    EXPECT_EQ(asked(Measure::symptoms_diagnosis_depression), ago < 1) << ago;
    EXPECT_EQ(asked(Measure::symptoms_diagnosis_trauma), ago < 1) << ago;
    EXPECT_EQ(asked(Measure::symptoms_diagnosis_anxiety), 0) << ago;
    EXPECT_EQ(asked(Measure::symptoms_lifetime_depression), 1) << ago;
    EXPECT_EQ(asked(Measure::symptoms_depression), 0) << ago;  // the count is about the last weeks
  }
  p.symptom_recall = 1e-3;  // all forget, what is past
  EXPECT_EQ(asked(Measure::symptoms_lifetime_depression), 0);
}

// What is remembered is luck of its own: it must not go with how many symptoms somebody happens to report.
TEST(Symptoms, WhatIsRememberedHasLuckOfItsOwn) {
  Params p;
  p.symptom_recall = 10;
  Subject s;
  s.age_years = 40;
  s.person.depression_high = 40 - 10 * std::log(2);  // half tell of it
  s.person.anxiety = s.person.trauma = s.person.substance = .5;
  double n = 0, told = 0, sum[3] = {}, with[3] = {};
  for (std::uint32_t id = 0; id < 4000; ++id) {
    AnswerSheet sheet;
    take_symptoms(s, p, draws_of(s, id), sheet);
    const double tells = value(sheet, Measure::symptoms_lifetime_depression);
    const double count[3]{value(sheet, Measure::symptoms_anxiety), value(sheet, Measure::symptoms_trauma),
                          value(sheet, Measure::symptoms_substance)};
    n += 1, told += tells;
    for (int k = 0; k < 3; ++k) {
      const double off = (count[k] - 2.5) * (count[k] - 2.5);  // a shared block shows in the spread
      sum[k] += off, with[k] += tells * off;
    }
  }
  EXPECT_NEAR(told / n, .5, .04);
  for (int k = 0; k < 3; ++k) EXPECT_NEAR(with[k] / told, sum[k] / n, .1) << k;
}

TEST(Satisfaction, OnlyWithAPartner) {
  const Params p;
  Subject s;
  s.person.satisfaction = .5;
  AnswerSheet sheet;
  take_satisfaction(s, p, draws_of(s, 1), sheet);
  EXPECT_EQ(sheet.size(), 0u);
  s.has[slot(Role::partner)] = true;
  Params exact;
  exact.report_habit = exact.report_noise = 0;
  take_satisfaction(s, exact, draws_of(s, 1), sheet);
  EXPECT_EQ(value(sheet, Measure::satisfaction_score), 4);
}

TEST(Wellbeing, RisesWithSecurityAndFallsWithSymptoms) {
  const Params p;
  const auto score = [&](double security, double depression) {
    Subject s;
    s.person.security_mean = security, s.person.depression = depression;
    AnswerSheet sheet;
    take_wellbeing(s, p, draws_of(s, 1), sheet);
    return value(sheet, Measure::wellbeing_score);
  };
  EXPECT_GT(score(.8, 0), score(.3, 0));
  EXPECT_GT(score(.5, 0), score(.5, 2));
}

TEST(SelfEsteem, IsFeltWorthWithoutNoiseAndKnowsNothingOfOthers) {
  Params p;
  p.self_esteem_noise = 0;
  const auto score = [&](const Subject& s) {
    AnswerSheet sheet;
    take_self_esteem(s, p, draws_of(s, 1), sheet);
    return value(sheet, Measure::self_esteem_score);
  };
  Subject s;
  s.person.worth = .5, s.person.satisfaction = ordinary_satisfaction;
  const double first = p.self_esteem_level + .5 * p.self_esteem_worth;
  EXPECT_NEAR(score(s), first, 1e-6);
  s.person.general_mu = .9, s.person.general_kappa = .8;
  EXPECT_NEAR(score(s), first, 1e-6);
  s.person.general_nu = .5, s.person.separation = .2;  // half unsure, and left
  EXPECT_NEAR(score(s), first - .5 * .2 * p.worth_at_stake * p.self_esteem_worth, 1e-6);
  s.person.worth = 1, s.person.separation = 0, s.person.satisfaction = 1;
  EXPECT_LE(score(s), 4);
}

TEST(ReflectiveFunctioning, IsReflectionWithoutError) {
  Params p;
  p.interview_validity = 1;
  for (const double R : {-1.5, 0.0, 2.0}) {
    Subject s;
    s.person.reflection = R;
    AnswerSheet sheet;
    take_reflection(s, p, draws_of(s, 1), sheet);
    EXPECT_NEAR(value(sheet, Measure::reflection_score), 5 + 1.5 * R, 1e-6);
  }
}

TEST(Behaviour, CountsOfAMonthBecomeDailyRates) {
  Subject s;
  s.person.bids = 60.8, s.person.presses = 30.4, s.person.holds = 0, s.person.ex_contacts = 15.2;
  s.person.withdrawal = .4;
  AnswerSheet sheet;
  take_behaviour(s, Params{}, draws_of(s, 1), sheet);
  EXPECT_FLOAT_EQ(static_cast<float>(value(sheet, Measure::behaviour_bids)), 2.F);
  EXPECT_FLOAT_EQ(static_cast<float>(value(sheet, Measure::behaviour_presses)), 1.F);
  EXPECT_EQ(value(sheet, Measure::behaviour_withdrawals), 0);
  EXPECT_FLOAT_EQ(static_cast<float>(value(sheet, Measure::behaviour_contacts_ex)), .5F);
  EXPECT_FLOAT_EQ(static_cast<float>(value(sheet, Measure::behaviour_withdrawn)), .4F);
}

// Children's outcomes hang on beliefs weakly, as published differences between classes do (d .1 to .4).
TEST(Outcomes, LinksAreThereAndSmall) {
  const Params p;
  std::vector<double> unsafe, peer, externalizing, internalizing, nature, rated;
  for (std::uint32_t i = 0; i < 6000; ++i) {
    Subject s = test::ordinary_adult(i, p);
    s.age_years = 7;
    s.person.temperament = draws_of(s, 0).normal(Purpose::sample);
    AnswerSheet sheet;
    take_peer(s, p, draws_of(s, 1), sheet);
    take_problems(s, p, draws_of(s, 1), sheet);
    take_temperament(s, p, draws_of(s, 1), sheet);
    unsafe.push_back(insecurity(s.person.general(), p));
    nature.push_back(s.person.temperament);
    peer.push_back(value(sheet, Measure::peer_competence));
    externalizing.push_back(value(sheet, Measure::problems_externalizing));
    internalizing.push_back(value(sheet, Measure::problems_internalizing));
    rated.push_back(value(sheet, Measure::temperament_negative));
  }
  const double r_peer = test::correlation(unsafe, peer), r_ext = test::correlation(unsafe, externalizing),
               r_int = test::correlation(unsafe, internalizing);
  EXPECT_LT(r_peer, -.08);
  EXPECT_GT(r_peer, -.4);
  EXPECT_GT(r_ext, .06);
  EXPECT_LT(r_ext, .35);
  EXPECT_GT(r_int, .02);
  EXPECT_LT(r_int, .3);
  EXPECT_NEAR(test::correlation(nature, rated), p.temperament_validity, .04);
  const double r_raters = test::correlation(externalizing, internalizing);
  EXPECT_GT(r_raters, .3) << "one rater fills in both";
  EXPECT_LT(r_raters, .7);
}

TEST(Outcomes, HabitsLast) {
  const Params p;
  std::vector<double> first, later;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Subject s = test::ordinary_adult(i, p);
    AnswerSheet a, b;
    take_problems(s, p, draws_of(s, 1), a);
    take_problems(s, p, draws_of(s, 400), b);
    first.push_back(value(a, Measure::problems_externalizing));
    later.push_back(value(b, Measure::problems_externalizing));
  }
  const double r = test::correlation(first, later);
  EXPECT_GT(r, .4);
  EXPECT_LT(r, .65);
}

}  // namespace
}  // namespace bowlby
