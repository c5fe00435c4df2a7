// Two partners who learn from each other: the mean field of equations (7) and (10), and its two stable states.
//
//   mu_i' = alpha (lambda_p + (1 - lambda_p) o_i) (s_j - mu_i) + omega (P_i - mu_i)
//   o_i = sigma(gain (mu_i - at))          s_j = least + reach o_j
//
//   mu_i expected response of the partner     o_i openness: chance of an open bid       s_j what the partner answers
//   alpha learning per unit of time   lambda_p learning_without_bid   omega prototype pull   P_i prototype
//
// Equation (7) averaged over bids made with probability o, with A = 1 and the Pearce-Hall factor 1; openness stands for
// the softmax (4) and the answer for (10) with an open giver answering better. The answer is put on a straight line
// here; in the engine it is Phi of the same sum.
//
// Tests  limits/partners_test
#pragma once
#include "limits/integrate.hpp"
#include "model/parameters.hpp"

namespace bowlby::limits {

struct LearningPartners {
  double alpha = .06, omega = .01;
  double prototype1 = .5, prototype2 = .5;
  double open_gain = 10, open_at = .55, least = .1, reach = .8;
  double without_bid = Params{}.learning_without_bid;

  double openness(double mu) const noexcept { return num::logistic(open_gain * (mu - open_at)); }
  Vector<2> operator()(const Vector<2>& mu) const noexcept {
    const double open1 = openness(mu[0]), open2 = openness(mu[1]);
    return {change(mu[0], open1, open2, prototype1), change(mu[1], open2, open1, prototype2)};
  }

 private:
  double change(double mu, double own, double other, double prototype) const noexcept {
    const double gate = without_bid + (1 - without_bid) * own;
    return alpha * gate * (least + reach * other - mu) + omega * (prototype - mu);
  }
};

}  // namespace bowlby::limits
