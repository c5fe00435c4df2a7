#include "limits/oscillator.hpp"

#include <gtest/gtest.h>

#include <boost/numeric/odeint.hpp>

#include "limits/orbit.hpp"

// B4: two people alternating between approach and exploration, from opposite starts.
namespace bowlby::limits {
namespace {

struct Seen {
  double period, in_phase;
};

Seen watch(double physical, double emotional) {
  NeedOscillator o;
  o.coupling_physical = physical;
  o.coupling_emotional = emotional;
  const Orbit<4> orbit = follow(o, Vector<4>{-1, 1, 0, 0}, .01, 200, 1200);
  int together = 0;
  for (const auto& s : orbit.path) together += (s[0] > 0) == (s[1] > 0) ? 1 : 0;
  return {orbit.period(0), together / static_cast<double>(orbit.path.size())};
}

TEST(Oscillator, uncoupled_swings_in_twelve) {
  const Seen s = watch(0, 0);
  EXPECT_NEAR(s.period, 12.22, .01);
  EXPECT_EQ(s.in_phase, 0);
}

TEST(Oscillator, physical_coupling_keeps_strict_anti_phase) {
  for (const double strength : {.3, .9}) {
    const Seen s = watch(strength, 0);
    EXPECT_NEAR(s.period, 12.22, .01) << strength;
    EXPECT_LT(s.in_phase, 1e-4) << strength;
  }
}

TEST(Oscillator, emotional_coupling_slows_and_brings_into_phase) {
  const Seen weak = watch(0, .3), strong = watch(0, 1);
  EXPECT_NEAR(weak.period, 16.69, .02);
  EXPECT_NEAR(weak.in_phase, .86, .006);
  EXPECT_NEAR(strong.period, 17.52, .02);
  EXPECT_NEAR(strong.in_phase, .96, .006);
}

TEST(Oscillator, agrees_with_an_independent_integrator) {
  namespace ode = boost::numeric::odeint;
  NeedOscillator o;
  o.coupling_emotional = .3;
  Vector<4> ours{-1, 1, 0, 0};
  for (int i = 0; i < 2000; ++i) ours = rk4(o, ours, .01);
  std::array<double, 4> oracle{-1, 1, 0, 0};
  const auto rhs = [&](const std::array<double, 4>& x, std::array<double, 4>& dx, double) { dx = o(x); };
  ode::integrate_adaptive(ode::make_controlled<ode::runge_kutta_dopri5<std::array<double, 4>>>(1e-12, 1e-12), rhs,
                          oracle, 0.0, 20.0, .01);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(ours[i], oracle[i], 1e-6) << i;
}

}  // namespace
}  // namespace bowlby::limits
