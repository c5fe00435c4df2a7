// The coupled need oscillator (Gagliardi's approach-explore model in the Sheffield form): two people, each with a
// double well for what one does and a slow need that tips it.
//
//   x_i' = -a (4 c x_i^3 - 2 x_i) - y_i
//   y_i' = b x_i - e_am (y_1 + y_2 +- d_p) - e_av (y_2 - y_1 - d_e)          (upper sign for i = 1)
//
//   x_i > 0 approach, < 0 explore     y_i accumulated need     e_am coupling by physical, e_av by emotional distance
//
// The last term has the same sign for both people, as published: it draws the second towards the first and drives the
// first away from the second, so it is a chase and not a pull together. A version antisymmetric in the two runs away.
//
// How it relates to ours. It is a rival, not a limit: our system is woken by stressors and has no clock of its own. The
// double well plays the part of the hysteresis in (2), the need y that of distress in (1); added are the wells'
// bistability without a stressor and the coupling of needs.
//
// Tests  limits/oscillator_test
#pragma once
#include "limits/integrate.hpp"

namespace bowlby::limits {

struct NeedOscillator {
  double a = 1, b = .5, c = 1;
  double coupling_physical = 0, coupling_emotional = 0;  // e_am, e_av
  double distance_physical = 0, distance_emotional = 0;  // d_p, d_e
  // State: x1, x2, y1, y2.
  Vector<4> operator()(const Vector<4>& s) const noexcept {
    const auto well = [this](double x) { return -a * (4 * c * x * x * x - 2 * x); };
    const double both = s[2] + s[3], apart = coupling_emotional * (s[3] - s[2] - distance_emotional);
    return {well(s[0]) - s[2], well(s[1]) - s[3], b * s[0] - coupling_physical * (both + distance_physical) - apart,
            b * s[1] - coupling_physical * (both - distance_physical) - apart};
  }
};

}  // namespace bowlby::limits
