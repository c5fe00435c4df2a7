// Data among simulated worlds: whether what was measured in the data could have been measured in one of them.
//
// Were the data one more world, all of them could change places. So each, the data among them, is held against the
// others: its farthest statistic, in spreads of the others, is how strange it is. The data are called different where
// their distance in a statistic is larger than the largest distance of any world in any statistic. That happens by
// chance in one of (worlds + 1) comparisons at most, however many statistics there are, however they hang together, and
// whatever their distributions (a permutation test of the largest statistic; Westfall & Young 1993). With more worlds
// the limit moves inward, so that the chance stays as near to .05 as it can from below.
//
//   distance  = |x - mean of the others| / (spread * sqrt(1 + 1 / others))
//   spread    = sd of the others, but at least half of the statistic's own median standard error: a share that is zero
//               in all worlds but one is no reason to call that one strange
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

inline constexpr std::size_t fewest_worlds = 19;  // below, one in twenty cannot be kept

// edge: outside all worlds, and yet not farther than chance; same: one value in the data and everywhere, which says
// nothing.
enum class Likeness { fits, edge, differs, same, unmeasured };

struct LikenessRow {
  Likeness verdict = Likeness::unmeasured;
  double data = 0, mean = 0, sd = 0, least = 0, greatest = 0;  // the last four of the worlds
  double distance = 0;                                         // with the sign of data less worlds
  std::size_t below = 0, above = 0;                            // worlds
  std::size_t worlds_without = 0;                              // in which it could not be measured
};

struct LikenessTable {
  std::vector<LikenessRow> rows;
  double limit = 0;          // distances beyond it differ
  double chance = 0;         // of any false alarm, at most
  std::size_t measured = 0;  // statistics that are not the same everywhere
  std::size_t stranger = 0;  // worlds that are at least as strange as the data
  // Statistics that chance alone puts outside all worlds.
  [[nodiscard]] double edges_by_chance() const;
  std::size_t worlds = 0;
};

// worlds[w][s]: statistic s in world w. Statistics that any of them, or the data, cannot tell are left out of judging.
[[nodiscard]] LikenessTable likeness(std::span<const Maybe> data, const std::vector<std::vector<Maybe>>& worlds);

}  // namespace bowlby::evidence
