// Loss: a bond that ends becomes separation, which feeds distress (1) until it has faded (13a).
//
//   sep += min(B, 1.5)          when a figure dies or a union ends; half of it when a child is taken from its parents
//   (13b)
//
//   sep separation or grief [0..]   B bond to the figure that is gone; beyond 1.5 no grief is larger
//
// Edges  separation_to_distress    Claims C051 C131
// Limits  no bond, no grief    Tests  unit/population/families_test
#pragma once
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

inline constexpr double largest_grief = 1.5;          // of one loss
inline constexpr double grief_of_a_taken_child = .5;  // of each parent, who lives on and may be seen

BOWLBY_FN double grief_of(double bond) noexcept { return num::min(largest_grief, bond); }

}  // namespace bowlby
