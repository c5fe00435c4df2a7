// Telling examples: for each thing worth seeing, the setting and the one of many that show it best, by a rule.
//
//   asking_quiet    of six moments, between one who worries and one who keeps a distance, the moment in which most of
//                   twenty pairs show it: the first insists, the second draws back; of these pairs the one most like
//                   all
//   patchy_care     of three amounts of care, the one where steady and patchy care of the same amount part most
//   children
//                   in how their visit is read; of the children the telling one of `year`
//   quiet_outside   of four carers who turn a child away, the one with whom most of twenty children stay quiet, left
//                   alone, while stirred up; of the children who look quiet and are stirred up for longest, the first
//
// Nothing is kept: the rule is asked anew of the model as it is, so an example cannot outlive what it shows.
// Tests  unit/scenes/examples_test
#pragma once
#include "scenes/evenings.hpp"
#include "scenes/year.hpp"

namespace bowlby::scenes {

inline constexpr std::uint32_t example_runs = 20;

struct TellingEvening {
  std::size_t moment = 0;  // index into moments
  std::size_t pair = 0;
  int shows = 0;                         // of example_runs
  std::optional<double> insists, drawn;  // minutes: the first insists for the first time; the second has drawn back
};
EveningsAsked asking_and_quiet(std::size_t moment);  // the question that the example is one answer of
TellingEvening telling_evening(const Adults&, const Params&);

struct TellingYear {
  YearAsked asked;
  Care other;  // the second carer, where there are two
  std::uint32_t child = 0;
  int first = 0, second = 0;  // children read as secure; or, of `quiet_outside`, quiet and stirred up
};
inline constexpr std::array patchy_amounts{.4, .5, .6};
inline constexpr double steady_care = 12, patchy_care_concentration = .6;
TellingYear telling_patchy_care(const LifeTables&, const Params&, int threads);

inline constexpr std::array quiet_carers{Care{.3, 8, .6, 0}, Care{.3, 8, .95, 0}, Care{.5, 8, .6, 0},
                                         Care{.5, 8, .95, 0}};
TellingYear telling_quiet_child(const LifeTables&, const Params&, int threads);

}  // namespace bowlby::scenes
