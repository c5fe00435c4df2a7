// Relationship questionnaire: nine short answers on seven points about one named figure, and a pick of a description.
//
//   anx = a0 + a1 nu_j + a2 (1 - mu_j) + habit      av = b0 + b1 kappa_j + b2 (1 - mu_j) + habit      (16), one tie
//   item = nearest point of 1..7 to the latent plus item noise; three items make anxiety, six make avoidance
//   pick: the largest of  0,  ln(.25/.56) + (av - 2.3),  ln(.19/.56) + (anx - 3.0),  each plus Gumbel noise
//
//   habit  the same for every figure and both scales: the shared part behind their correlation (NRM38)
//   a.., b..  questionnaire_* (parameter rows)    pick constants: shares at an average tie (ADD04-ADD06)
//
// Sees      what is expected of this figure, as told    Cannot see  other ties, behaviour, arousal
// Claims C019    Limits  noises 0: rounded readout of a belief    Tests  unit/instruments/questionnaires_test
#pragma once
#include <span>

#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

inline constexpr std::size_t anxiety_items = 3, avoidance_items = 6;     // in this order
inline constexpr double average_anxiety = 3.0, average_avoidance = 2.3;  // NRM36, NRM37
// Log odds against the secure description: ln(.25/.56) and ln(.19/.56).
inline constexpr double avoidant_log_odds = -.806475866, anxious_log_odds = -1.080912712;

// Gives the mean of the answers, and keeps each of them.
inline double mean_of_items(double latent, std::span<double> answers, double noise, const Draws& draws,
                            std::uint32_t first) noexcept {
  double sum = 0;
  for (std::uint32_t i = 0; i < answers.size(); ++i)
    sum += answers[i] = whole_point(latent + noise * draws.normal(Purpose::questionnaire, first + i), 1, 7);
  return sum / static_cast<double>(answers.size());
}

// Writes nothing when the subject has no such figure. With `items`, every answer behind the scores.
inline void take_relationship_questionnaire(const Subject& s, Role figure, const Params& p, const Draws& draws,
                                            AnswerSheet& sheet, bool items = false) noexcept {
  if (!s.has[slot(figure)]) return;
  const Belief& b = s.ties[slot(figure)].belief;
  const std::uint32_t first = static_cast<std::uint32_t>(slot(figure)) * 32;
  const double habit = p.questionnaire_habit * lasting(draws).normal(Purpose::questionnaire);
  const double anxiety = p.questionnaire_anxiety_level + p.questionnaire_anxiety_unpredictability * b.nu +
                         p.questionnaire_anxiety_doubt * (1 - b.mu) + habit;
  const double avoidance = p.questionnaire_avoidance_level + p.questionnaire_avoidance_rebuff * b.kappa +
                           p.questionnaire_avoidance_doubt * (1 - b.mu) + habit;
  const num::Block pick = draws.block(Purpose::questionnaire, first + 20);
  const double secure_pull = gumbel(num::unit(pick.w[0]));
  const double avoidant_pull = avoidant_log_odds + avoidance - average_avoidance + gumbel(num::unit(pick.w[1]));
  const double anxious_pull = anxious_log_odds + anxiety - average_anxiety + gumbel(num::unit(pick.w[2]));
  const bool avoidant = avoidant_pull > secure_pull && avoidant_pull >= anxious_pull;
  const bool anxious = anxious_pull > secure_pull && anxious_pull > avoidant_pull;
  const double noise = p.questionnaire_item_noise;
  double answers[anxiety_items + avoidance_items];
  const auto of_anxiety = std::span(answers).first<anxiety_items>();
  const auto of_avoidance = std::span(answers).last<avoidance_items>();
  sheet.write(Measure::relationship_questionnaire_anxiety, mean_of_items(anxiety, of_anxiety, noise, draws, first),
              figure);
  sheet.write(Measure::relationship_questionnaire_avoidance,
              mean_of_items(avoidance, of_avoidance, noise, draws, first + anxiety_items), figure);
  sheet.write(Measure::relationship_questionnaire_class_secure, !avoidant && !anxious, figure);
  sheet.write(Measure::relationship_questionnaire_class_avoidant, avoidant, figure);
  sheet.write(Measure::relationship_questionnaire_class_anxious, anxious, figure);
  if (!items) return;
  int number = 0;
  for (const double answer : answers)
    sheet.write(item_measure(Instrument::relationship_questionnaire, ++number), answer, figure);
}

}  // namespace bowlby
