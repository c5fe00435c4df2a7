// Conflict: the figure is expected to comfort and to frighten; approach and escape fire together.
//
//   D = 2 min(g mu, m phi) A          (5)
//
//   D conflict [0..]   g worth_of_being_met   mu expected response   m cost of fright (person)   phi expected fright
//   A activation       the factor 2 is conflict_gain
//
// Edges  fright_to_conflict    Claims C013 C014    Limits  phi = 0: none    Tests  unit/model/moment_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

BOWLBY_FN double conflict(double A, const Belief& b, double rebuff_cost, const Params& p) noexcept {
  return p.conflict_gain * num::min(p.worth_of_being_met * b.mu, rebuff_cost * b.phi) * A;
}

}  // namespace bowlby
