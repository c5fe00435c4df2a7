#pragma once
// Two groups compared in ordered answers, of which many may lie at the floor: proportional odds (McCullagh 1980).
//
//   log odds of an answer above k  =  effect * [second group] + slope * baseline - a_k,   the same effect for every k
//
// Fitted by maximum likelihood, which is concave in all of it. Tested by the likelihood ratio.

#include <optional>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

struct ProportionalOdds {
  double effect = 0, error = 0;  // log odds ratio of the second group; error by the inverse of the information
  double p = 1;
  double likelihood = 0;           // log
  std::size_t n = 0, answers = 0;  // people, and how many different answers they gave
};

// `second`: non-zero for who is in the second group; `baseline` may be empty. Nothing where a group has fewer than two
// values, nobody differs, or the effect has no end: one group answers beyond the other throughout.
[[nodiscard]] std::optional<ProportionalOdds> proportional_odds(Values outcome, Values baseline, Values second);

}  // namespace bowlby::evidence
