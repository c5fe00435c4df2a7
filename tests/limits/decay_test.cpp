#include <gtest/gtest.h>

#include <cmath>

#include "model/moment/distress.hpp"

namespace bowlby {
namespace {

// b = w = chi = 0: distress is struck by the full stressor and fades at the rate of self-soothing, however cut up.
TEST(Decay, without_buffer_separation_and_contact_distress_just_fades) {
  Params p;
  p.security_buffer = p.separation_distress = p.contact_soothing = 0;
  const double struck = distress_struck(.2, .9, 1.0, p);
  EXPECT_DOUBLE_EQ(struck, 1.1);
  double d = struck, hours = 0;
  for (const double step : {.25, 1.0, 3.5, .01}) {
    d = distress_alone(d, .5, 2.0, step, p);
    d = distress_after_contact(d, .5, p.contact_soothing * 1.0, 0, 0, p);
    hours += step + p.contact_hours;
    EXPECT_NEAR(d, struck * std::exp(-.5 * hours), 1e-14);
  }
}

}  // namespace
}  // namespace bowlby
