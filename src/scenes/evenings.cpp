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

Sooner compare(const EveningSet& now, const EveningSet& before) {
  Sooner s;
  s.of = static_cast<int>(now.runs.size());
  for (std::size_t k = 0; k < now.runs.size(); ++k) {
    const double with = minute_or_never(now.runs[k]), without = minute_or_never(before.runs[k]);
    ++(with < without ? s.both : with > without ? s.later : s.same);
  }
  return s;
}

}  // namespace

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
  out.now = live_evenings(c.couples, asked.plan, p, asked.seed);
  if (asked.plan.change.kind != ChangeKind::none) {
    EveningPlan plain = asked.plan;
    plain.change.kind = ChangeKind::none;
    out.before = live_evenings(c.couples, plain, p, asked.seed);
    out.sooner = compare(out.now, *out.before);
  }
  return out;
}

}  // namespace bowlby::scenes
