#pragma once
// Estimates for claims about shape and moderation, from independent rows. Like statistics.hpp every function answers
// nothing when the data cannot carry the estimate. Standardised: mean 0 and sd 1 (n - 1) over the rows given.

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// Coefficient of x*z in y = a + b x + c z + d x*z, with x, z and y standardised first and the product as it then is.
// Positive: the slope of y on x rises with z. t interval of least squares.
[[nodiscard]] Maybe interaction(Values x, Values z, Values y);

// Correlation of x and y with the straight-line part of z taken out of both; Fisher z interval with one row less.
[[nodiscard]] Maybe partial(Values x, Values y, Values z);

// Coefficient of x^2 in y = a + b x + c x^2, with x and y standardised first. Positive: U shape. t interval.
[[nodiscard]] Maybe curvature(Values x, Values y);

// Mean of b - a over the sd of a (rows are the same people twice); t interval with the sd of a taken as known.
[[nodiscard]] Maybe change(Values a, Values b);

// Slope of y on x where g is non-zero minus the slope where g is zero; x and y standardised over all rows together, so
// that both slopes are in the same units. Normal interval.
[[nodiscard]] Maybe slope_difference(Values x, Values y, Values g);

// Log of the ratio of sds of x, g non-zero over g zero. Normal interval from the sample kurtosis of each group.
[[nodiscard]] Maybe spread(Values x, Values g);

}  // namespace bowlby::evidence
