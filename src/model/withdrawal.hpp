// Withdrawal: how far one draws back from a partner who presses, and how that is mended or passes.
//
//   h -> h e^(-t/tau_h) [1 - m c]+, then  h += min(1, n_p w (1 + w_k kappa_G)) (1 - h)          (10a)
//   c = sum of g r over own contacts with the partner but pressing, whether asked for or offered          (10c)
//
//   h how far one has withdrawn from the partner [0..1]   t time since the last look [day], a day or a turn of an
//   evening   n_p the partner's presses in it, with a day between where days are lived   r response
//   g what of it gets in (1c): nothing is mended with somebody flooded
//   w press_withdraws   w_k rebuff_belief_withdraws   kappa_G general expected rebuff   tau_h withdrawal_days [day]
//   m talk_reopens: what one good talk mends
//
// A quarrel, as far as there is one here, is pressing that meets somebody who draws back. Its repair is an act of
// either: the one who drew back turns to the other and is met, or the other comes unasked and is let in.
//
// Edges  press_to_withdrawal, rebuff_belief_to_withdrawal, answer_to_withdrawal    Claims C018 C127 C135 C136
// Limits  w = 0: nobody withdraws; m = 0: only time mends
// Tests  unit/model/withdrawal_test, conformance/conformance_test, conformance/day_kernel_test
#pragma once
#include "model/moment/distress.hpp"
#include "model/months/beliefs.hpp"

namespace bowlby {

// What `days` leave of a withdrawal.
BOWLBY_FN double withdrawal_kept(double days, const Params& p) noexcept { return num::exp(-days / p.withdrawal_days); }

// How much a moment with the partner is a talk that mends (10c).
BOWLBY_FN double talked(const Moment& m, const Params& p) noexcept {
  const double in = gets_in(m.distress_struck, 1, p);
  return m.action == 2 ? 0.0 : m.contact * m.response * in;
}

// One who expects rebuff `kappa` after time has left `kept` of it, talks have mended some and the partner has pressed.
BOWLBY_FN double withdrawn(double h, double kept, double talks, double presses, double kappa,
                           const Params& p) noexcept {
  const double left = h * kept * num::max(0.0, 1 - p.talk_reopens * talks);
  const double step = num::min(1.0, presses * p.press_withdraws * (1 + p.rebuff_belief_withdraws * kappa));
  return moved(left, 1.0, step);
}

BOWLBY_FN double withdrawal_after_day(double h, double talks, double presses, double kappa, const Params& p) noexcept {
  return withdrawn(h, withdrawal_kept(1, p), talks, presses, kappa, p);
}

}  // namespace bowlby
