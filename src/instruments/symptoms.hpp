// Symptom counts: nine questions per family about the last weeks, and a rule that looks at the count alone.
//
//   count = nearest of 0..9 to 5 y + habit c + noise z        rule: five or more
//   trauma reads y_t + h [max(y_d, y_a) - y_t]+ in place of y
//   this year: the rule now, or y was at its level within the last year
//   lifetime: this year, or y ever was and it is told of, with chance e^(-years since/symptom_recall)
//   negative_mental_health = (sum of the four counts - 5) / 5
//
//   y symptoms of the family (15): 1 = the level of five counts    noise symptom_report_noise [count]
//   h trauma_items_shared: who sleeps badly, loses interest, cannot attend or is irritable says so, whatever the cause.
//   Four of the seventeen symptoms of trauma in DSM-IV are also among those of depression or worry.
//   y_t, y_d, y_a trauma, depression, anxiety
//   habit symptom_report_habit [count], c the lasting habit of all self-reports (scales.hpp)
//
// Asked once, about half of those who once were low do not say so (Moffitt et al. 2010, doi:10.1017/S0033291709991036).
//
// Sees      how many symptoms are reported now, and what is remembered
// Cannot see  why; distress of the day; beliefs
// The rule describes answers to a questionnaire in a study. It is no statement about a person's health.
// Claims C149    Limits  noise 0: a rounded readout    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

inline constexpr double symptom_rule = 5, counts_per_level = 5;
inline constexpr double typical_sum = 5, spread_of_sum = 5;  // anchors of negative_mental_health

inline double symptom_count(double y, double habit, double z, const Params& p) noexcept {
  return whole_point(counts_per_level * y + p.symptom_report_habit * habit + p.symptom_report_noise * z, 0, 9);
}

// What a questionnaire about trauma hears: what fright left, and of its shared questions whatever keeps them answered.
inline double heard_as_trauma(const Person& q, const Params& p) noexcept {
  return q.trauma + p.trauma_items_shared * num::max(0.0, num::max(q.depression, q.anxiety) - q.trauma);
}

inline void take_symptoms(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const Person& q = s.person;
  double z[4];
  draws.normals(Purpose::symptoms, 0, z);
  const double habit = self_report_habit(q, p, draws);
  const double count[4]{symptom_count(q.depression, habit, z[0], p), symptom_count(q.anxiety, habit, z[1], p),
                        symptom_count(heard_as_trauma(q, p), habit, z[2], p),
                        symptom_count(q.substance, habit, z[3], p)};
  const double high[4]{q.depression_high, q.anxiety_high, q.trauma_high, q.substance_high};
  bool year[4];
  for (int k = 0; k < 4; ++k) year[k] = count[k] >= symptom_rule || s.age_years - high[k] < 1;
  sheet.write(Measure::symptoms_depression, count[0]);
  sheet.write(Measure::symptoms_anxiety, count[1]);
  sheet.write(Measure::symptoms_trauma, count[2]);
  sheet.write(Measure::symptoms_substance, count[3]);
  sheet.write(Measure::symptoms_diagnosis_depression, year[0]);
  sheet.write(Measure::symptoms_diagnosis_anxiety, year[1]);
  sheet.write(Measure::symptoms_diagnosis_trauma, year[2]);
  sheet.write(Measure::symptoms_diagnosis_substance, year[3]);
  // the four normals take the blocks 0 and 1
  const bool told = q.depression_high >= 0 && draws.uniform(Purpose::symptoms, 2) <
                                                  num::exp(-(s.age_years - q.depression_high) / p.symptom_recall);
  sheet.write(Measure::symptoms_lifetime_depression, year[0] || told);
  sheet.write(Measure::symptoms_negative_mental_health,
              (count[0] + count[1] + count[2] + count[3] - typical_sum) / spread_of_sum);
}

}  // namespace bowlby
