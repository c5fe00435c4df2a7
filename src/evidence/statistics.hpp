#pragma once
// Estimates with 95 % intervals from raw samples. Independent rows are assumed here; for people nested
// in families see cluster.hpp. Every function answers nothing when the data cannot carry the estimate
// (too few rows, no variance, an empty group) instead of inventing one.

#include <cstddef>
#include <optional>
#include <span>

namespace bowlby::evidence {

struct Estimate {
  double value = 0.0;
  double low = 0.0;  // 95 % interval
  double high = 0.0;
  std::size_t n = 0;         // rows used
  std::size_t clusters = 0;  // 0: rows taken as independent
};

using Values = std::span<const double>;
using Maybe = std::optional<Estimate>;

inline constexpr double z95 = 1.959963984540054;  // normal quantile at .975

// Student t quantile at .975 by the Cornish-Fisher series (Abramowitz & Stegun 26.7.5); within 3e-3 of
// the exact value from 5 degrees of freedom on.
[[nodiscard]] double t95(double degrees_of_freedom);
// The same at any normal quantile.
[[nodiscard]] double t_at(double z, double degrees_of_freedom);

// Sums over rows of one or two columns, each less a centre `at`. Whatever is a function of them is known without a part
// of the rows as soon as the sums of that part are, so leaving out one family after the other needs no second pass.
struct Sums {
  double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
  double at_x = 0.0, at_y = 0.0;

  void add(double a, double b);
  [[nodiscard]] double squares_x() const { return xx - x * x / n; }
  [[nodiscard]] double squares_y() const { return yy - y * y / n; }
  // All rows but those of `part`. What is left of a spread of no size is none: only rounding made it.
  [[nodiscard]] Sums without(const Sums& part) const;
};

// How a column enters its sums: as it is, less its mean, or as one where it is not zero.
enum class Entry { as_it_is, less_mean, yes_no };
[[nodiscard]] double entered(Entry, double value);
[[nodiscard]] Sums sums_of(Values x, Values y, Entry x_as, Entry y_as);

// The estimates below that are functions of sums.
namespace by_sums {
[[nodiscard]] Maybe proportion(const Sums&);          // x yes or no
[[nodiscard]] Maybe mean(const Sums&);                // x less its mean
[[nodiscard]] Maybe standard_deviation(const Sums&);  // x less its mean; the value alone, without an interval
[[nodiscard]] Maybe correlation(const Sums&);         // both less their means
[[nodiscard]] Maybe difference(const Sums&);          // x less its mean, y yes or no
[[nodiscard]] Maybe odds_ratio(const Sums&);          // both yes or no
[[nodiscard]] Maybe share_difference(const Sums&);    // both yes or no
[[nodiscard]] Maybe hazard(const Sums&);              // both as they are
}  // namespace by_sums

// Share of non-zero values; Wilson score interval.
[[nodiscard]] Maybe proportion(Values value);

// Mean; t interval.
[[nodiscard]] Maybe mean(Values value);

// Median; interval between order statistics (binomial ranks). Censored values may be passed as infinity.
[[nodiscard]] Maybe median(Values value);

// Standard deviation (n - 1); interval on the log scale with the sample kurtosis, so no normality assumed.
[[nodiscard]] Maybe standard_deviation(Values value);

// Pearson correlation (point-biserial when one side is 0/1); Fisher z interval.
[[nodiscard]] Maybe correlation(Values x, Values y);

// Cohen's d with Hedges' small-sample correction: mean of x where g is non-zero minus mean where g is zero,
// over the pooled standard deviation.
[[nodiscard]] Maybe difference(Values x, Values g);

// Odds of x (non-zero) where g is non-zero over the odds where g is zero; Woolf interval on the log scale,
// with half a case added to each cell when one is empty.
[[nodiscard]] Maybe odds_ratio(Values x, Values g);

// Share of x (non-zero) where g is non-zero minus the share where g is zero; Newcombe's interval from two Wilson ones.
[[nodiscard]] Maybe share_difference(Values x, Values g);

// Events per unit of exposure; Poisson interval by Byar's approximation. event: number per row.
[[nodiscard]] Maybe hazard(Values event, Values exposure);

// Kaplan-Meier share still without the event at `horizon`; log(-log) Greenwood interval.
// event: 1 when the time ended in the event, 0 when watching stopped.
[[nodiscard]] Maybe survival(Values time, Values event, double horizon);

// First time at which half or fewer are still without the event, by Kaplan-Meier; the interval is where the bounds of
// the share reach a half. A bound that never does is the longest time watched.
[[nodiscard]] Maybe survival_median(Values time, Values event);

}  // namespace bowlby::evidence
