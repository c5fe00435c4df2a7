// Temperament: a parent's rating of how easily a child is upset, standardised.
//
//   score = v T + sqrt(1 - v^2) error;  error: .7 the parent's lasting view, .3 of the occasion        (17)
//
//   T negative temperament [standard normal]    v temperament_validity
//
// Sees      temperament through a parent's eyes    Cannot see  what care has made of it
// Claims H3    Limits  v = 1: temperament itself    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

inline void take_temperament(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const double score = seen(num::clamp(s.person.temperament, -4.0, 4.0), p.temperament_validity, .3,
                            lasting(draws).normal(Purpose::survey, slot_of_temperament),
                            draws.normal(Purpose::survey, slot_of_temperament));
  sheet.write(Measure::temperament_negative, score);
}

}  // namespace bowlby
