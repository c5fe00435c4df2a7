#include "instruments/diary_days.hpp"

#include "instruments/scales.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/waking_day.hpp"
#include "model/years/figures.hpp"

namespace bowlby {
namespace {

constexpr double never = 1e9;          // an hour
constexpr double nobody_answers = -6;  // probit mean response of an empty room
constexpr std::uint64_t nobody_near = ~std::uint64_t{0};

}  // namespace

DiaryDays::DiaryDays(const Subject& writer, const Subject* partner, const Params& p, const Draws& first) noexcept
    : p_(p), people_(partner ? 2 : 1) {
  arrive(ones_[0], writer, first);
  if (partner) arrive(ones_[1], *partner, {first.key, {partner->stream[0], partner->stream[1]}, first.day});
}

void DiaryDays::arrive(One& me, const Subject& s, const Draws& first) const noexcept {
  me.subject = &s;
  me.person = s.person;
  me.mood = mood_of(s.person);
  for (int r = 0; r < role_count; ++r) me.ties[r] = s.ties[r];
  bool has[role_count];
  for (int r = 0; r < role_count; ++r) has[r] = s.has[r] && !(s.person.away_months > 0 && r <= slot(Role::father));
  // whether the parents live apart is not part of a subject: as if together
  me.shares = pack_shares(figure_shares(s.age_years, has, me.ties, s.person.separation, false, p_));
  me.today = first;
  me.withdrawal = s.person.withdrawal;
  me.presses = s.person.partner_presses;
}

void DiaryDays::wake() noexcept {
  for (int i = 0; i < people_; ++i) {
    One& me = ones_[i];
    keep_mood(me.person, me.mood);
    me.traits = traits_of(me.person, p_);
    const double rate = num::clamp(me.person.moment_rate, 0.0, 30.0);
    const int n = num::poisson_count(me.today.uniform(Purpose::day), rate);
    me.moments = n < most_moments_a_day ? n : most_moments_a_day;
    me.next = 1;
    me.ended = 0;
    me.pressed_before = me.presses;
    me.presses = 0;
    await(me);
  }
}

void DiaryDays::await(One& me) const noexcept {
  const auto e = static_cast<std::uint32_t>(me.next);
  me.hour = me.next > me.moments
                ? never
                : hour_of_moment(me.next, me.moments, num::unit(me.today.block(Purpose::moment_a, e).w[0]));
}

// The earlier moment first; of two at one instant that of the smaller stream, whoever writes.
void DiaryDays::live_until(double hour) noexcept {
  const bool second_first = ones_[1].today.stream[0] < ones_[0].today.stream[0];
  for (;;) {
    const bool earlier = ones_[1].hour < ones_[0].hour || (ones_[1].hour == ones_[0].hour && second_first);
    const int i = people_ == 2 && earlier ? 1 : 0;
    if (!(ones_[i].hour <= hour)) return;
    live(ones_[i], people_ == 2 ? &ones_[1 - i] : nullptr);
  }
}

void DiaryDays::live(One& me, One* partner) noexcept {
  const auto e = static_cast<std::uint32_t>(me.next);
  const num::Block a = me.today.block(Purpose::moment_a, e), b = me.today.block(Purpose::moment_b, e);
  MomentDraws draw;
  draw.hours = num::max(0.0, me.hour - me.ended);  // a moment that comes during the last contact waits for its end
  draw.stressor = p_.stress_size * num::exponential(num::unit(a.w[1]));
  draw.choice = num::unit(a.w[2]);
  draw.fright = num::unit(a.w[3]);
  draw.response = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));

  Tie nobody;
  Giver giver;
  giver.mean = nobody_answers, giver.momentary = .01;
  const bool someone = me.shares != nobody_near;
  const int r = someone ? packed_slot(me.shares, b.w[2] >> 28) : 0;
  const bool at_home = someone && r == slot(Role::partner);
  if (someone) giver = me.subject->figures[r];
  if (at_home && partner) {
    giver.distress = distress_at(*partner, me.hour);
    giver.withdrawal = partner->withdrawal;
    giver.bond = partner->ties[slot(Role::partner)].bond;
  }
  const Moment m = moment_step(me.mood, someone ? me.ties[r] : nobody, me.traits, giver, draw, p_);
  if (m.contact > 0) {
    ++me.bids;
    if (at_home && partner) ++partner->asked;
  }
  if (at_home && m.action == 2) me.presses += 1;
  me.ended = me.hour + p_.contact_hours;
  ++me.next;
  await(me);
}

double DiaryDays::distress_at(const One& me, double hour) const noexcept {
  const double soothing = soothing_rate(me.traits.soothing, me.mood.coregulation, p_);
  return distress_alone(me.mood.distress, soothing, me.traits.separation, num::max(0.0, hour - me.ended), p_);
}

DiaryLook DiaryDays::look(double hour) noexcept {
  live_until(hour);
  One& me = ones_[0];
  const DiaryLook seen{security_alone(me.mood.security, me.traits.haven, num::max(0.0, hour - me.ended), p_),
                       distress_at(me, hour), me.bids, me.asked};
  me.bids = me.asked = 0;
  return seen;
}

void DiaryDays::sleep() noexcept {
  live_until(day_hours);
  for (int i = 0; i < people_; ++i) {
    One& me = ones_[i];
    me.mood.distress = distress_at(me, day_hours);
    me.mood.security = security_alone(me.mood.security, me.traits.haven, num::max(0.0, day_hours - me.ended), p_);
    const double pressed = people_ == 2 ? ones_[1 - i].pressed_before : 0;
    me.withdrawal = moved(me.withdrawal * num::exp(-1 / p_.withdrawal_days), 1.0,
                          withdrawal_step(pressed, me.person.general_kappa, p_));
    ++me.today.day;
  }
}

}  // namespace bowlby
