// Symptom counts: nine questions per family about the last weeks, and a rule that looks at the count alone.
//
//   count = nearest of 0..9 to 5 y + habit c + noise z        rule: five or more      lifetime: the rule now, or an
//   onset before negative_mental_health = (sum of the four counts - 5) / 5
//
//   y symptoms of the family (15): 1 = the level of five counts    noise symptom_report_noise [count]
//   habit symptom_report_habit [count], c the lasting habit of all self-reports (scales.hpp)
//   onsets, bits 0..3: depression, anxiety, trauma, substance have been high at some time (kept by the yearly model)
//
// Sees      how many symptoms are reported now    Cannot see  why; distress of the day; beliefs
// The rule describes answers to a questionnaire in a study. It is no statement about a person's health.
// Claims C149    Limits  noise 0: a rounded readout    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

inline constexpr double symptom_rule = 5, counts_per_level = 5;
inline constexpr double typical_sum = 5, spread_of_sum = 5;  // anchors of negative_mental_health

inline double symptom_count(double y, double habit, double z, const Params& p) noexcept {
  return whole_point(counts_per_level * y + p.symptom_report_habit * habit + p.symptom_report_noise * z, 0, 9);
}

inline void take_symptoms(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const Person& q = s.person;
  double z[4];
  draws.normals(Purpose::symptoms, 0, z);
  const double habit = self_report_habit(q, p, draws);
  const double count[4]{symptom_count(q.depression, habit, z[0], p), symptom_count(q.anxiety, habit, z[1], p),
                        symptom_count(q.trauma, habit, z[2], p), symptom_count(q.substance, habit, z[3], p)};
  const bool before = (static_cast<unsigned>(q.onsets) & 1u) != 0;
  sheet.write(Measure::symptoms_depression, count[0]);
  sheet.write(Measure::symptoms_anxiety, count[1]);
  sheet.write(Measure::symptoms_trauma, count[2]);
  sheet.write(Measure::symptoms_substance, count[3]);
  sheet.write(Measure::symptoms_diagnosis_depression, count[0] >= symptom_rule);
  sheet.write(Measure::symptoms_diagnosis_anxiety, count[1] >= symptom_rule);
  sheet.write(Measure::symptoms_diagnosis_trauma, count[2] >= symptom_rule);
  sheet.write(Measure::symptoms_diagnosis_substance, count[3] >= symptom_rule);
  sheet.write(Measure::symptoms_lifetime_depression, before || count[0] >= symptom_rule);
  sheet.write(Measure::symptoms_negative_mental_health,
              (count[0] + count[1] + count[2] + count[3] - typical_sum) / spread_of_sum);
}

}  // namespace bowlby
