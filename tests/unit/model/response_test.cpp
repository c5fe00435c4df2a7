#include "model/moment/response.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

// E f(Z), Z standard normal, by the midpoint rule on a wide interval (error far below 1e-10 for these functions).
template <class F>
double expectation(const F& f) {
  const double h = 1e-3;
  double sum = 0;
  for (double z = -9 + h / 2; z < 9; z += h) sum += f(z) * std::exp(-.5 * z * z);
  return sum * h / std::sqrt(2 * std::acos(-1.0));
}

Giver probit_giver(double mean, double momentary) { return {mean, momentary, .3, .1, 0, 0, 0, 0}; }

TEST(Response, mean_is_exactly_phi_whatever_the_momentary_share) {
  const Params p;
  for (const double x : {-2.0, -.4, 0.0, .6, 1.5})
    for (const double rho : {0.0, .05, .3, .7, .95}) {
      const Giver g = probit_giver(x, rho);
      const double mean = expectation([&](double z) { return response(g, 0, 0, z, p); });
      EXPECT_NEAR(mean, num::normal_cdf(x), 1e-9) << x << ' ' << rho;
    }
}

TEST(Response, momentary_share_has_the_beta_variance_at_one_half) {
  const Params p;
  for (const double c : {.3, .8, 3.0, 7.0, 12.0, 60.0}) {
    const Giver g = probit_giver(0, momentary_share(c));
    const double square = expectation([&](double z) {
      const double r = response(g, 0, 0, z, p);
      return r * r;
    });
    EXPECT_NEAR(square - .25, .25 / (c + 1), 1e-7) << c;
  }
}

TEST(Response, momentary_share_falls_with_consistency_and_stays_below_one) {
  double last = 1;
  for (double c = .01; c < 300; c *= 1.3) {
    const double rho = momentary_share(c);
    EXPECT_LT(rho, last);
    EXPECT_GT(rho, 0);
    last = rho;
  }
  EXPECT_LT(momentary_share(0), 1);
  EXPECT_TRUE(std::isfinite(response(probit_giver(0, momentary_share(0)), 0, 0, 1.3, Params{})));
}

TEST(Response, limits_of_consistency) {
  const Params p;
  EXPECT_NEAR(response(probit_giver(.7, 0), 0, 0, 2.2, p), num::normal_cdf(.7), 1e-15);
  int between = 0;
  for (double z = -3.05; z <= 3.1; z += .1) {  // never the tipping point -.2 itself
    const double r = response(probit_giver(.2, 1 - 1e-9), 0, 0, z, p);
    between += r > .01 && r < .99 ? 1 : 0;
  }
  EXPECT_EQ(between, 0);  // all or nothing
}

TEST(Response, stays_between_zero_and_one_and_rises_with_the_draw) {
  const Params p;
  const Giver g = probit_giver(.2, .4);
  double last = -1;
  for (double z = -8; z <= 8; z += .25) {
    const double r = response(g, 0, 0, z, p);
    EXPECT_GE(r, 0);
    EXPECT_LE(r, 1);
    EXPECT_GT(r, last);
    last = r;
  }
}

TEST(Response, mean_moves_with_each_term_of_equation_ten) {
  const Params p;
  const Giver plain{.3, .2, 0, 0, 0, 0, 0, 1};
  const double base = response_mean(plain, 0, 0, p);
  EXPECT_DOUBLE_EQ(base, .3);
  EXPECT_DOUBLE_EQ(response_mean(plain, 1, 0, p) - base, p.open_invites);
  EXPECT_DOUBLE_EQ(base - response_mean(plain, 2, 0, p), p.press_taxes);
  EXPECT_DOUBLE_EQ(response_mean(plain, 3, 0, p), base);
  Giver carer = plain;
  carer.peer = 0;
  EXPECT_DOUBLE_EQ(response_mean(carer, 1, 0, p), base);
  EXPECT_DOUBLE_EQ(response_mean(carer, 2, 0, p), base);
  Giver bonded = plain, upset = plain, gone = plain;
  bonded.bond = upset.distress = gone.withdrawal = 1;
  EXPECT_NEAR(response_mean(bonded, 0, 0, p) - base, p.bond_answers, 1e-15);
  EXPECT_NEAR(base - response_mean(upset, 0, 0, p), p.distress_narrows, 1e-15);
  EXPECT_NEAR(base - response_mean(gone, 0, 0, p), p.withdrawal_closes, 1e-15);
}

TEST(Response, rebuff_is_a_share_of_the_unmet) {
  const Giver g = probit_giver(0, .2);
  EXPECT_DOUBLE_EQ(rebuff(g, 1), 0);
  EXPECT_DOUBLE_EQ(rebuff(g, .25), .3 * .75);
}

// --- comfort unasked (10b)

TEST(Offer, comes_from_a_partner_who_is_bound_free_and_able) {
  Params p;
  Giver g = probit_giver(.6, .2);
  EXPECT_EQ(offer_chance(g, .8, 1, p), 0) << "a carer, a friend: no bond to the one who is upset";
  g.bond = .9;
  const double usual = offer_chance(g, .8, 1, p);
  EXPECT_DOUBLE_EQ(usual, p.unasked_comfort * .9 * .8);
  EXPECT_LT(offer_chance(g, .2, 1, p), usual);  // who would answer badly hardly comes
  EXPECT_LT(offer_chance(g, .8, .1, p), usual);
  g.distress = .5;
  EXPECT_DOUBLE_EQ(offer_chance(g, .8, 1, p), usual / 2);
  g.distress = 2;
  EXPECT_EQ(offer_chance(g, .8, 1, p), 0);
  g.distress = 0;
  p.unasked_comfort = 0;
  EXPECT_EQ(offer_chance(g, .8, 1, p), 0);
}

}  // namespace
}  // namespace bowlby
