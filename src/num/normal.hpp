#pragma once
#include "num/elementary.hpp"

// The standard normal distribution, free of branches.
namespace bowlby::num {

// P(Z <= x), x clamped to [-37, 37]; relative error below 1e-12 in both tails.
BOWLBY_FN double normal_cdf(double x) noexcept {
  // Upper tail Q(a) = e^(-a^2/2) r(a); r falls like 1/a and is close to a rational function.
  const double a = min(abs(x), 37.0);
  double top = 7.78684493678141e-06, bottom = 1.951872568765835e-05;
  top = top * a + 0.00017962814133742983, bottom = bottom * a + 0.0004502609781808323;
  top = top * a + 0.0020179344980719876, bottom = bottom * a + 0.005077730380344966;
  top = top * a + 0.014184903147752713, bottom = bottom * a + 0.03600654096124206;
  top = top * a + 0.06772680089470458, bottom = bottom * a + 0.1747850670389464;
  top = top * a + 0.2244429217100962, bottom = bottom * a + 0.5972512064350621;
  top = top * a + 0.5057649781898197, bottom = bottom * a + 1.427601507858244;
  top = top * a + 0.7158754514340293, bottom = bottom * a + 2.2905216690539616;
  top = top * a + 0.5, bottom = bottom * a + 2.22963546367118;
  bottom = bottom * a + 1.0;
  const double tail = exp(-0.5 * (a * a)) * (top / bottom);
  return select(x > 0.0, 1.0 - tail, tail);
}

// The x with P(Z <= x) = p, for p in [1e-300, 1 - 2^-53]; absolute error below 1e-12, exactly 0 at 1/2.
BOWLBY_FN double normal_quantile(double p) noexcept {
  // With q the smaller tail and t = sqrt(-2 ln q), x is smooth in t and x / (t - t(1/2)) nearly rational.
  const double q = min(p, 1.0 - p);
  const double t = sqrt(-2.0 * log(q));
  double top = 6.048491730147582e-06, bottom = 6.048476980404371e-06;
  top = top * t + 0.001196529042732756, bottom = bottom * t + 0.0011894227720642427;
  top = top * t + 0.06507330564039723, bottom = bottom * t + 0.06370747237731657;
  top = top * t + 1.3648265284997587, bottom = bottom * t + 1.29470820050365;
  top = top * t + 13.06604051268385, bottom = bottom * t + 11.738382090038913;
  top = top * t + 65.58847544551591, bottom = bottom * t + 54.752581913404576;
  top = top * t + 188.90348201626193, bottom = bottom * t + 144.5263715014117;
  top = top * t + 296.5702233003543, bottom = bottom * t + 197.2121826879114;
  top = top * t + 215.44983149550626, bottom = bottom * t + 117.42939804492885;
  top = top * t + 56.830911079660005, bottom = bottom * t + 24.084868165617;
  top = top * t + 3.301442597126754, bottom = bottom * t + 1.0;
  const double x = (t - 0x1.2d6abe44afc43p+0) * (top / bottom);
  return select(p < 0.5, -x, x);
}

// One standard normal number from two uniform ones in (0, 1) (Box & Muller 1958; the cosine branch).
BOWLBY_FN double box_muller(double u1, double u2) noexcept { return sqrt(-2.0 * log(u1)) * cos2pi(u2); }

}  // namespace bowlby::num
