#include "evidence/spread.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace bowlby::evidence {

std::optional<Spread> spread(std::span<const Maybe> by_replicate) {
  std::vector<double> values;
  for (const Maybe& m : by_replicate)
    if (m && std::isfinite(m->value)) values.push_back(m->value);
  if (values.size() < 2) return std::nullopt;
  double mean = 0, square = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) square += (v - mean) * (v - mean);
  const auto [least, greatest] = std::ranges::minmax(values);
  return Spread{values.size(), mean, std::sqrt(square / static_cast<double>(values.size() - 1)), least, greatest};
}

}  // namespace bowlby::evidence
