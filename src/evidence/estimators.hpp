#pragma once
// From the rows of a query to an estimate. A query names its estimator in a comment line
// (`-- estimator: correlation`) and returns the columns that estimator reads:
//
//   proportion, mean, median, sd   value
//   correlation                    x y
//   difference, odds_ratio         x g          g non-zero minus (over) g zero
//   kappa                          a b          category codes
//   intraclass                     a b
//   genetic_share, shared_share, unique_share   a b zygosity (1 one egg, 0 two)
//   hazard                         event exposure
//   survival                       time event horizon
//   interaction                    x z y        y on x, more steeply as z rises
//   partial                        x y z        with z held constant
//   curvature                      x y          positive: U shape
//   change                         a b          mean of b - a over the sd of a
//   slope_difference               x y g        slope where g is non-zero minus slope where it is zero
//   spread                         x g          log ratio of sds, g non-zero over g zero
//   level                          value        mean of an effect that is a contrast already
//   share_difference               x g          share of x where g is non-zero minus the share where it is zero
//   survival_median                time event   time at which half are still without the event
//
// A column `cluster` (family) makes the interval cluster-robust, see cluster.hpp.

#include <string>
#include <string_view>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// Named columns of equal length. NULL cells are passed as NaN; rows with one are left out.
struct Sample {
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;

  [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
  // Nullptr when there is no such column.
  [[nodiscard]] const std::vector<double>* column(std::string_view name) const;
};

// True for the names in the table above.
[[nodiscard]] bool estimator_known(std::string_view name);

// All of them, in the order above.
[[nodiscard]] std::vector<std::string_view> estimator_names();

// Columns an estimator reads, in order; empty for an unknown name.
[[nodiscard]] std::vector<std::string_view> columns_of(std::string_view estimator);

// Nothing when the estimator is unknown, a column is missing, or the rows cannot carry an estimate.
[[nodiscard]] Maybe estimate(std::string_view estimator, const Sample& sample);

}  // namespace bowlby::evidence
