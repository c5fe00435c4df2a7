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
// The slow columns of a person become the `Traits` and `Mood` of a moment here, for the kernel, the Strange Situation
// and the diary alike.
//
// Edges  symptoms_to_hold, substitute_to_hold, training_to_soothing, couple_work_to_press, gratitude_to_learning
// Claims C111 C137 C160 C172 C202    Limits  no practice, no symptoms, no habit: the person as born
// Tests  unit/model/moment_test
#pragma once
#include "model/moment/activation.hpp"
#include "model/moment/distress.hpp"
#include "model/months/beliefs.hpp"
#include "model/months/worth.hpp"
#include "model/state.hpp"
#include "model/years/reflection.hpp"

namespace bowlby {

// The four lines of (4b); the kernel, which has people as columns, calls them one by one.
BOWLBY_FN double soothing_now(double soothing, double practice, const Params& p) noexcept {
  return soothing * (1 + p.help_regulation * practice);
}
BOWLBY_FN double holding_cost_now(double cost, double depression, double substitute, const Params& p) noexcept {
  return cost - p.symptoms_hold * depression - p.substitute_crowds_out * substitute;
}
BOWLBY_FN double press_effort_now(double practice, const Params& p) noexcept {
  return p.press_effort + p.help_softening * practice;
}
BOWLBY_FN double noticing_now(double practice, const Params& p) noexcept { return 1 + p.help_gratitude * practice; }

BOWLBY_FN Traits traits_of(const Person& s, const Params& p) noexcept {
  const double felt = felt_worth(s, p), soothing = soothing_now(s.soothing, s.help_regulation, p);
  return {.threshold = alarm_threshold_now(s.threshold, s.coregulation, s.general_nu, p),
          .soothing = soothing,
          .rebuff_cost = s.rebuff_cost,
          .insistence = s.insistence,
          .learning = s.learning,
          .holding_cost = holding_cost_now(s.holding_cost, s.depression, s.substitute, p),
          .press_effort = press_effort_now(s.help_couple, p),
          .noticing = noticing_now(s.help_gratitude, p),
          .rebuff_hurt = rebuff_hurt_at(felt, p),
          .self_doubt = shame_of(felt),
          .coping = coped_alone(soothing_rate(soothing, s.coregulation, p), p),
          .clarity = clarity_of(s.reflection, p),
          .unsettled = unsettled_by(s.temperament, p),
          .separation = s.separation,
          .haven = s.haven};
}

BOWLBY_FN Mood mood_of(const Person& s) noexcept {
  Mood m;
#define BOWLBY_TAKE(name, ...) m.name = s.name;
  BOWLBY_MOOD(BOWLBY_TAKE)
#undef BOWLBY_TAKE
  return m;
}

BOWLBY_FN void keep_mood(Person& s, const Mood& m) noexcept {
#define BOWLBY_KEEP(name, ...) s.name = m.name;
  BOWLBY_MOOD(BOWLBY_KEEP)
#undef BOWLBY_KEEP
}

// Moments a day at an age [year].
BOWLBY_FN double moment_rate_at(double age, const Params& p) noexcept {
  return p.moments_per_day_adult +
         num::max(0.0, p.moments_per_day_infant - p.moments_per_day_adult) * num::exp(-age / p.moments_age_scale);
}

}  // namespace bowlby
