// Life: one simulated person from birth, among a small population with unions, children, losses and help; and the same
// life with one thing changed, on the same draws.
//
// The person and a few others born on the same day form an arm, so that whatever is asked (care, the change) befalls
// them all: the others show how far luck alone carries people apart who were given the same. Everything else is the
// engine of any study. Recorded half-yearly.
// Tests  unit/scenes/lives_test
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/state.hpp"
#include "population/life_tables.hpp"
#include "population/record.hpp"
#include "population/scenario.hpp"

namespace bowlby::scenes {

// What is changed: something that befalls, or help.
struct LifeChange {
  std::optional<LifeEvent> event;
  std::optional<Help> help;
};

struct LifeAsked {
  std::uint64_t seed = 1;
  std::uint32_t founders = 160, neighbours = 20;
  std::optional<std::uint32_t> who;  // which of the followed ones; none: the one whose unchanged life is most like all
  bool telling = false;              // with a change: rather the one to whom it does what it does to most
  std::optional<Care> care;
  double until = 60;
  std::optional<LifeChange> change;
  EdgeSet edges;
};

// Everything known about one person at one half-year; satisfaction below 0 without a partner.
#define BOWLBY_COURSE(X) \
  X(mu)                  \
  X(nu)                  \
  X(kappa)               \
  X(phi) X(security) X(distress) X(load) X(depression) X(anxiety) X(trauma) X(substance) X(satisfaction) X(withdrawal)
struct Course {
#define BOWLBY_FIELD(name) std::vector<double> name;
  BOWLBY_COURSE(BOWLBY_FIELD)
#undef BOWLBY_FIELD
};

struct LifeHappening {
  double age = 0;
  EventKind kind{};
  bool child = false;  // a child of this person was born
};

struct FigureCourse {
  Role role{};
  int number = 1;  // the how-manieth friend or partner
  std::uint32_t id = 0;
  std::vector<double> ages, share, mu, bond;
};

// Questionnaires at an age; what was not answered is empty.
struct LifeMeasure {
  double age = 0;
  std::optional<double> anxiety, avoidance, satisfaction, depression, wellbeing;
};

struct LifeStory {
  std::optional<double> died;
  std::vector<LifeHappening> events;
  Course course;
  std::vector<FigureCourse> figures;
  std::vector<LifeMeasure> measures;
};

struct LifeRun {
  LifeStory story;
  std::vector<Course> neighbours;
  bool female = false;
  std::size_t index = 0;
  Care care;  // how the first carer answered at birth; consistency as momentary share
};

struct Lives {
  std::vector<double> ages;
  LifeRun plain;
  std::optional<LifeRun> changed;
};

// The life to which a change does what it does to most: of those who were there ten years after it, with it and
// without, the one whose gain in felt security is the middle one. Nothing where nobody was.
std::optional<std::size_t> middle_gain(const std::vector<LifeRun>& plain, const std::vector<LifeRun>& changed,
                                       double age);

// Called with the share done and asked whether to go on.
using GoOn = std::function<bool(double done)>;

// Nothing when told to stop.
std::optional<Lives> live_lives(const LifeAsked&, const LifeTables&, const Params&, int threads, const GoOn&);

}  // namespace bowlby::scenes
