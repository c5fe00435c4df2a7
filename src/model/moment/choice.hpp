// Choice: explore, ask openly, press, or hold back, by learned pay-offs.
//
//   Q_open  = A( g mu           - m0 (1 - mu) - m kappa - m_f phi )
//   Q_press = Q_open + A g xi nu + (A p_s + (1 - A) j w)(1 - s)(1 - mu) - e          (4)
//   Q_hold  = -z A          Q_explore = x (1 - A) - x_A A          P = softmax(beta Q)
//   w = peer B / (B + B1)          (4c)
//
//   A activation   mu, nu, kappa, phi  beliefs about the figure   g worth_of_being_met   m0 cost_of_no_answer
//   m cost_of_rebuff (person)   m_f cost_of_fright   xi insistence (person)   e press_effort, raised by couple work
//   z cost_of_holding (person), lowered by symptoms and substitutes (4b)   x exploration_payoff
//   x_A exploration_block   beta choice_precision   s felt worth (18c)   p_s worth_presses   j doubt_checks
//   w what is at stake [0..1]   B bond   peer 1 where the figure is an equal, else 0   B1 half_at_stake, a convention
//
// Pressing has two sources beside unpredictability. Who thinks little of oneself and doubts the other presses in need.
// Where the other matters, one does so in calm, too: one checks. Doubt is reason enough there, and no answer is needed.
//
// Edges  no_answer_costs, rebuff_costs, fright_costs, uncertainty_to_press, worth_to_press, doubt_to_checking
// Claims C020 C022 C053 C054 C055 C121
// Limits  beta large: best pay-off wins; see limits/cittern_test
// Tests  unit/model/moment_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

struct Payoffs {
  double explore, open, press, hold;
};

// `stake` is w of (4c).
BOWLBY_FN Payoffs payoffs(double A, const Belief& b, double stake, const Traits& t, const Params& p) noexcept {
  const double risk = p.cost_of_no_answer * (1 - b.mu) + t.rebuff_cost * b.kappa + p.cost_of_fright * b.phi;
  const double open = A * (p.worth_of_being_met * b.mu - risk);
  return {p.exploration_payoff * (1 - A) - p.exploration_block * A, open,
          open + A * p.worth_of_being_met * t.insistence * b.nu +
              (A * p.worth_presses + (1 - A) * p.doubt_checks * stake) * t.self_doubt * (1 - b.mu) - t.press_effort,
          -t.holding_cost * A};
}

// The bond at which half is at stake. A poor bond is one, too: what one would lose does not shrink as it does.
inline constexpr double half_at_stake = .15;

BOWLBY_FN double at_stake(double bond, double peer) noexcept { return peer * bond / (bond + half_at_stake); }

// The action a uniform draw picks: 0 explore, 1 open bid, 2 press, 3 hold (the order of `Action`).
BOWLBY_FN double choose(const Payoffs& q, double u, const Params& p) noexcept {
  const double beta = p.choice_precision;
  const double explore = num::exp(beta * (q.explore - q.hold));
  const double open = explore + num::exp(beta * (q.open - q.hold));
  const double press = open + num::exp(beta * (q.press - q.hold));
  const double at = u * (press + 1);
  return (at >= explore ? 1.0 : 0.0) + (at >= open ? 1.0 : 0.0) + (at >= press ? 1.0 : 0.0);
}

}  // namespace bowlby
