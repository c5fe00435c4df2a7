#include "instruments/diary.hpp"

#include "instruments/attrition.hpp"
#include "instruments/scales.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/years/figures.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double waking_hours = 15, day_hours = 24;
constexpr double prompt_noise = .3;              // points of 7
constexpr int most_moments = 3;                  // in one stretch
constexpr double nobody_answers = -6;            // probit mean response of an empty room
constexpr double points = 6;                     // from one end of the report scale to the other
constexpr double rounding = points / (1 << 22);  // what states kept in single precision tell apart, in points

struct Writer {
  Mood mood;
  Tie ties[role_count];
  Traits traits;
  std::uint64_t shares = 0;
  double since = 0;  // hours since the last moment
};

struct Notes {
  num::Moments security, distress, felt;  // points: reports, and felt security without the error of an answer
  int asked = 0, answered = 0;
  double bids = 0;
};

Writer begin(const Subject& s, const Params& p) noexcept {
  Writer w;
  w.mood = mood_of(s.person);
  for (int r = 0; r < role_count; ++r) w.ties[r] = s.ties[r];
  w.traits = traits_of(s.person, p);
  bool has[role_count];
  for (int r = 0; r < role_count; ++r) has[r] = s.has[r] && !(s.person.away_months > 0 && r <= slot(Role::father));
  // whether the parents live apart is not part of a subject: as if together
  w.shares = pack_shares(figure_shares(s.age_years, has, w.ties, s.person.separation, false, p));
  return w;
}

// One moment after `hours`; returns 1 if a bid was made.
double live(Writer& w, const Subject& s, double hours, const Draws& day, std::uint32_t address, const Params& p) {
  const num::Block a = day.block(Purpose::diary, address), b = day.block(Purpose::diary, address + 1);
  MomentDraws m;
  m.hours = hours;
  m.stressor = p.stress_size * num::exponential(num::unit(a.w[0]));
  m.choice = num::unit(a.w[1]);
  m.response = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
  m.fright = num::unit(a.w[2]);
  if (w.shares == ~std::uint64_t{0}) {  // nobody to turn to: an empty room, of which nothing is expected
    Tie nobody;
    Giver empty;
    empty.mean = nobody_answers, empty.momentary = .01;
    return moment_step(w.mood, nobody, w.traits, empty, m, p).contact;
  }
  const int r = packed_slot(w.shares, a.w[3] >> 28);
  return moment_step(w.mood, w.ties[r], w.traits, s.figures[r], m, p).contact;
}

void prompt(const Writer& w, const Draws& day, std::uint32_t address, const Params& p, Notes& n) {
  const double soothing = soothing_rate(w.traits.soothing, w.mood.coregulation, p);
  const double d = distress_alone(w.mood.distress, soothing, w.traits.separation, w.since, p);
  const double f = security_alone(w.mood.security, w.traits.haven, w.since, p);
  ++n.asked;
  if (day.uniform(Purpose::diary, address) < chance_moved(p.diary_missing, p.diary_missing_distress * d)) return;
  double z[4];
  day.normals(Purpose::diary, address + 1, z);
  ++n.answered;
  n.security.add(num::clamp(1 + points * f + prompt_noise * z[0], 1.0, 7.0));
  n.distress.add(num::clamp(1 + points * (1 - num::exp(-d)) + prompt_noise * z[1], 1.0, 7.0));
  n.felt.add(points * f);
}

}  // namespace

void take_diary(const Subject& s, int days, int prompts, const Params& p, const Draws& draws,
                AnswerSheet& sheet) noexcept {
  if (days < 1 || prompts < 1) return;
  const double stretch = waking_hours / prompts;
  const double expected = num::min(num::max(s.person.moment_rate, 0.0) / prompts, 20.0);
  Writer w = begin(s, p);
  Notes n;
  Draws day = draws;
  for (int i = 0; i < days; ++i, ++day.day) {
    w.since += day_hours - waking_hours;
    for (int k = 0; k < prompts; ++k) {
      const auto address = static_cast<std::uint32_t>(k) * 16;
      const int moments = num::poisson_count_up_to<most_moments>(day.uniform(Purpose::diary, address), expected);
      for (int m = 0; m < moments; ++m) {
        const double gap = stretch / (moments + 1);
        n.bids += live(w, s, w.since + gap, day, address + 1 + 2 * static_cast<std::uint32_t>(m), p);
        w.since = 0;
      }
      w.since += stretch / (moments + 1);
      prompt(w, day, address + 10, p, n);
    }
  }
  sheet.write(Measure::diary_prompts_answered, static_cast<double>(n.answered) / n.asked);
  if (n.answered == 0) return;
  sheet.write(Measure::diary_security, n.security.mean);
  sheet.write(Measure::diary_distress, n.distress.mean);
  if (n.answered > 1) {
    const double swing = n.felt.deviation();
    sheet.write(Measure::diary_security_swing, swing > rounding ? swing : 0);
  }
  sheet.write(Measure::diary_bids, n.bids / days);
}

}  // namespace bowlby
