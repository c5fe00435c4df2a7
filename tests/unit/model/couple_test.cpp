#include "model/years/couple.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

// A person and a tie in which everything is as in a typical couple: every stay factor then counts nothing.
Person someone() {
  Person s;
  s.satisfaction = s.best_satisfaction = typical_satisfaction;
  s.security_mean = .5;
  s.general_nu = typical_fear;
  s.general_kappa = typical_rebuff;
  return s;
}
Tie typical_tie() {
  Tie t{};
  t.bond = typical_bond;
  t.belief.mu = typical_hope;
  return t;
}

TEST(Couple, similar_and_familiar_partners_please_more) {
  const Params p;
  const Belief self{.7, .2, .1, 0};
  const double alike = match_utility(self, self, .3, .3, 0, p);
  EXPECT_GT(alike, match_utility(self, {.3, .4, .5, 0}, .3, .3, 0, p));
  EXPECT_GT(alike, match_utility(self, self, .3, 1.3, 0, p));
  EXPECT_NEAR(match_utility(self, self, .3, .3, 1, p) - alike, p.match_noise, 1e-14);
}

TEST(Couple, standards_fall_with_age) {
  const Params p;
  EXPECT_DOUBLE_EQ(standards_at(20, p), p.standards);
  EXPECT_NEAR(standards_at(30, p), p.standards - 10 * p.standards_fall, 1e-14);
}

TEST(Couple, a_typical_couple_has_the_hazard_of_the_table) {
  Params p;
  const auto both = [&](double base) {
    return 2 * leaving_hazard(someone(), typical_tie(), base, .1, typical_distress, 0, p) / p.dissolution_scale;
  };
  EXPECT_NEAR(both(.1), .1, 1e-13);
  EXPECT_NEAR(both(.03), .03, 1e-13);
  p.stay_from_time = 0;  // the hazard of a new union for ever
  EXPECT_NEAR(both(.03), .1, 1e-13);
}

TEST(Couple, every_stay_factor_lowers_the_hazard_by_its_weight) {
  const Params p;
  const Person s = someone();
  const Tie tie = typical_tie();
  const double d = typical_distress, base = leaving_hazard(s, tie, .05, .1, d, 0, p);
  const auto factor = [&](const Person& who, const Tie& t, double distress, double children, double weight,
                          const char* what) {
    EXPECT_NEAR(leaving_hazard(who, t, .05, .1, distress, children, p) / base, std::exp(-weight), 1e-12) << what;
  };
  factor(s, tie, d + 1, 0, p.stay_from_sympathy, "sympathy");
  factor(s, tie, d, 2, 2 * p.stay_from_responsibility, "responsibility");
  Tie bonded = tie, hopeful = tie;
  bonded.bond += 1;
  hopeful.belief.mu += .2;
  factor(s, bonded, d, 0, p.leave_from_bond, "bond");
  factor(s, hopeful, d, 0, .2 * p.stay_from_hope, "hope");
  Person content = s, remembers = s, afraid = s, wary = s;
  content.satisfaction = content.best_satisfaction += .2;
  remembers.best_satisfaction += .3;
  afraid.general_nu += .5;
  wary.general_kappa += .5;
  factor(content, tie, d, 0, .2 * p.leave_from_satisfaction, "satisfaction");
  factor(remembers, tie, d, 0, .3 * p.stay_from_comparison, "comparison");
  factor(afraid, tie, d, 0, .5 * p.stay_from_fear, "fear of being alone");
  factor(wary, tie, d, 0, -.5 * p.leave_from_avoidance, "avoidance");
}

TEST(Couple, who_fears_being_alone_is_sooner_sure) {
  Params p;
  Person s = someone();
  EXPECT_DOUBLE_EQ(bond_for_union(s, p), p.courting_bond);
  s.general_nu = typical_fear + .2;
  EXPECT_NEAR(bond_for_union(s, p), p.courting_bond * std::exp(-.2 * p.courting_from_fear), 1e-14);
  Params cut = p;
  cut.courting_from_fear = 0;
  EXPECT_DOUBLE_EQ(bond_for_union(s, cut), p.courting_bond);
  cut.courting_bond = 0;
  EXPECT_EQ(bond_for_union(s, cut), 0) << "any bond is enough";
}

TEST(Couple, satisfaction_follows_how_bids_fare) {
  const Params p;
  Tie met{}, unmet{};
  met.belief = {.9, .05, .02, 0};
  unmet.belief = {.2, .4, .6, 0};
  Person s = someone();
  const double up = satisfaction_after_month(s, met, 10, p), down = satisfaction_after_month(s, unmet, 10, p);
  EXPECT_GT(up, s.satisfaction);
  EXPECT_LT(down, s.satisfaction);
  for (int i = 0; i < 600; ++i) s.satisfaction = satisfaction_after_month(s, met, 10, p);
  EXPECT_GT(s.satisfaction, .8);
  EXPECT_LE(s.satisfaction, 1);
}

TEST(Satisfaction, has_a_share_of_novelty_that_wears_off) {
  const Params p;
  Person s;
  s.satisfaction = .5, s.security_mean = .5;
  const Tie tie{{.6, .15, .1, 0}, .5};
  const double fresh = satisfaction_after_month(s, tie, 0, p), old = satisfaction_after_month(s, tie, 60, p);
  EXPECT_GT(fresh, old);
  Params plain = p;
  plain.satisfaction_novelty = 0;
  EXPECT_EQ(satisfaction_after_month(s, tie, 0, plain), satisfaction_after_month(s, tie, 60, plain));
  EXPECT_NEAR(old, satisfaction_after_month(s, tie, 60, plain), 1e-6);
}

}  // namespace
}  // namespace bowlby
