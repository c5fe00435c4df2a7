// Bond: grows when one is met, asked or not, most where that was uncertain; shrinks when not, fades without contact.
//
//   dB = gamma_plus r u / (1 + (1 + c kappa) B) - gamma_minus (1 - r)   per contact;   B' = -gamma_0 B          (11)
//   u  = [1 + beta (nu - nu_0)]+                                                                           (11a)
//
//   B bond [0..]   r response   kappa expected rebuff of this figure   c closeness_ceiling: more closeness adds less
//   and less, and the sooner so the more rebuff is expected (Rinaldi's ceiling in its simplest form)
//   u relief [1]: an answer binds the more, the less it could be counted on   nu unpredictability of this figure
//   beta bond_from_uncertainty   nu_0 usual_unpredictability: of somebody like that, an answer binds as it is
//   gamma_plus bond_gain   gamma_minus bond_loss   gamma_0 bond_decay [1/year]
//
// Edges  answer_to_bond, no_answer_to_bond, rebuff_belief_to_ceiling, uncertainty_to_bond
// Claims C082 C094 C097 R14    Limits  beta = 0: the bond does not ask how sure the answer was; see limits/rinaldi_test
// for the full form    Tests  unit/model/beliefs_test
#pragma once
#include "model/months/beliefs.hpp"
#include "model/parameters.hpp"
#include "num/elementary.hpp"

namespace bowlby {

BOWLBY_FN double bond_after(double bond, const Belief& of, double response, double contact, const Params& p) noexcept {
  const double relief = num::max(0.0, 1 + p.bond_from_uncertainty * (of.nu - p.usual_unpredictability));
  const double gain = p.bond_gain * response * relief / (1 + (1 + p.closeness_ceiling * of.kappa) * bond);
  return num::max(0.0, bond + contact * (gain - p.bond_loss * (1 - response)));
}

}  // namespace bowlby
