#pragma once
// People put together by which of their answers are missing. A model that sees people through their waves alone needs
// no more of them than how many they are, their means, and how they lie about these.

#include <span>
#include <vector>

#include "fit/matrix.hpp"

namespace bowlby::fit::waves {

struct Alike {                     // people with the same gaps, of one group
  std::vector<std::size_t> there;  // columns that are not missing
  int group = 0;
  double people = 0;
  std::vector<double> mean;     // of the columns there
  std::vector<double> scatter;  // sum of products about the means, row by row
};

// Rows of nothing but gaps (NaN) are left out. `group` may be empty.
[[nodiscard]] std::vector<Alike> by_gaps(const Matrix& answers, std::span<const int> group);

// Mean and spread over all that is there in some columns.
struct Level {
  double mean = 0, spread = 1;
  double n = 0;
};
[[nodiscard]] Level level_of(const Matrix& answers, std::size_t from, std::size_t until);
// The columns less the level's mean, over its spread.
void put_on_level(Matrix& answers, std::size_t from, std::size_t until, const Level&);

}  // namespace bowlby::fit::waves
