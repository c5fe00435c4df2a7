// The moment, a vector of people at a time: the lines of model/step.hpp over the rows of the scratch.
//
// Each of its parts is a loop of its own. A person's moment is one long chain of steps that wait for one another; short
// loops let the processor work at the next people's while it waits.
#pragma once
#include "model/day.hpp"
#include "population/isa/day_scratch.hpp"

namespace bowlby::BOWLBY_ISA {
namespace {

// People a vector loop takes at a time, in any mix of single and double words; lists are lived in whole multiples, so
// that no loop needs an end of its own. The surplus places hold somebody whose day is written down already.
#if defined(__AVX512F__)
constexpr int lanes = 16;
#elif defined(__AVX2__)
constexpr int lanes = 8;
#else
constexpr int lanes = 4;
#endif
static_assert(lanes <= lane_pad);
BOWLBY_FN int whole(int n) noexcept { return (n + lanes - 1) & ~(lanes - 1); }

void strike(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    Mood mood{s.distress[j], s.security[j], s.active[j], s.coregulation[j], 0};
    Traits t;
    t.threshold = s.threshold[j], t.soothing = s.soothing[j], t.separation = s.separation[j], t.haven = s.haven[j];
    const Struck now = struck(mood, t, s.gap[j], s.stressor[j], p);
    s.active[j] = mood.active;
    s.now_soothing[j] = now.soothing;
    s.now_distress[j] = now.distress;
    s.now_security[j] = now.security;
    s.o_activation[j] = now.activation;
  }
}

BOWLBY_FN Belief belief_of(const DayScratch& s, int j) noexcept {
  return {static_cast<double>(s.mu[j]), static_cast<double>(s.nu[j]), static_cast<double>(s.kappa[j]),
          static_cast<double>(s.phi[j])};
}

void choose_actions(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    Traits t;
    t.rebuff_cost = s.rebuff_cost[j], t.insistence = s.insistence[j];
    t.holding_cost = s.holding_cost[j], t.press_effort = s.press_effort[j];
    Moment m;
    m.activation = s.o_activation[j];
    chosen(m, belief_of(s, j), t, s.choice[j], p);
    s.o_action[j] = m.action;
    s.o_contact[j] = m.contact;
    s.o_conflict[j] = m.conflict;
  }
}

void answer(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const Notice& f = s.figure[j];
    const auto d = [](float x) { return static_cast<double>(x); };
    const Giver g{d(f.mean) + s.offset[j], d(f.momentary) + s.momentary[j],    d(f.rebuff), d(f.fright), d(f.distress),
                  d(f.withdrawal),         s.partner[j] > 0 ? d(f.bond) : 0.0, s.peer[j]};
    MomentDraws draw;
    draw.response = s.normal[j], draw.fright = s.fright[j];
    Moment m;
    m.action = s.o_action[j];
    answered(m, g, draw, p);
    s.o_response[j] = m.response;
    s.o_rebuff[j] = m.rebuff;
    s.o_fright[j] = m.fright;
  }
}

BOWLBY_FN Moment moment_of(const DayScratch& s, int j) noexcept {
  Moment m;
#define BOWLBY_TAKE(name, ...) m.name = s.o_##name[j];
  BOWLBY_MOMENT(BOWLBY_TAKE)
#undef BOWLBY_TAKE
  return m;
}

void settle(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const Moment m = moment_of(s, j);
    Mood mood;
    mood.substitute = s.substitute[j];
    soothed(mood, {s.now_soothing[j], s.now_distress[j], s.now_security[j], m.activation}, m, p);
    s.distress[j] = mood.distress;
    s.security[j] = mood.security;
  }
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const Moment m = moment_of(s, j);
    Mood mood;
    mood.coregulation = s.coregulation[j], mood.substitute = s.substitute[j];
    Tie tie{belief_of(s, j), static_cast<double>(s.bond[j])};
    Traits t;
    t.learning = s.learning[j], t.noticing = s.noticing[j];
    taken_in(mood, tie, t, m, p);
    s.coregulation[j] = mood.coregulation;
    s.substitute[j] = mood.substitute;
    s.mu[j] = static_cast<float>(tie.belief.mu);
    s.nu[j] = static_cast<float>(tie.belief.nu);
    s.kappa[j] = static_cast<float>(tie.belief.kappa);
    s.phi[j] = static_cast<float>(tie.belief.phi);
    s.bond[j] = static_cast<float>(tie.bond);
  }
}

void live_moment(const Params& p, DayScratch& s, int n) {
  strike(p, s, n);
  choose_actions(p, s, n);
  answer(p, s, n);
  settle(p, s, n);
}

// What the day keeps count of.
void count_moment(const Params& p, DayScratch& s, int n) {
  const double took = p.contact_hours;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const double open = s.o_action[j] == 1 ? 1.0 : 0.0, press = s.o_action[j] == 2 ? 1.0 : 0.0;
    s.d_total[j] += s.distress[j];
    s.f_total[j] += s.security[j];
    s.bids[j] += open;
    s.presses[j] += press;
    s.holds[j] += s.o_action[j] == 3 ? 1.0 : 0.0;
    s.conflicts[j] += s.o_conflict[j];
    s.ex_contacts[j] += s.ex[j] * (open + press);
    s.partner_presses[j] += s.partner[j] * press;
    s.hour[j] += took;  // the contact itself took time
  }
}

}  // namespace
}  // namespace bowlby::BOWLBY_ISA
