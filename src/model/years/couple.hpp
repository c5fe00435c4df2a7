// Couple: whom one takes, how satisfied one is, and what keeps people in.
//
//   utility = b_sim (.4 - |belief apart|) + b_fam (.6 - |giving apart|) + b_z z,
//             both accept if above  u0 - u1 (age - 20)          (12)
//   a meeting is a time of courting; within T_c months it becomes a union when of both
//             B >= b_c exp( -f (nu_G - nu_G*) ), else it ends                                    (12a)
//   sat += (1 - exp(-1/tau)) (month - sat),
//             month = s0 + s_mu mu + s_f (f - 1/2) - s_kappa kappa - s_nu nu - s_w h - s_y y
//             + s_t e^(-t/tau_t), in 0..1          (12b)
//   H = 1/2 h0(t) exp( -b_B (B - B*) - b_s (sat - sat*) + b_a (kappa_G - kappa*) - stay factors ) per year, each   (13)
//
//   stay factors: comparison (better times), sympathy (partner's distress), responsibility (young children), hope
//   (expected response), fear of being alone (own unpredictability); each relative to a typical couple (starred)
//   belief apart: general mu, nu, kappa of the two   giving apart: own first carer's mean response and the other's
//   b_sim match_similarity   b_fam match_familiarity   b_z match_noise   u0 standards   u1 standards_fall
//   b_c courting_bond   f courting_from_fear: who fears being alone is sooner sure   T_c courting_months
//   mu, nu, kappa beliefs about the partner   f felt security   h own withdrawal   y depressive symptoms, at most 3
//   s_t satisfaction_novelty   tau_t satisfaction_novelty_years: what is new wears off
//   sat satisfaction [0..1]   s0 satisfaction_level, s_mu.. satisfaction_from_*   tau satisfaction_memory [month]
//   B own bond   nu_G, kappa_G general unpredictability and expected rebuff
//   t years together   h0(t) published hazard times dissolution_scale; the stay factor time is its fall with t
//   b_B leave_from_bond   b_s leave_from_satisfaction   b_a leave_from_avoidance   the rest stay_from_*
//
// Edges  similarity_to_match, familiarity_to_match, bond_to_union, fear_to_union, response_to_satisfaction,
//        security_to_satisfaction, rebuff_to_satisfaction, unpredictability_to_satisfaction,
//        withdrawal_to_satisfaction, symptoms_to_satisfaction, novelty_to_satisfaction, time_to_stay, bond_to_stay,
//        satisfaction_to_stay, avoidance_to_leave, comparison_to_stay, sympathy_to_stay, responsibility_to_stay,
//        hope_to_stay, fear_to_stay
// Claims C012 C078 C087 C089-C095 H9    Limits  all b zero: half the published hazard each; b_c = 0: a meeting at which
// both accept is a union at once    Tests  unit/model/couple_test, unit/population/courting_test
#pragma once
#include "model/months/general.hpp"
#include "model/months/worth.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "model/years/symptoms.hpp"

namespace bowlby {

// Nobody is in a union, or has a child, before this age [years]; a convention of the project and no finding.
inline constexpr double least_union_age = 18;

// How far apart two people who meet by chance are, in beliefs and in how they answer.
inline constexpr double typical_apart = .4, typical_unlike = .6;

// What `self` sees in `other` at a first meeting; `carer_mean` how own first carer answers (probit), `other_mean` how
// the other does.
BOWLBY_FN double match_utility(const Belief& self, const Belief& other, double carer_mean, double other_mean, double z,
                               const Params& p) noexcept {
  const double apart = num::abs(self.mu - other.mu) + num::abs(self.nu - other.nu) + num::abs(self.kappa - other.kappa);
  const double familiar = num::abs(carer_mean - other_mean);
  return p.match_similarity * (typical_apart - apart) + p.match_familiarity * (typical_unlike - familiar) +
         p.match_noise * z;
}

BOWLBY_FN double standards_at(double age, const Params& p) noexcept {
  return p.standards - p.standards_fall * (age - 20);
}

// A couple in which everything is ordinary has the published hazard.
inline constexpr double typical_bond = .5, typical_satisfaction = ordinary_satisfaction, typical_hope = .6,
                        typical_distress = .06, typical_fear = .16, typical_rebuff = .14;

// The least bond at which `s` takes a courting for a union. (12a)
BOWLBY_FN double bond_for_union(const Person& s, const Params& p) noexcept {
  return p.courting_bond * num::exp(-p.courting_from_fear * (s.general_nu - typical_fear));
}

// Satisfaction after a month: how bids fare with this partner, how secure one felt, how far one has withdrawn. (12b)
BOWLBY_FN double satisfaction_after_month(const Person& s, const Tie& partner, double years_together,
                                          const Params& p) noexcept {
  const double month = num::clamp(
      p.satisfaction_level + p.satisfaction_from_response * partner.belief.mu +
          p.satisfaction_from_security * (s.security_mean - .5) - p.satisfaction_from_rebuff * partner.belief.kappa -
          p.satisfaction_from_unpredictability * partner.belief.nu - p.satisfaction_from_withdrawal * s.withdrawal -
          p.satisfaction_from_symptoms * num::min(s.depression, most_felt) +
          p.satisfaction_novelty * num::exp(-years_together / p.satisfaction_novelty_years),
      0.0, 1.0);
  return moved(s.satisfaction, month, share_gone(12 / p.satisfaction_memory, 1.0 / 12));
}

// Satisfaction of the newly together and of those who have no partner; the bond with which a union begins.
inline constexpr double early_satisfaction = .6, single_satisfaction = .5, first_partner_bond = .3;

// Yearly hazard that `s` ends the union; `base` the table's hazard at this duration, `fresh` that of a new union.
BOWLBY_FN double leaving_hazard(const Person& s, const Tie& partner, double base, double fresh, double partner_distress,
                                double young_children, const Params& p) noexcept {
  const double pull =
      p.leave_from_bond * (partner.bond - typical_bond) +
      p.leave_from_satisfaction * (s.satisfaction - typical_satisfaction) -
      p.leave_from_avoidance * (s.general_kappa - typical_rebuff) +
      p.stay_from_comparison * num::max(0.0, s.best_satisfaction - s.satisfaction) +
      p.stay_from_sympathy * (partner_distress - typical_distress) + p.stay_from_responsibility * young_children +
      p.stay_from_hope * (partner.belief.mu - typical_hope) + p.stay_from_fear * (s.general_nu - typical_fear);
  const double timed = p.stay_from_time == 1 ? base : fresh * num::exp(p.stay_from_time * num::log(base / fresh));
  return .5 * p.dissolution_scale * timed * num::exp(-pull);
}

}  // namespace bowlby
