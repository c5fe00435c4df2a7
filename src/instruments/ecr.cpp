#include "instruments/ecr.hpp"

#include <iterator>
#include <vector>

#include "instruments/scales.hpp"
#include "model/months/worth.hpp"
#include "num/elementary.hpp"

namespace bowlby {
namespace {

// The items of one side, and what the answers to them say.
GradedScale side_scale(EcrSide side) noexcept {
  std::vector<GradedItem> items;
  for (const EcrItem& item : ecr_items)
    if (item.side == side) items.push_back({item.a, {std::begin(item.b), std::end(item.b)}});
  return GradedScale(items);
}

}  // namespace

EcrLatent ecr_latent(const Subject& s, const Params& p, const Draws& draws) noexcept {
  Belief b = s.person.general();
  const int partner = slot(Role::partner);
  if (s.has[partner]) b = moved(b, s.ties[partner].belief, p.ecr_partner_weight);
  double habit[4], occasion[4];
  lasting(draws).normals(Purpose::ecr, 0, habit);
  const double h = num::sqrt(p.self_report_inherited), own = num::sqrt(1 - p.self_report_inherited);
  const double c = num::sqrt(p.self_report_shared), apart = num::sqrt(1 - p.self_report_shared);
  const double ticks = c * self_report_habit(s.person, p, draws);
  habit[0] = ticks + apart * (h * s.person.gene_anxiety + own * habit[0]);
  habit[1] = ticks + apart * (h * s.person.gene_avoidance + own * habit[1]);
  draws.normals(Purpose::ecr, 0, occasion);
  const double woman = s.female ? .5 : -.5, decades = (s.age_years - 30) / 10;
  return {p.ecr_anxiety_level + p.ecr_anxiety_unpredictability * b.nu +
              p.ecr_anxiety_worth * (1 - felt_worth(s.person, p)) - p.ecr_anxiety_held * b.kappa +
              p.ecr_person_noise * habit[0] + p.ecr_occasion_noise * occasion[0] + p.ecr_anxiety_women * woman +
              p.ecr_anxiety_decade * decades,
          p.ecr_avoidance_level + p.ecr_avoidance_rebuff * b.kappa + p.ecr_avoidance_doubt * (1 - b.mu) +
              p.ecr_person_noise * habit[1] + p.ecr_occasion_noise * occasion[1] + p.ecr_avoidance_women * woman +
              p.ecr_avoidance_decade * decades};
}

std::uint8_t ecr_answer(const EcrItem& item, double theta, double u) noexcept {
  int keyed = 1;
  for (double b : item.b) keyed += u < num::logistic(item.a * (theta - b)) ? 1 : 0;
  return static_cast<std::uint8_t>(keyed);
}

EcrAnswers ecr_answers(const EcrLatent& latent, const Params& p, const Draws& draws) noexcept {
  EcrAnswers keyed{};
  for (std::uint32_t i = 0; i < keyed.size(); i += 4) {
    const num::Block answer = draws.block(Purpose::ecr, 2 + i), left_out = draws.block(Purpose::ecr, 3 + i);
    for (std::uint32_t j = 0; j < 4; ++j) {
      const EcrItem& item = ecr_items[i + j];
      const double theta = item.side == EcrSide::anxiety ? latent.anxiety : latent.avoidance;
      const std::uint8_t k = ecr_answer(item, theta, num::unit(answer.w[j]));
      keyed[i + j] = num::unit(left_out.w[j]) < p.ecr_item_missing ? std::uint8_t{0} : k;
    }
  }
  return keyed;
}

EcrEstimate ecr_estimate(const EcrAnswers& keyed, EcrSide side) noexcept {
  static const GradedScale anxiety = side_scale(EcrSide::anxiety), avoidance = side_scale(EcrSide::avoidance);
  std::array<std::uint8_t, ecr_side_items> own{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < keyed.size(); ++i)
    if (ecr_items[i].side == side) own[count++] = keyed[i];
  return (side == EcrSide::anxiety ? anxiety : avoidance).estimate(own);
}

double ecr_mean(const EcrAnswers& keyed, EcrSide side) noexcept {
  int given = 0, sum = 0;
  for (std::size_t i = 0; i < keyed.size(); ++i) {
    if (ecr_items[i].side != side || keyed[i] == 0) continue;
    ++given;
    sum += keyed[i];
  }
  return 2 * given < ecr_side_items ? 0.0 : static_cast<double>(sum) / given;
}

int ecr_quadrant(double anxiety_mean, double avoidance_mean) noexcept {
  return 1 + (anxiety_mean > 3 ? 1 : 0) + (avoidance_mean > 3 ? 2 : 0);
}

void take_ecr(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet, bool items) noexcept {
  const EcrAnswers keyed = ecr_answers(ecr_latent(s, p, draws), p, draws);
  const double anxiety = ecr_mean(keyed, EcrSide::anxiety), avoidance = ecr_mean(keyed, EcrSide::avoidance);
  if (anxiety > 0) {
    sheet.write(Measure::ecr_anxiety_mean, anxiety);
    sheet.write(Measure::ecr_anxiety_theta, ecr_estimate(keyed, EcrSide::anxiety).theta);
  }
  if (avoidance > 0) {
    sheet.write(Measure::ecr_avoidance_mean, avoidance);
    sheet.write(Measure::ecr_avoidance_theta, ecr_estimate(keyed, EcrSide::avoidance).theta);
  }
  if (anxiety > 0 && avoidance > 0) sheet.write(Measure::ecr_style_cut_3, ecr_quadrant(anxiety, avoidance));
  if (!items) return;
  for (std::size_t i = 0; i < keyed.size(); ++i)
    if (keyed[i] > 0)
      sheet.write(item_measure(Instrument::ecr, ecr_items[i].number), ecr_keyed(ecr_items[i], keyed[i]));
}

}  // namespace bowlby
