// Play: an evening of messages. One of the two writes, the other is played by a person outside the model, turn by turn.
//
//   who      person 0 writes; person 1 is played, and answers at once, in a minute, or not in this turn
//   turns    play_turns of three minutes each, as in every evening; then nobody is played and the evening goes on
//   waiting  who has asked and waits is out of touch meanwhile, and feels that as in `late_reply`
//   shown    of the twenty pairs whose writer begins by asking, the one most like all twenty: least distance from the
//            means (see typical) of the evenings always answered at once and never answered, taken together
//   beside   the same evening, same luck, answered at once in every turn; of all twenty pairs it is counted who was
//            calm sooner so
//
// Limits  no acts: the evening begins, and nobody has answered yet
// Tests  unit/scenes/play_test
#pragma once
#include "scenes/evenings.hpp"

namespace bowlby::scenes {

inline constexpr std::size_t play_turns = 10;
inline constexpr std::uint32_t play_pairs = 20;

// A bad day, told bit by bit; the one who is written to has had an ordinary one.
inline constexpr MomentOfLife message_of_a_bad_day{
    "bad_day", 0, 1.5, 0, 0, {{{0, 1.5}, {9, .6}, {18, .75}}}, {nothing, nothing, nothing}};

enum class Act : std::uint8_t { now, soon, later };  // soon: after one of the three minutes

struct PlayAsked {
  std::uint64_t seed = 1;
  std::array<PersonAsked, 2> people;
  std::vector<Act> acts;  // at most play_turns
};

struct Play {
  std::size_t pair = 0;                      // which of the twenty is shown
  Evening evening;                           // of that pair; entry acts.size() is what one who plays sees now
  struct After {                             // once all turns are played
    Evening first;                           // the same, answered at once
    std::optional<double> calm, calm_first;  // minute from which the writer is calm until bedtime
    Sooner sooner;                           // of twenty writers, answered at once beside answered as they were
  };
  std::optional<After> after;
};

Play play(const Adults&, const PlayAsked&, const Params&);

// From when on one stays calm until bedtime.
std::optional<double> calm_minute(const Lane&, const Params&);

}  // namespace bowlby::scenes
