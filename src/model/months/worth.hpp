// Worth in one's own eyes: what answers and rebuffs say of oneself, and what one manages alone.
//
//   sigma += min(1, a_s A) [bid] ( b (r - sigma) - w_k k sigma ),   b = nu/(nu + nu1)          (18)
//   sigma += min(1, a_h A) [hold] (q - sigma),   q = 1 - exp(-rho T_q)          (18a)
//   once a month  sigma += (1 - exp(-w/12)) (s0 - w0 e^(-age/tau) - sigma)          (18b)
//   s = sigma - c nu_G ( sat* - sat + sep )          (18c)
//   rebuff hurts 1 + h (s* - s) times,   pressing gains by 1 - s (4),   shame = 1 - s          (18d)
//
//   sigma worth [0..1]   s what is left of it while it hangs on a partner, felt worth [0..1]   A activation
//   r response  k rebuff [0..1]   nu unpredictability of this figure, mu its expected response   nu_G general
//   unpredictability   rho self-soothing [1/h]   T_q worth_alone_hours: q is how much of it is over by then
//   a_s worth_from_answers   w_k worth_from_rebuff   a_h worth_from_coping   w worth_pull [1/year]   s0 worth_level
//   w0 worth_rise   tau worth_age_scale [year]   c worth_at_stake   sat satisfaction (sat* that of an ordinary couple)
//   sep separation or grief   h worth_shields   s* usual_worth   nu1 half_blamed, a convention
//
// Attribution keeps worth from being a copy of what is expected: an unclear answer is held against oneself, steady
// absence against the other. Who copes alone keeps some worth by that.
//
// Edges  answers_to_worth, rebuff_to_worth, coping_to_worth, couple_to_worth, worth_to_rebuff_distress,
//        worth_to_press    Claims C031 C047 C049 C060 C072 C074 C115 C116 C121
// Limits  a_s = a_h = c = 0: everybody is worth what the level says at their age
// Tests  unit/model/worth_test, conformance/conformance_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

// The unpredictability at which half of an unclear answer is held against oneself.
inline constexpr double half_blamed = .15;

// Worth after a moment with a figure whose answers are as unpredictable as `nu`; `coped` is q of (18a).
BOWLBY_FN double worth_after(double worth, double nu, const Moment& m, double coped, const Params& p) noexcept {
  const double blamed = nu / (nu + half_blamed), held = m.action == 3 ? 1.0 : 0.0;
  const double told = blamed * (m.response - worth) - p.worth_from_rebuff * m.rebuff * worth;
  const double answered = asked_for(m) * num::min(1.0, p.worth_from_answers * m.activation) * told;
  const double managed = held * num::min(1.0, p.worth_from_coping * m.activation) * (coped - worth);
  return num::clamp(worth + answered + managed, 0.0, 1.0);
}

// How much of a distress is over after worth_alone_hours with nobody's help, at `soothing` [1/h].
BOWLBY_FN double coped_alone(double soothing, const Params& p) noexcept {
  return 1 - num::exp(-soothing * p.worth_alone_hours);
}

// Where worth returns to at an age [year].
BOWLBY_FN double worth_level_at(double age, const Params& p) noexcept {
  return p.worth_level - p.worth_rise * num::exp(-age / p.worth_age_scale);
}
BOWLBY_FN double worth_after_month(double worth, double age, const Params& p) noexcept {
  return worth + (1 - num::exp(-p.worth_pull * (1.0 / 12))) * (worth_level_at(age, p) - worth);
}

// The satisfaction of an ordinary couple, which neither raises worth nor lowers it. A convention.
inline constexpr double ordinary_satisfaction = .6;

// Worth as it is felt while some of it hangs on a partner (18c).
BOWLBY_FN double felt_worth(const Person& s, const Params& p) noexcept {
  const double lost = ordinary_satisfaction - s.satisfaction + s.separation;
  return num::clamp(s.worth - p.worth_at_stake * s.general_nu * lost, 0.0, 1.0);
}

// How many times a rebuff hurts, and how little one thinks of oneself: the shame of asking, too (18d).
BOWLBY_FN double rebuff_hurt_at(double felt, const Params& p) noexcept {
  return num::max(0.0, 1 + p.worth_shields * (p.usual_worth - felt));
}
BOWLBY_FN double shame_of(double felt) noexcept { return 1 - felt; }

}  // namespace bowlby
