#pragma once
// How far luck alone moves a number: what the replicates of one study give for it, each by itself.

#include <cstddef>
#include <optional>
#include <span>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

struct Spread {
  std::size_t replicates = 0;  // those that could tell the number
  double mean = 0.0, sd = 0.0, least = 0.0, greatest = 0.0;
};

// Nothing where fewer than two replicates tell the number.
[[nodiscard]] std::optional<Spread> spread(std::span<const Maybe> by_replicate);

}  // namespace bowlby::evidence
