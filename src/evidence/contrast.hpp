#pragma once
// Two groups compared: whether they differ is asked of the interval of their difference, never of whether their own
// intervals overlap. People may belong together in more than one way at once (brothers and sisters, couples), also
// across the two groups.

#include <cstddef>
#include <span>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// Mean of x where g is non-zero minus mean where g is zero, in the unit of x. Each entry of `clusters` tells row by row
// who belongs together in one way, at most two ways; sums of deviations within clusters carry the error (V = V1 + V2 -
// V12). `comparisons`: how many this one was picked from; the interval is that much wider (Bonferroni), so that the
// widest of many still errs five times in a hundred. Nothing when a group has fewer than two rows.
[[nodiscard]] Maybe mean_difference(Values x, Values g, std::span<const Values> clusters, std::size_t comparisons = 1);

// The normal quantile of an interval that is one of so many: the widest of them still errs five times in a hundred.
[[nodiscard]] double quantile_of(std::size_t comparisons);

// a minus b, two estimates of different people, from the intervals that they have already; wider for the number of
// comparisons as above. People who belong together across the two make the true interval narrower, where they are
// alike: so it errs on the careful side.
[[nodiscard]] Estimate apart(const Estimate& a, const Estimate& b, std::size_t comparisons = 1);

}  // namespace bowlby::evidence
