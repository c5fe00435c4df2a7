#include "evidence/round_robin.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bowlby::evidence {
namespace {

constexpr std::size_t least_members = 4;
enum Part { actor, partner, relationship, generalised, dyadic, parts };

bool has_gap(const RatedGroup& group) {
  for (std::size_t i = 0; i < group.members; ++i)
    for (std::size_t j = 0; j < group.members; ++j)
      if (i != j && !std::isfinite(group.ratings[i * group.members + j])) return true;
  return false;
}

std::array<double, parts> of_group(const RatedGroup& group) {
  const std::size_t size = group.members;
  const double n = static_cast<double>(size);
  const auto x = [&](std::size_t i, std::size_t j) { return group.ratings[i * size + j]; };
  std::vector<double> rows(size, 0), columns(size, 0), a(size), b(size);
  double all = 0;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      if (i != j) rows[i] += x(i, j) / (n - 1), columns[j] += x(i, j) / (n - 1), all += x(i, j) / (n * (n - 1));
  const double own = (n - 1) * (n - 1) / (n * (n - 2)), other = (n - 1) / (n * (n - 2)), mean = (n - 1) / (n - 2);
  double aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < size; ++i) {
    a[i] = own * rows[i] + other * columns[i] - mean * all;
    b[i] = own * columns[i] + other * rows[i] - mean * all;
    aa += a[i] * a[i] / (n - 1), bb += b[i] * b[i] / (n - 1), ab += a[i] * b[i] / (n - 1);
  }
  double between = 0, within = 0;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i + 1; j < size; ++j) {
      const double one = x(i, j) - a[i] - b[j] - all, back = x(j, i) - a[j] - b[i] - all;
      between += (one + back) * (one + back) / 2, within += (one - back) * (one - back) / 2;
    }
  const double pairs = (n - 1) * (n - 2) / 2;
  between /= pairs - 1, within /= pairs;
  const double alone = (between + within) / 2, returned = (between - within) / 2;
  const double shared = (alone * (n - 1) + returned) / (n * (n - 2));
  return {aa - shared, bb - shared, alone, ab - (returned * (n - 1) + alone) / (n * (n - 2)), returned};
}

}  // namespace

SocialRelations social_relations(const std::vector<RatedGroup>& groups) {
  SocialRelations out;
  std::vector<std::array<double, parts>> values;
  std::vector<double> weights;
  for (const RatedGroup& group : groups) {
    if (group.members < least_members) {
      ++out.small;
    } else if (has_gap(group)) {
      ++out.gaps;
    } else {
      values.push_back(of_group(group));
      weights.push_back(static_cast<double>(group.members) - 1);
    }
  }
  out.groups = values.size();
  if (out.groups < 2) return out;
  double weight = 0;
  for (const double w : weights) weight += w;
  const auto told = [&](Part part) -> Maybe {
    double mean = 0, square = 0;
    for (std::size_t k = 0; k < values.size(); ++k) mean += weights[k] / weight * values[k][part];
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double off = weights[k] / weight * (values[k][part] - mean);
      square += off * off;
    }
    const double n = static_cast<double>(values.size()), error = std::sqrt(square * n / (n - 1));
    return Estimate{mean, mean - t95(n - 1) * error, mean + t95(n - 1) * error, values.size(), values.size()};
  };
  out.actor = told(actor), out.partner = told(partner), out.relationship = told(relationship);
  out.generalised = told(generalised), out.dyadic = told(dyadic);
  return out;
}

}  // namespace bowlby::evidence
