#pragma once
// Two groups compared, or one group before and after, as papers do it: a difference of means with its test.

#include <optional>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

struct TwoGroups {
  double difference = 0;  // of the second group from the first, in the outcome's units
  double error = 0, degrees_of_freedom = 0, p = 1;
  double standardised = 0;  // over the pooled standard deviation of the outcome
  std::size_t n = 0;
};

// `second`: non-zero for who is in the second group. Nothing where a group has fewer than two values, or nobody
// differs. Welch's t test: each group has its own spread.
[[nodiscard]] std::optional<TwoGroups> welch(Values outcome, Values second);
// Least squares on group and baseline: the difference at one baseline.
[[nodiscard]] std::optional<TwoGroups> ancova(Values outcome, Values baseline, Values second);
// One group: the mean of outcome less baseline. Standardised over the pooled standard deviation of the two.
[[nodiscard]] std::optional<TwoGroups> paired(Values outcome, Values baseline);

}  // namespace bowlby::evidence
