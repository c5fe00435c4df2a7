// START HERE for scenes. An evening: two people who are each other's partner, turn by turn, a night, a morning.
//
// A scene is a schedule, not a model: every line that says what a person feels, does, answers, learns or draws back
// from is a function of src/model. What an evening adds is a finer clock, as the Strange Situation does:
//
//   turns    every 3 minutes in the first hour, then every 10 until bedtime at 4 h; then the night in long steps
//   clock    one hour together stands for scene_clock ordinary hours: the model's hourly rates are averages over days
//            in which most of the time is with other things; so a contact of contact_hours takes about twenty minutes
//   turn     counts as scene_turn of a bid: learning, bond, hurt by a rebuff and withdrawal take that share; whether
//            the other frightens is drawn once a contact, as always
//   order    in one turn both act at once, each answered by the other as it was when the turn began: nobody is first
//   luck     choice and fright are drawn every turn, the mood of answering changes over about one contact; draws are
//            addressed by seed, evening, person and turn, so the same evening is lived with and without a change
//   withdrawal  within the evening per press, by the step a day's pressing has elsewhere, and fading as there:
//            h -> h e^(-hours/24/withdrawal_days);  h -> h + (1 - h) scene_turn press_withdraws (1 + c kappa_G)
//   changes  asking softly on purpose is scene_softness courses of couple work (4b), noticing kindness scene_noticing
//            courses of practice, while they last; the others move who is in touch, answers, or has drawn back
//   calm     from when on both stay below scene_calm until bedtime
//   night    apart, asleep, at the ordinary clock; security returns to what one's figures together let one expect,
//   which
//            the evening has moved by the partner's share of moments
//
// Sees and cannot see: friends and others are not turned to on this evening. Work, sleep and children do not happen.
// Limits  no stressor: both stay calm; scene_turn = 0: nothing is learned and nobody draws back
// Tests  unit/scenes/evening_test
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "model/edges.hpp"
#include "scenes/adults.hpp"
#include "scenes/moments.hpp"

namespace bowlby::scenes {

enum class ChangeKind : std::uint8_t { none, pause, say_one_line, ask_softly, answer_first, notice_kindness };
// What is done differently, and what of the model it moves:
//   pause            no turns for both; both know when they meet again, so no separation is felt
//   say_one_line     `who` says one thing unasked: for the length of one contact the other is answered as an open bid
//                    is, by somebody who has not drawn back
//   ask_softly       pressing costs `who` the effort it has after scene_softness courses of couple work
//   answer_first     while the other asks, `who` asks nothing and answers with own distress and withdrawal set aside
//   notice_kindness  being met better than expected counts for `who` as after scene_noticing courses of practice
struct Change {
  ChangeKind kind = ChangeKind::none;
  int who = 0;  // below 0: whose it most often would be; settled by settled_change before an evening is lived
  double at = 6, minutes = 20;
};

struct Couple {
  struct One {
    Person person;
    Tie tie;
    double partner_share = .5;
  };
  std::array<One, 2> one;
};

// One of the two is played from outside: in turn i `who` answers after the share waits[i] of it, at once with 0, not in
// this turn with 1. Who is played asks nothing, and answers with own distress and withdrawal set aside, as who answers
// first does. An answer to nothing is a line unasked; no answer is no rebuff. After the last wait nobody is played.
struct Played {
  int who = -1;
  std::vector<double> waits;
};

struct EveningPlan {
  MomentOfLife moment = moments[1];
  int starts = 0;
  double heat = 0;  // each unit is half as big again
  Change change;
  Played played;
};

enum class Shown : std::uint8_t { explore, ask, press, hold, apart, answer };
inline constexpr std::array<const char*, 6> shown_names{"explore", "ask", "press", "hold", "apart", "answer"};

// One person, one evening; entry i belongs to evening_times()[i]: how one is then, and what one does from then on.
struct Lane {
  std::vector<Shown> shows;
  std::vector<double> sees;  // response of the other; below 0 when nothing came
  std::vector<double> distress, activation, security, withdrawal, hit;
  // Read off beside the rest, by nothing: worth in one's own eyes, and how much of an answer one is waiting for, 0..1:
  // all of it while a reply is missed, what did not come of it after a bid.
  std::vector<double> worth, waits;
};

struct Evening {
  std::array<Lane, 2> lane;
  std::optional<double> calm_minute;  // from when on both stay below scene_calm until bedtime
};

struct Clock {
  std::vector<double> times;  // minutes
  std::size_t minutes_10, hour, bedtime, morning;
};
const Clock& evening_clock();

// Lives one evening. `edges` are cut for this evening only: the people have become who they are with all of them.
Evening live_evening(const Couple&, const EveningPlan&, const Params&, std::uint64_t seed, std::uint32_t number);

}  // namespace bowlby::scenes
