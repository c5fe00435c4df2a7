// START HERE. One moment of one person with one figure, as the list of mechanisms in the order they happen.
//
//   C += min(1, alpha_C A) ([bid] r - C)          (2a)
//   S += alpha_S A ([hold] + .2 [bid]) ([hold] - S),   while holding back sigma_S S stands for chi r          (4a)
//
//   C co-regulation [0..1]   A activation   r response   alpha_C coregulation_rate
//   S habit of turning to a non-person comfort [0..1]   alpha_S substitute_learning   sigma_S substitute_relief [1/h]
//   chi contact_soothing (1)
//
// Precondition: `mood` is as the last moment (or midnight) left it; `tie` is what is believed of the figure one turns
// to; `giver` is that figure as it was this morning. Postcondition: mood and tie are as this moment leaves them; the
// moment returned says what was done and what came back. Nothing else is read or written: no clock, no memory, no
// branch, so the compiler runs the same lines for one person or for eight at a time.
//
// Edges  comfort_to_coregulation, substitute_soothes, holding_to_substitute
// Claims C050 C063 C169 C172    Limits  alpha_C = alpha_S = 0: nothing is trained    Tests  unit/model/moment_test
#pragma once
#include "model/moment/activation.hpp"
#include "model/moment/choice.hpp"
#include "model/moment/conflict.hpp"
#include "model/moment/distress.hpp"
#include "model/moment/felt_security.hpp"
#include "model/moment/response.hpp"
#include "model/months/beliefs.hpp"
#include "model/months/bond.hpp"

namespace bowlby {

BOWLBY_FN Moment moment_step(Mood& mood, Tie& tie, const Traits& t, const Giver& giver, const MomentDraws& draw,
                             const Params& p) noexcept {
  // what time alone has done since the last moment
  const double soothing = soothing_rate(t.soothing, mood.coregulation, p);
  double d = distress_alone(mood.distress, soothing, t.separation, draw.hours, p);
  const double f = security_alone(mood.security, t.haven, draw.hours, p);

  // a stressor strikes; the system wakes, or not
  d = distress_struck(d, draw.stressor, f, p);
  Moment m;
  m.activation = activation(d, t.threshold, mood.active, p);
  mood.active = stays_active(d, t.threshold, mood.active, p);

  // what to do about it
  m.action = choose(payoffs(m.activation, tie.belief, t, p), draw.choice, p);
  m.contact = (m.action == 1 || m.action == 2) ? 1.0 : 0.0;
  m.conflict = conflict(m.activation, tie.belief, p);

  // what comes back
  m.response = response(giver, m.action, draw.response, p);
  m.rebuff = rebuff(giver, m.response);
  m.fright = draw.fright < giver.fright ? 1.0 : 0.0;

  // what it does to the body
  const double held = m.action == 3 ? 1.0 : 0.0;
  const double comfort = m.contact * p.contact_soothing * m.response + held * p.substitute_relief * mood.substitute;
  mood.distress =
      distress_after_contact(d, soothing, comfort, m.contact * m.fright, m.contact * m.activation * m.rebuff, p);
  mood.security = security_after_contact(f, m.response, m.contact, p);

  // what is learned
  tie.bond = bond_after(tie.bond, tie.belief.kappa, m.response, m.contact, p);
  tie.belief = learned(tie.belief, m, t, p);
  mood.coregulation =
      moved(mood.coregulation, m.contact * m.response, num::min(1.0, p.coregulation_rate * m.activation));
  mood.substitute = moved(mood.substitute, held, p.substitute_learning * m.activation * (held + .2 * m.contact));
  return m;
}

}  // namespace bowlby
