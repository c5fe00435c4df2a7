#include "instruments/diary/full.hpp"

#include "instruments/diary/prompts.hpp"
#include "model/day.hpp"
#include "model/step.hpp"
#include "model/years/birth.hpp"
#include "model/years/giving.hpp"
#include "num/distributions.hpp"

namespace bowlby {
namespace {

// What the writer makes of a moment: self-reports of what is felt, ratings of what came back.
DiaryMoment written(const Moment& m, double struck_at, const Mood& mood, const Draws& day, std::uint32_t number) {
  double z[4], y[4];
  day.normals(Purpose::diary, 4 * number, z);
  day.normals(Purpose::diary, 4 * number + 2, y);
  const auto report = [](double x, double noise) {
    return static_cast<float>(num::clamp(1 + 6 * x + diary_report_noise * noise, 1.0, 7.0));
  };
  const auto rating = [](double x, double noise) {
    return static_cast<float>(num::clamp(x + diary_rating_noise * noise, 0.0, 1.0));
  };
  DiaryMoment out;
  out.before = report(1 - num::exp(-struck_at), z[0]);
  out.after = report(1 - num::exp(-mood.distress), z[1]);
  out.security = report(mood.security, z[2]);
  out.action = static_cast<std::uint8_t>(m.action);
  out.frightened = m.fright > 0;
  if (out.bid()) {
    out.response = rating(m.response, y[0]);
    out.rebuff = rating(m.rebuff, y[1]);
  }
  return out;
}

// The prompts of one day, as its hours pass.
class DayOfPrompts {
 public:
  DayOfPrompts(PromptReports* to, int day, const Draws& luck) : to_(to), day_(day), luck_(luck) {}
  // All that come before this hour: told with the mood that the last moment left, whose contact ended then.
  void until(double hour, std::size_t moments, double ended, const Mood& mood, const Traits& t, const Params& p) {
    if (!to_) return;
    for (; next_ <= to_->per_day && hour_of_prompt(next_, to_->per_day) <= hour; ++next_) {
      PromptReport r;
      r.moments = static_cast<std::uint32_t>(moments);
      r.day = static_cast<std::uint16_t>(day_);
      r.hours = static_cast<float>(num::max(0.0, hour_of_prompt(next_, to_->per_day) - ended));
      const Feeling felt = felt_after(mood, t, static_cast<double>(r.hours), p);
      double z[4];
      luck_.normals(Purpose::diary, first_of_prompts + 4 * static_cast<std::uint32_t>(next_), z);
      r.security = diary_report(felt.security, z[0]);
      r.distress = diary_report(1 - num::exp(-felt.distress), z[1]);
      to_->reports.push_back(r);
    }
  }

 private:
  static constexpr std::uint32_t first_of_prompts = 0x80000;  // no moment of a day has such a number
  PromptReports* to_;
  int day_, next_ = 1;
  const Draws& luck_;
};

// What a diary's prompts show of the haven.
void sum_up(PromptReports& prompts) {
  constexpr double long_after = 8;  // hours: felt security has forgotten the contact
  for (const PromptReport& r : prompts.reports) {
    if (static_cast<double>(r.hours) < long_after) continue;
    const auto month = static_cast<std::size_t>(r.day / days_of_diary_month);
    if (prompts.months.size() <= month) prompts.months.resize(month + 1);
    PromptReports::Month& to = prompts.months[month];
    to.security += ((static_cast<double>(r.security) - 1) / points - to.security) / ++to.reports;
  }
}

// A number as the diary keeps it: who reads the diary must find what was lived.
double as_written(double x) { return static_cast<double>(static_cast<float>(x)); }

}  // namespace

DiaryPair draw_pair(const Params& p, const Draws& draws) noexcept {
  double z[4], y[4], g[4], first[4];
  draws.normals(Purpose::traits, 0, z);
  draws.normals(Purpose::traits, 2, y);
  draws.normals(Purpose::giving, 0, g);
  draws.normals(Purpose::figure, 0, first);
  DiaryPair pair;
  Person& s = pair.person;
  s.temperament = draws.normal(Purpose::founder, 2);
  born_with(s, z, y, p);
  s.security = s.haven = naive_belief.mu;
  s.coregulation = .3;
  s.general_mu = naive_belief.mu, s.general_nu = naive_belief.nu;
  s.general_kappa = naive_belief.kappa, s.general_phi = naive_belief.phi;
  pair.tie = {first_expectation(naive_belief, first, p), .2};
  const double mean = p.care_mean + outside_history(p, draws, Purpose::giving);
  const Giving given = habitual_giving(mean, g[0], g[1], g[2], g[3], p);
  pair.carer.mean = given.mean;
  pair.carer.momentary = given.momentary;
  pair.carer.rebuff = given.rebuff;
  pair.carer.fright = given.fright;
  pair.consistency =
      p.care_consistency * num::exp(p.care_consistency_sd * CareHabits(g[0], g[1], g[2], g[3], p).consistency);
  return pair;
}

Traits DiaryLife::on_day(int day, const Mood& mood, const Params& p) noexcept {
  const int now = static_cast<int>(day / days_of_diary_month);
  if (now > month) person.haven = tie.belief.mu;
  month = now;
  keep_mood(person, mood);
  return traits_of(person, p);
}

Feeling felt_after(const Mood& mood, const Traits& t, double hours, const Params& p) noexcept {
  return {distress_alone(mood.distress, soothing_rate(t.soothing, mood.coregulation, p), t.separation, hours, p),
          security_alone(mood.security, t.haven, hours, p)};
}

FullDiary keep_full_diary(const DiaryPair& pair, double age, int days, const Params& p, const Draws& draws,
                          PromptReports* prompts) {
  days = days < 1 ? 1 : days > most_full_diary_days ? most_full_diary_days : days;
  FullDiary diary;
  DiaryLife life{pair.person, pair.tie};
  Mood mood = mood_of(pair.person);
  double ended = 0;  // hour of this day at which the last contact ended; below zero: yesterday
  Draws today = draws;
  for (int day = 0; day < days; ++day, ++today.day, ended -= day_hours) {
    const double rate = moment_rate_at(age + day / 365.0, p);
    const int n = moments_today(today.uniform(Purpose::day), rate);
    const Traits t = life.on_day(day, mood, p);
    DayOfPrompts told(prompts, day, today);
    for (int e = 1; e <= n; ++e) {
      const MomentOfDay now = moment_of_day(today, e, n, ended, p);
      told.until(now.hour, diary.size(), ended, mood, t, p);
      MomentDraws draw = now.draw;
      draw.hours = as_written(draw.hours);
      draw.stressor = as_written(draw.stressor);
      Mood until = mood;
      const double struck_at = struck(until, t, draw.hours, draw.stressor, p).distress;
      const Moment m = moment_step(mood, life.tie, t, pair.carer, draw, p);
      DiaryMoment line = written(m, struck_at, mood, today, static_cast<std::uint32_t>(e));
      line.hours = static_cast<float>(draw.hours);
      line.stressor = static_cast<float>(draw.stressor);
      line.day = static_cast<std::uint16_t>(day);
      diary.push_back(line);
      ended = now.hour + p.contact_hours;
    }
    told.until(day_hours, diary.size(), ended, mood, t, p);
  }
  if (prompts) sum_up(*prompts);
  return diary;
}

}  // namespace bowlby
