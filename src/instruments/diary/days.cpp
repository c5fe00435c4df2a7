#include "instruments/diary/days.hpp"

#include "instruments/scales.hpp"
#include "model/day.hpp"

namespace bowlby {
namespace {

constexpr double never = 1e9;  // an hour

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
    me.moments = moments_today(me.today.uniform(Purpose::day), me.person.moment_rate);
    me.next = 1;
    me.ended = 0;
    me.pressed_before = me.presses;
    me.presses = me.talks = 0;
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
  const MomentOfDay now = moment_of_day(me.today, me.next, me.moments, me.ended, p_);
  Tie nobody;
  Giver giver = empty_room;
  const bool someone = me.shares != nobody_near;
  const int r = someone ? packed_slot(me.shares, now.sixteenth) : 0;
  const bool at_home = someone && r == slot(Role::partner);
  if (someone) giver = me.subject->figures[r];
  if (at_home && partner) {
    giver.distress = distress_at(*partner, me.hour);
    giver.withdrawal = partner->withdrawal;
    giver.bond = partner->ties[slot(Role::partner)].bond;
  }
  const Moment m = moment_step(me.mood, someone ? me.ties[r] : nobody, me.traits, giver, now.draw, p_);
  if (asked_for(m) > 0) {
    ++me.bids;
    if (at_home && partner) ++partner->asked;
  }
  if (m.offered > 0) ++me.offered;
  if (at_home && m.action == 2) me.presses += 1;
  if (at_home) me.talks += talked(m, p_);
  me.ended = me.hour + p_.contact_hours;
  ++me.next;
  await(me);
}

double DiaryDays::distress_at(const One& me, double hour) const noexcept {
  const double soothing = soothing_rate(me.traits.soothing, me.mood.coregulation, p_);
  return distress_alone(me.mood.distress, soothing, me.traits.separation, num::max(0.0, hour - me.ended), p_);
}

DiaryLook DiaryDays::look(double hour, int whom) noexcept {
  live_until(hour);
  One& me = ones_[whom];
  const DiaryLook seen{security_alone(me.mood.security, me.traits.haven, num::max(0.0, hour - me.ended), p_),
                       distress_at(me, hour), me.bids, me.asked, me.offered};
  me.bids = me.asked = me.offered = 0;
  return seen;
}

void DiaryDays::sleep() noexcept {
  live_until(day_hours);
  for (int i = 0; i < people_; ++i) {
    One& me = ones_[i];
    night(me.mood, me.traits.soothing, me.traits.separation, me.traits.haven, num::max(0.0, day_hours - me.ended), p_);
    const double pressed = people_ == 2 ? ones_[1 - i].pressed_before : 0;
    me.withdrawal = withdrawal_after_day(me.withdrawal, me.talks, pressed, me.person.general_kappa, p_);
    ++me.today.day;
  }
}

}  // namespace bowlby
