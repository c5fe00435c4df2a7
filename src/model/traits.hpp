// Traits: a person's lasting differences as the moment sees them, after what months and help have moved.
//
//   rho0 = rho_person (1 + p_r H_r)          z = z_person - p_y y - p_s S          (4b)
//   e = press_effort + p_c H_c               noticing = 1 + p_g H_g
//   moments a day:  l_a + max(0, l_i - l_a) exp(-age/tau)          (1a)
//
//   rho0 self-soothing (1)   z cost of holding back, e effort of pressing (4)   noticing (7)   y depressive symptoms
//   S substitute habit   H practice: r regulation, c couple work, g noticing kindness; fades by help_fade
//   p_r help_regulation   p_y symptoms_hold   p_s substitute_crowds_out   p_c help_softening   p_g help_gratitude
//   l_a moments_per_day_adult   l_i moments_per_day_infant   tau moments_age_scale [year]
//
// One place turns the slow columns of a person into the `Traits` and `Mood` of a moment, so the fast path, the
// Strange Situation and the diary all start from the same person.
//
// Edges  symptoms_to_hold, substitute_to_hold, training_to_soothing, couple_work_to_press, gratitude_to_learning
// Claims C111 C137 C160 C172 C202    Limits  no practice, no symptoms, no habit: the person as born
// Tests  unit/model/moment_test
#pragma once
#include "model/moment/activation.hpp"
#include "model/state.hpp"

namespace bowlby {

BOWLBY_FN Traits traits_of(const Person& s, const Params& p) noexcept {
  return {alarm_threshold_now(s.threshold, s.coregulation, s.general_nu, p),
          s.soothing * (1 + p.help_regulation * s.help_regulation),
          s.rebuff_cost,
          s.insistence,
          s.learning,
          s.holding_cost - p.symptoms_hold * s.depression - p.substitute_crowds_out * s.substitute,
          p.press_effort + p.help_softening * s.help_couple,
          1 + p.help_gratitude * s.help_gratitude,
          s.separation,
          s.haven};
}

// What one is born with, from eight standard normals (the last two are not used here). Temperament comes before.
BOWLBY_FN void born_with(Person& s, const double z[4], const double y[4], const Params& p) noexcept {
  s.threshold = p.alarm_threshold + p.alarm_threshold_sd * z[0] - p.temperament_to_threshold * s.temperament;
  s.soothing = p.self_soothing * num::exp(p.self_soothing_sd * z[1]);
  s.rebuff_cost = num::max(0.0, p.cost_of_rebuff * (1 + p.cost_of_rebuff_sd * z[2]));
  s.insistence = num::max(0.0, p.insistence * (1 + p.insistence_sd * z[3]));
  s.learning = p.learning_rate * num::exp(p.learning_rate_sd * y[0]);
  s.holding_cost = p.cost_of_holding + p.cost_of_holding_sd * y[1];
}

BOWLBY_FN Mood mood_of(const Person& s) noexcept {
  return {s.distress, s.security, s.active, s.coregulation, s.substitute};
}

BOWLBY_FN void keep_mood(Person& s, const Mood& m) noexcept {
  s.distress = m.distress;
  s.security = m.security;
  s.active = m.active;
  s.coregulation = m.coregulation;
  s.substitute = m.substitute;
}

// Moments a day at an age [year].
BOWLBY_FN double moment_rate_at(double age, const Params& p) noexcept {
  return p.moments_per_day_adult +
         num::max(0.0, p.moments_per_day_infant - p.moments_per_day_adult) * num::exp(-age / p.moments_age_scale);
}

}  // namespace bowlby
