// Two people in the mean field: equations (10) and (11) averaged over many bids, in the form couple models share.
//
//   x_i' = -alpha_i x_i + R_i(x_j) + (1 + b_i B(x_i)) gamma_i A_j,     B(x) = x^{2m} / (x^{2m} + sigma^{2m})
//
//   x_i  closeness of i to j     alpha_i forgetting     R_i reaction to being loved
//   A_j  appeal of j, gamma_i its weight     b_i B  bias: one who loves sees more appeal (synergism)
//
// What is ours already. Averaged over n bids a unit of time, the bond (11) answered as in (10) obeys
//   B_i' = n ( gamma_+ s / (1 + (1 + c kappa_i) B_i) - gamma_- (1 - s) ) - gamma_0 B_i,   s = Phi(x_j + s_B B_j)
// (`BondPair`). While bonds are small this is the form above with alpha = gamma_0, no bias, and a reaction that
// rises with the partner's bond and saturates: the secure individual (`AnsweredBond`). What is not ours and is an
// added term here:
//   - the ceiling in the *partner's* closeness, x e^{-(kx)^n}: equation (11) damps by one's own closeness instead;
//   - the bias B(x), which has no counterpart in (1)-(17).
// The rest are choices of the reaction: a thresholded influence gives Gottman and Murray's form (gottman.hpp), a
// reaction proportional to x the small-signal form x_i' = -a x_i + b_i x_j.
//
// Tests  limits/rinaldi_test, limits/linear_test
#pragma once
#include "limits/integrate.hpp"
#include "model/moment/response.hpp"
#include "model/months/bond.hpp"

namespace bowlby::limits {

// Reactions to the other's closeness x.

// Secure: rises with x and saturates at `most`.
struct Saturating {
  double most = 1, k = 1;
  double operator()(double x) const noexcept { return most * k * x / (1 + k * x); }
};
// Insecure: turns down again when loved more than about 1/k. With k small the turn lies out of reach: secure in effect.
struct Ceiling {
  double size = 1, k = 1, n = 1;
  double operator()(double x) const noexcept { return size * k * x * num::exp(-power(k * x, n)); }
};
// Small signals: proportional.
struct Proportional {
  double b = 0;
  double operator()(double x) const noexcept { return b * x; }
};
// What n bids a unit of time add to a small bond, if answered by somebody of lasting giving `giving` (probit) whose own
// bond is x: equations (10) and (11).
struct AnsweredBond {
  double bids = 1, giving = 0;
  Params p;
  double answer(double partner_bond) const noexcept {
    return num::normal_cdf(response_mean({giving, 0, 0, 0, 0, 0, partner_bond, 0}, 0, 0, p));
  }
  double operator()(double partner_bond) const noexcept {
    const double s = answer(partner_bond);
    return bids * (p.bond_gain * s - p.bond_loss * (1 - s));
  }
};
// What is believed of somebody as predictable as usual, whose rebuff is expected by so much.
inline Belief rebuffing(double kappa, const Params& p) noexcept {
  Belief b;
  b.nu = p.usual_unpredictability, b.kappa = kappa;
  return b;
}
// The full mean field of two bonds: the mean of `bond_after` over bids, and fading.
struct BondPair {
  AnsweredBond one, two;          // how each one's bids are answered
  double kappa1 = 0, kappa2 = 0;  // expected rebuff
  Vector<2> operator()(const Vector<2>& bond) const noexcept {
    return {change(one, kappa1, bond[0], bond[1]), change(two, kappa2, bond[1], bond[0])};
  }
  static double change(const AnsweredBond& a, double kappa, double own, double other) noexcept {
    const double met = bond_after(own, rebuffing(kappa, a.p), a.answer(other), 1.0, a.p) - own;
    return a.bids * met - a.p.bond_decay * own;
  }
};

template <class Reaction>
struct Partner {
  double forgetting = 1;
  Reaction reaction;
  double appeal_seen = 0;                            // gamma_i A_j
  double bias = 0, bias_at = 1, bias_steepness = 4;  // b, sigma, m
  double rate(double own, double other) const noexcept {
    const double z = power(own, 2 * bias_steepness);
    const double charmed = z / (z + power(bias_at, 2 * bias_steepness));
    return -forgetting * own + reaction(other) + (1 + bias * charmed) * appeal_seen;
  }
};

template <class First, class Second = First>
struct Dyad {
  Partner<First> one;
  Partner<Second> two;
  Vector<2> operator()(const Vector<2>& x) const noexcept { return {one.rate(x[0], x[1]), two.rate(x[1], x[0])}; }
};

// Near an equilibrium every such pair is x_i' = -a x_i + b_i x_j, with eigenvalues -a +- sqrt(b1 b2).
struct LinearDyad {
  double a = 1, b1 = 0, b2 = 0;
  bool oscillates() const noexcept { return b1 * b2 < 0; }
  bool stable() const noexcept { return b1 * b2 < 0 ? a > 0 : a > 0 && b1 * b2 < a * a; }
  // Time for one swing; only if it oscillates.
  double period() const noexcept { return 0x1.921fb54442d18p+2 / num::sqrt(num::abs(b1 * b2)); }
  Dyad<Proportional> dyad() const noexcept { return {{a, {b1}}, {a, {b2}}}; }
};

// The couplings (slope of i's change in j's closeness) of any pair at x, by central differences.
template <class Rate>
Vector<2> couplings(const Rate& rate, const Vector<2>& x, double h = 1e-5) noexcept {
  const Vector<2> up1 = rate({x[0], x[1] + h}), down1 = rate({x[0], x[1] - h});
  const Vector<2> up2 = rate({x[0] + h, x[1]}), down2 = rate({x[0] - h, x[1]});
  return {(up1[0] - down1[0]) / (2 * h), (up2[1] - down2[1]) / (2 * h)};
}

}  // namespace bowlby::limits
