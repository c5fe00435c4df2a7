// Changes side by side: every one thing that can be done differently, by either of the two, on the same evenings.
//
// Each is lived by the same pairs with the same luck as the evening without it. Counted is, pair by pair, who was calm
// sooner, and who felt safer the next morning; a pause may cost minutes and still leave somebody safer.
//
// Limits  a change that moves nothing is `same` for all    Tests  unit/scenes/changes_test
#pragma once
#include "scenes/evenings.hpp"

namespace bowlby::scenes {

// Felt security of a morning counts as different from here on; its scale goes from 0 to 1.
inline constexpr double safer_by = .01;
inline constexpr std::array pause_lengths{10.0, 20.0, 40.0, 60.0};  // minutes

struct Safer {
  int more = 0, less = 0, same = 0;
};

struct Tried {
  Change change;
  Sooner sooner;
  std::array<Safer, 2> safer;  // of each of the two
};

struct ChangesTried {
  std::array<int, 2> pursued{};  // without a change, see pursued_by
  std::vector<Tried> tried;      // what helped most first: most pairs calm sooner, less those calm later
};
ChangesTried live_changes(const Adults&, const EveningsAsked&, const Params&);

}  // namespace bowlby::scenes
