// Couple: whom one takes, how satisfied one is, and what keeps people in.
//
//   utility = similarity + familiarity + liking noise; accept if above standards - fall (age - 20)          (12)
//   h = 1/2 h0(t) exp( -b_B (B - B*) - b_s (sat - sat*) + b_a (kappa_G - kappa*) - stay factors )   per year, each (13)
//     stay factors: comparison (better times), sympathy (partner's distress), responsibility (young children),
//     hope (expected response), fear of being alone (own unpredictability), each relative to a typical couple (starred)
//
//   t years together   h0(t) published hazard; the stay factor time is its fall with t   B own bond
//   sat satisfaction [0..1]   kappa_G expected rebuff
//
// Edges  similarity_to_match, familiarity_to_match, time_to_stay, bond_to_stay, satisfaction_to_stay,
//        avoidance_to_leave, comparison_to_stay, sympathy_to_stay, responsibility_to_stay, hope_to_stay, fear_to_stay
// Claims C087 C089-C095 H9    Limits  all b zero: constant hazard h0    Tests  unit/model/couple_test
#pragma once
#include "model/months/general.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// What `self` sees in `other` at a first meeting; `carer_mean` how own first carer answers (probit), `other_mean` how
// the other does.
BOWLBY_FN double match_utility(const Belief& self, const Belief& other, double carer_mean, double other_mean, double z,
                               const Params& p) noexcept {
  const double apart = num::abs(self.mu - other.mu) + num::abs(self.nu - other.nu) + num::abs(self.kappa - other.kappa);
  const double familiar = num::abs(carer_mean - other_mean);
  return p.match_similarity * (.4 - apart) * 2 + p.match_familiarity * (.6 - familiar) * .5 + p.match_noise * z;
}

BOWLBY_FN double standards_at(double age, const Params& p) noexcept {
  return p.standards - p.standards_fall * (age - 20);
}

// Satisfaction after a month: how bids fared, how secure one felt, how much conflict there was.
BOWLBY_FN double satisfaction_after_month(const Person& s, const Tie& partner, const Params& p) noexcept {
  const double month =
      num::clamp(.25 + .75 * partner.belief.mu + .2 * (s.security_mean - .5) - .5 * partner.belief.kappa -
                     .3 * partner.belief.nu - .12 * s.withdrawal - .08 * num::min(s.depression, 3.0),
                 0.0, 1.0);
  return moved(s.satisfaction, month, share_gone(12 / p.satisfaction_memory, 1.0 / 12));
}

// A couple in which everything is ordinary has the published hazard.
inline constexpr double typical_bond = .5, typical_satisfaction = .6, typical_hope = .6, typical_distress = .06,
                        typical_fear = .16, typical_rebuff = .14;

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
