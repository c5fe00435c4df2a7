// Withdrawal: how far one draws back from a partner who presses, and how that passes.
//
//   h -> h e^(-t/tau_h), then  h += min(1, n_p w (1 + w_k kappa_G)) (1 - h)          (10a)
//
//   h how far one has withdrawn from the partner [0..1]   t time since the last look [day], a day or a turn of an
//   evening   n_p the partner's presses in it, with a day between where days are lived
//   w press_withdraws   w_k rebuff_belief_withdraws   kappa_G general expected rebuff   tau_h withdrawal_days [day]
//
// Edges  press_to_withdrawal, rebuff_belief_to_withdrawal    Claims C127 C135 C136
// Limits  w = 0: nobody withdraws
// Tests  unit/model/withdrawal_test, conformance/conformance_test, conformance/day_kernel_test
#pragma once
#include "model/months/beliefs.hpp"

namespace bowlby {

// What `days` leave of a withdrawal.
BOWLBY_FN double withdrawal_kept(double days, const Params& p) noexcept { return num::exp(-days / p.withdrawal_days); }

// One who expects rebuff `kappa` after time has left `kept` of it and the partner has pressed.
BOWLBY_FN double withdrawn(double h, double kept, double presses, double kappa, const Params& p) noexcept {
  const double step = num::min(1.0, presses * p.press_withdraws * (1 + p.rebuff_belief_withdraws * kappa));
  return moved(h * kept, 1.0, step);
}

BOWLBY_FN double withdrawal_after_day(double h, double presses, double kappa, const Params& p) noexcept {
  return withdrawn(h, withdrawal_kept(1, p), presses, kappa, p);
}

}  // namespace bowlby
