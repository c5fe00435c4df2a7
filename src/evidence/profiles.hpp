#pragma once
// How many kinds of behaviour do ratings fall into, and which? Latent profiles: a mixture of normals that differ in
// their means and share one variance per rating, ratings independent within a profile (the plain latent profile model).
// Shared variances keep a pile at the end of a scale from becoming a profile of no width.
//
//   ln L  sum over cases of ln sum_k share_k N(x; mean_k, variance)      EM, best of 12 starts spread by distance
//   BIC   -2 ln L + (k d + d + k - 1) ln n                               least is best
//
// Limits  k = 1: means and variances; far apart groups: the groups    Tests unit/evidence/profiles_test

#include <cstdint>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

struct Profiles {
  std::vector<double> share;                // by profile
  std::vector<std::vector<double>> centre;  // [profile][rating], in standard units of all cases
  std::vector<std::size_t> member;          // likeliest profile of each case
  double bic = 0;
};

// Ratings column by column, of equal length, without NaN. Nothing without spread or with fewer than 20 cases a profile.
[[nodiscard]] std::optional<Profiles> latent_profiles(const std::vector<std::vector<double>>& ratings, std::size_t k,
                                                      std::uint64_t seed);

// Rand index of two groupings of the same cases, adjusted for chance (Hubert & Arabie 1985): 1 the same, 0 as chance
// would. Any numbers as codes. Jackknife interval with the groupings as they are. Nothing where one group holds all.
[[nodiscard]] Maybe adjusted_rand(Values a, Values b);

}  // namespace bowlby::evidence
