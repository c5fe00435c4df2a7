// Reflection: how far one sees feelings, one's own and others', for what they are.
//
//   k = 1 - exp(-a_0 e^(-age/tau)/12)
//   R += k (w_c C + w_g telling - R) + w_z sqrt(1 - (1 - k)^2) z + [therapy] (1 - exp(-h/12)) (R_t - R)          (19)
//   C = ( (mu_T - mu*) - (kappa_T - kappa*) - (phi_T - phi*) ) / (sqrt 3 s)          (19a)
//   open bids to equals gain  e_R R  in (10),  probit          (19b)
//
//   R reflection [sd]   C what care has been like [sd]   mu_T, kappa_T, phi_T expected of one's figures together, as
//   they are turned to; starred: usual_...   s belief_spread   telling inherited way of telling one's story [sd]
//   a_0 reflection_early [1/year]   tau reflection_age_scale [year]   w_c reflection_from_care   w_g
//   reflection_from_genes   w_z reflection_noise, the spread that neither explains   z standard normal   h
//   help_reflection [1/year]   R_t where therapy leads, a convention   e_R reflection_clears_bids: who can name a need
//   is understood; with a carer words are not what matters What it does to giving is in (14), what the interview hears
//   of it in interview.hpp. With nobody to turn to nothing is learned.
//
// Edges  care_to_reflection, genes_to_reflection, therapy_to_reflection, reflection_to_bids
// Claims C032 C145 C146 C196    Limits  a_0 = 0: everybody sees as much as at birth
// Tests  unit/model/reflection_test, conformance/conformance_test
#pragma once
#include "model/months/general.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

inline constexpr double reflection_in_therapy = 1.5;  // [sd] where therapy leads
inline constexpr double parts_of_care = 3;            // being met, rebuff, fright: their sum spreads by its root

// What care has been like, in spreads between people (19a).
BOWLBY_FN double care_reflected(const Belief& taught, const Params& p) noexcept {
  const double met = taught.mu - p.usual_expectation, rebuffed = taught.kappa - p.usual_rebuff;
  return (met - rebuffed - (taught.phi - p.usual_fright)) / (num::sqrt(parts_of_care) * p.belief_spread);
}

// One month; `taught` what the figures teach, `therapy` 1 during therapy. Precondition: there was a figure.
BOWLBY_FN double reflection_after_month(double R, const Belief& taught, double telling, double age, double therapy,
                                        double z, const Params& p) noexcept {
  const double k = share_gone(p.reflection_early * num::exp(-age / p.reflection_age_scale), 1.0 / 12);
  const double chance = p.reflection_noise * num::sqrt(1 - (1 - k) * (1 - k)) * z;
  const double target = p.reflection_from_care * care_reflected(taught, p) + p.reflection_from_genes * telling;
  return R + k * (target - R) + chance +
         therapy * share_gone(p.help_reflection, 1.0 / 12) * (reflection_in_therapy - R);
}

BOWLBY_FN double clarity_of(double R, const Params& p) noexcept { return p.reflection_clears_bids * R; }

}  // namespace bowlby
