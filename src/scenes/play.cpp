#include "scenes/play.hpp"

#include <algorithm>
#include <limits>

namespace bowlby::scenes {
namespace {

// The share of a turn that an act lets pass before the answer.
double wait_of(Act a) { return a == Act::now ? 0 : a == Act::soon ? 1.0 / 3 : 1; }

EveningSet lived(const std::vector<Couple>& couples, const std::vector<double>& waits, const Params& p,
                 std::uint64_t seed) {
  EveningPlan plan;
  plan.moment = message_of_a_bad_day;
  plan.played = {1, waits};
  return live_evenings(couples, plan, p, seed);
}

bool begins_by_asking(const Evening& e) {
  return e.lane[0].shows.front() == Shown::ask || e.lane[0].shows.front() == Shown::press;
}

// Nothing of it depends on the acts, so one plays with the same two people from the first turn to the last.
std::size_t pair_shown(const EveningSet& at_once, const EveningSet& never) {
  std::size_t best = typical(at_once, &never);
  double least = std::numeric_limits<double>::infinity();
  const std::vector<double> odd = oddness(at_once, &never);
  for (std::size_t k = 0; k < odd.size(); ++k)
    if (begins_by_asking(at_once.runs[k]) && odd[k] < least) best = k, least = odd[k];
  return best;
}

Sooner writers_sooner(const EveningSet& first, const EveningSet& played, const Params& p) {
  Sooner s;
  s.of = static_cast<int>(first.runs.size());
  for (std::size_t k = 0; k < first.runs.size(); ++k) {
    const auto at = [&](const EveningSet& set) {
      return calm_minute(set.runs[k].lane[0], p).value_or(std::numeric_limits<double>::infinity());
    };
    ++(at(first) < at(played) ? s.both : at(first) > at(played) ? s.later : s.same);
  }
  return s;
}

}  // namespace

std::optional<double> calm_minute(const Lane& lane, const Params& p) {
  const Clock& clock = evening_clock();
  std::size_t from = clock.bedtime + 1;
  while (from > 0 && lane.distress[from - 1] < p.scene_calm) --from;
  if (from > clock.bedtime) return std::nullopt;
  return clock.times[from];
}

Play play(const Adults& adults, const PlayAsked& asked, const Params& p) {
  EveningsAsked pairs;
  pairs.people = asked.people;
  pairs.runs = play_pairs;
  const Couples c = couples_of(adults, pairs, p);
  const auto always = [&](Act a) {
    return lived(c.couples, std::vector<double>(play_turns, wait_of(a)), p, asked.seed);
  };
  const EveningSet at_once = always(Act::now), never = always(Act::later);
  std::vector<double> waits;
  for (const Act a : asked.acts) waits.push_back(wait_of(a));
  const EveningSet now = lived(c.couples, waits, p, asked.seed);
  Play out;
  out.pair = pair_shown(at_once, never);
  out.evening = now.runs[out.pair];
  if (waits.size() < play_turns) {
    out.evening.lane[0].sees[waits.size()] = -1;  // what comes back in this turn is up to who plays
    return out;
  }
  out.after = {at_once.runs[out.pair], calm_minute(out.evening.lane[0], p),
               calm_minute(at_once.runs[out.pair].lane[0], p), writers_sooner(at_once, now, p)};
  return out;
}

}  // namespace bowlby::scenes
