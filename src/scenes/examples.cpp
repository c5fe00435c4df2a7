#include "scenes/examples.hpp"

#include <algorithm>
#include <limits>

namespace bowlby::scenes {
namespace {

// Who worries about being left, and who keeps a distance: places on the questionnaire's plane.
constexpr PersonAsked worries{4.5, 2, {}}, keeps_distance{2, 4.5, {}};

// Minute of the first entry that is so, until bedtime.
template <class F>
std::optional<double> first_minute(F is_so) {
  const Clock& clock = evening_clock();
  for (std::size_t i = 0; i <= clock.bedtime; ++i)
    if (is_so(i)) return clock.times[i];
  return std::nullopt;
}

YearAsked year_of(const Care& care) {
  YearAsked a;
  a.care = care;
  a.children = example_runs;
  return a;
}

constexpr auto secure = static_cast<std::size_t>(AssayClass::secure);

// Steps in which a child looks quiet and is stirred up.
int hidden_steps(const std::array<AssayStep, assay_steps>& film, const Params& p) {
  return static_cast<int>(std::count_if(film.begin(), film.end(), [&](const AssayStep& s) {
    return !s.contradictory && !s.held && (s.action == Action::explore || s.action == Action::hold) &&
           s.arousal >= p.scene_calm;
  }));
}

}  // namespace

EveningsAsked asking_and_quiet(std::size_t moment) {
  EveningsAsked a;
  a.people = {worries, keeps_distance};
  a.plan.moment = moments[moment];
  a.runs = example_runs;
  return a;
}

TellingEvening telling_evening(const Adults& adults, const Params& p) {
  TellingEvening out;
  EveningSet best;
  for (std::size_t m = 0; m < moments.size(); ++m) {
    EveningSet set = live_evenings(adults, asking_and_quiet(m), p).now;
    if (m > 0 && set.pursued[0] <= best.pursued[0]) continue;
    out.moment = m;
    best = std::move(set);
  }
  out.shows = best.pursued[0];
  out.pair = typical(best);
  const std::vector<double> odd = oddness(best, nullptr);
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < odd.size(); ++k)
    if (pursued_by(best.runs[k]) == 0 && odd[k] < least) out.pair = k, least = odd[k];
  const auto& lane = best.runs[out.pair].lane;
  out.insists = first_minute([&](std::size_t i) { return lane[0].shows[i] == Shown::press; });
  out.drawn =
      first_minute([&](std::size_t i) { return lane[1].withdrawal[i] - lane[1].withdrawal.front() >= drawn_back; });
  return out;
}

TellingYear telling_patchy_care(const LifeTables& tables, const Params& p, int threads) {
  TellingYear out;
  for (const double amount : patchy_amounts) {
    const Care steady{amount, steady_care, .1, 0}, patchy{amount, patchy_care_concentration, .1, 0};
    const Year first = live_year(year_of(steady), tables, p, threads),
               second = live_year(year_of(patchy), tables, p, threads);
    const int gap = first.counts[secure] - second.counts[secure];
    if (amount != patchy_amounts.front() && gap <= out.first - out.second) continue;
    out = {year_of(steady), patchy, telling_child(first, &second), first.counts[secure], second.counts[secure]};
  }
  return out;
}

TellingYear telling_quiet_child(const LifeTables& tables, const Params& p, int threads) {
  TellingYear out;
  out.first = -1;
  for (const Care& care : quiet_carers) {
    const Year year = live_year(year_of(care), tables, p, threads);
    const int quiet = static_cast<int>(std::count_if(year.visits.begin(), year.visits.end(),
                                                     [&](const ChildVisit& v) { return quiet_but_stirred(v, p); }));
    if (quiet <= out.first) continue;
    int longest = -1;
    std::uint32_t child = 0;
    for (std::uint32_t k = 0; k < year.films.size(); ++k)
      if (const int hidden = hidden_steps(year.films[k], p); hidden > longest) longest = hidden, child = k;
    out = {year_of(care), {}, child, quiet, 0};
  }
  return out;
}

}  // namespace bowlby::scenes
