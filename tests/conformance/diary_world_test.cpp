// Diaries live days too: the diary of prompts, looked at after every moment, and the full diary of moments.
#include <limits>

#include "conformance/worlds.hpp"
#include "instruments/diary/days.hpp"
#include "instruments/diary/full.hpp"
#include "model/day.hpp"

namespace bowlby::conformance {
namespace {

constexpr double untold = std::numeric_limits<double>::quiet_NaN();

Draws first_draws(const Case& c) {
  return {RunKey::of(c.seed, c.replicate).key,
          {static_cast<std::uint32_t>(c.stream), static_cast<std::uint32_t>(c.stream >> 32)},
          static_cast<std::uint32_t>(c.first_day)};
}

Giver giver_of(const reference::Figure& f, int role, const Params& p) {
  return {f.giving + role_offsets(p).of[role] + f.fit,
          f.momentary,
          f.rebuffs,
          f.frightens,
          f.distress,
          f.withdrawal,
          bond_back(f, role),
          is_peer(static_cast<Role>(role)) ? 1.0 : 0.0};
}

Subject subject_of(const Case& c, const Params& p) {
  Subject s;
  s.stream[0] = static_cast<std::uint32_t>(c.stream);
  s.stream[1] = static_cast<std::uint32_t>(c.stream >> 32);
  s.age_years = (c.first_day - c.birth_day) / 365.0;
  s.person = person_of(c.person);
  for (int k = 0; k < role_count; ++k) {
    const reference::Figure& f = c.figures[static_cast<std::size_t>(k)];
    s.ties[k] = {in(f.belief), f.bond, f.fit};
    s.figures[k] = giver_of(f, k, p);
    s.has[k] = f.present;
  }
  return s;
}

// A diary begins in a month and sees none of what months change.
bool within_a_month(const Case& c) {
  for (const reference::Figure& f : c.figures)
    if (f.presses > 0) return false;
  return c.month_days.empty();
}

class DiaryWorld final : public World {
 public:
  std::string name() const override { return "diary"; }
  double tolerance() const override { return 1e-13; }
  bool lives(const Case& c) const override { return within_a_month(c); }
  Trajectory live(const Case& c) const override {
    const Params p = params_of(c);
    const Subject s = subject_of(c, p);
    Draws today = first_draws(c);
    DiaryDays days(s, nullptr, p, today);
    Trajectory seen;
    for (int i = 0; i < c.days; ++i, ++today.day) {
      days.wake();
      const int n = moments_today(today.uniform(Purpose::day), s.person.moment_rate);
      for (int e = 1; e <= n; ++e) {
        const MomentOfDay now = moment_of_day(today, e, n, 0, p);
        const DiaryLook look = days.look(now.hour);
        reference::Moment m;
        m.day = c.first_day + i;
        m.hour = now.hour;
        m.figure = unknown;
        m.action = look.bids > 0 ? some_bid : no_bid;
        m.stressor = now.draw.stressor;
        m.distress_struck = m.activation = m.response = m.rebuff = m.fright = m.conflict = m.bond = untold;
        m.offered = look.offered;
        m.belief = {untold, untold, untold, untold};
        m.distress = look.distress;
        m.security = look.security;
        seen.moments.push_back(m);
      }
      days.sleep();
    }
    return seen;
  }
};

class FullDiaryWorld final : public World {
 public:
  std::string name() const override { return "full diary"; }
  double tolerance() const override { return 1e-6; }  // it keeps hours and stressors to 24 bits
  bool lives(const Case& c) const override {
    for (const int k : c.turns_to)
      if (k != 0) return false;  // it knows one figure, a carer
    const Params p = params_of(c);
    return within_a_month(c) && !c.turns_to.empty() && c.days <= days_of_diary_month &&
           moment_rate_at(0, p) == c.person.moments_a_day && p.moments_per_day_infant <= p.moments_per_day_adult;
  }
  Trajectory live(const Case& c) const override {
    const Params p = params_of(c);
    const Subject s = subject_of(c, p);
    const FullDiary diary =
        keep_full_diary({s.person, s.ties[0], s.figures[0], 1}, s.age_years, c.days, p, first_draws(c));
    Trajectory seen;
    for (const DiaryMoment& line : diary) {
      reference::Moment m;
      m.day = c.first_day + line.day;
      m.figure = 0;
      m.action = line.action;
      m.stressor = static_cast<double>(line.stressor);
      m.fright = line.frightened ? 1 : 0;
      m.hour = m.distress_struck = m.activation = m.response = m.rebuff = m.conflict = m.distress = m.security =
          m.bond = m.offered = untold;
      m.belief = {untold, untold, untold, untold};
      seen.moments.push_back(m);
    }
    return seen;
  }
};

}  // namespace

std::unique_ptr<World> make_diary_world() { return std::make_unique<DiaryWorld>(); }
std::unique_ptr<World> make_full_diary_world() { return std::make_unique<FullDiaryWorld>(); }

}  // namespace bowlby::conformance
