#include "model/years/symptoms.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

double settled(double y, double strain, const Params& p) {
  for (int month = 0; month < 5000; ++month) y = symptom_after_month(y, strain, 0, p, p.symptom_floor);
  return y;
}

// Steepest rise of y^2 / (y^2 + y0^2) is 3 sqrt 3 / (8 y0): below that much feedback per decay there is one basin at
// every strain, above it a window of strains with two.
double most_feedback_for_one_basin(const Params& p) {
  return p.symptom_decay * p.symptom_feedback_at * 8 / (3 * std::sqrt(3.0));
}

bool two_basins(const Params& p) {
  for (double strain = 0; strain < 1; strain += .002)
    if (std::fabs(settled(0, p.symptom_floor + strain, p) - settled(5, p.symptom_floor + strain, p)) > .05) return true;
  return false;
}

TEST(Symptoms, two_basins_exactly_where_the_feedback_is_steep_enough) {
  Params p;
  const double border = most_feedback_for_one_basin(p);
  for (const double share : {.5, .95, 1.1, 1.3}) {
    p.symptom_feedback = share * border;
    EXPECT_EQ(two_basins(p), share > 1) << share;
  }
}

TEST(Symptoms, defaults_have_as_many_basins_as_the_formula_says) {
  const Params p;
  RecordProperty("feedback_needed_for_two_basins", std::to_string(most_feedback_for_one_basin(p)));
  EXPECT_EQ(two_basins(p), p.symptom_feedback > most_feedback_for_one_basin(p));
}

// With two basins a push short of the threshold fades and one beyond it stays: where the threshold is, fixed points
// say.
TEST(Symptoms, a_push_past_the_threshold_stays) {
  Params p;
  p.symptom_feedback = 2.4 * p.symptom_decay * p.symptom_feedback_at;
  // with no strain left: decay y (y^2 + y0^2) = feedback y^2
  const double q = p.symptom_feedback / p.symptom_decay,
               root = std::sqrt(q * q - 4 * p.symptom_feedback_at * p.symptom_feedback_at);
  const double threshold = .5 * (q - root), high = .5 * (q + root);
  EXPECT_NEAR(settled(.97 * threshold, 0, p), 0, 1e-9);
  EXPECT_NEAR(settled(1.03 * threshold, 0, p), high, 1e-9);
}

TEST(Symptoms, without_feedback_they_are_a_leaky_sum) {
  Params p;
  p.symptom_feedback = 0;
  EXPECT_NEAR(settled(2, .5, p), (.5 - p.symptom_floor) / p.symptom_decay, 1e-12);
  EXPECT_NEAR(settled(2, .5 * p.symptom_floor, p), 0, 1e-12);  // ordinary coping absorbs it
}

// An episode that holds itself up ends once it has set enough in motion against itself, unless that edge is cut.
TEST(Symptoms, an_episode_ends_by_itself_and_sooner_in_who_ebbs_fast) {
  Params p;
  p.symptom_feedback = 2.4 * p.symptom_decay * p.symptom_feedback_at;  // two basins without an ebb
  const auto months = [](double ebbing, const Params& q) {
    double y = 1.6, mean = 0;
    int m = 0;
    for (; m < 2000 && y >= remission_level; ++m) {
      const double was = y;
      y = symptom_after_month(y, 0, 0, q, q.symptom_floor, {1, ebbing * mean});
      mean = symptom_mean_after_month(mean, was, q);
    }
    return m;
  };
  EXPECT_LT(months(1, p), 24);
  EXPECT_LT(months(2, p), months(1, p));
  EXPECT_LT(months(1, p), months(.5, p));
  Params cut = p;
  cut.symptom_ebb = 0;
  EXPECT_EQ(months(1, cut), 2000);
}

TEST(Symptoms, their_mean_follows_them_over_its_months) {
  const Params p;
  double mean = 0;
  for (int m = 0; m < 400; ++m) mean = symptom_mean_after_month(mean, 1.3, p);
  EXPECT_NEAR(mean, 1.3, 1e-12);
  EXPECT_NEAR(symptom_mean_after_month(1, 0, p), std::exp(-1 / p.symptom_ebb_months), 1e-15);
}

TEST(Symptoms, strain_weighs_most_in_youth_and_a_childs_hardly) {
  Params p;
  EXPECT_GT(symptom_ripeness(16, p), symptom_ripeness(30, p));
  EXPECT_GT(symptom_ripeness(30, p), symptom_ripeness(60, p));
  EXPECT_LT(symptom_ripeness(3, p), .1);
  EXPECT_NEAR(symptom_ripeness(16 + p.strain_youth_scale, p), 1 + p.strain_in_youth * std::exp(-1), .02);
  p.strain_in_youth = 0;
  EXPECT_NEAR(symptom_ripeness(40, p), symptom_ripeness(70, p), 1e-6);
}

TEST(Symptoms, ages_at_which_they_were_last_high_are_kept) {
  Person s;
  s.anxiety = diagnosis_level;
  remember_high(s, 31);
  s.anxiety = .9;
  s.substance = 2;
  remember_high(s, 31.5);
  EXPECT_EQ(s.anxiety_high, 31);
  EXPECT_EQ(s.substance_high, 31.5);
  EXPECT_LT(s.depression_high, 0);
  EXPECT_LT(s.trauma_high, 0);
}

TEST(Symptoms, never_negative_and_rise_with_strain) {
  const Params p;
  for (double z = -5; z <= 5; z += 1)
    for (double y = 0; y < 4; y += .5) {
      EXPECT_GE(symptom_after_month(y, 0, z, p, p.symptom_floor), 0);
      EXPECT_LE(symptom_after_month(y, .2, z, p, p.symptom_floor), symptom_after_month(y, .9, z, p, p.symptom_floor));
    }
}

TEST(Symptoms, fade_faster_during_therapy_unless_the_edge_is_cut) {
  Params p;
  const double calm[4] = {0, 0, 0, 0};
  Person alone;
  alone.depression = alone.anxiety = alone.trauma = alone.substance = 1;
  alone.security_mean = .5;
  Person visited = alone;
  visited.therapy_months = 12;
  const Person before = visited;
  symptoms_month(alone, calm, p, 1);
  symptoms_month(visited, calm, p, 1);
  for (double Person::*family : {&Person::depression, &Person::anxiety, &Person::trauma, &Person::substance})
    EXPECT_NEAR(alone.*family - visited.*family, p.help_recovery * p.symptom_decay, 1e-12);
  p.help_recovery = 0;
  visited = before;
  symptoms_month(visited, calm, p, 1);
  EXPECT_EQ(visited.depression, alone.depression);
}

TEST(Symptoms, each_family_answers_its_own_strains) {
  Params p;
  p.symptom_floor = p.anxiety_floor = p.trauma_floor = p.substance_floor = 0;  // every strain counts
  const double calm[4] = {0, 0, 0, 0};
  Person base;
  base.security_mean = .6;
  base.general_nu = .1;
  base.distress_mean = .6;
  base.life_stress = .8;
  const auto after = [&](Person s) {
    symptoms_month(s, calm, p, 1);
    return s;
  };
  const Person plain = after(base);
  Person hurt = base, insecure = base, unsure = base, user = base, stressed = base, low = base;
  hurt.general_phi = .6;
  insecure.security_mean = .1;
  unsure.general_nu = .6;
  user.substitute = .9;
  stressed.life_stress = 2;
  low.gene_mood = 2;
  EXPECT_GT(after(hurt).trauma, plain.trauma);
  EXPECT_EQ(after(hurt).depression, plain.depression);
  EXPECT_GT(after(insecure).depression, plain.depression);
  EXPECT_GT(after(unsure).anxiety, plain.anxiety);
  EXPECT_GT(after(unsure).depression, plain.depression);
  EXPECT_EQ(after(unsure).trauma, plain.trauma);
  EXPECT_GT(after(user).substance, plain.substance);
  EXPECT_GT(after(stressed).substance, plain.substance);
  EXPECT_GT(after(stressed).depression, plain.depression);
  EXPECT_GT(after(low).depression, plain.depression);
}

// What everybody feels every day is no trauma: it deepens what fright has left, and without fright there is nothing.
TEST(Symptoms, trauma_needs_a_fright_and_distress_deepens_it_unless_its_edge_is_cut) {
  Params p;
  p.trauma_floor = 0;
  const double calm[4] = {0, 0, 0, 0};
  const auto trauma = [&](double fright, double distress) {
    Person s;
    s.general_phi = fright, s.distress_mean = distress;
    s.worth += p.usual_worth - felt_worth(s, p);  // of ordinary worth
    symptoms_month(s, calm, p, 1);
    return s.trauma;
  };
  EXPECT_EQ(trauma(0, 0), 0);
  EXPECT_EQ(trauma(0, 2), 0);
  EXPECT_NEAR(trauma(.3, 0), .3 * p.trauma_from_fright, 1e-12);
  EXPECT_NEAR(trauma(.3, .5), .3 * p.trauma_from_fright * (1 + .5 * p.distress_deepens_trauma), 1e-12);
  p.distress_deepens_trauma = 0;
  EXPECT_EQ(trauma(.3, .5), trauma(.3, 0));
  p.trauma_from_fright = 0, p.distress_deepens_trauma = 8;
  EXPECT_EQ(trauma(.3, .5), 0);
}

// The same fright leaves more in who thinks little of oneself and less in who thinks much; it never takes any away.
TEST(Symptoms, doubt_of_oneself_deepens_trauma_unless_its_edge_is_cut) {
  Params p;
  p.trauma_floor = 0;
  const double calm[4] = {0, 0, 0, 0};
  const auto trauma = [&](double fright, double doubt) {
    Person s;
    s.general_phi = fright;
    s.worth += p.usual_worth - doubt - felt_worth(s, p);
    symptoms_month(s, calm, p, 1);
    return s.trauma;
  };
  EXPECT_NEAR(trauma(.3, .2), .3 * p.trauma_from_fright * (1 + .2 * p.doubt_deepens_trauma), 1e-12);
  EXPECT_LT(trauma(.3, -.05), trauma(.3, 0));
  EXPECT_EQ(trauma(.3, -.5), 0);  // 1 - .5 t_w is below nothing
  EXPECT_EQ(trauma(0, .5), 0);
  p.doubt_deepens_trauma = 0;
  EXPECT_NEAR(trauma(.3, .2), .3 * p.trauma_from_fright, 1e-12);
}

TEST(Symptoms, what_ordinary_coping_absorbs_is_each_familys_own) {
  const Params shipped;
  const double calm[4] = {0, 0, 0, 0};
  Person strained;
  strained.distress_mean = .6, strained.general_phi = .4, strained.substitute = .9, strained.life_stress = .8;
  const auto after = [&](double Params::*floor) {
    Params p = shipped;
    if (floor) p.*floor += .05;
    Person s = strained;
    symptoms_month(s, calm, p, 1);
    return s;
  };
  const struct {
    double Params::*floor;
    double Person::*symptoms;
  } families[]{{&Params::symptom_floor, &Person::depression},
               {&Params::anxiety_floor, &Person::anxiety},
               {&Params::trauma_floor, &Person::trauma},
               {&Params::substance_floor, &Person::substance}};
  const Person plain = after(nullptr);
  for (const auto& raised : families)
    for (const auto& f : families) {
      const double less = plain.*f.symptoms - after(raised.floor).*f.symptoms;
      EXPECT_NEAR(less, raised.floor == f.floor ? .05 : 0, 1e-12);
    }
}

// Being unsure is no offset in anxiety: who is as unsure as a child is at birth has no strain from it.
TEST(Symptoms, being_unsure_strains_by_how_far_it_is_from_what_one_is_born_with) {
  Params p, cut;
  cut.symptom_from_unpredictability = 0;
  const double calm[4] = {0, 0, 0, 0};
  const auto anxiety = [&](const Params& q, double nu) {
    Person s;
    s.distress_mean = .6, s.general_nu = nu;
    symptoms_month(s, calm, q, 1);
    return s.anxiety;
  };
  EXPECT_EQ(anxiety(p, naive_belief.nu), anxiety(cut, naive_belief.nu));
  EXPECT_GT(anxiety(p, naive_belief.nu + .1), anxiety(cut, naive_belief.nu + .1));
}

TEST(Load, adds_up_stress_children_pressing_and_symptoms) {
  const Params p;
  Person s;
  s.life_stress = .4, s.presses_received = 5, s.depression = 1;
  EXPECT_NEAR(load_of(s, 2, p), .4 + 2 * p.load_from_children + 5 * p.load_from_pressing + p.load_from_symptoms, 1e-14);
  s.life_stress = -1;  // a good spell does not go below none
  EXPECT_NEAR(load_of(s, 0, p), 5 * p.load_from_pressing + p.load_from_symptoms, 1e-14);
}

TEST(Symptoms, grow_more_in_women_by_what_is_imposed_and_in_nobody_without_it) {
  Params p;
  p.symptom_noise = 0;
  const double none[4] = {};
  const auto after = [&](double sex) {
    Person s;
    s.distress_mean = .5, s.security_mean = .3, s.general_nu = .3;
    symptoms_month(s, none, p, 1, sex);
    return s;
  };
  EXPECT_NEAR(after(1).depression - after(-1).depression, 2 * p.strain_of_women, 1e-12);
  EXPECT_NEAR(after(1).anxiety - after(-1).anxiety, 2 * p.strain_of_women, 1e-12);
  EXPECT_EQ(after(1).trauma, after(-1).trauma);
  p.strain_of_women = 0;
  EXPECT_EQ(after(1).depression, after(-1).depression);
}

TEST(Symptoms, grow_in_those_who_think_little_of_themselves) {
  Params p;
  p.symptom_noise = 0;
  const double none[4] = {};
  const auto after = [&](double worth) {
    Person s;
    s.distress_mean = .5, s.security_mean = .3, s.general_nu = .3, s.worth = worth;
    s.satisfaction = ordinary_satisfaction;
    symptoms_month(s, none, p, 1);
    return s.depression;
  };
  EXPECT_NEAR(after(.3) - after(.8), .5 * p.symptom_from_worth, 1e-12);
  p.symptom_from_worth = 0;
  EXPECT_EQ(after(.3), after(.8));
}

}  // namespace
}  // namespace bowlby
