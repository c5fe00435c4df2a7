#include "evidence/power.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {
namespace {

constexpr double half_of_chi_square = 1.920729410347;  // of one degree of freedom at .95
constexpr double too_many = 1e4;                       // times the largest size: nobody can say so much from so little

double below(double z) { return .5 * std::erfc(-z / std::numbers::sqrt2); }

// The normal quantile, by halving.
double quantile(double p) {
  double low = -40, high = 40;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (below(middle) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}

// Of the effect in standard errors, on either side.
double found_share(double z) { return below(z - z95) + below(-z - z95); }

double likelihood(std::span<const PowerAt> points, double c) {
  double sum = 0;
  for (const PowerAt& p : points) {
    const double share = found_share(c * std::sqrt(p.size));
    const auto found = static_cast<double>(p.found), missed = static_cast<double>(p.tried - p.found);
    constexpr double least = 1e-300;
    sum += found * std::log(std::fmax(share, least)) + missed * std::log(std::fmax(1 - share, least));
  }
  return sum;
}

}  // namespace

std::optional<SizeNeeded> size_needed(std::span<const PowerAt> points, double power) {
  double smallest = std::numeric_limits<double>::infinity(), largest = 0;
  for (const PowerAt& p : points)
    if (p.tried > 0) smallest = std::fmin(smallest, p.size), largest = std::fmax(largest, p.size);
  if (!(smallest > 0) || std::isinf(smallest)) return std::nullopt;
  // The likelihood has one peak; beyond `most` even the smallest size never fails.
  const double most = 12 / std::sqrt(smallest);
  double low = 0, high = most;
  for (int i = 0; i < 200; ++i) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    (likelihood(points, a) < likelihood(points, b) ? low : high) =
        likelihood(points, a) < likelihood(points, b) ? a : b;
  }
  const double c = (low + high) / 2, cut = likelihood(points, c) - half_of_chi_square;
  const auto edge = [&](double inside, double outside) {
    if (likelihood(points, outside) >= cut) return outside;
    for (int i = 0; i < 100; ++i) {
      const double middle = (inside + outside) / 2;
      (likelihood(points, middle) >= cut ? inside : outside) = middle;
    }
    return inside;
  };
  const double weakest = edge(c, 0), strongest = edge(c, most);
  const double z = z95 + quantile(power);
  const auto size = [&](double slope) {
    return slope > 1e-9 ? z * z / (slope * slope) : std::numeric_limits<double>::infinity();
  };
  if (size(c) > too_many * largest) return std::nullopt;
  return SizeNeeded{size(c), size(strongest), size(weakest)};
}

std::optional<double> power_at(std::span<const PowerAt> points, double size) {
  constexpr double found_by_half = .5;
  const auto half = size_needed(points, found_by_half);  // there c sqrt(size) is z95
  if (!half) return std::nullopt;
  return found_share(z95 * std::sqrt(size / half->size));
}

}  // namespace bowlby::evidence
