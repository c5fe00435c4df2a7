// The day: when moments come, what a night does, and one person's whole day as the list of its steps.
//
//   n ~ Poisson(moments a day) (1a), at most 24; the e-th falls anywhere in the e-th of n parts of 7 to 23 o'clock
//   the stressor u = stress_size E, E exponential with mean 1, the next waits for the end of the contact
//   m += (mean over the moments and midnight - m)/30, for distress and for felt security, every night          (1b)
//
//   m daily mean of distress [1], of felt security [0..1]
//   Every contact takes contact_hours; what comes during it waits for its end. With nobody to turn to the figure is an
//   empty room, asked in vain.
//
// Whoever lives days reads its clock here: the population's kernel (a vector of people at a time), diaries and tests.
// live_day() is the same day of one person in plain order, against which the kernel is held to the bit.
//
// Edges  threat_to_distress    Claims C001
// Limits  no moments: everything relaxes towards its rest point
// Tests  conformance/day_kernel_test, conformance/conformance_test, unit/instruments/diary/days_test
#pragma once
#include "model/draws.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/withdrawal.hpp"
#include "model/years/figures.hpp"
#include "num/distributions.hpp"

namespace bowlby {

inline constexpr double day_hours = 24, wake_hour = 7, waking_hours = 16;
inline constexpr int most_moments_a_day = 24;
inline constexpr double days_of_a_mean = 30;                   // memory of the daily means
inline constexpr Giver empty_room{-6, .01, 0, 0, 0, 0, 0, 0};  // hardly ever answers, and always alike

// The hour of the e-th of n moments, from a uniform draw.
BOWLBY_FN double hour_of_moment(int e, double n, double u) noexcept {
  return wake_hour + waking_hours * (e - 1 + u) / n;
}

// How many moments the day has, from a uniform draw.
BOWLBY_FN int moments_today(double u, double rate) noexcept {
  const int n = num::poisson_count(u, rate);
  return n < most_moments_a_day ? n : most_moments_a_day;
}

// The size of a stressor, from a uniform draw.
BOWLBY_FN double stressor_size(double u, const Params& p) noexcept { return p.stress_size * num::exponential(u); }

// One moment as the day's draws have it; `sixteenth` picks the figure by its share.
struct MomentOfDay {
  double hour = 0;
  unsigned sixteenth = 0;
  MomentDraws draw;
};

// The e-th of n moments; `ended` the hour at which the contact before it was over.
BOWLBY_FN MomentOfDay moment_of_day(const Draws& today, int e, int n, double ended, const Params& p) noexcept {
  const auto index = static_cast<std::uint32_t>(e);
  const num::Block a = today.block(Purpose::moment_a, index), b = today.block(Purpose::moment_b, index);
  const double hour = hour_of_moment(e, n, num::unit(a.w[0]));
  return {hour,
          b.w[2] >> 28,
          {num::max(0.0, hour - ended), stressor_size(num::unit(a.w[1]), p), num::unit(a.w[2]),
           num::box_muller(num::unit(b.w[0]), num::unit(b.w[1])), num::unit(a.w[3]), num::unit(b.w[3])}};
}

// From the last contact to midnight.
BOWLBY_FN void night(Mood& mood, double soothing, double separation, double haven, double hours,
                     const Params& p) noexcept {
  mood.distress = distress_alone(mood.distress, soothing_rate(soothing, mood.coregulation, p), separation, hours, p);
  mood.security = security_alone(mood.security, haven, hours, p);
}

// A daily mean after a day of so many points, their sum given.
BOWLBY_FN double daily_mean(double mean, double sum, double points) noexcept {
  return moved(mean, sum / points, 1 / days_of_a_mean);
}

// Counts a moment in the person's month; `role` -1 for nobody.
BOWLBY_FN void count_moment(Person& s, const Moment& m, int role) noexcept {
  const double open = m.action == 1 ? 1.0 : 0.0, press = m.action == 2 ? 1.0 : 0.0;
  s.bids += open;
  s.presses += press;
  s.holds += m.action == 3 ? 1.0 : 0.0;
  s.conflicts += m.conflict;
  s.ex_contacts += role == static_cast<int>(Role::ex_partner) ? open + press : 0.0;
  s.partner_presses += role == static_cast<int>(Role::partner) ? press : 0.0;
}

// One person's day. `shares` to whom one turns (figures.hpp), `pressed` how often the partner pressed the day before.
// `seen.moment(MomentOfDay, role, Moment, Mood, Tie&)` sees every moment, `seen.evening(Person&)` the person after the
// last; both may round what they are given to what a caller stores.
template <class Seen>
void live_day(Person& s, Tie ties[role_count], const Giver figures[role_count], std::uint64_t shares, double pressed,
              const Draws& today, const Params& p, Seen&& seen) {
  const Traits traits = traits_of(s, p);
  Mood mood = mood_of(s);
  const int n = moments_today(today.uniform(Purpose::day), s.moment_rate);
  double ended = 0, distress = 0, security = 0, talks = 0;
  s.partner_presses = 0;
  for (int e = 1; e <= n; ++e) {
    const MomentOfDay now = moment_of_day(today, e, n, ended, p);
    const bool someone = shares != nobody_near;
    const int role = someone ? packed_slot(shares, now.sixteenth) : -1;
    Tie room;
    Tie& tie = someone ? ties[role] : room;
    const Moment m = moment_step(mood, tie, traits, someone ? figures[role] : empty_room, now.draw, p);
    count_moment(s, m, role);
    talks += role == static_cast<int>(Role::partner) ? talked(m, p) : 0.0;
    distress += mood.distress;
    security += mood.security;
    ended = now.hour + p.contact_hours;
    seen.moment(now, role, m, mood, tie);
  }
  keep_mood(s, mood);
  seen.evening(s);
  mood = mood_of(s);
  night(mood, traits.soothing, s.separation, s.haven, num::max(0.0, day_hours - ended), p);
  keep_mood(s, mood);
  s.distress_mean = daily_mean(s.distress_mean, distress + mood.distress, n + 1.0);
  s.security_mean = daily_mean(s.security_mean, security + mood.security, n + 1.0);
  s.withdrawal = withdrawal_after_day(s.withdrawal, talks, pressed, s.general_kappa, p);
  s.presses_received += pressed;
}

}  // namespace bowlby
