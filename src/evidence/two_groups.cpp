#include "evidence/two_groups.hpp"

#include <cmath>

#include "evidence/student.hpp"

namespace bowlby::evidence {
namespace {

// Sums of one group, each value less its group's mean.
struct Group {
  double n = 0, y = 0, x = 0, yy = 0, xx = 0, xy = 0;
};

Group group_of(Values outcome, Values baseline, Values second, bool which) {
  Group g;
  const auto mine = [&](std::size_t i) { return (second[i] != 0) == which; };
  const auto base = [&](std::size_t i) { return baseline.empty() ? 0.0 : baseline[i]; };
  for (std::size_t i = 0; i < outcome.size(); ++i)
    if (mine(i)) ++g.n, g.y += outcome[i], g.x += base(i);
  if (g.n == 0) return g;
  g.y /= g.n, g.x /= g.n;
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    if (!mine(i)) continue;
    const double dy = outcome[i] - g.y, dx = base(i) - g.x;
    g.yy += dy * dy, g.xx += dx * dx, g.xy += dx * dy;
  }
  return g;
}

TwoGroups tested(const Group& a, const Group& b, double difference, double error, double freedom) {
  TwoGroups t;
  t.difference = difference;
  t.error = error;
  t.degrees_of_freedom = freedom;
  t.p = t_two_sided(difference / error, freedom);
  t.standardised = difference / std::sqrt((a.yy + b.yy) / (a.n + b.n - 2));
  t.n = static_cast<std::size_t>(a.n + b.n);
  return t;
}

}  // namespace

std::optional<TwoGroups> welch(Values outcome, Values second) {
  const Group a = group_of(outcome, {}, second, false), b = group_of(outcome, {}, second, true);
  if (a.n < 2 || b.n < 2) return std::nullopt;
  const double va = a.yy / (a.n - 1) / a.n, vb = b.yy / (b.n - 1) / b.n, v = va + vb;
  if (!(v > 0)) return std::nullopt;
  return tested(a, b, b.y - a.y, std::sqrt(v), v * v / (va * va / (a.n - 1) + vb * vb / (b.n - 1)));
}

std::optional<TwoGroups> ancova(Values outcome, Values baseline, Values second) {
  const Group a = group_of(outcome, baseline, second, false), b = group_of(outcome, baseline, second, true);
  const double freedom = a.n + b.n - 3, xx = a.xx + b.xx;
  if (a.n < 2 || b.n < 2 || freedom < 1 || !(xx > 0)) return std::nullopt;
  const double slope = (a.xy + b.xy) / xx, apart = b.x - a.x;
  const double left = a.yy + b.yy - slope * (a.xy + b.xy);
  if (!(left > 0)) return std::nullopt;
  const double error = std::sqrt(left / freedom * (1 / a.n + 1 / b.n + apart * apart / xx));
  return tested(a, b, b.y - a.y - slope * apart, error, freedom);
}

std::optional<TwoGroups> paired(Values outcome, Values baseline) {
  const auto n = static_cast<double>(outcome.size());
  if (n < 2) return std::nullopt;
  std::vector<double> change, all(outcome.size(), 1);
  for (std::size_t i = 0; i < outcome.size(); ++i) change.push_back(outcome[i] - baseline[i]);
  const Group d = group_of(change, {}, all, true), before = group_of(baseline, {}, all, true),
              after = group_of(outcome, {}, all, true);
  if (!(d.yy > 0)) return std::nullopt;
  TwoGroups t;
  t.difference = d.y;
  t.error = std::sqrt(d.yy / (n - 1) / n);
  t.degrees_of_freedom = n - 1;
  t.p = t_two_sided(t.difference / t.error, t.degrees_of_freedom);
  t.standardised = d.y / std::sqrt((before.yy + after.yy) / (2 * (n - 1)));
  t.n = outcome.size();
  return t;
}

}  // namespace bowlby::evidence
