#pragma once
// Intervals for people nested in families. Deleting whole clusters and estimating again (jackknife) keeps
// what siblings share in the standard error. Deterministic: no random resampling. With many clusters,
// whole clusters are dealt into at most `max_blocks` blocks by the rank of their id, and blocks are deleted.

#include <functional>

#include <algorithm>
#include <functional>
#include <vector>

#include "evidence/estimators.hpp"

namespace bowlby::evidence {

inline constexpr std::size_t max_blocks = 200;

// The scale on which the interval is symmetric.
enum class Scale { plain, logit, logarithm, fisher_z };

// Rows of one family stand and fall together: clusters are dealt round into at most max_blocks blocks.
struct Blocks {
  std::vector<std::size_t> of_row;
  std::size_t clusters = 0;
  [[nodiscard]] std::size_t count() const { return std::min(clusters, max_blocks); }
};
[[nodiscard]] Blocks blocks_of(const std::vector<double>& cluster);

// `whole`: the estimate on all rows (its value is kept, its interval replaced). `without` estimates the value on all
// rows but those of a block. With fewer than five clusters the interval of `whole` stays, marked by clusters = 0.
[[nodiscard]] Estimate cluster_interval(const Estimate& whole, const Blocks& blocks, Scale scale,
                                        const std::function<Maybe(std::size_t block)>& without);
// The same for an estimate of any kind, which sees the rows that are left in a sample of their own: a pass for each
// block. Without a column `cluster` the interval of `whole` stays.
[[nodiscard]] Estimate cluster_interval(const Estimate& whole, const Sample& sample, Scale scale,
                                        const std::function<Maybe(const Sample&)>& again);

}  // namespace bowlby::evidence
