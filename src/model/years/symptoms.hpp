// Symptoms: four loops that carry themselves once high, until they ebb, and the load that goes with them.
//
//   y += -lambda s y + [ripe strain - floor]+ + q y^2/(y^2 + y0^2) - k e m y + noise, a month          (15)
//   m += (1 - exp(-1/tau)) (y - m)          (15d)
//
//   strain by family:
//     depression   a_d d + a_l (1 - f) + a_n (nu_G - nu*) + a_s [stress]+ + a_w (s* - s) + propensity
//     anxiety      a_d d + a_l (1 - f)/2 + a_n (nu_G - nu*) + a_s [stress]+ + a_w (s* - s)/2 + propensity
//     trauma       t phi_G [1 + t_d d + t_w (s* - s)]+
//     substance    a_s [stress]+ + b substitute habit
//   strain of depression and anxiety: + a_x in women, - a_x in men          (15e)
//   ripe = sigma((age - symptom_age)/symptom_age_width) (1 + w exp(-[age - youth_age]+/w_t))
//   unresolved U = ( min(y_trauma, 3) + min(grief, 3) )/2
//   load = l_s [stress]+ + l_c children + l_p pressing received + l_y y_depression
//
//   y symptoms [0..], 1 = the level a diagnosis rule looks at    m their mean over the last months: what an episode has
//   set in motion against itself    e how fast one's episodes ebb, a lasting difference, e^(symptom_ebb_sd z)
//   k symptom_ebb [1/month]   tau symptom_ebb_months   w strain_in_youth   w_t strain_youth_scale [year]
//   d daily distress   f daily felt security
//   lambda symptom_decay   a_d symptom_from_distress, a_l symptom_from_insecurity, a_n symptom_from_unpredictability,
//   a_s symptom_from_stress [1/month]   s = 1 + recovery_from_security (f - 1/2) for trauma, 1 for the others
//   during therapy s is 1 + help_recovery as large: somebody comes, asked or not, and what hurts is said
//   a_x strain_of_women, imposed: what sex still needs beside the theory [1/month]
//   s felt worth (18c), s* usual_worth   a_w symptom_from_worth [1/month]
//   q symptom_feedback y0 symptom_feedback_at   floor symptom_floor for depression, anxiety_floor, trauma_floor,
//   substance_floor   t trauma_from_fright   t_d distress_deepens_trauma, t_w doubt_deepens_trauma: without fright
//   neither everyday distress nor doubt of oneself leaves any   b substance_from_habit
//   noise symptom_noise z (.25 + min(y, 1))   propensity symptom_propensity_sd times the inherited mood
//   nu_G, phi_G general unpredictability (nu* naive) and expected fright   stress (15a)   l_s
//   load_from_stress   l_c load_from_children (under six)   l_p load_from_pressing   l_y load_from_symptoms
//
// Edges  distress_to_symptoms, insecurity_to_symptoms, unpredictability_to_symptoms, stress_to_symptoms,
//        symptoms_to_symptoms, episode_to_ebb, youth_to_symptoms, fright_to_trauma, distress_to_trauma,
//        worth_to_trauma, genes_to_symptoms, worth_to_symptoms, sex_to_symptoms, habit_to_substance,
//        security_to_recovery, therapy_to_recovery, symptoms_to_load, children_to_load, pressing_to_load,
//        stress_to_load
// Claims C147 C149 C158 C161 H11 H12    Limits  q = k = 0: a leaky sum of strain; k = 0, q steep: an episode that
// nothing ends    Tests  unit/model/symptoms_test
#pragma once
#include "model/months/general.hpp"
#include "model/months/worth.hpp"
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

// How one person's symptoms of a family pass: `fading` scales symptom_decay, `ebbing` symptom_ebb (e m of (15)).
struct Passing {
  double fading = 1, ebbing = 0;
};
BOWLBY_FN double symptom_after_month(double y, double strain, double z, const Params& p, double floor,
                                     const Passing& passing = {}) noexcept {
  const double hold = p.symptom_feedback * y * y / (y * y + p.symptom_feedback_at * p.symptom_feedback_at);
  const double fading = passing.fading * p.symptom_decay + passing.ebbing * p.symptom_ebb;
  const double next = y - fading * y + positive(strain - floor) + hold;
  return positive(next + p.symptom_noise * z * (calm_noise + num::min(y, 1.0)));
}

// The mean of the last months, a month later (15d).
BOWLBY_FN double symptom_mean_after_month(double mean, double y, const Params& p) noexcept {
  return moved(mean, y, 1 - num::exp(-1 / p.symptom_ebb_months));
}

inline constexpr double youth_age = 16;  // [year] up to which strain weighs as much as it ever does. A convention.

// How telling strain is at an age [year]: a baby's distress is everyday life, an adolescent's is not, and it weighs
// most in youth.
BOWLBY_FN double symptom_ripeness(double age, const Params& p) noexcept {
  const double young = p.strain_in_youth * num::exp(-positive(age - youth_age) / p.strain_youth_scale);
  return num::logistic((age - p.symptom_age) / p.symptom_age_width) * (1 + young);
}

// `z` four standard normals, one per family; `ripe` symptom_ripeness at this age; `sex` 1 for women, -1 for men.
BOWLBY_FN void symptoms_month(Person& s, const double z[4], const Params& p, double ripe, double sex = 0) noexcept {
  const double stress = p.symptom_from_stress * positive(s.life_stress);
  const double helped = s.therapy_months > 0 ? 1 + p.help_recovery : 1;
  const double distress = p.symptom_from_distress * s.distress_mean;
  const double lack = 1 - s.security_mean, mood = p.symptom_propensity_sd * s.gene_mood + p.strain_of_women * sex;
  const double unsure = p.symptom_from_unpredictability * (s.general_nu - naive_belief.nu);
  const double doubt = p.usual_worth - felt_worth(s, p), small = p.symptom_from_worth * doubt;
  const double low = distress + p.symptom_from_insecurity * lack + unsure + stress + mood + small;
  const double afraid = distress + .5 * p.symptom_from_insecurity * lack + unsure + stress + mood + .5 * small;
  const double deeper = 1 + p.distress_deepens_trauma * s.distress_mean + p.doubt_deepens_trauma * doubt;
  const double hurt = p.trauma_from_fright * s.general_phi * positive(deeper),
               dulled = stress + p.substance_from_habit * s.substitute;
  const double secure = 1 + p.recovery_from_security * (.5 - lack);
  const auto pass = [&](double& y, double& mean, double strain, double luck, double floor, double fading) {
    const double was = y;
    y = symptom_after_month(y, ripe * strain, luck, p, floor, {fading, s.ebbing * mean});
    mean = symptom_mean_after_month(mean, was, p);
  };
  pass(s.depression, s.depression_mean, low, z[0], p.symptom_floor, helped);
  pass(s.anxiety, s.anxiety_mean, afraid, z[1], p.anxiety_floor, helped);
  pass(s.trauma, s.trauma_mean, hurt, z[2], p.trauma_floor, helped * secure);
  pass(s.substance, s.substance_mean, dulled, z[3], p.substance_floor, helped);
}

// What somebody asked about the last year, or about ever, tells of: the age at which each was last high.
BOWLBY_FN void remember_high(Person& s, double age) noexcept {
  const auto note = [age](double y, double& when) { when = y >= diagnosis_level ? age : when; };
  note(s.depression, s.depression_high);
  note(s.anxiety, s.anxiety_high);
  note(s.trauma, s.trauma_high);
  note(s.substance, s.substance_high);
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
