// Traits: a person's lasting differences as the moment sees them, after what months and help have moved.
//
// One place turns the slow columns of a person into the `Traits` and `Mood` of a moment, so the fast path, the
// Strange Situation and the diary all start from the same person.
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
