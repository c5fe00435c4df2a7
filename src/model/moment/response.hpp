// Response: how well a figure meets a bid, given what it usually gives and how it is today.
//
//   s = Phi(x),   x = x_j + s_B B_j + peer ((s_o + e_R R) [open] - s_p [press]) - s_d d_j - s_h h_j          (10)
//   r = Phi( (x + sqrt(rho_j) z) / sqrt(1 - rho_j) ),   k = rej_j (1 - r),   fright with chance fr_j          (6)
//   unasked, a partner comes with chance  min(1, o B_j [1 - d_j]+ r d),  and then k = 0          (10b)
//
//   r response [0..1], mean exactly s   z standard normal draw   rho_j momentary share of the giver's variance [0..1]
//   x_j giving, probit scale, with what the role adds: father_offset, friend_offset, partner_offset, ex_offset
//   B_j a partner's bond to the one who asks   d_j giver's distress   h_j giver's withdrawal, both this morning's
//   rej_j share of the unmet returned as rebuff   fr_j chance of a fright   peer: 1 for friends, partner, ex; else 0
//   e_R R how clearly the one who asks can name the need (19b)
//   d distress of the one who does not ask   o unasked_comfort: who is bound, free and able to answer notices and comes
//   s_B bond_answers s_o open_invites   s_p press_taxes   s_d distress_narrows   s_h withdrawal_closes
//
// Why probit and not a beta draw: the mean stays exactly s at every consistency, which "same mean, other variance"
// needs, and it takes no rejection loop (docs/decisions/0002).
//   rho(c) = sin(pi / (2 (c + 1)))   gives the variance of a beta draw of concentration c at s = 1/2, exactly.
//
// Edges  bond_to_response, open_bid_invites, press_taxes_response, distress_narrows_response, withdrawal_to_response,
//        notice_to_offer
// Claims C020 C054 C113 C135    Limits  rho -> 0: r = s; rho -> 1: all or nothing; o = 0: nobody comes unasked
// Tests  unit/model/response_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"
#include "num/normal.hpp"

namespace bowlby {

// Probit-scale mean of a giver's response to `action` today.
BOWLBY_FN double response_mean(const Giver& g, double action, double clarity, const Params& p) noexcept {
  const double open = action == 1 ? 1.0 : 0.0, press = action == 2 ? 1.0 : 0.0;
  return g.mean + p.bond_answers * g.bond + g.peer * ((p.open_invites + clarity) * open - p.press_taxes * press) -
         p.distress_narrows * g.distress - p.withdrawal_closes * g.withdrawal;
}

// `clarity` of the one who asks (19b).
BOWLBY_FN double response(const Giver& g, double action, double clarity, double z, const Params& p) noexcept {
  const double x = response_mean(g, action, clarity, p) + num::sqrt(g.momentary) * z;
  return num::normal_cdf(x / num::sqrt(1 - g.momentary));
}

// Chance that a figure comes unasked to somebody in this distress, with the response it would have. Only partners have
// a bond to the one they comfort.
BOWLBY_FN double offer_chance(const Giver& g, double response, double distress, const Params& p) noexcept {
  return p.unasked_comfort * g.bond * num::max(0.0, 1 - g.distress) * response * distress;
}

BOWLBY_FN double rebuff(const Giver& g, double response) noexcept { return g.rebuff * (1 - response); }

// Momentary share of variance that a concentration c stands for; kept below one so that 1 - rho never vanishes.
BOWLBY_FN double momentary_share(double concentration) noexcept {
  // sin(y) for y in 0..pi/2 is cos(2 pi u) with u = 1/4 - y/(2 pi), and y = pi/2/(c+1)
  constexpr double quarter = .25;  // of a turn
  return num::min(num::cos2pi(quarter - quarter / (concentration + 1)), 1 - 1e-9);
}

}  // namespace bowlby
