// Distress: rises with threat and separation, falls by self-soothing and by contact.
//
//   d' = u (1 - b f) + w sep - rho d          (1), between contacts, solved exactly
//   d  -> d exp(-(rho + chi g r) T) + v [frightened] + v_k A k_l    over a contact of T hours
//   rho = rho0 (1 + c C)
//   g = 1 / (1 + peer l [d - d_l]+),   k_l = k + kappa (1 - g) r          (1c), flooded one hears what one fears
//
//   d    distress [1]          u   stressor, an impulse [1]      f   felt security [0..1]   sep  separation [0..]
//   b    security_buffer [1]   w   separation_distress [1/h]     r   response in contact [0..1]
//   rho0 self_soothing (person) [1/h]   c coregulation_trains_soothing   C co-regulation [0..1] (2a)
//   chi  contact_soothing [1/h]   T contact_hours [h]   v fright_distress [1]   k rebuff [0..1]
//   g  share of an answer that gets in   d_l flooding_from [1]   l flooding_closes [1]   kappa expected rebuff
//   peer  1 for friends, partner, ex: their answers are words first; a carer holds, and holding gets in at any distress
//   v_k  rebuff_distress [1]   A activation [0..1]: a rebuff hurts as much as one needed the other
//   Every moment takes T; without contact chi g r is 0, or the relief of a substitute (4a). Separation waits meanwhile.
//
// Edges  threat_to_distress, security_buffers, separation_to_distress, contact_soothes, fright_to_distress,
//        rebuff_to_distress, coregulation_to_soothing, flooding_to_answer
// Claims C001 C050 C051 C063 C115 C131    Limits  b = w = chi = 0: plain decay; l = 0: nobody is flooded
// Tests  unit/model/moment_test, limits/decay_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

// A quantity that returns to `target` at `rate` [1/h], after `hours`.
BOWLBY_FN double relaxed(double value, double target, double rate, double hours) noexcept {
  return target + (value - target) * num::exp(-rate * hours);
}

// Self-soothing after what comforting has taught (claims C050, C063).
BOWLBY_FN double soothing_rate(double soothing, double coregulation, const Params& p) noexcept {
  return soothing * (1 + p.coregulation_trains_soothing * coregulation);
}

BOWLBY_FN double distress_alone(double d, double soothing, double separation, double hours, const Params& p) noexcept {
  return relaxed(d, p.separation_distress * separation / soothing, soothing, hours);
}

BOWLBY_FN double distress_struck(double d, double stressor, double security, const Params& p) noexcept {
  return d + stressor * (1 - p.security_buffer * security);
}

// The share of an answer that gets in, and the rebuff that is heard (1c).
BOWLBY_FN double gets_in(double d, double peer, const Params& p) noexcept {
  return 1 / (1 + peer * p.flooding_closes * num::max(0.0, d - p.flooding_from));
}

BOWLBY_FN double rebuff_heard(double rebuff, double response, double in, double expected) noexcept {
  return rebuff + expected * (1 - in) * response;
}

// After one contact of `contact_hours`: comfort by the response, or by a substitute when one held back. What frightens
// or rebuffs adds distress of its own; `rebuff` comes weighted by the need there was.
BOWLBY_FN double distress_after_contact(double d, double soothing, double comfort, double fright, double rebuff,
                                        const Params& p) noexcept {
  return d * num::exp(-(soothing + comfort) * p.contact_hours) + p.fright_distress * fright +
         p.rebuff_distress * rebuff;
}

}  // namespace bowlby
