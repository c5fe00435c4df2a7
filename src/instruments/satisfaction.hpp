// Relationship satisfaction: how content one says one is with the partnership.
//
//   score = 1 + 6 sat + habit + noise, on 1-7        (17)
//
//   sat satisfaction [0..1]    habit report_habit, lasting, shared with wellbeing    noise report_noise
//
// Sees      one's own satisfaction, as told    Cannot see  the partner's, the bond, intentions to stay
// Claims H9    Limits  noises 0: the satisfaction itself    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// The way a person reports anything on a 7-point scale, in points.
inline double report_habit(const Draws& draws, const Params& p) noexcept {
  return p.report_habit * lasting(draws).normal(Purpose::satisfaction);
}

// Writes nothing without a partner.
inline void take_satisfaction(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  if (!s.has[slot(Role::partner)]) return;
  const double score =
      1 + 6 * s.person.satisfaction + report_habit(draws, p) + p.report_noise * draws.normal(Purpose::satisfaction);
  sheet.write(Measure::satisfaction_score, num::clamp(score, 1.0, 7.0), Role::partner);
}

}  // namespace bowlby
