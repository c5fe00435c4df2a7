#pragma once
// What the answers to the items of one scale say about the scale. Everything is of the rows that answered every item.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// One column per item, all of one length; NaN: no answer.
using Items = std::vector<std::vector<double>>;

struct ItemMoments {
  std::size_t rows = 0, items = 0;
  std::vector<double> means, covariance;  // n - 1; row by row
  [[nodiscard]] double at(std::size_t i, std::size_t j) const { return covariance[i * items + j]; }
};
[[nodiscard]] ItemMoments moments_of(const Items&);

// Cronbach's alpha with Feldt's interval. Nothing below two items or three rows, or where the sum does not vary.
[[nodiscard]] Maybe alpha(const ItemMoments&);

// McDonald's omega total: the share of the variance of the sum that one common factor carries, by maximum likelihood.
// Nothing below three items, without more rows than items, or where the fit would leave an item no variance of its own.
[[nodiscard]] std::optional<double> omega(const ItemMoments&);

// Correlation of every item with the sum of the others; NaN where either does not vary.
[[nodiscard]] std::vector<double> item_rest(const ItemMoments&);

// Loading of every item on the first principal component of the correlations. The greater part of the squares is
// positive; an item that does not vary has 0.
[[nodiscard]] std::vector<double> first_component(const ItemMoments&);

}  // namespace bowlby::evidence
