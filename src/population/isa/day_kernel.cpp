// One source, compiled once per instruction set (BOWLBY_ISA names the copy). Everything it calls is inlined.
#include <cstring>

#include "model/day.hpp"
#include "population/isa/moment_rows.hpp"

namespace bowlby::BOWLBY_ISA {
namespace {

constexpr int most_moments = most_moments_a_day;

// How many moments each person has today; a person's rate was set at the start of the month.
void count_moments(const DayBlock& b, DayScratch& s) {
  const Living& l = *b.living;
  const int n = static_cast<int>(b.count);
  const float* __restrict rate = l.moment_rate.data() + b.first;
  const std::uint32_t* __restrict lo = l.stream_lo.data() + b.first;
  const std::uint32_t* __restrict hi = l.stream_hi.data() + b.first;
  const std::uint32_t day = static_cast<std::uint32_t>(b.day), slot = draw_slot(Purpose::day, 0);
#pragma GCC ivdep
  for (int i = 0; i < n; ++i) {
    s.stream_lo[i] = lo[i];
    s.stream_hi[i] = hi[i];
    s.day[i] = day;
    s.slot_word[i] = slot;
  }
  num::philox_fill(s.stream_lo, s.day, s.slot_word, s.stream_hi, b.key, n, s.w0, s.w1, s.w2, s.w3);
#pragma GCC ivdep
  for (int i = 0; i < n; ++i) {
    s.rate[i] = static_cast<double>(rate[i]);
    s.uniform[i] = num::exp(-s.rate[i]);
  }
  // inversion: a few terms for everybody at once, the rest for the few who need it
  constexpr int first_terms = 4;
#pragma GCC ivdep
  for (int i = 0; i < n; ++i) {
    const double u = num::unit(s.w0[i]);
    double term = s.uniform[i], upto = term;
    std::uint32_t k = 0;
#pragma GCC unroll 4
    for (int j = 1; j <= first_terms; ++j) {
      k += u > upto ? 1u : 0u;
      term *= s.rate[i] * (1.0 / j);
      upto += term;
    }
    s.count[i] = k;
    s.clock[i] = term;  // where the rare rest goes on
    s.d_sum[i] = upto;
  }
  for (int i = 0; i < n; ++i) {
    if (s.count[i] < first_terms) continue;
    const double u = num::unit(s.w0[i]);
    double term = s.clock[i], upto = s.d_sum[i];
    std::uint32_t k = first_terms;
    while (u > upto && k < most_moments) {
      ++k;
      term *= s.rate[i] / k;
      upto += term;
    }
    s.count[i] = k;
  }
}

// Counting sort of the people with moments, most first; left[e] = how many have at least e.
int order_by_count(DayScratch& s, int n, int left[most_moments + 2]) {
  int with[most_moments + 2] = {};
  for (int i = 0; i < n; ++i) ++with[s.count[i]];
  int at = 0, start[most_moments + 2];
  left[most_moments + 1] = 0;
  for (int k = most_moments; k >= 1; --k) {
    start[k] = at;
    at += with[k];
    left[k] = at;
  }
  start[0] = at;  // behind them, those who have none
  for (int i = 0; i < n; ++i) s.order[start[s.count[i]]++] = static_cast<std::uint32_t>(i);
  return at;
}

void gather_people(const DayBlock& b, DayScratch& s, int n) {
  const Params& p = *b.params;
  const std::uint32_t slot_a = draw_slot(Purpose::moment_a, 0);
  for (int j = 0; j < n; ++j) {
    const Person person = load_person(*b.living, b.first + s.order[j]);  // what is not used is not loaded
    s.lo[j] = s.stream_lo[s.order[j]];
    s.hi[j] = s.stream_hi[s.order[j]];
    s.at_day[j] = static_cast<std::uint32_t>(b.day);
    s.at_slot[j] = slot_a;
    s.moments[j] = static_cast<double>(s.count[s.order[j]]);
    s.mood.keep(j, mood_of(person));
    s.traits.keep(j, traits_of(person, p));
    s.hour[j] = 0;
    s.d_total[j] = s.f_total[j] = s.bids[j] = s.presses[j] = s.holds[j] = s.conflicts[j] = 0;
    s.ex_contacts[j] = s.partner_presses[j] = s.talks[j] = 0;
  }
}

// Draws of the e-th moment: when, how hard, to whom, and the luck of choice and answer.
void draw_moment(const DayBlock& b, DayScratch& s, int n, int e) {
  const Params& p = *b.params;
  const std::uint32_t a = draw_slot(Purpose::moment_a, static_cast<std::uint32_t>(e));
  const std::uint32_t c = draw_slot(Purpose::moment_b, static_cast<std::uint32_t>(e));
  for (int j = 0; j < whole(n); ++j) s.at_slot[j] = a;
  num::philox_fill(s.lo, s.at_day, s.at_slot, s.hi, b.key, n, s.u0, s.u1, s.u2, s.u3);
  for (int j = 0; j < whole(n); ++j) s.at_slot[j] = c;
  num::philox_fill(s.lo, s.at_day, s.at_slot, s.hi, b.key, n, s.v0, s.v1, s.v2, s.v3);
#pragma GCC ivdep
  for (int j = 0; j < whole(n); ++j) {
    const double hour = hour_of_moment(e, s.moments[j], num::unit(s.u0[j]));
    s.draw.hours[j] = num::max(0.0, hour - s.hour[j]);  // a moment that comes during the last contact waits for its end
    s.hour[j] = hour;
    s.draw.stressor[j] = stressor_size(num::unit(s.u1[j]), p);
    s.draw.choice[j] = num::unit(s.u2[j]);
    s.draw.fright[j] = num::unit(s.u3[j]);
    s.draw.offer[j] = num::unit(s.v3[j]);
    s.draw.response[j] = num::box_muller(num::unit(s.v0[j]), num::unit(s.v1[j]));
  }
}

// What the role adds to a notice, and 1 where it is such a role; last, the empty room, whose notice is blank.
struct Roles {
  static constexpr int none = 15;
  double offset[none + 1] = {}, momentary[none + 1] = {}, peer[none + 1] = {}, partner[none + 1] = {},
                       ex[none + 1] = {};
  explicit Roles(const double* role_offset) {
    for (int k = 0; k < role_count; ++k) {
      offset[k] = role_offset[k];
      peer[k] = is_peer(static_cast<Role>(k)) ? 1.0 : 0.0;
    }
    partner[static_cast<int>(Role::partner)] = ex[static_cast<int>(Role::ex_partner)] = 1.0;
    offset[none] = empty_room.mean;
    momentary[none] = empty_room.momentary;
  }
};

// To whom each turns, and a word to the memory that what is known of them will be asked for.
void find_figures(const DayBlock& b, const Roles& roles, DayScratch& s, int n) {
  const Living& l = *b.living;
  for (int j = 0; j < n; ++j) {
    const std::uint32_t i = s.order[j];
    const auto slot = static_cast<std::uint32_t>(l.shares[b.first + i] >> (4 * (s.v2[j] >> 28)) & 15);
    const std::uint32_t t = i * role_count + (slot == Roles::none ? 0 : slot);
    s.tie_at[j] = slot == Roles::none ? nobody : t;
    s.offset[j] = roles.offset[slot];
    s.momentary[j] = roles.momentary[slot];
    s.peer[j] = roles.peer[slot];
    s.partner[j] = roles.partner[slot];
    s.ex[j] = roles.ex[slot];
    const std::uint32_t who = l.tie_other[b.first * role_count + t];
    s.who[j] = who == nobody ? 0 : who;
    __builtin_prefetch(&b.notices[s.who[j]]);
  }
}

// What is believed of them, and how they are this morning.
void gather_figures(const DayBlock& b, DayScratch& s, int n) {
  const Living& l = *b.living;
  for (int j = 0; j < n; ++j) {
    if (s.tie_at[j] == nobody) {  // nobody to turn to
      s.tie.keep(j, {});
      s.figure[j] = {};
      continue;
    }
    s.tie.gather(j, l, b.first * role_count + s.tie_at[j]);
    s.figure[j] = b.notices[s.who[j]];
  }
}

void keep_figures(const DayBlock& b, const DayScratch& s, int n) {
  for (int j = 0; j < n; ++j)
    if (s.tie_at[j] != nobody) s.tie.scatter(j, *b.living, b.first * role_count + s.tie_at[j]);
}

void log_moments(const DayBlock& b, const DayScratch& s, int n, MomentLog& log) {
  const Living& l = *b.living;
  for (int j = 0; j < n; ++j) {
    const std::size_t i = b.first + s.order[j];
    const std::int32_t age = b.day - b.registry->birth_day[l.id[i]];
    if (l.id[i] >= log.below_id || age < log.from_age || age >= log.until_age) continue;
    const auto f = [](double x) { return static_cast<float>(x); };
    const bool someone = s.tie_at[j] != nobody;
    const Moment m = s.moment.at(j);
    MomentRow row{};
    row.person = l.id[i];
    row.day = b.day;
    row.minute = static_cast<std::uint16_t>(s.hour[j] * 60);
    row.role = static_cast<std::uint8_t>(someone ? s.tie_at[j] % role_count : 255);
    row.figure = someone ? l.tie_other[b.first * role_count + s.tie_at[j]] : nobody;
    row.action = static_cast<std::uint8_t>(m.action);
    row.stressor = f(s.draw.stressor[j]);
    row.distress_before = f(s.before[j]);
    row.distress_after = f(s.mood.distress[j]);
    row.security = f(s.mood.security[j]);
#define BOWLBY_TOLD(name, ...) row.name = f(m.name);
    BOWLBY_OUTCOME(BOWLBY_TOLD)
#undef BOWLBY_TOLD
#define BOWLBY_TOLD(name, ...) row.name = s.tie.name[j];
    BOWLBY_BELIEF(BOWLBY_TOLD)
#undef BOWLBY_TOLD
    log.rows.push_back(row);
  }
}

// Those whose last moment is over, before their places are lived on as surplus.
void keep_people(const DayBlock& b, DayScratch& s, int from, int until) {
  Living& l = *b.living;
  const auto add = [](std::vector<float>& c, std::size_t i, double x) {
    c[i] = static_cast<float>(static_cast<double>(c[i]) + x);
  };
  for (int j = from; j < until; ++j) {
    const std::size_t i = b.first + s.order[j];
#define BOWLBY_SCATTER(name, ...) l.name[i] = static_cast<float>(s.mood.name[j]);
    BOWLBY_MOOD(BOWLBY_SCATTER)
#undef BOWLBY_SCATTER
    s.d_sum[s.order[j]] = s.d_total[j];
    s.f_sum[s.order[j]] = s.f_total[j];
    s.talk_sum[s.order[j]] = s.talks[j];
    s.clock[s.order[j]] = s.hour[j];
    add(l.bids, i, s.bids[j]);
    add(l.presses, i, s.presses[j]);
    add(l.holds, i, s.holds[j]);
    add(l.conflicts, i, s.conflicts[j]);
    add(l.ex_contacts, i, s.ex_contacts[j]);
    l.partner_presses[i] = static_cast<float>(s.partner_presses[j]);
  }
}

// Night: everyone relaxes to midnight; the day's means; withdrawal answers the pressing of the day before.
void close_day(const DayBlock& b, DayScratch& s) {
  Living& l = *b.living;
  const Params& p = *b.params;
  const int n = static_cast<int>(b.count);
  const double kept = withdrawal_kept(1, p);
  for (int i = 0; i < n; ++i) {  // yesterday's pressing by the partner, as published this morning
    const std::uint32_t partner =
        l.tie_other[(b.first + static_cast<std::size_t>(i)) * role_count + static_cast<std::size_t>(Role::partner)];
    s.rate[i] = partner == nobody ? 0.0 : static_cast<double>(b.notices[partner].presses);
  }
  const std::size_t at = b.first;
  float* __restrict distress = l.distress.data() + at;
  float* __restrict security = l.security.data() + at;
  float* __restrict distress_mean = l.distress_mean.data() + at;
  float* __restrict security_mean = l.security_mean.data() + at;
  float* __restrict withdrawal = l.withdrawal.data() + at;
  float* __restrict received = l.presses_received.data() + at;
  const float* __restrict soothing = l.soothing.data() + at;
  const float* __restrict trained = l.help_regulation.data() + at;
  const float* __restrict coregulation = l.coregulation.data() + at;
  const float* __restrict separation = l.separation.data() + at;
  const float* __restrict haven = l.haven.data() + at;
  const float* __restrict kappa = l.general_kappa.data() + at;
#pragma GCC ivdep
  for (int i = 0; i < n; ++i) {
    Mood mood;
    mood.distress = static_cast<double>(distress[i]);
    mood.security = static_cast<double>(security[i]);
    mood.coregulation = static_cast<double>(coregulation[i]);
    const double own = soothing_now(static_cast<double>(soothing[i]), static_cast<double>(trained[i]), p);
    night(mood, own, static_cast<double>(separation[i]), static_cast<double>(haven[i]),
          num::max(0.0, day_hours - s.clock[i]), p);
    const double points = static_cast<double>(static_cast<int>(s.count[i])) + 1;
    distress[i] = static_cast<float>(mood.distress);
    security[i] = static_cast<float>(mood.security);
    distress_mean[i] =
        static_cast<float>(daily_mean(static_cast<double>(distress_mean[i]), s.d_sum[i] + mood.distress, points));
    security_mean[i] =
        static_cast<float>(daily_mean(static_cast<double>(security_mean[i]), s.f_sum[i] + mood.security, points));
    const double pressed = s.rate[i];
    withdrawal[i] = static_cast<float>(
        withdrawn(static_cast<double>(withdrawal[i]), kept, s.talk_sum[i], pressed, static_cast<double>(kappa[i]), p));
    received[i] = static_cast<float>(static_cast<double>(received[i]) + pressed);
  }
}

// How everybody is by the next morning, for others to see.
void publish(const DayBlock& b) {
  const Living& l = *b.living;
  for (std::size_t i = b.first; i < b.first + b.count; ++i) {
    Notice& mine = b.next[l.id[i]];
    const Morning m = morning_of(l, i);
    mine.distress = m.distress;
    mine.withdrawal = m.withdrawal;
    mine.bond = m.bond;
    mine.presses = m.presses;
  }
}

}  // namespace

void step(const DayBlock& b, DayScratch& s, MomentLog* log) {
  const int n = static_cast<int>(b.count);
  count_moments(b, s);
  for (int i = 0; i < n; ++i) s.d_sum[i] = s.f_sum[i] = s.talk_sum[i] = s.clock[i] = 0;
  std::memset(b.living->partner_presses.data() + b.first, 0, b.count * sizeof(float));
  const Roles roles(b.role_offset);
  int left[most_moments + 2];
  const int busy = order_by_count(s, n, left);
  gather_people(b, s, busy);
  for (int e = 1; e <= most_moments && left[e] > 0; ++e) {
    draw_moment(b, s, left[e], e);
    find_figures(b, roles, s, left[e]);
    gather_figures(b, s, left[e]);
    if (log) std::memcpy(s.before, s.mood.distress, static_cast<std::size_t>(left[e]) * sizeof(double));
    live_moment(*b.params, s, left[e]);
    keep_figures(b, s, left[e]);
    if (log) log_moments(b, s, left[e], *log);
    count_moment(*b.params, s, left[e]);
    keep_people(b, s, left[e + 1], left[e]);
  }
  close_day(b, s);
  publish(b);
}

}  // namespace bowlby::BOWLBY_ISA
