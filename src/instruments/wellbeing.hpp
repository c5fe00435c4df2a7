// Wellbeing: positive mental health over the last month, told on seven points.
//
//   score = 2.5 + 3 f + 1.2 partnered sat - .5 y_depression - .25 y_anxiety - .4 d + habit + noise, on 1-7
//
//   f mean felt security [0..1]   sat satisfaction with a partner [0..1]   y symptoms (15), at most 3
//   d mean daily distress [1]   habit report_habit (shared with satisfaction)   noise report_noise
//
// Sees      felt security, partnership, symptoms, distress, all as told    Cannot see  beliefs about anybody
// Claims C149    Limits  noises 0: the weighted sum    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/satisfaction.hpp"

namespace bowlby {

inline void take_wellbeing(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const Person& q = s.person;
  const double partnered = s.has[slot(Role::partner)] ? q.satisfaction : 0.0;
  const double score = 2.5 + 3 * q.security_mean + 1.2 * partnered - .5 * num::min(q.depression, 3.0) -
                       .25 * num::min(q.anxiety, 3.0) - .4 * num::min(q.distress_mean, 3.0) + report_habit(draws, p) +
                       p.report_noise * draws.normal(Purpose::survey, slot_of_wellbeing);
  sheet.write(Measure::wellbeing_score, num::clamp(score, 1.0, 7.0));
}

}  // namespace bowlby
