// Gottman and Murray: two people talking, turn by turn; set point, inertia, influence with a threshold.
//
//   x_i(t+1) = (1 - r) x_i(t) + e_i + I(x_j(t)),     I(x) = sgn(x) sigma(a (|x| - theta))
//
//   x tone of i's turn      r decay of own tone per turn     e_i uninfluenced push (set point e_i / r)
//   theta threshold of influence      a steepness of the threshold
//
// This is the dyad form (dyad.hpp) stepped with one turn as the unit of time, learning frozen, no bias. The influence
// is our own activation (2), sigma(k_A (d - theta)), applied to the size of the other's tone and carrying its sign: the
// same threshold law, used between people instead of within one. That use is the added term.
//
// Tests  limits/gottman_test
#pragma once
#include "limits/dyad.hpp"
#include "model/moment/activation.hpp"

namespace bowlby::limits {

struct ThresholdedInfluence {
  double threshold = 0, steepness = 8;
  double operator()(double x) const noexcept {
    Params p;
    p.alarm_gain = steepness;
    const double size = activation(num::abs(x), threshold, 0.0, p);
    return x > 0 ? size : x < 0 ? -size : 0.0;
  }
};

using Conversation = Dyad<ThresholdedInfluence>;

inline Conversation conversation(double decay, double push1, double push2, double threshold,
                                 double steepness = 8) noexcept {
  const ThresholdedInfluence influence{threshold, steepness};
  return {{decay, influence, push1}, {decay, influence, push2}};
}

// Tones after one turn of each.
inline Vector<2> next_turn(const Conversation& c, const Vector<2>& x) noexcept { return along(x, c(x), 1.0); }

}  // namespace bowlby::limits
