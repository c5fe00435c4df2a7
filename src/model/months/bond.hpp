// Bond: grows when bids are met, shrinks when they are not, fades without contact.
//
//   dB = gamma_plus r / (1 + (1 + c kappa) B) - gamma_minus (1 - r)   per bid;   B' = -gamma_0 B          (11)
//
//   B bond [0..]   r response   kappa expected rebuff of this figure   c closeness_ceiling: more closeness adds less
//   and less, and the sooner so the more rebuff is expected (Rinaldi's ceiling in its simplest form)
//   gamma_plus bond_gain   gamma_minus bond_loss   gamma_0 bond_decay [1/year]
//
// Edges  answer_to_bond, no_answer_to_bond, rebuff_belief_to_ceiling
// Claims C082 C094 R14    Limits  see limits/rinaldi_test for the full form    Tests  unit/model/beliefs_test
#pragma once
#include "model/parameters.hpp"
#include "num/elementary.hpp"

namespace bowlby {

BOWLBY_FN double bond_after(double bond, double kappa, double response, double contact, const Params& p) noexcept {
  const double gain = p.bond_gain * response / (1 + (1 + p.closeness_ceiling * kappa) * bond);
  return num::max(0.0, bond + contact * (gain - p.bond_loss * (1 - response)));
}

}  // namespace bowlby
