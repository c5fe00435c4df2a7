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
    Mood mood = s.mood.at(j);
    const MomentDraws draw = s.draw.at(j);
    const Struck now = struck(mood, s.traits.at(j), draw.hours, draw.stressor, p);
    s.mood.active[j] = mood.active;
    s.now_soothing[j] = now.soothing;
    s.now_security[j] = now.security;
    s.moment.activation[j] = now.activation;
    s.moment.distress_struck[j] = now.distress;
  }
}

void choose_actions(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    Moment m = s.moment.at(j);
    chosen(m, s.tie.at(j), s.peer[j], s.traits.at(j), s.draw.choice[j], p);
    s.moment.action[j] = m.action;
    s.moment.contact[j] = m.contact;
    s.moment.conflict[j] = m.conflict;
  }
}

void answer(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const Notice& f = s.figure[j];
    const auto d = [](float x) { return static_cast<double>(x); };
    const Giver g{.mean = d(f.mean) + s.offset[j] + d(s.tie.fit[j]),
                  .momentary = d(f.momentary) + s.momentary[j],
                  .rebuff = d(f.rebuff),
                  .fright = d(f.fright),
                  .distress = d(f.distress),
                  .withdrawal = d(f.withdrawal),
                  .bond = s.partner[j] > 0 ? d(f.bond) : 0.0,
                  .peer = s.peer[j]};
    Moment m = s.moment.at(j);
    answered(m, g, s.traits.at(j), s.draw.at(j), p);
    s.moment.response[j] = m.response;
    s.moment.rebuff[j] = m.rebuff;
    s.moment.fright[j] = m.fright;
    s.moment.offered[j] = m.offered;
    s.moment.contact[j] = m.contact;
  }
}

void settle(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const Moment m = s.moment.at(j);
    Mood mood = s.mood.at(j);
    soothed(mood, s.tie.at(j).belief, s.traits.at(j),
            {s.now_soothing[j], m.distress_struck, s.now_security[j], m.activation}, m, s.peer[j], p);
    s.mood.distress[j] = mood.distress;
    s.mood.security[j] = mood.security;
  }
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    Mood mood = s.mood.at(j);
    Tie tie = s.tie.at(j);
    taken_in(mood, tie, s.traits.at(j), s.moment.at(j), p);
    s.mood.coregulation[j] = mood.coregulation;
    s.mood.substitute[j] = mood.substitute;
    s.mood.worth[j] = mood.worth;
    s.tie.keep(j, tie);
  }
}

void live_moment(const Params& p, DayScratch& s, int n) {
  strike(p, s, n);
  choose_actions(p, s, n);
  answer(p, s, n);
  settle(p, s, n);
}

// What the day keeps count of.
void count_moment(const Params& params, DayScratch& s, int n) {
  const Params p = params;
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const double open = s.moment.action[j] == 1 ? 1.0 : 0.0, press = s.moment.action[j] == 2 ? 1.0 : 0.0;
    s.d_total[j] += s.mood.distress[j];
    s.f_total[j] += s.mood.security[j];
    s.bids[j] += open;
    s.presses[j] += press;
    s.holds[j] += s.moment.action[j] == 3 ? 1.0 : 0.0;
    s.conflicts[j] += s.moment.conflict[j];
    s.ex_contacts[j] += s.ex[j] * (open + press);
    s.partner_presses[j] += s.partner[j] * press;
    s.talks[j] += s.partner[j] * talked(s.moment.at(j), p);
    s.hour[j] += p.contact_hours;  // the contact itself took time
  }
}

}  // namespace
}  // namespace bowlby::BOWLBY_ISA
