#include "model/years/giving.hpp"
#include "model/years/outside.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

Person ordinary() {
  const Params p;
  Person s;
  s.general_mu = p.usual_expectation;
  s.general_nu = p.usual_unpredictability;
  s.general_kappa = p.usual_rebuff;
  s.general_phi = p.usual_fright;
  s.load = p.usual_load;
  s.depression = p.usual_symptoms;
  s.trauma = 2 * p.usual_unresolved;  // nothing grieved for
  s.reflection = p.usual_reflection;
  return s;
}

// Giving over a range of one column.
template <class Read>
void expect_monotone(double Person::*column, double low, double high, int sign, const Read& read, const char* what) {
  const Params p;
  Person s = ordinary();
  s.*column = low;
  double last = read(giving_of(s, p));
  for (int i = 1; i <= 20; ++i) {
    s.*column = low + (high - low) * i / 20;
    const double now = read(giving_of(s, p));
    EXPECT_GT(sign * (now - last), 0) << what << " at " << s.*column;
    last = now;
  }
}

TEST(Giving, ordinary_people_give_the_population_mean) {
  const Params p;
  const Giving g = giving_of(ordinary(), p);
  EXPECT_NEAR(g.mean, p.care_mean, 1e-14);
  EXPECT_NEAR(g.momentary, momentary_share(p.care_consistency), 1e-13);
  EXPECT_NEAR(g.rebuff, p.care_rebuff, 1e-11);
  EXPECT_NEAR(g.fright, p.care_fright, 1e-11);
}

TEST(Giving, own_expectations_load_and_symptoms_move_it_one_way) {
  const auto mean = [](const Giving& g) { return g.mean; };
  const auto momentary = [](const Giving& g) { return g.momentary; };
  const auto rebuffs = [](const Giving& g) { return g.rebuff; };
  const auto frights = [](const Giving& g) { return g.fright; };
  expect_monotone(&Person::general_mu, 0, 1, +1, mean, "mean with expected response");
  expect_monotone(&Person::general_kappa, 0, 1, -1, mean, "mean with expected rebuff");
  expect_monotone(&Person::load, 0, 3, -1, mean, "mean with load");
  expect_monotone(&Person::depression, 0, 3, -1, mean, "mean with symptoms");
  expect_monotone(&Person::skill, -2, 2, +1, mean, "mean with skill");
  expect_monotone(&Person::help_parenting, 0, 1, +1, mean, "mean with a programme");
  expect_monotone(&Person::general_nu, 0, 1, +1, momentary, "fluctuation with unpredictability");
  expect_monotone(&Person::load, 0, 3, +1, momentary, "fluctuation with load");
  expect_monotone(&Person::general_kappa, 0, 1, +1, rebuffs, "rebuff with expected rebuff");
  expect_monotone(&Person::general_phi, 0, 1, +1, frights, "fright with expected fright");
  expect_monotone(&Person::load, 0, 3, +1, frights, "fright with load");
  expect_monotone(&Person::skill, -2, 2, -1, frights, "fright with skill");
  expect_monotone(&Person::skill, -2, 2, -1, rebuffs, "rebuff with skill");
  expect_monotone(&Person::skill, -2, 2, -1, momentary, "fluctuation with skill");
}

TEST(Giving, shares_stay_shares) {
  const Params p;
  for (double z = -4; z <= 4; z += .5) {
    const Giving g = habitual_giving(p.care_mean, z, z, z, z, p);
    for (const double x : {g.momentary, g.rebuff, g.fright}) {
      EXPECT_GT(x, 0);
      EXPECT_LT(x, 1);
    }
  }
}

// Habits alone describe outside figures; a person without beliefs, load and symptoms out of the ordinary is the same.
TEST(Giving, habits_of_a_person_and_of_an_outside_figure_agree) {
  const Params p;
  Person s = ordinary();
  s.skill = .7, s.consistency = -.4, s.rebuff_habit = 1.1, s.fright_habit = -.2;
  const Giving own = giving_of(s, p), habit = habitual_giving(p.care_mean, .7, -.4, 1.1, -.2, p);
  EXPECT_NEAR(own.mean, habit.mean, 1e-14);
  EXPECT_NEAR(own.momentary, habit.momentary, 1e-13);
  EXPECT_NEAR(own.rebuff, habit.rebuff, 1e-13);
  EXPECT_NEAR(own.fright, habit.fright, 1e-13);
}

TEST(Giving, without_gains_it_is_a_fixed_habit) {
  Params p;
  p.giving_from_expectation = p.giving_from_rebuff = p.giving_from_load = p.giving_from_symptoms = 0;
  p.consistency_from_uncertainty = p.consistency_from_load = p.rebuff_from_rebuff = p.fright_from_fright = 0;
  p.fright_from_load = 0;
  p.help_parenting = 0;
  Person hurt = ordinary();
  hurt.general_mu = .1, hurt.general_nu = .6, hurt.general_kappa = .8, hurt.general_phi = .5, hurt.load = 2,
  hurt.depression = 2;
  const Giving a = giving_of(hurt, p), b = giving_of(ordinary(), p);
  EXPECT_EQ(a.mean, b.mean);
  EXPECT_EQ(a.momentary, b.momentary);
  EXPECT_EQ(a.rebuff, b.rebuff);
  EXPECT_EQ(a.fright, b.fright);
}

TEST(Giving, unresolved_loss_or_trauma_frightens_unless_the_edge_is_cut) {
  Params p;
  Person grieving = ordinary(), hurt = ordinary();
  grieving.separation += 1;
  hurt.trauma += 1;
  const double plain = giving_of(ordinary(), p).fright;
  EXPECT_GT(giving_of(grieving, p).fright, plain);
  EXPECT_EQ(giving_of(grieving, p).fright, giving_of(hurt, p).fright);
  p.fright_from_unresolved = 0;
  EXPECT_EQ(giving_of(hurt, p).fright, plain);
}

// Whatever share of them goes with skill, habits keep their spread; with none each stands by itself.
TEST(Giving, habits_keep_their_spread_whatever_they_share) {
  Params p;
  for (const double shared : {0.0, .3, .95}) {
    p.care_habits_shared = shared;
    const CareHabits with_skill(1, 0, 0, 0, p), own(0, 1, 1, 1, p);
    EXPECT_NEAR(with_skill.consistency * with_skill.consistency + own.consistency * own.consistency, 1, 1e-12);
    EXPECT_NEAR(with_skill.rebuff, -std::sqrt(shared), 1e-12);
    EXPECT_NEAR(with_skill.fright, -std::sqrt(shared), 1e-12);
  }
}

// A lasting rise of fright, as in a home of abuse, is as large as asked for whatever habits share.
TEST(Giving, a_lasting_rise_of_fright_is_as_large_as_stated) {
  Params p;
  for (const double shared : {0.0, .5}) {
    p.care_habits_shared = shared;
    const double plain = num::normal_quantile(habitual_giving(p.care_mean, 0, 0, 0, 0, p).fright);
    const double raised = num::normal_quantile(habitual_giving(p.care_mean, 0, 0, 0, own_fright_of(.8, p), p).fright);
    EXPECT_NEAR(raised - plain, .8, 1e-9);
  }
  p.care_fright_sd = 0;
  EXPECT_EQ(own_fright_of(.8, p), 0);
}

// An outside carer whose skill changes: habits follow by the share that goes with skill, and the rest stays.
TEST(Giving, an_outside_carers_habits_follow_skill_by_the_share_they_have_in_common) {
  Params p;
  p.giving_memory = 5;
  const SkillMonth month(p);
  const Giving before = habitual_giving(p.care_mean, .4, 0, 0, 0, p), after = renewed_outside(before, 0, month, 1.3, p);
  const double skill = (before.mean - p.care_mean) / p.care_mean_sd, change = month(skill, 1.3) - skill;
  const double with = std::sqrt(p.care_habits_shared) * change;
  EXPECT_NEAR(after.mean - before.mean, p.care_mean_sd * change, 1e-12);
  EXPECT_NEAR(num::normal_quantile(after.rebuff) - num::normal_quantile(before.rebuff), -p.care_rebuff_sd * with, 1e-9);
  EXPECT_NEAR(num::normal_quantile(after.fright) - num::normal_quantile(before.fright), -p.care_fright_sd * with, 1e-9);
  EXPECT_EQ(after.momentary, before.momentary);
}

// A home of fright frightens by as much more as it is said to; warmth is moved by as much as its own row says.
TEST(Giving, an_outside_home_gives_as_its_place_says) {
  const Params p;
  const Draws draws{{}, {2, 3}, 0};
  const auto at = [&](Place place) { return outside_giving(place, draws, Purpose::giving, p); };
  const Giving plain = at({0, 0}), worse = at({-.3, .8});
  EXPECT_NEAR(worse.mean - plain.mean, -.3, 1e-12);
  EXPECT_NEAR(num::normal_quantile(worse.fright) - num::normal_quantile(plain.fright), .8, 1e-9);
  EXPECT_EQ(worse.rebuff, plain.rebuff);
}

// A therapist answers as warmly and as steadily as the table says, and neither rebuffs nor frightens.
TEST(Giving, a_therapist_gives_as_the_table_says) {
  Params p;
  p.therapist_mean = p.care_mean + .3;
  for (const double consistency : {.5, 20.0}) {
    p.therapist_consistency = consistency;
    const Giving g = therapist_giving(p);
    EXPECT_EQ(g.momentary, momentary_share(consistency));
    EXPECT_NEAR(g.mean, p.therapist_mean, 1e-12);
    EXPECT_EQ(g.rebuff, 0);
    EXPECT_EQ(g.fright, 0);
  }
}

// The spread between people stays while each forgets: correlation e^(-t / memory) after t years.
TEST(Giving, skill_is_renewed_at_the_stated_rate_and_keeps_its_spread) {
  Params p;
  p.giving_memory = 5;
  const SkillMonth month(p);
  EXPECT_NEAR(month.kept * month.kept + month.renewed * month.renewed, 1, 1e-12);
  double skill = 1;
  for (int m = 0; m < 60; ++m) skill = month(skill, 0);
  EXPECT_NEAR(skill, std::exp(-1.0), 1e-9);
}

}  // namespace
}  // namespace bowlby
