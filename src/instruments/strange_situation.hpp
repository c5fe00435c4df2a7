// Strange Situation: a child, a figure and a stranger in an unknown room, two partings and two reunions, filmed.
//
// The child of this day plays eight episodes in steps of 20 seconds with the model's own moment functions: distress
// (1), activation (2), felt security (3), choice by the pay-offs of its beliefs about this figure (4), conflict (5),
// response (10, 6). Beliefs, bond and mood are read, never written: one visit of twenty minutes teaches nothing here.
//
//   distress per step  d = relaxed towards w sep / rho at rho, h = assay_clock * 20 s / 3600 [model h]
//   sep  assay_separation while the figure is out, times assay_alone with nobody there; plus what the person carries
//   contact  d falls by (chi r) h; two response draws an episode (about one per contact of contact_hours)
//   contradictory act in a step with chance min(1, D), D the conflict of (5), while the figure is in the room
//   a look at the figure in a step without asking, with chance mu (1 - kappa): who expects an answer and no rebuff
//   keeps in touch from afar, at play or turned away crying while held, with chance A for the minute: alarm can be
//   heard
//
// Why a faster clock: hourly rates are averages over a contact of contact_hours (0.75 h) in ordinary days, in which the
// holding itself takes a minute or two. In the assay only that minute is filmed, and its stressors are strong, so one
// hour counts as assay_clock = 30 ordinary hours: one contact is ninety seconds, an episode is two contacts.
// A child keeps at what it does: the draw that picks the action changes once a minute, the pay-offs every step.
//
// Sees      behaviour (BehaviourRecord per episode), rated by strange_situation_coder.hpp with error, and class from it
// Cannot see  beliefs; arousal is written beside the ratings as `arousal` for the reader of the study, not the coder
// Claims C013 C014 C057 H2    Limits  assay_separation = 0: a child at play; assay_coder_noise = 0: the film alone
// Tests  unit/instruments/strange_situation_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/strange_situation_coder.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

struct AssayVisit {
  AssayFilm film;                                // what is seen
  std::array<double, assay_episodes> arousal{};  // mean distress per episode, unseen
};

// One step of twenty seconds as a camera in the room has it, and beside it what no camera sees.
struct AssayStep {
  int episode = 0;  // 1..8
  Action action{};
  bool contradictory = false, held = false;  // held: by the figure, as the step begins
  bool answered = false;                     // somebody in the room answers the child
  double arousal = 0, activation = 0;        // unseen
};
inline constexpr int assay_steps = 66;

// Who is in the room in an episode 1..8.
struct AssayRoom {
  int steps;
  bool figure, stranger;
};
AssayRoom assay_room(int episode) noexcept;

// `steps`, if given, takes assay_steps entries; the visit is the same with and without it.
AssayVisit play_strange_situation(const Subject& s, Role figure, const Params& p, const Draws& draws,
                                  AssayStep* steps = nullptr) noexcept;
// A coder's ratings of a visit, errors drawn as in every visit of this day; each coder errs alone.
inline constexpr int most_coders = 4;
AssayScales rate_strange_situation(const AssayVisit& visit, Role figure, const Params& p, const Draws& draws,
                                   int coder = 1) noexcept;

// Writes nothing when the subject has no such figure. `coder` (1 to most_coders) rates the film.
void take_strange_situation(const Subject& s, Role figure, const Params& p, const Draws& draws, AnswerSheet& sheet,
                            int coder = 1) noexcept;

}  // namespace bowlby
