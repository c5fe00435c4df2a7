#include <gtest/gtest.h>

#include <cmath>

#include "limits/dyad.hpp"
#include "limits/orbit.hpp"

// B6: the small-signal pair x_i' = -a x_i + b_i x_j.
namespace bowlby::limits {
namespace {

// Growth of the pair's size per unit of time, measured over t in (t0, t1).
double growth(const LinearDyad& d) {
  Vector<2> x{1, .3};
  double early = 0;
  for (int i = 0; i < 6000; ++i) {
    if (i == 3000) early = std::hypot(x[0], x[1]);
    x = rk4(d.dyad(), x, .01);
  }
  return std::log(std::hypot(x[0], x[1]) / early) / 30;
}

TEST(Linear, opposite_couplings_oscillate_with_the_stated_period) {
  for (const double b1 : {.5, 1.0, 2.0})
    for (const double b2 : {-.3, -1.5}) {
      // without damping: the period of a damped swing's zero crossings is the same, and nothing fades away
      const LinearDyad d{0, b1, b2};
      ASSERT_TRUE(d.oscillates());
      const Orbit<2> o = follow(d.dyad(), Vector<2>{1, 0}, .005, 0, 200);
      EXPECT_NEAR(o.period(0), d.period(), 1e-4 * d.period());
      EXPECT_NEAR(d.period(), 2 * std::acos(-1.0) / std::sqrt(-b1 * b2), 1e-12);
    }
}

TEST(Linear, damped_pair_crosses_zero_with_the_same_period) {
  const LinearDyad d{.05, 1, -1};
  Vector<2> x{1, 0};
  double first = -1, last = 0;
  int crossings = 0;
  for (int i = 0; i < 10000; ++i) {
    const Vector<2> y = rk4(d.dyad(), x, .005);
    if (x[0] < 0 && y[0] >= 0) {
      last = .005 * (i + x[0] / (x[0] - y[0]));
      if (crossings++ == 0) first = last;
    }
    x = y;
  }
  ASSERT_GT(crossings, 3);
  EXPECT_NEAR((last - first) / (crossings - 1), d.period(), 1e-4 * d.period());
}

TEST(Linear, like_couplings_never_oscillate) {
  for (const double sign : {1.0, -1.0}) {
    const LinearDyad d{1, sign * .8, sign * .5};
    EXPECT_FALSE(d.oscillates());
    Vector<2> x{1, -.7};
    int crossings = 0;
    for (int i = 0; i < 4000; ++i) {
      const Vector<2> y = rk4(d.dyad(), x, .01);
      crossings += (x[0] < 0) != (y[0] < 0) ? 1 : 0;
      x = y;
    }
    EXPECT_LE(crossings, 1);
  }
}

TEST(Linear, stable_exactly_below_the_square_of_the_damping) {
  for (const double a : {.5, 1.0, 2.0})
    for (const double product : {-4.0, -.5, .9 * a * a, 1.1 * a * a})
      for (const double sign : {1.0, -1.0}) {
        const LinearDyad d{a, sign, sign * product};
        EXPECT_EQ(d.stable(), product < a * a);
        EXPECT_EQ(growth(d) < 0, d.stable()) << a << ' ' << product;
        if (product > 0) {
          EXPECT_NEAR(growth(d), -a + std::sqrt(product), 1e-3);
        }
      }
}

TEST(Linear, demand_and_withdrawal_polarise) {
  const LinearDyad d{1, -1.5, -1};
  Vector<2> x{.1, -.05};
  for (int i = 0; i < 1000; ++i) x = rk4(d.dyad(), x, .01);
  EXPECT_FALSE(d.stable());
  EXPECT_GT(x[0], .2);
  EXPECT_LT(x[1], -.2);
}

// The couplings of a full pair, taken numerically, tell its swing near rest.
TEST(Linear, couplings_of_a_full_pair_predict_its_swing) {
  const auto near_rest = [](const Vector<2>& x) {
    return Vector<2>{-.02 * x[0] + .8 * std::tanh(x[1]), -.02 * x[1] - .5 * std::tanh(x[0])};
  };
  const Vector<2> b = couplings(near_rest, {0, 0});
  EXPECT_NEAR(b[0], .8, 1e-8);
  EXPECT_NEAR(b[1], -.5, 1e-8);
  const LinearDyad d{.02, b[0], b[1]};
  Vector<2> x{.01, 0};
  double first = -1, last = 0;
  int crossings = 0;
  for (int i = 0; i < 20000; ++i) {
    const Vector<2> y = rk4(near_rest, x, .005);
    if (x[0] < 0 && y[0] >= 0) {
      last = .005 * (i + x[0] / (x[0] - y[0]));
      if (crossings++ == 0) first = last;
    }
    x = y;
  }
  ASSERT_GT(crossings, 3);
  EXPECT_NEAR((last - first) / (crossings - 1), d.period(), 1e-3 * d.period());
}

}  // namespace
}  // namespace bowlby::limits
