// Beliefs about one figure: moved by how bids fare, almost only when one was active and asked.
//
//   mu    += alpha lambda A (nu0 + nu)/(nu0 + .2) (r - mu)          (7)
//   nu    += alpha_nu lambda A (min(1, u |r - mu| / n) - nu)          n = noticing where r > mu, else 1;   u = e^(t T)
//   kappa += alpha_kappa [bid] A (k - kappa)          phi += alpha_phi lambda A (fright - phi)          (8)
//   lambda = 1 after a bid, lambda_p otherwise: comfort that came unasked teaches little of what asking would bring
//   pull, once a month:  belief += (1 - exp(-omega/12)) (P - belief)          (7, last term)
//
//   r response  k rebuff  A activation  alpha learning_rate (person)  nu0 surprise_offset  omega prototype_pull
//   [1/year] A surprise for the better counts `noticing` times, and unsettles that much less (practice in noticing
//   kindness, 4b). alpha_nu learning_unpredictability  alpha_kappa learning_rebuff  alpha_phi learning_fright lambda_p
//   learning_without_bid  P prototype bent by genes (9)   T negative temperament, t temperament_to_surprise: a surprise
//   unsettles the more, the more easily one is upset
//
// Edges  response_to_expectation, surprise_to_uncertainty, rebuff_to_belief, fright_to_belief, bid_gates_learning,
//        prototype_pulls, temperament_to_surprise
// Claims C020 C022 C054 C202
// Limits  t = 0: no temperament; lambda_p = 1, alpha_nu = 0, omega = 0: delta rule (R0); omega > 0: Fraley's (R1)
// Tests  unit/model/beliefs_test, limits/prototype_test
#pragma once
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

// The unpredictability at which `learning_rate` is the rate of learning: that of naive expectations (general.hpp).
inline constexpr double usual_surprise = .2;

// How many times a surprise unsettles somebody of this temperament.
BOWLBY_FN double unsettled_by(double temperament, const Params& p) noexcept {
  return num::exp(p.temperament_to_surprise * temperament);
}

BOWLBY_FN Belief learned(const Belief& b, const Moment& m, const Traits& t, const Params& p) noexcept {
  const double bid = asked_for(m);
  const double lambda = bid + (1 - bid) * p.learning_without_bid;
  const double gate = lambda * m.activation;
  const double surprise = m.response - b.mu;
  const double noticed = surprise > 0 ? t.noticing : 1.0;
  const double rate = t.learning * gate * noticed * (p.surprise_offset + b.nu) / (p.surprise_offset + usual_surprise);
  return {
      b.mu + num::min(rate, 1.0) * surprise,
      b.nu + p.learning_unpredictability * gate * (num::min(1.0, t.unsettled * num::abs(surprise) / noticed) - b.nu),
      b.kappa + p.learning_rebuff * bid * m.activation * (m.rebuff - b.kappa),
      b.phi + p.learning_fright * gate * (m.fright - b.phi)};
}

BOWLBY_FN double moved(double from, double to, double share) noexcept { return from + share * (to - from); }
BOWLBY_FN Belief moved(const Belief& from, const Belief& to, double share) noexcept {
  return {moved(from.mu, to.mu, share), moved(from.nu, to.nu, share), moved(from.kappa, to.kappa, share),
          moved(from.phi, to.phi, share)};
}
// Share of the way gone in `years` at `rate` [1/year].
BOWLBY_FN double share_gone(double rate, double years) noexcept { return 1 - num::exp(-rate * years); }

}  // namespace bowlby
