// Loss: a bond that ends becomes separation, which feeds distress (1) until it has faded (13a).
//
//   sep += g min(B u, 1.5),   u = [1 + h (nu_G - nu*)]+          (13b)
//
//   sep separation or grief [0..]   B bond to the figure that is gone; beyond 1.5 no grief is larger
//   u how deep it goes: who cannot count on others hangs more on the one who goes   h uncertainty_deepens_grief
//   nu_G general unpredictability, nu* usual_unpredictability: of somebody like that, grief is the bond
//   g 1 when a figure dies or a union ends, 1/2 when a child is taken from a parent or from a carer
//
// Edges  separation_to_distress, uncertainty_to_grief    Claims C051 C097 C131
// Limits  no bond, no grief; h = 0: grief is the bond
// Tests  unit/model/loss_test, conformance/conformance_test, unit/population/losses_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "model/years/couple.hpp"
#include "num/elementary.hpp"

namespace bowlby {

inline constexpr double largest_grief = 1.5;          // of one loss
inline constexpr double grief_of_a_taken_child = .5;  // of each carer, who lives on and may be seen

// The grief of somebody who had this bond, by how unsure one is of others.
BOWLBY_FN double grief_of(double bond, double general_nu, const Params& p) noexcept {
  const double deeper = 1 + p.uncertainty_deepens_grief * (general_nu - p.usual_unpredictability);
  return num::min(largest_grief, bond * num::max(0.0, deeper));
}

// `s` after it has lost somebody it had this bond to; `share` of the whole grief.
BOWLBY_FN void lose(Person& s, double bond, double share, const Params& p) noexcept {
  s.separation += share * grief_of(bond, s.general_nu, p);
}

// `s` after its union has ended, by death or by a parting.
BOWLBY_FN void lose_partner(Person& s, double bond, const Params& p) noexcept {
  lose(s, bond, 1, p);
  s.satisfaction = s.best_satisfaction = single_satisfaction;
  s.withdrawal = 0;
}

}  // namespace bowlby
