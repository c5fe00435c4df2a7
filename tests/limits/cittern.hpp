// A rival choice rule: value plus entropy of the outcome (active inference over seek, guarded seek, avoid).
//
//   Q_seek    = q g - (1 - q) m + H(q)       Q_guarded = q h - (1 - q) n + H(q)       Q_avoid = 0
//   H(q) = -q ln q - (1 - q) ln(1 - q)       P = softmax(precision Q)
//
//   q expected chance of being attended to (our mu)    g, h worth of being met    m, n cost of not being met
//
// Which parts are ours. With A = 1, no expected rebuff or fright and z = 0, equation (4) is Q_open = g mu - m0 (1 - mu)
// and Q_hold = 0: seek and avoid without H. Guarded seek is a second bid of the same form with smaller stakes. The
// added term is H: a bonus for not knowing, paid on both bids alike; we replaced it by the learned unpredictability
// xi nu, paid on pressing alone. For all-or-nothing answers nu -> 2 q (1 - q), of the same shape as H, which is why
// both rules put the insistent middle between q = 0 and 1. Learning by counts is the delta rule (7) with a step that
// falls as one over the number of bids (`count_step`); ours stays constant and forgets.
//
// The pay-offs come back in the order of `Payoffs` (open = seek, press = guarded, hold = avoid), so `choose` runs on
// them unchanged.
//
// Tests  limits/cittern_test
#pragma once
#include "model/moment/choice.hpp"

namespace bowlby::limits {

struct ValueAndEntropy {
  double met = 2, guarded_met = .75, unmet = 2, guarded_unmet = .9;  // g, h, m, n
  double precision = 250;
};

inline double entropy(double q) noexcept {
  const auto part = [](double x) { return x > 0 ? -x * num::log(x) : 0.0; };
  return part(q) + part(1 - q);
}

// Equation (4)'s open bid under full activation, with stakes g and m0 and nothing else at risk.
inline double bare_bid(double q, double worth, double cost) noexcept {
  Params p;
  p.worth_of_being_met = worth;
  p.cost_of_no_answer = cost;
  return payoffs(1.0, Belief{q, 0, 0, 0}, 0, Traits{}, p).open;
}

inline Payoffs payoffs_by_entropy(double q, const ValueAndEntropy& c) noexcept {
  const double doubt = entropy(q), never = -1e3;  // exploring is not among this model's policies
  return {never, bare_bid(q, c.met, c.unmet) + doubt, bare_bid(q, c.guarded_met, c.guarded_unmet) + doubt, 0.0};
}

// Parameters for `choose` under this rule.
inline Params sharp_choice(const ValueAndEntropy& c) noexcept {
  Params p;
  p.choice_precision = c.precision;
  return p;
}

// Step of the delta rule that makes it a running count, after `seen` outcomes and a prior worth `prior` outcomes.
inline double count_step(double prior, double seen) noexcept { return 1 / (prior + seen + 1); }

}  // namespace bowlby::limits
