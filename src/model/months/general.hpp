// General belief and prototype: what figures together teach, and the early draft of it that stays.
//
//   G += (1 - exp(-alpha(age)/12)) (sum_j w_j belief_j - G) + noise,   alpha(age) = alpha_inf + alpha_0 exp(-age/tau)
//   P += (1 - exp(-pi(age)/12)) (G - P),   pi(age) = pi_0 exp(-age/tau_P);   pull target = P + s(age) genes      (9)
//   belief_j(0) = T G + (1 - T) naive + noise          (first expectation of a new figure)
//
//   w_j share of moments brought to figure j    alpha_inf generalisation_adult, alpha_0 generalisation_early [1/year]
//   tau generalisation_age_scale, tau_P prototype_age_scale [year]    pi_0 prototype_early [1/year]
//   s(age) = gene_spread sigma((age - gene_switch_age)/gene_switch_width)    T transference
//   noise general_noise, new_figure_noise    during therapy help_plasticity is added to alpha and pi
//   With nobody to turn to alpha is 0 and only noise moves G.
//
// Edges  figures_to_general, early_figures_to_general, early_to_prototype, transference_to_new, genes_to_beliefs,
//        therapy_to_plasticity
// Claims C040 C045 C109 H3    Limits  alpha = pi = 0: beliefs about figures stay separate
// Tests  unit/model/general_test, limits/prototype_test
#pragma once
#include "model/months/beliefs.hpp"

namespace bowlby {

// Expectations before any experience: hopeful, unsure, unhurt.
inline constexpr Belief naive_belief{.55, .20, .08, .01};

// How much each belief drifts, and differs at a first meeting, in units of the expected response: what lies near a
// bound has less room. Conventions, not fitted.
inline constexpr Belief drift_shares{1, .6, .6, .15}, first_shares{1, .5, .5, .1};

BOWLBY_FN Belief in_bounds(const Belief& b) noexcept {
  return {num::clamp(b.mu, 0.0, 1.0), num::clamp(b.nu, 0.0, 1.0), num::clamp(b.kappa, 0.0, 1.0),
          num::clamp(b.phi, 0.0, 1.0)};
}

BOWLBY_FN double generalisation_rate(double age, const Params& p) noexcept {
  return p.generalisation_adult + p.generalisation_early * num::exp(-age / p.generalisation_age_scale);
}

// One month of G towards what the figures teach; `z` four standard normals.
BOWLBY_FN Belief general_after_month(const Belief& G, const Belief& figures, double rate, const double z[4],
                                     const Params& p) noexcept {
  Belief g = moved(G, figures, share_gone(rate, 1.0 / 12));
  const double drift = p.general_noise * num::sqrt(1.0 / 12);
  g.mu += drift * z[0];
  g.nu += drift_shares.nu * drift * z[1];
  g.kappa += drift_shares.kappa * drift * z[2];
  g.phi += drift_shares.phi * drift * z[3];
  return in_bounds(g);
}

BOWLBY_FN Belief prototype_after_month(const Belief& P, const Belief& G, double age, double therapy,
                                       const Params& p) noexcept {
  const double rate = p.prototype_early * num::exp(-age / p.prototype_age_scale) + therapy * p.help_plasticity;
  return moved(P, G, share_gone(rate, 1.0 / 12));
}

// The prototype as the inherited pull, once switched on, bends it.
BOWLBY_FN Belief pull_target(const Belief& P, double gene_anxiety, double gene_avoidance, double age,
                             const Params& p) noexcept {
  const double on = num::logistic((age - p.gene_switch_age) / p.gene_switch_width) * p.gene_spread;
  return in_bounds({P.mu - .5 * on * (gene_anxiety + gene_avoidance), P.nu + on * gene_anxiety,
                    P.kappa + on * gene_avoidance, P.phi});
}

BOWLBY_FN Belief first_expectation(const Belief& G, const double z[4], const Params& p) noexcept {
  Belief b = moved(naive_belief, G, p.transference);
  b.mu += p.new_figure_noise * z[0];
  b.nu += first_shares.nu * p.new_figure_noise * z[1];
  b.kappa += first_shares.kappa * p.new_figure_noise * z[2];
  b.phi += first_shares.phi * p.new_figure_noise * z[3];
  return in_bounds(b);
}

}  // namespace bowlby
