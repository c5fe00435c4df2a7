// Symptoms: four small loops that can hold themselves up once they are high, and the load that goes with them.
//
//   y += -lambda s y + [ripe strain - floor]+ + q y^2/(y^2 + y0^2) + noise, a month,   strain by family:          (15)
//     depression   a_d d + a_l (1 - f) + a_n (nu_G - nu*) + a_s [stress]+ + propensity
//     anxiety      a_d d + a_l (1 - f)/2 + a_n nu_G + a_s [stress]+ + propensity
//     trauma       a_d d + t phi_G
//     substance    a_s [stress]+ + b substitute habit
//   ripe = sigma((age - symptom_age)/symptom_age_width)
//   unresolved U = ( min(y_trauma, 3) + min(grief, 3) )/2
//   load = l_s [stress]+ + l_c children + l_p pressing received + l_y y_depression
//
//   y symptoms [0..], 1 = the level a diagnosis rule looks at    d daily distress   f daily felt security
//   lambda symptom_decay   a_d symptom_from_distress, a_l symptom_from_insecurity, a_n symptom_from_unpredictability,
//   a_s symptom_from_stress [1/month]   s = 1 + recovery_from_security (f - 1/2) for trauma, 1 for the others
//   during therapy s is 1 + help_recovery as large: somebody comes, asked or not, and what hurts is said
//   q symptom_feedback   y0 symptom_feedback_at   floor symptom_floor, trauma_floor for trauma   t trauma_from_fright
//   b substance_from_habit noise symptom_noise z (.25 + min(y, 1))   propensity symptom_propensity_sd times the
//   inherited mood nu_G, phi_G general unpredictability (nu* naive) and expected fright   stress (15a) l_s
//   load_from_stress   l_c load_from_children (under six)   l_p load_from_pressing   l_y load_from_symptoms
//
// Edges  distress_to_symptoms, insecurity_to_symptoms, unpredictability_to_symptoms, stress_to_symptoms,
//        symptoms_to_symptoms, fright_to_trauma, genes_to_symptoms, habit_to_substance, security_to_recovery,
//        therapy_to_recovery, symptoms_to_load, children_to_load, pressing_to_load, stress_to_load
// Claims C147 C149 C158 C161 H11 H12    Limits  q = 0: a leaky sum of strain    Tests  unit/model/symptoms_test
#pragma once
#include "model/months/general.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

// A diagnosis rule says yes from the first level on, and no again below the second; a convention of the project.
inline constexpr double diagnosis_level = 1, remission_level = .5;

// Symptoms and grief beyond this are not felt by others, nor told of, as any more. A convention.
inline constexpr double most_felt = 3;
// Chance moves symptoms a little even where there are none, and more the more there are up to the diagnosis level.
inline constexpr double calm_noise = .25;

BOWLBY_FN double positive(double x) noexcept { return num::max(x, 0.0); }

// `fading` scales symptom_decay.
BOWLBY_FN double symptom_after_month(double y, double strain, double z, const Params& p, double floor,
                                     double fading = 1) noexcept {
  const double hold = p.symptom_feedback * y * y / (y * y + p.symptom_feedback_at * p.symptom_feedback_at);
  const double next = y - fading * p.symptom_decay * y + positive(strain - floor) + hold;
  return positive(next + p.symptom_noise * z * (calm_noise + num::min(y, 1.0)));
}

// How telling strain is at an age [year]: a baby's distress is everyday life, an adolescent's is not.
BOWLBY_FN double symptom_ripeness(double age, const Params& p) noexcept {
  return num::logistic((age - p.symptom_age) / p.symptom_age_width);
}

// `z` four standard normals, one per family; `ripe` symptom_ripeness at this age.
BOWLBY_FN void symptoms_month(Person& s, const double z[4], const Params& p, double ripe) noexcept {
  const double stress = p.symptom_from_stress * positive(s.life_stress);
  const double helped = s.therapy_months > 0 ? 1 + p.help_recovery : 1;
  const double distress = p.symptom_from_distress * s.distress_mean;
  const double lack = 1 - s.security_mean, mood = p.symptom_propensity_sd * s.gene_mood;
  const double unsure = p.symptom_from_unpredictability * (s.general_nu - naive_belief.nu);
  const double low = distress + p.symptom_from_insecurity * lack + unsure + stress + mood;
  const double afraid = distress + .5 * p.symptom_from_insecurity * lack + unsure +
                        p.symptom_from_unpredictability * naive_belief.nu + stress + mood;
  const double hurt = distress + p.trauma_from_fright * s.general_phi,
               dulled = stress + p.substance_from_habit * s.substitute;
  s.depression = symptom_after_month(s.depression, ripe * low, z[0], p, p.symptom_floor, helped);
  s.anxiety = symptom_after_month(s.anxiety, ripe * afraid, z[1], p, p.symptom_floor, helped);
  s.trauma = symptom_after_month(s.trauma, ripe * hurt, z[2], p, p.trauma_floor,
                                 helped * (1 + p.recovery_from_security * (.5 - lack)));
  s.substance = symptom_after_month(s.substance, ripe * dulled, z[3], p, p.symptom_floor, helped);
}

// Loss and trauma that are not laid to rest: what the interview listens for, and what frightens one's children.
BOWLBY_FN double unresolved(const Person& s) noexcept {
  return .5 * (num::min(s.trauma, most_felt) + num::min(s.separation, most_felt));
}

BOWLBY_FN double load_of(const Person& s, double young_children, const Params& p) noexcept {
  return p.load_from_stress * positive(s.life_stress) + p.load_from_children * young_children +
         p.load_from_pressing * s.presses_received + p.load_from_symptoms * s.depression;
}

}  // namespace bowlby
