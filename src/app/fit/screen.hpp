// Which of many parameters the statistics of a sample tell of: straight lines through a few worlds.
#pragma once
#include <vector>

#include "fit/matrix.hpp"

namespace bowlby {

// Where to look: points whose second half mirrors the first.
fit::Matrix screening_points(std::size_t parameters);

struct Screened {
  std::vector<double> learned;      // by parameter: share of the prior's variance told away
  std::vector<std::size_t> chosen;  // the best told, the most first
};
Screened screen(const fit::Matrix& x, const fit::Matrix& y, std::size_t most);

}  // namespace bowlby
