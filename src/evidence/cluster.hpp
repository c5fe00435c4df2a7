#pragma once
// Intervals for people nested in families. Deleting whole clusters and estimating again (jackknife) keeps
// what siblings share in the standard error. Deterministic: no random resampling. With many clusters,
// whole clusters are dealt into at most `max_blocks` blocks by the rank of their id, and blocks are deleted.

#include <functional>

#include "evidence/estimators.hpp"

namespace bowlby::evidence {

inline constexpr std::size_t max_blocks = 200;

// The scale on which the interval is symmetric.
enum class Scale { plain, logit, logarithm, fisher_z };

// `whole`: the estimate on all rows (its value is kept, its interval replaced). `again` estimates the value
// on a subset of rows. With fewer than five clusters the interval of `whole` stays, marked by clusters = 0.
[[nodiscard]] Estimate cluster_interval(const Estimate& whole, const Sample& sample, Scale scale,
                                        const std::function<Maybe(const Sample&)>& again);

}  // namespace bowlby::evidence
