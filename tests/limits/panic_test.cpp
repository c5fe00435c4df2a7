#include "limits/panic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

// B7: the pattern of one slow belief moving one fast loop. The source run (one seed per cell) had 0 attacks a day at
// S = .25, one at .75 (15 min, peak .88, avoidance .72 by night), three at 1 (mean 16 min, peak .89, avoidance .98).
// Counts of single days scatter, and the noise is not published, so rates are compared loosely and what the equations
// fix (threshold, length, peak, the night's avoidance) closely.
namespace bowlby::limits {
namespace {

struct Tally {
  double attacks_per_day = 0, minutes_per_attack = 0, peak = 0, escaped = 0;
};

Tally live(double schema, int days, double noise) {
  const PanicLoop loop{noise};
  Tally t;
  int attacks = 0, minutes = 0, with = 0, escapes = 0;
  double peaks = 0;
  for (int d = 0; d < days; ++d) {
    const Draws draws{{77, 5}, {1, 0}, static_cast<std::uint32_t>(d)};
    const PanicDay day = loop.day({schema, .2, 0}, draws);
    attacks += day.attacks;
    minutes += day.minutes;
    if (day.attacks == 0) continue;
    ++with;
    peaks += day.peak_fear;
    escapes += day.escaped ? 1 : 0;
  }
  t.attacks_per_day = static_cast<double>(attacks) / days;
  if (with > 0) {
    t.minutes_per_attack = static_cast<double>(minutes) / attacks;
    t.peak = peaks / with;
    t.escaped = static_cast<double>(escapes) / with;
  }
  return t;
}

TEST(Panic, attacks_grow_with_the_schema_from_none) {
  const double noise = PanicLoop{}.noise;
  const Tally low = live(.25, 60, noise), high = live(.75, 60, noise), full = live(1, 60, noise);
  std::printf("per day %.2f %.2f %.2f   minutes %.1f %.1f   peak fear %.2f %.2f\n", low.attacks_per_day,
              high.attacks_per_day, full.attacks_per_day, high.minutes_per_attack, full.minutes_per_attack, high.peak,
              full.peak);
  EXPECT_EQ(low.attacks_per_day, 0);
  EXPECT_GT(high.attacks_per_day, .2);
  EXPECT_LT(high.attacks_per_day, 2.5);
  EXPECT_GT(full.attacks_per_day, 2);
  EXPECT_LT(full.attacks_per_day, 7);
  EXPECT_NEAR(high.minutes_per_attack, 15, 4);
  EXPECT_NEAR(full.minutes_per_attack, 16, 4);
  EXPECT_NEAR(high.peak, .88, .1);
  EXPECT_NEAR(full.peak, .89, .1);
}

TEST(Panic, order_holds_over_a_range_of_noise) {
  for (const double noise : {.05, .07, .09, .12}) {
    const Tally low = live(.25, 30, noise), high = live(.75, 30, noise), full = live(1, 30, noise);
    std::printf("noise %.2f: attacks per day %.2f %.2f %.2f\n", noise, low.attacks_per_day, high.attacks_per_day,
                full.attacks_per_day);
    EXPECT_EQ(low.attacks_per_day, 0) << noise;
    EXPECT_LT(high.attacks_per_day, full.attacks_per_day) << noise;
  }
}

// Only a belief that has grown makes the threshold reachable, and a night after an escaped attack grows it further.
TEST(Panic, night_after_an_attack_moves_the_belief_by_what_one_did) {
  const PanicDay fled{1, 15, .9, 1.0, true}, stayed{1, 15, .9, 1.0, false}, calm{0, 0, .1, .1, false};
  const PanicBeliefs start{.75, .2, 0};
  EXPECT_NEAR(PanicLoop::night(start, fled).avoidance, .72, .005);
  EXPECT_NEAR(PanicLoop::night({1, .2, 0}, fled).avoidance, .98, .005);
  EXPECT_DOUBLE_EQ(PanicLoop::night(start, fled).arousal_schema, .8125);
  EXPECT_DOUBLE_EQ(PanicLoop::night(start, stayed).arousal_schema, .675);
  EXPECT_DOUBLE_EQ(PanicLoop::night(start, calm).arousal_schema, .75);
  EXPECT_GT(PanicLoop::night(start, stayed).escape_schema, start.escape_schema);
  EXPECT_LT(PanicLoop::night(start, fled).escape_schema, start.escape_schema);
}

// Weeks of it: with escape the belief climbs and the attacks stay; from a low belief nothing starts.
TEST(Panic, loop_through_days_is_self_sealing) {
  const PanicLoop loop;
  const auto weeks = [&](double schema) {
    PanicBeliefs b{schema, .2, 0};
    for (std::uint32_t d = 0; d < 28; ++d) b = PanicLoop::night(b, loop.day(b, {{78, 5}, {2, 0}, d}));
    return b;
  };
  EXPECT_DOUBLE_EQ(weeks(.25).arousal_schema, .25);
  EXPECT_GT(weeks(.8).arousal_schema, .9);
  EXPECT_GT(weeks(.8).avoidance, .9);
}

TEST(Panic, threshold_and_gain_are_moved_by_schema_and_context) {
  const PanicLoop calm, crowd{.07, 1};
  EXPECT_NEAR(calm.threshold(.25), std::pow(.25, .25), 1e-12);
  EXPECT_NEAR(calm.gain(1), 19, 1e-12);
  EXPECT_NEAR(crowd.threshold(1), .15, 1e-12);
  EXPECT_NEAR(crowd.gain(1), 24, 1e-12);
}

}  // namespace
}  // namespace bowlby::limits
