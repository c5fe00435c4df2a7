// The waking day: when moments come, and what a night makes of a day's pressing. Every clock of days reads it here.
//
//   n ~ Poisson(moments a day) (1a), at most 24; the e-th falls anywhere in the e-th of n parts of 7 to 23 o'clock
//   h -> h e^(-1/tau_h), then  h += min(1, n_p w (1 + w_k kappa_G)) (1 - h), every night          (10a)
//
//   h how far one has withdrawn from the partner [0..1]   n_p the partner's presses of the day before
//   w press_withdraws   w_k rebuff_belief_withdraws   kappa_G general expected rebuff   tau_h withdrawal_days [day]
//
// Edges  press_to_withdrawal, rebuff_belief_to_withdrawal    Claims C127 C135 C136
// Limits  w = 0: nobody withdraws    Tests  conformance/day_kernel_test, unit/instruments/diary_days_test
#pragma once
#include "model/parameters.hpp"
#include "num/elementary.hpp"

namespace bowlby {

inline constexpr double day_hours = 24, wake_hour = 7, waking_hours = 16;
inline constexpr int most_moments_a_day = 24;

// The hour of the e-th of n moments, from a uniform draw.
BOWLBY_FN double hour_of_moment(int e, double n, double u) noexcept {
  return wake_hour + waking_hours * (e - 1 + u) / n;
}

// The share of the way to full withdrawal that `presses` take one who expects rebuff `kappa`.
BOWLBY_FN double withdrawal_step(double presses, double kappa, const Params& p) noexcept {
  return num::min(1.0, presses * p.press_withdraws * (1 + p.rebuff_belief_withdraws * kappa));
}

}  // namespace bowlby
