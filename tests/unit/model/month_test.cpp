#include "model/month.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/years/help.hpp"

namespace bowlby {
namespace {

constexpr double calm[MonthLuck::count] = {};

Params still() {  // nothing fades, nothing is learned from figures together
  Params p;
  p.prototype_pull = p.bond_decay = p.help_fade = p.grief_decay = p.substitute_decay = 0;
  p.generalisation_adult = p.generalisation_early = p.prototype_early = p.help_plasticity = 0;
  return p;
}

struct Somebody {
  Person s;
  Tie ties[role_count];
  bool has[role_count] = {};
  std::uint64_t shares = nobody_near;
  void month(const Params& p, double age = 30) {
    month_of(s, ties, has, shares, {.age = age, .years_together = 10}, calm, MonthShares(p), p);
  }
};

Somebody with_a_mother() {
  Somebody me;
  me.s.keep_general({.5, .2, .1, .05});
  me.s.keep_prototype({.4, .3, .2, .05});
  me.has[0] = true;
  me.ties[0] = {{.9, .1, .05, 0}, .7};
  me.shares = 0;  // every sixteenth goes to the first place
  return me;
}

TEST(Month, with_all_rates_zero_beliefs_and_what_was_practised_stay) {
  Somebody me = with_a_mother();
  me.s.help_couple = .6, me.s.separation = .4, me.s.substitute = .2;
  const Params p = still();
  me.month(p);
  EXPECT_EQ(me.s.general_mu, .5);
  EXPECT_EQ(me.s.proto_kappa, .2);
  EXPECT_EQ(me.ties[0].belief.mu, .9);
  EXPECT_EQ(me.ties[0].bond, .7);
  EXPECT_EQ(me.s.help_couple, .6);
  EXPECT_EQ(me.s.separation, .4);
  EXPECT_EQ(me.s.substitute, .2);
}

TEST(Month, twelve_of_them_are_a_year_of_fading) {
  Somebody me = with_a_mother();
  me.s.help_parenting = .6, me.s.separation = .4;
  const Params p;
  for (int m = 0; m < 12; ++m) me.month(p);
  EXPECT_NEAR(me.s.help_parenting, .6 * std::exp(-p.help_fade), 1e-14);
  EXPECT_NEAR(me.s.separation, .4 * std::exp(-p.grief_decay), 1e-14);
  EXPECT_NEAR(me.ties[0].bond, .7 * std::exp(-p.bond_decay), 1e-14);
}

TEST(Month, figures_teach_by_how_much_they_are_turned_to) {
  Somebody me = with_a_mother();
  me.has[5] = true;
  me.ties[5] = {{.1, .4, .6, .2}, 1};
  me.shares = 0x5555555555550000u;  // twelve sixteenths to the partner
  const Taught t = taught_by(me.s.general(), me.ties, me.has, me.shares);
  EXPECT_EQ(t.met, 16);
  EXPECT_NEAR(t.belief.mu, .25 * .9 + .75 * .1, 1e-15);
  EXPECT_NEAR(t.belief.kappa, .25 * .05 + .75 * .6, 1e-15);
}

TEST(Month, with_nobody_hope_is_forgotten_and_nothing_is_taught) {
  Somebody me;
  me.s.keep_general({.5, .2, .1, .05});
  const Params p;
  me.month(p);
  EXPECT_EQ(me.s.general_mu, .5);
  EXPECT_NEAR(me.s.haven, .5 * forgotten_hope, 1e-15);
}

TEST(Month, satisfaction_moves_only_with_a_partner) {
  Somebody me = with_a_mother();
  me.s.satisfaction = .5;
  const Params p;
  me.month(p);
  EXPECT_EQ(me.s.satisfaction, .5);
  me.has[5] = true;
  me.ties[5] = {{.95, .05, 0, 0}, 1};
  me.month(p);
  EXPECT_GT(me.s.satisfaction, .5);
  EXPECT_EQ(me.s.best_satisfaction, me.s.satisfaction);
}

TEST(Help, is_sought_by_need_and_held_up_by_shame) {
  const Params p;
  Person s;
  s.depression = diagnosis_level;
  EXPECT_EQ(help_hazard(s, 1, p), 0);
  s.trauma = diagnosis_level + .5;
  s.worth = 1;
  EXPECT_NEAR(help_hazard(s, 1, p), .5 * p.help_seeking, 1e-15);
  EXPECT_NEAR(help_hazard(s, 3, p), 1.5 * p.help_seeking, 1e-15);
  s.worth = .5;  // what one expects of others is not what shames
  EXPECT_NEAR(help_hazard(s, 1, p), .5 * p.help_seeking * std::exp(-.5 * p.help_shame), 1e-15);
}

TEST(Placement, is_the_tables_for_a_mother_with_the_usual_load) {
  const Params p;
  EXPECT_NEAR(placement_hazard(.01, p.usual_load, p), p.placement_scale * .01, 1e-16);
  EXPECT_GT(placement_hazard(.01, p.usual_load + .5, p), placement_hazard(.01, p.usual_load, p));
}

}  // namespace
}  // namespace bowlby
