// Makers of plain people, figures and draws for the tests of the model.
#pragma once
#include "model/draws.hpp"
#include "model/step.hpp"

namespace bowlby::made {

// Traits of a person without personal differences under these parameters.
inline Traits traits(const Params& p) {
  Traits t;
  t.threshold = p.alarm_threshold;
  t.soothing = p.self_soothing;
  t.rebuff_cost = p.cost_of_rebuff;
  t.insistence = p.insistence;
  t.learning = p.learning_rate;
  t.holding_cost = p.cost_of_holding;
  t.press_effort = p.press_effort;
  return t;
}

// A carer by mean response (0..1), concentration, rebuff and fright.
inline Giver giver(double response, double consistency, double rebuff, double fright) {
  return {num::normal_quantile(response), momentary_share(consistency), rebuff, fright, 0, 0, 0, 0};
}

inline Draws draws(std::uint32_t person, std::uint32_t day = 0) { return {{17, 23}, {person, 0}, day}; }

// The draws of the k-th moment of a day, `hours` after the last one.
inline MomentDraws moment(const Draws& d, std::uint32_t k, double hours, const Params& p) {
  const num::Block a = d.block(Purpose::moment_a, k), b = d.block(Purpose::moment_b, k);
  return {hours,
          p.stress_size * num::exponential(num::unit(a.w[1])),
          num::unit(a.w[2]),
          num::box_muller(num::unit(b.w[0]), num::unit(b.w[1])),
          num::unit(a.w[3]),
          num::unit(b.w[3])};
}

// Chance of each action: exact cut points of `choose` in its uniform draw.
struct Chances {
  double of[action_count];
};
inline Chances chances(const Payoffs& q, const Params& p) {
  double cut[5] = {0, 1, 1, 1, 1};
  for (int a = 1; a < 4; ++a) {  // smallest u that gives action >= a
    double low = 0, high = 1;
    for (int i = 0; i < 60; ++i) (choose(q, .5 * (low + high), p) >= a ? high : low) = .5 * (low + high);
    cut[a] = high;
  }
  Chances c{};
  for (int a = 0; a < 4; ++a) c.of[a] = cut[a + 1] - cut[a];
  return c;
}

}  // namespace bowlby::made
