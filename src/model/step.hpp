// START HERE. One moment of one person with one figure, as the list of mechanisms in the order they happen.
//
//   C += min(1, alpha_C A) ([contact] r - C)          (2a)
//   S += alpha_S A [hold] (1 - S)   or, without holding back,   -= .2 alpha_S A [contact] S          (4a)
//   while holding back sigma_S S stands for chi r; what is said to one unasked does not unlearn what one does meanwhile
//
//   C co-regulation [0..1]   A activation   r response   alpha_C coregulation_rate
//   S habit of turning to a non-person comfort [0..1]   alpha_S substitute_learning   sigma_S substitute_relief [1/h]
//   chi contact_soothing (1)
//
// Precondition: `mood` is as the last moment (or midnight) left it; `tie` is what is believed of the figure one turns
// to; `giver` is that figure as it was this morning. Postcondition: mood and tie are as this moment leaves them; the
// moment returned says what was done and what came back. Nothing else is read or written: no clock, no memory, no
// branch, so the compiler runs the same lines for one person or for eight at a time. The two halves, before and after
// the choice, stand by themselves for who has seen the choice and asks what must have gone on inside.
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
#include "model/months/worth.hpp"

namespace bowlby {

// What a bid takes off the habit of a substitute, as a share of what holding back adds to it (4a). A convention.
inline constexpr double unlearnt_by_comfort = .2;

// How a moment finds one: the stressor has struck, nothing is done about it yet.
struct Struck {
  double soothing = 0, distress = 0, security = 0, activation = 0;
};

// What time alone has done since the last moment; then the stressor strikes, and the system wakes or not.
BOWLBY_FN Struck struck(Mood& mood, const Traits& t, double hours, double stressor, const Params& p) noexcept {
  Struck s;
  s.soothing = soothing_rate(t.soothing, mood.coregulation, p);
  s.distress = distress_alone(mood.distress, s.soothing, t.separation, hours, p);
  s.security = security_alone(mood.security, t.haven, hours, p);
  s.distress = distress_struck(s.distress, stressor, s.security, p);
  s.activation = activation(s.distress, t.threshold, mood.active, p);
  mood.active = stays_active(s.distress, t.threshold, mood.active, p);
  return s;
}

// What was done and what came back: what that does to the body,
BOWLBY_FN void soothed(Mood& mood, const Belief& b, const Traits& t, const Struck& s, const Moment& m, double peer,
                       const Params& p) noexcept {
  const double held = m.action == 3 ? 1.0 : 0.0, in = gets_in(s.distress, peer, p);
  const double comfort =
      m.contact * p.contact_soothing * m.response * in + held * p.substitute_relief * mood.substitute;
  const double hurt = rebuff_heard(m.rebuff, m.response, in, b.kappa) * t.rebuff_hurt;
  mood.distress =
      distress_after_contact(s.distress, s.soothing, comfort, m.contact * m.fright, m.contact * m.activation * hurt, p);
  mood.security = security_after_contact(s.security, m.response, m.contact, p);
}

// and what is learned from it.
BOWLBY_FN void taken_in(Mood& mood, Tie& tie, const Traits& t, const Moment& m, const Params& p) noexcept {
  const double held = m.action == 3 ? 1.0 : 0.0;
  tie.bond = bond_after(tie.bond, tie.belief, m.response, m.contact, p);
  mood.worth = worth_after(mood.worth, tie.belief.nu, m, t.coping, p);
  tie.belief = learned(tie.belief, m, t, p);
  mood.coregulation =
      moved(mood.coregulation, m.contact * m.response, num::min(1.0, p.coregulation_rate * m.activation));
  const double habit = held + (1 - held) * unlearnt_by_comfort * m.contact;
  mood.substitute = moved(mood.substitute, held, p.substitute_learning * m.activation * habit);
}

// `peer` is that of the giver (1c).
BOWLBY_FN void settled(Mood& mood, Tie& tie, const Traits& t, const Struck& s, const Moment& m, double peer,
                       const Params& p) noexcept {
  soothed(mood, tie.belief, t, s, m, peer, p);
  taken_in(mood, tie, t, m, p);
}

// What to do about it, by the luck of the draw.
BOWLBY_FN void chosen(Moment& m, const Tie& tie, double peer, const Traits& t, double luck, const Params& p) noexcept {
  const Payoffs q = payoffs(m.activation, tie.belief, at_stake(tie.bond, peer), t, p);
  m.action = choose(q, luck, p);
  m.contact = (m.action == 1 || m.action == 2) ? 1.0 : 0.0;
  m.conflict = conflict(m.activation, tie.belief, q, p);
}

// What comes back, or comes unasked.
BOWLBY_FN void answered(Moment& m, const Giver& giver, const Traits& t, const MomentDraws& draw,
                        const Params& p) noexcept {
  m.response = response(giver, m.action, t.clarity, draw.response, p);
  m.offered = draw.offer < (1 - m.contact) * offer_chance(giver, m.response, m.distress_struck, p) ? 1.0 : 0.0;
  m.contact += m.offered;
  m.rebuff = (1 - m.offered) * rebuff(giver, m.response);
  m.fright = draw.fright < giver.fright ? 1.0 : 0.0;
}

BOWLBY_FN Moment moment_step(Mood& mood, Tie& tie, const Traits& t, const Giver& giver, const MomentDraws& draw,
                             const Params& p) noexcept {
  const Struck s = struck(mood, t, draw.hours, draw.stressor, p);
  Moment m;
  m.activation = s.activation;
  m.distress_struck = s.distress;
  chosen(m, tie, giver.peer, t, draw.choice, p);
  answered(m, giver, t, draw, p);
  settled(mood, tie, t, s, m, giver.peer, p);
  return m;
}

}  // namespace bowlby
