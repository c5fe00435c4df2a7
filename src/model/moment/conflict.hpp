// Conflict: the figure is expected to comfort and to frighten; approach and escape fire together.
//
//   D = 2 min(g mu, m_f phi) A          (5)
//
//   D conflict [0..]   g worth_of_being_met   mu expected response   m_f cost_of_fright   phi expected fright
//   A activation       the factor 2 is conflict_gain
//
// Without a cost of fright there is nothing to flee from, so cutting fright_costs ends conflict too.
//
// Edges  fright_to_conflict, fright_costs    Claims C013 C014    Limits  phi = 0: none    Tests  unit/model/moment_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

BOWLBY_FN double conflict(double A, const Belief& b, const Params& p) noexcept {
  return p.conflict_gain * num::min(p.worth_of_being_met * b.mu, p.cost_of_fright * b.phi) * A;
}

}  // namespace bowlby
