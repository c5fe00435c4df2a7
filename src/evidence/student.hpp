#pragma once
// Student's t, Fisher's F and what both come from. Relative error below 1e-10 from one degree of freedom on.

namespace bowlby::evidence {

// The regularised incomplete beta function I_x(a, b), a and b above 0, x from 0 to 1.
[[nodiscard]] double incomplete_beta(double a, double b, double x);

// Chance of a t at least as far from 0, on either side.
[[nodiscard]] double t_two_sided(double t, double degrees_of_freedom);

// The value that an F stays below with chance p (above 0 and below 1).
[[nodiscard]] double f_quantile(double p, double above, double below);

}  // namespace bowlby::evidence
