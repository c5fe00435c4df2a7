#include "scenes/evenings.hpp"

#include <algorithm>
#include <limits>

namespace bowlby::scenes {
namespace {

// Nearest rank: the value below which a share of the others lie.
double at_share(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + .5)];
}

constexpr double never = std::numeric_limits<double>::infinity();
double minute_or_never(const Evening& e) { return e.calm_minute ? *e.calm_minute : never; }

Calm calm_of(const std::vector<Evening>& runs) {
  std::vector<double> minutes;
  Calm c;
  for (const Evening& e : runs) {
    minutes.push_back(minute_or_never(e));
    c.calmed += e.calm_minute ? 1 : 0;
  }
  c.of = static_cast<int>(runs.size());
  std::sort(minutes.begin(), minutes.end());
  const auto known = [](double x) { return x < never ? std::optional<double>(x) : std::nullopt; };
  c.median = known(at_share(minutes, .5));
  c.low = known(at_share(minutes, .1));
  c.high = known(at_share(minutes, .9));
  return c;
}

template <class F>
Spread over(const std::vector<Evening>& runs, F f) {
  std::vector<double> x;
  for (const Evening& e : runs) x.push_back(f(e));
  return spread_of(std::move(x));
}

// What an evening comes to, in numbers; one that does not calm counts as calm at bedtime, the last that is known.
std::vector<double> counted(const Evening& e) {
  const Clock& clock = evening_clock();
  std::vector<double> out{e.calm_minute ? *e.calm_minute : clock.times[clock.bedtime]};
  for (const Lane& lane : e.lane)
    for (const Shown what : {Shown::ask, Shown::press, Shown::hold}) out.push_back(count(lane, what));
  return out;
}

// Of each evening, its squared distance from the means.
std::vector<double> far_from_means(const EveningSet& s) {
  const double n = static_cast<double>(s.runs.size());
  std::vector<std::vector<double>> all;
  for (const Evening& e : s.runs) all.push_back(counted(e));
  std::vector<double> out(all.size());
  for (std::size_t f = 0; f < all.front().size(); ++f) {
    double mean = 0, square = 0;
    for (const auto& e : all) mean += e[f] / n;
    for (const auto& e : all) square += (e[f] - mean) * (e[f] - mean) / n;
    for (std::size_t k = 0; k < all.size() && square > 0; ++k)
      out[k] += (all[k][f] - mean) * (all[k][f] - mean) / square;
  }
  return out;
}

}  // namespace

Sooner compare(const EveningSet& now, const EveningSet& before) {
  Sooner s;
  s.of = static_cast<int>(now.runs.size());
  for (std::size_t k = 0; k < now.runs.size(); ++k) {
    const double with = minute_or_never(now.runs[k]), without = minute_or_never(before.runs[k]);
    ++(with < without ? s.both : with > without ? s.later : s.same);
  }
  return s;
}

int pursued_by(const Evening& e) {
  const std::size_t bedtime = evening_clock().bedtime;
  std::array<std::size_t, 2> first{bedtime + 1, bedtime + 1};  // when it could be seen
  for (std::size_t j = 0; j < 2; ++j) {
    const std::vector<double>& away = e.lane[1 - j].withdrawal;
    bool insisted = false, apart = false;
    for (std::size_t i = 0; i <= bedtime && first[j] > bedtime; ++i) {
      const bool insists = e.lane[j].shows[i] == Shown::press;
      apart |= insisted && away[i] - away.front() >= drawn_back;
      if (apart && insists) first[j] = i;
      insisted |= insists;
    }
  }
  if (std::min(first[0], first[1]) > bedtime) return -1;
  return first[0] <= first[1] ? 0 : 1;
}

std::vector<double> oddness(const EveningSet& s, const EveningSet* other) {
  std::vector<double> odd = far_from_means(s);
  if (other) {
    const std::vector<double> more = far_from_means(*other);
    for (std::size_t k = 0; k < odd.size(); ++k) odd[k] += more[k];
  }
  return odd;
}

std::size_t typical(const EveningSet& s, const EveningSet* other) {
  const std::vector<double> odd = oddness(s, other);
  return static_cast<std::size_t>(std::min_element(odd.begin(), odd.end()) - odd.begin());
}

Change settled_change(const Change& asked, const EveningSet& plain, int starts) {
  Change c = asked;
  if (c.who >= 0) return c;
  std::array<int, 2> bids{};
  for (const Evening& e : plain.runs)
    for (std::size_t j = 0; j < 2; ++j) bids[j] += count(e.lane[j], Shown::ask) + count(e.lane[j], Shown::press);
  const int asks = bids[0] == bids[1] ? starts : bids[0] > bids[1] ? 0 : 1;
  c.who = c.kind == ChangeKind::ask_softly ? asks : 1 - asks;
  return c;
}

Spread spread_of(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x.empty() ? Spread{} : Spread{at_share(x, .5), at_share(x, .1), at_share(x, .9)};
}

int count(const Lane& lane, Shown what) {
  return static_cast<int>(std::count(lane.shows.begin(), lane.shows.end(), what));
}
double peak(const Lane& lane) { return *std::max_element(lane.distress.begin(), lane.distress.end()); }

Couples couples_of(const Adults& adults, const EveningsAsked& asked, const Params& p) {
  Couples out;
  out.couples.resize(asked.runs);
  for (std::size_t j = 0; j < 2; ++j) {
    const PersonAsked& who = asked.people[j];
    const auto found = nearest(adults, who.anxiety, who.avoidance, asked.runs);
    for (std::size_t k = 0; k < asked.runs; ++k) {
      const Ticked& t = found[k % found.size()];
      const Adult& a = adults.people[t.adult];
      out.couples[k].one[j] = {nudged(a.person, who.nudges, p), a.tie, a.partner_share};
      out.dots[j].push_back({t.anxiety, t.avoidance});
    }
  }
  return out;
}

EveningSet live_evenings(const std::vector<Couple>& couples, const EveningPlan& plan, const Params& p,
                         std::uint64_t seed) {
  EveningSet s;
  for (std::uint32_t k = 0; k < couples.size(); ++k) s.runs.push_back(live_evening(couples[k], plan, p, seed, k));
  s.calm = calm_of(s.runs);
  for (const Evening& e : s.runs)
    if (const int who = pursued_by(e); who >= 0) ++s.pursued[static_cast<std::size_t>(who)];
  const std::size_t morning = evening_clock().morning;
  for (std::size_t j = 0; j < 2; ++j) {
    const auto each = [&](auto f) { return over(s.runs, [&](const Evening& e) { return f(e.lane[j]); }); };
    s.morning[j] = {each([&](const Lane& l) { return l.security[morning]; }),
                    each([&](const Lane& l) { return l.distress[morning]; }),
                    each([&](const Lane& l) { return l.withdrawal[morning]; })};
    s.totals[j] = {each([](const Lane& l) { return static_cast<double>(count(l, Shown::ask)); }),
                   each([](const Lane& l) { return static_cast<double>(count(l, Shown::press)); }),
                   each([](const Lane& l) { return static_cast<double>(count(l, Shown::hold)); }), each(peak)};
  }
  return s;
}

Evenings live_evenings(const Adults& adults, const EveningsAsked& asked, const Params& params) {
  const Params p = asked.edges.apply(params);
  Couples c = couples_of(adults, asked, params);
  Evenings out;
  out.dots = std::move(c.dots);
  EveningPlan plan = asked.plan;
  plan.change.kind = ChangeKind::none;
  out.now = live_evenings(c.couples, plan, p, asked.seed);
  if (asked.plan.change.kind != ChangeKind::none) {
    out.before = std::move(out.now);
    plan.change = settled_change(asked.plan.change, *out.before, plan.starts);
    out.now = live_evenings(c.couples, plan, p, asked.seed);
    out.sooner = compare(out.now, *out.before);
    out.who = plan.change.who;
  }
  out.shown = typical(out.now, out.before ? &*out.before : nullptr);
  return out;
}

}  // namespace bowlby::scenes
