// The reference's evening: two people who are each other's partner, turn by turn, a night and a morning. The laws are
// those of life.cpp; what is told here is the schedule, as docs/studio_scenes.md has it.
#pragma once
#include <array>

#include "reference/life.hpp"

namespace bowlby::reference {

struct OneOfTwo {
  Person person;
  Belief belief;              // of the other
  double bond = 0;            // to the other
  double partner_share = .5;  // of difficult moments, brought to the other
};

struct Strike {
  double minute = 0, size = 0;
};

// What is done differently for a while, and by whom.
enum class Differently { nothing, pause, say_one_line, ask_softly, answer_first, notice_kindness };

struct EveningCase {
  Numbers numbers;
  std::uint64_t seed = 1;
  std::uint32_t number = 0;
  std::array<OneOfTwo, 2> two;
  int starts = 0;  // which of the two
  double heat = 0, apart_until = 0, separation = 0, hours_apart = 0, withdrawn = 0;
  std::vector<Strike> first, other;  // what strikes who starts, and the other
  Differently change = Differently::nothing;
  int who = 0;
  double at = 0, minutes = 0;
};

inline constexpr int is_apart = 4, answers = 5;  // what one shows beside the four actions

struct TurnSeen {
  int shows = 0;
  double sees = -1;  // the other's response; -1 where there was none
  double distress = 0, activation = 0, security = 0, withdrawal = 0, hit = 0;
};

std::array<std::vector<TurnSeen>, 2> live(const EveningCase&);

}  // namespace bowlby::reference
