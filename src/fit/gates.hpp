#pragma once
// What a recovery says of one parameter, or of one trait of many people, before any number of it is printed.

#include "fit/recovery.hpp"

namespace bowlby::fit {

enum class Refused {
  no,             // told
  not_found,      // the truth does not come back
  not_held,       // intervals hold it too seldom, by more than a factor can mend
  uneven,         // its ranks are not even
  not_settled,    // the chains do not agree
  at_an_end,      // the sample wants a value beyond the prior
  nothing_gained  // the interval is nearly the prior
};

inline constexpr double z95 = 1.959964;  // standard deviations, of a normal interval

struct Gate {
  double correlation = 0, correlation_low = 0, correlation_high = 0;  // Spearman, truth and estimate; 95 %
  double coverage = 0;                                                // of the 95 % intervals, before they are widened
  double stretch = 1;  // by which they are widened, so that they would have held the truth in 95 %; at least 1
  double even = 1;     // p of the ranks
  Refused refused = Refused::no;
};

// Refused where the correlation is not above what is asked, or intervals cannot be mended by a factor of 2.
[[nodiscard]] Gate gate_of(const Recovery&, std::size_t parameter, double asked = .8);

// A recovery from estimates whose errors are believed to be normal, with standard deviations of their own. All three
// are data sets x parameters. Ranks are those in what is believed once intervals are widened.
[[nodiscard]] Recovery recovery_of(Matrix truth, Matrix estimate, const Matrix& sd);

// 95 % interval of a rank correlation (Bonett & Wright 2000, on Fisher's scale).
void rank_interval(double r, std::size_t n, double& low, double& high);

}  // namespace bowlby::fit
