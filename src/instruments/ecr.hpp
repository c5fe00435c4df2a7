// ECR: 36 statements about close relationships, answered on five points, scored by mean and by expected a posteriori.
//
//   anx = a0 + a1 nu + a2 (1 - s) - a3 kappa + habit + occasion          (16)
//   av = b0 + b1 kappa + b2 (1 - mu) + habit + occasion
//   mu, nu, kappa: general belief, and with weight ecr_partner_weight the belief about a present partner
//   both + women - men by half of ecr_.._women, and ecr_.._decade per ten years from thirty: imposed curves (16a)
//   s: felt worth (18c); who holds back holds the report of worry back as well
//   answer j: P(keyed > k) = sigma(a_j (theta - b_jk))
//   EAP: mean and deviation of the posterior, prior N(0, 1), grid -6..6 by .1
//
//   theta latent score [1, the metric of ecr_items.hpp]    a0.. ecr_anxiety_*, b0.. ecr_avoidance_* (parameter rows)
//   habit  ecr_person_noise, the same at every filling: a share c of its variance is the habit of all self-reports
//   (scales.hpp), and of the rest, which is the scale's own, a share h is inherited    c self_report_shared
//   h self_report_inherited    occasion  ecr_occasion_noise, new at every filling
//
// Sees      what a person expects of close others in general, through an answering habit    Cannot see  one tie alone,
//           the early prototype, arousal, behaviour
// Claims C019    Limits  both noises 0: answers still scatter by item    Tests  unit/instruments/ecr_test
#pragma once
#include <array>
#include <cstdint>

#include "instruments/answers.hpp"
#include "instruments/ecr_items.hpp"
#include "instruments/graded.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// Keyed answers in the order of the items: 1..5 after reversal, 0 = left out.
using EcrAnswers = std::array<std::uint8_t, 36>;

struct EcrLatent {
  double anxiety = 0, avoidance = 0;
};
using EcrEstimate = GradedEstimate;

// What a person ticked on 1..5, keyed (and back again: it is its own inverse).
constexpr std::uint8_t ecr_keyed(const EcrItem& item, std::uint8_t ticked) noexcept {
  return item.reversed ? static_cast<std::uint8_t>(6 - ticked) : ticked;
}
EcrLatent ecr_latent(const Subject& s, const Params& p, const Draws& draws) noexcept;
// The answer a uniform draw gives at a latent score: 1..5, keyed.
std::uint8_t ecr_answer(const EcrItem& item, double theta, double u) noexcept;
EcrAnswers ecr_answers(const EcrLatent& latent, const Params& p, const Draws& draws) noexcept;
EcrEstimate ecr_estimate(const EcrAnswers& keyed, EcrSide side) noexcept;
// Mean of the keyed answers given; 0 when fewer than half of the side's items were answered.
double ecr_mean(const EcrAnswers& keyed, EcrSide side) noexcept;
// Quadrant at the scale's midpoint: 1 neither above 3, 2 anxiety, 3 avoidance, 4 both.
int ecr_quadrant(double anxiety_mean, double avoidance_mean) noexcept;

// With `items`, what was ticked on every item that was not left out, behind the scores.
void take_ecr(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet, bool items = false) noexcept;

}  // namespace bowlby
