// Year: children with one carer for their first year, month by month, and then the Strange Situation.
//
// This is the rearing arm of a population: children are born on one day to two carers of the same ways (the second,
// who gives a little less, is there as in every home of the model), everything else is drawn. Two carers are compared
// child by child: seed, temperament and the luck of every moment are the same.
// Tests  unit/scenes/lives_test
#pragma once
#include <array>
#include <vector>

#include "instruments/strange_situation.hpp"
#include "population/life_tables.hpp"
#include "population/scenario.hpp"

namespace bowlby::scenes {

struct YearAsked {
  std::uint64_t seed = 1;
  Care care;
  std::uint32_t children = 20;
  EdgeSet edges;
};

// Entry m: at the end of month m (beliefs, 0 = at birth), or during it (shares of moments, body; 0 = nothing yet).
struct ChildYear {
  std::vector<double> mu, nu, kappa, phi, ask, press, hold, explore, security, distress;
};

struct ChildVisit {
  AssayVisit visit;
  AssayScales scales;
  AssayClass group{};
};

struct Year {
  std::vector<ChildYear> children;
  std::vector<ChildVisit> visits;
  std::vector<std::array<AssayStep, assay_steps>> films;  // one for each visit
  std::array<int, 4> counts{};                            // by AssayClass
};

inline constexpr int year_months = 12;

// The child worth following where nobody is asked for: nearest to the middle of the scales among those whose visit is
// sorted as most are. With two carers, among those whose two visits are sorted most often in one same unlike way, if
// there are any: what steadiness does is seen in them.
std::uint32_t telling_child(const Year&, const Year* other);

// Left alone, cries little or not at all, and needs comfort.
bool quiet_but_stirred(const ChildVisit&, const Params&);

Year live_year(const YearAsked&, const LifeTables&, const Params&, int threads);

}  // namespace bowlby::scenes
