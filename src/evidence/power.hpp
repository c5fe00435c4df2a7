#pragma once
// From how often a study of some sizes found its effect to the size that finds it often enough.

#include <cstddef>
#include <optional>
#include <span>

namespace bowlby::evidence {

struct PowerAt {
  double size = 0;  // people
  std::size_t found = 0, tried = 0;
};

struct SizeNeeded {
  double size = 0;
  double low = 0, high = 0;  // 95 % interval by likelihood; high is infinite where no effect cannot be ruled out
};

// Chance to find = Phi(c sqrt(size) - 1.96) + Phi(-c sqrt(size) - 1.96): the power of a two-sided test whose error
// shrinks with the root of the size. Without an effect (c = 0) it is .05, so that what is found as often as by chance
// has no size. c is fitted to all sizes at once by likelihood. Nothing where no size was tried, or where the size would
// be 10,000 times the largest that was.
[[nodiscard]] std::optional<SizeNeeded> size_needed(std::span<const PowerAt>, double power);

// The height of that curve at a size.
[[nodiscard]] std::optional<double> power_at(std::span<const PowerAt>, double size);

}  // namespace bowlby::evidence
