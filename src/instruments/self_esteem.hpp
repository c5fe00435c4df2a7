// Self-esteem: statements about one's own worth, as the mean of their answers on four points.
//
//   score = a0 + a1 s + noise ( sqrt(1/2) habit + sqrt(1/2) occasion ),   on 1-4          (17)
//   habit = -sqrt(c) ticks + sqrt(1 - c) own
//
//   s felt worth (18c)   a0 self_esteem_level   a1 self_esteem_worth   noise self_esteem_noise   c self_report_shared
//   ticks the habit of all self-reports of ill-being (scales.hpp)   own, occasion standard normals
//
// Sees      worth as it is felt today, through an answering habit    Cannot see  what is expected of others
// Claims C047 C116    Limits  noise 0: felt worth itself    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/months/worth.hpp"

namespace bowlby {

inline void take_self_esteem(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const double own = lasting(draws).normal(Purpose::survey, slot_of_self_esteem);
  const double habit = num::sqrt(1 - p.self_report_shared) * own -
                       num::sqrt(p.self_report_shared) * self_report_habit(s.person, p, draws);
  const double error = num::sqrt(.5) * (habit + draws.normal(Purpose::survey, slot_of_self_esteem));
  const double score =
      p.self_esteem_level + p.self_esteem_worth * felt_worth(s.person, p) + p.self_esteem_noise * error;
  sheet.write(Measure::self_esteem_score, num::clamp(score, 1.0, 4.0));
}

}  // namespace bowlby
