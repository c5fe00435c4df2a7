// Reflective functioning: how far an account of close relationships sees feelings and intentions behind what people do.
//
//   score = 5 + 1.5 ( v R + sqrt(1 - v^2) error ),   on -1 to 9          (17)
//   error: way of telling (lasting) and occasion (interview_occasion), drawn apart from those of the interview
//
//   R reflection [sd] (19)   v interview_validity
//
// Sees      reflection, as told    Cannot see  what is expected of others; present ties
// Claims C145 C196    Limits  v = 1: reflection itself    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"

namespace bowlby {

inline void take_reflection(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const double told = seen(num::clamp(s.person.reflection, -4.0, 4.0), p.interview_validity, p.interview_occasion,
                           lasting(draws).normal(Purpose::survey, slot_of_reflection),
                           draws.normal(Purpose::survey, slot_of_reflection));
  sheet.write(Measure::reflection_score, num::clamp(5 + 1.5 * told, -1.0, 9.0));
}

}  // namespace bowlby
