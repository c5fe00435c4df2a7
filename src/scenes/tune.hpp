// Tune: people whose evening is more like the one meant; and how fast a couple calms, over how openly each asks.
//
// Approximate Bayesian search: settings are drawn around the one shown last (normal, one standard deviation between
// people) and pulled towards ordinary people (prior: standard normal), each lives a few evenings with the same luck,
// and the twentieth part whose summary comes nearest to what was said is kept; their mean is the answer, their scatter
// says how sure it is. Summaries are compared in units of their spread among the settings tried.
//   more    near the summaries of all evenings called "more", the last of them counting most
//   less    away from the summaries of those called "less"
//   hotter, calmer    the peak of distress and pressing, half a spread up or down from the one shown last
//   slower, faster    the minutes until both are calm, likewise
// Tests  unit/scenes/tune_test
#pragma once
#include <functional>

#include "scenes/evenings.hpp"

namespace bowlby::scenes {

enum class Verdict : std::uint8_t { more, less, hotter, calmer, slower, faster };
struct Said {
  std::array<Nudges, 2> nudges;
  Verdict verdict;
};
inline constexpr std::uint32_t most_judged = 20;  // evenings a setting is judged by
struct TuneAsked {
  EveningsAsked evening;       // of at most `most_judged` runs, as below
  std::vector<Said> feedback;  // oldest first
  int tries = 120;
};

struct EveningSummary {
  double minutes_to_calm = 0, peak_distress = 0, presses = 0, holds = 0, morning_security = 0;
};
inline constexpr std::array summary_fields{&EveningSummary::minutes_to_calm, &EveningSummary::peak_distress,
                                           &EveningSummary::presses, &EveningSummary::holds,
                                           &EveningSummary::morning_security};

struct Tuned {
  std::array<Nudges, 2> nudges, spread;
  int kept = 0, of = 0;
  EveningSummary before, after;
};

using Stop = std::function<bool()>;
// Nothing when stopped.
std::optional<Tuned> tune(const Adults&, const TuneAsked&, const Params&, const Stop&);

struct RepairMap {
  std::vector<double> openness;  // -2..2: insisting and holding back cost so many standard deviations more
  std::vector<std::vector<std::optional<double>>> minutes;  // [first person][second person]
  std::vector<std::vector<double>> calmed;
};
std::optional<RepairMap> repair_map(const Adults&, const EveningsAsked&, int steps, const Params&, const Stop&);

}  // namespace bowlby::scenes
