// Conflict: the figure is expected to comfort and to frighten, so approach and escape fire together; or nothing works.
//
//   D = c_f min(g mu, m_f phi) A + c U [1 - mu/mu_h]+ A          (5)
//   U = 3/2 (1 - sum of P^2 over open bid, pressing, holding back)          (5a)
//
//   D conflict [0..]   g worth_of_being_met   mu expected response   m_f cost_of_fright   phi expected fright
//   A activation       c_f conflict_gain
//   U how undecided the choice is among the three ways to deal with need [0..1], P their chances by (4)
//   c helplessness_gain   mu_h helplessness_below: who expects as much of asking has a way that works
//
// Without a cost of fright there is nothing to flee from, so cutting fright_costs ends that part of conflict. A figure
// who rebuffs leaves one way that works, holding back; one who hardly answers and does not rebuff leaves none.
//
// Edges  fright_to_conflict, fright_costs, helplessness_to_conflict    Claims C013 C014 C030
// Limits  phi = 0 and c = 0: none    Tests  unit/model/moment_test
#pragma once
#include "model/moment/choice.hpp"

namespace bowlby {

// How undecided one is between asking, pressing and holding back: 0 one of them is sure, 1 all are alike.
BOWLBY_FN double undecided(const Payoffs& q, const Params& p) noexcept {
  const double best = num::max(q.open, num::max(q.press, q.hold)), beta = p.choice_precision;
  const double open = num::exp(beta * (q.open - best)), press = num::exp(beta * (q.press - best)),
               hold = num::exp(beta * (q.hold - best)), all = open + press + hold;
  constexpr double ways = 3;
  return ways / (ways - 1) * (1 - (open * open + press * press + hold * hold) / (all * all));
}

// `q` are the pay-offs of this moment.
BOWLBY_FN double conflict(double A, const Belief& b, const Payoffs& q, const Params& p) noexcept {
  const double torn = p.conflict_gain * num::min(p.worth_of_being_met * b.mu, p.cost_of_fright * b.phi);
  const double lost = p.helplessness_gain * undecided(q, p) * num::max(0.0, 1 - b.mu / p.helplessness_below);
  return (torn + lost) * A;
}

}  // namespace bowlby
