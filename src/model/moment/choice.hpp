// Choice: explore, ask openly, press, or hold back, by learned pay-offs.
//
//   Q_open  = A( g mu           - m0 (1 - mu) - m kappa - m_f phi )
//   Q_press = Q_open + A( g xi nu + p_s (1 - s)(1 - mu) ) - e          (4)
//   Q_hold  = -z A          Q_explore = x (1 - A) - x_A A          P = softmax(beta Q)
//
//   A activation   mu, nu, kappa, phi  beliefs about the figure   g worth_of_being_met   m0 cost_of_no_answer
//   m cost_of_rebuff (person)   m_f cost_of_fright   xi insistence (person)   e press_effort, raised by couple work
//   z cost_of_holding (person), lowered by symptoms and substitutes (4b)   x exploration_payoff
//   x_A exploration_block   beta choice_precision   p_s (1 - s) what one who doubts oneself gains by it (18d)
//
// Edges  no_answer_costs, rebuff_costs, fright_costs, uncertainty_to_press
// Claims C020 C022 C053 C054 C055
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

BOWLBY_FN Payoffs payoffs(double A, const Belief& b, const Traits& t, const Params& p) noexcept {
  const double risk = p.cost_of_no_answer * (1 - b.mu) + t.rebuff_cost * b.kappa + p.cost_of_fright * b.phi;
  const double open = A * (p.worth_of_being_met * b.mu - risk);
  return {p.exploration_payoff * (1 - A) - p.exploration_block * A, open,
          open + A * (p.worth_of_being_met * t.insistence * b.nu + t.chasing * (1 - b.mu)) - t.press_effort,
          -t.holding_cost * A};
}

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
