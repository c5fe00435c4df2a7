#include "scenes/tune.hpp"

#include <algorithm>

#include "model/draws.hpp"

namespace bowlby::scenes {
namespace {

constexpr double furthest = 3;  // nudges stay within what a request may hold

using Setting = std::array<Nudges, 2>;

EveningSummary summary_of(const EveningSet& s) {
  EveningSummary out;
  const double n = static_cast<double>(s.runs.size());
  const Clock& clock = evening_clock();
  for (const Evening& e : s.runs) {
    out.minutes_to_calm += (e.calm_minute ? *e.calm_minute : clock.times[clock.bedtime]) / n;
    for (const Lane& l : e.lane) {
      out.peak_distress += peak(l) / (2 * n);
      out.presses += count(l, Shown::press) / n;
      out.holds += count(l, Shown::hold) / n;
      out.morning_security += l.security[clock.morning] / (2 * n);
    }
  }
  return out;
}

// Lives the evenings of one setting; the people of the two places are found once.
class Judge {
 public:
  Judge(const Adults& adults, const EveningsAsked& asked, const Params& p)
      : asked_(asked), p_(asked.edges.apply(p)), plain_(p) {
    EveningsAsked bare = asked_;
    for (PersonAsked& who : bare.people) who.nudges = {};
    couples_ = couples_of(adults, bare, p).couples;
    Change& change = asked_.plan.change;
    if (change.kind != ChangeKind::none && change.who < 0) {
      EveningPlan plain = asked_.plan;
      plain.change.kind = ChangeKind::none;
      change = settled_change(change, live_evenings(couples_of(adults, asked_, p).couples, plain, p_, asked_.seed),
                              plain.starts);
    }
  }
  EveningSet evenings(const Setting& s) const {
    std::vector<Couple> moved = couples_;
    for (Couple& c : moved)
      for (std::size_t j = 0; j < 2; ++j) c.one[j].person = nudged(c.one[j].person, s[j], plain_);
    return live_evenings(moved, asked_.plan, p_, asked_.seed);
  }
  EveningSummary summary(const Setting& s) const { return summary_of(evenings(s)); }

 private:
  EveningsAsked asked_;
  Params p_, plain_;
  std::vector<Couple> couples_;
};

Setting drawn_near(const Setting& from, std::uint64_t seed, std::uint32_t number) {
  const Draws draws{RunKey::of(seed, 0).key, {number, 2}, 0};
  Setting s = from;
  std::uint32_t k = 0;
  for (Nudges& n : s)
    for (double Nudges::*field : nudge_fields) {
      // normal around where we are, times the prior: both spreads one, so the middle lies half way to ordinary people
      const double z = draws.normal(Purpose::scene_people, k++);
      n.*field = num::clamp(.75 * (n.*field) + .8 * z, -furthest, furthest);
    }
  return s;
}

EveningSummary spread_of_all(const std::vector<EveningSummary>& all) {
  EveningSummary mean, spread;
  const double n = static_cast<double>(all.size());
  for (double EveningSummary::*f : summary_fields) {
    for (const EveningSummary& s : all) mean.*f += s.*f / n;
    for (const EveningSummary& s : all) spread.*f += (s.*f - mean.*f) * (s.*f - mean.*f) / n;
    spread.*f = num::max(num::sqrt(spread.*f), 1e-6);
  }
  return spread;
}

double apart(const EveningSummary& a, const EveningSummary& b, const EveningSummary& spread) {
  double sum = 0;
  for (double EveningSummary::*f : summary_fields) {
    const double x = (a.*f - b.*f) / spread.*f;
    sum += x * x;
  }
  return num::sqrt(sum);
}

// How badly a summary fits what was said: 0 is best.
double misfit(const EveningSummary& s, const std::vector<Said>& said, const std::vector<EveningSummary>& of_said,
              const EveningSummary& spread) {
  double bad = 0, weight = 1;
  for (std::size_t k = said.size(); k-- > 0; weight *= .6) {
    const EveningSummary& shown = of_said[k];
    const auto wanted = [&](double EveningSummary::*f, double direction) {
      const double x = (s.*f - shown.*f) / spread.*f * direction;
      return num::abs(x - .8);
    };
    const auto others_stay = [&] {
      return .3 * num::abs((s.morning_security - shown.morning_security) / spread.morning_security);
    };
    switch (said[k].verdict) {
      case Verdict::more:
        bad += weight * apart(s, shown, spread);
        break;
      case Verdict::less:
        bad += weight * num::max(0.0, 2.5 - apart(s, shown, spread));
        break;
      case Verdict::hotter:
        bad += weight * (wanted(&EveningSummary::peak_distress, 1) + wanted(&EveningSummary::presses, 1));
        break;
      case Verdict::calmer:
        bad += weight * (wanted(&EveningSummary::peak_distress, -1) + wanted(&EveningSummary::presses, -1));
        break;
      case Verdict::slower:
        bad += weight * (wanted(&EveningSummary::minutes_to_calm, 1) + others_stay());
        break;
      case Verdict::faster:
        bad += weight * (wanted(&EveningSummary::minutes_to_calm, -1) + others_stay());
        break;
    }
  }
  return bad;
}

}  // namespace

std::optional<Tuned> tune(const Adults& adults, const TuneAsked& asked, const Params& p, const Stop& stop) {
  const Judge judge(adults, asked.evening, p);
  std::vector<EveningSummary> of_said, summaries;
  for (const Said& s : asked.feedback) of_said.push_back(judge.summary(s.nudges));
  const Setting& here = asked.feedback.back().nudges;
  std::vector<Setting> tried;
  for (int k = 0; k < asked.tries; ++k) {
    if (stop && stop()) return std::nullopt;
    tried.push_back(drawn_near(here, asked.evening.seed, static_cast<std::uint32_t>(k)));
    summaries.push_back(judge.summary(tried.back()));
  }
  const EveningSummary spread = spread_of_all(summaries);
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t k = 0; k < tried.size(); ++k)
    order.push_back({misfit(summaries[k], asked.feedback, of_said, spread), k});
  std::sort(order.begin(), order.end());
  Tuned out;
  out.of = asked.tries;
  out.kept = std::max(4, asked.tries / 20);
  for (std::size_t j = 0; j < 2; ++j)
    for (double Nudges::*f : nudge_fields) {
      double mean = 0, square = 0;
      for (int k = 0; k < out.kept; ++k) mean += tried[order[static_cast<std::size_t>(k)].second][j].*f / out.kept;
      for (int k = 0; k < out.kept; ++k) {
        const double x = tried[order[static_cast<std::size_t>(k)].second][j].*f - mean;
        square += x * x / out.kept;
      }
      out.nudges[j].*f = mean;
      out.spread[j].*f = num::sqrt(square);
    }
  out.before = of_said.back();
  out.after = judge.summary(out.nudges);
  // where what was said can be met in several directions, the middle of them may meet it nowhere
  if (misfit(out.after, asked.feedback, of_said, spread) > order.front().first) {
    out.nudges = tried[order.front().second];
    out.after = summaries[order.front().second];
  }
  return out;
}

std::optional<RepairMap> repair_map(const Adults& adults, const EveningsAsked& asked, int steps, const Params& p,
                                    const Stop& stop) {
  const Judge judge(adults, asked, p);
  RepairMap map;
  for (int i = 0; i < steps; ++i) map.openness.push_back(-2 + 4.0 * i / (steps - 1));
  for (const double first : map.openness) {
    auto& minutes = map.minutes.emplace_back();
    auto& calmed = map.calmed.emplace_back();
    for (const double second : map.openness) {
      if (stop && stop()) return std::nullopt;
      Setting s{asked.people[0].nudges, asked.people[1].nudges};
      for (std::size_t j = 0; j < 2; ++j) {
        const double open = j == 0 ? first : second;
        s[j].insistence -= open;
        s[j].holding += open;
      }
      const Calm calm = judge.evenings(s).calm;
      minutes.push_back(calm.median);
      calmed.push_back(static_cast<double>(calm.calmed) / calm.of);
    }
  }
  return map;
}

}  // namespace bowlby::scenes
