#include "model/months/beliefs.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/months/bond.hpp"
#include "num/sums.hpp"
#include "unit/model/people.hpp"

namespace bowlby {
namespace {

Moment bid(double response, double rebuff = 0, double fright = 0) {
  Moment m;
  m.activation = 1;
  m.contact = 1;
  m.action = 1;
  m.response = response;
  m.rebuff = rebuff;
  m.fright = fright;
  return m;
}

TEST(Beliefs, one_bid_moves_each_belief_by_its_equation) {
  const Params p;
  const Traits t = made::traits(p);
  const Belief b{.5, .3, .2, .1};
  const Belief after = learned(b, bid(.8, .4, 1), t, p);
  EXPECT_NEAR(after.mu, .5 + p.learning_rate * (p.surprise_offset + .3) / (p.surprise_offset + .2) * .3, 1e-15);
  EXPECT_NEAR(after.nu, .3 + p.learning_unpredictability * (.3 - .3), 1e-15);
  EXPECT_NEAR(after.kappa, .2 + p.learning_rebuff * (.4 - .2), 1e-15);
  EXPECT_NEAR(after.phi, .1 + p.learning_fright * (1 - .1), 1e-15);
}

TEST(Beliefs, no_bid_leaves_a_share_of_learning_and_no_rebuff) {
  const Params p;
  const Traits t = made::traits(p);
  const Belief b{.3, .3, .2, .1};
  Moment asked = bid(.9, .4, 1), held = asked;
  held.contact = 0;
  const Belief with = learned(b, asked, t, p), without = learned(b, held, t, p);
  const double share = p.learning_without_bid;
  EXPECT_NEAR(without.mu - b.mu, share * (with.mu - b.mu), 1e-15);
  EXPECT_NEAR(without.nu - b.nu, share * (with.nu - b.nu), 1e-15);
  EXPECT_NEAR(without.phi - b.phi, share * (with.phi - b.phi), 1e-15);
  EXPECT_EQ(without.kappa, b.kappa);
}

TEST(Beliefs, comfort_that_came_unasked_teaches_as_little_as_no_bid) {
  const Params p;
  const Traits t = made::traits(p);
  const Belief b{.3, .3, .2, .1};
  Moment none = bid(.9), offered = none;
  none.contact = 0, none.action = 0;
  offered.action = 0, offered.offered = 1;
  const Belief with = learned(b, offered, t, p), without = learned(b, none, t, p);
  EXPECT_EQ(with.mu, without.mu);
  EXPECT_EQ(with.nu, without.nu);
  EXPECT_EQ(with.kappa, b.kappa);  // nobody asked, so nobody could be rebuffed
  EXPECT_LT(with.mu, learned(b, bid(.9), t, p).mu);
}

TEST(Beliefs, a_surprise_unsettles_by_temperament_and_never_beyond_one) {
  Params p;
  Traits calm = made::traits(p), upset = calm;
  calm.unsettled = unsettled_by(-1, p), upset.unsettled = unsettled_by(1, p);
  EXPECT_DOUBLE_EQ(unsettled_by(0, p), 1);
  const Belief b{.5, .2, .1, .1};
  EXPECT_GT(learned(b, bid(.9), upset, p).nu, learned(b, bid(.9), calm, p).nu);
  EXPECT_EQ(learned(b, bid(.9), upset, p).mu, learned(b, bid(.9), calm, p).mu);  // what is expected moves alike
  upset.unsettled = 100;
  EXPECT_NEAR(learned(b, bid(.9), upset, p).nu, .2 + p.learning_unpredictability * (1 - .2), 1e-15);
  p.temperament_to_surprise = 0;
  EXPECT_EQ(unsettled_by(2, p), 1);
}

TEST(Beliefs, nothing_is_learned_when_calm) {
  const Params p;
  Moment m = bid(1, 1, 1);
  m.activation = 0;
  const Belief b{.3, .3, .2, .1}, after = learned(b, m, made::traits(p), p);
  EXPECT_EQ(after.mu, b.mu);
  EXPECT_EQ(after.nu, b.nu);
  EXPECT_EQ(after.kappa, b.kappa);
  EXPECT_EQ(after.phi, b.phi);
}

TEST(Beliefs, noticing_counts_good_surprises_only) {
  const Params p;
  Traits practised = made::traits(p), plain = practised;
  practised.noticing = 1.25;
  const Belief b{.5, .2, .1, 0};
  EXPECT_NEAR(learned(b, bid(.9), practised, p).mu - .5, 1.25 * (learned(b, bid(.9), plain, p).mu - .5), 1e-15);
  EXPECT_EQ(learned(b, bid(.1), practised, p).mu, learned(b, bid(.1), plain, p).mu);
}

// Long run: mu settles at the mean answer, nu at its mean absolute deviation, kappa at the mean rebuff.
TEST(Beliefs, settle_at_what_the_figure_does) {
  const Params p;
  const Traits t = made::traits(p);
  const Giver g = made::giver(.6, 1, .4, .3);
  Belief b{.2, 0, 0, 0};
  num::Moments mu, nu, kappa, phi;
  for (std::uint32_t k = 0; k < 60000; ++k) {
    const MomentDraws d = made::moment(made::draws(9), k, 1, p);
    const double r = response(g, 1, 0, d.response, p);
    b = learned(b, bid(r, rebuff(g, r), d.fright < g.fright ? 1 : 0), t, p);
    if (k < 1000) continue;
    mu.add(b.mu), nu.add(b.nu), kappa.add(b.kappa), phi.add(b.phi);
  }
  // mean absolute deviation of answers about their mean, by quadrature over the draw
  double spread = 0, mass = 0;
  for (double z = -8; z < 8; z += .001) {
    const double w = std::exp(-.5 * z * z);
    spread += w * std::fabs(response(g, 1, 0, z, p) - .6);
    mass += w;
  }
  spread /= mass;
  // memory of about 1/rate moments: effective sample n * rate / 2; the wandering of mu itself adds a little to nu
  const double n_mu = 59000 * p.learning_rate / 2, n_phi = 59000 * p.learning_fright / 2;
  EXPECT_NEAR(mu.mean, .6, 4.5 * mu.deviation() / std::sqrt(n_mu));
  EXPECT_NEAR(nu.mean, spread, .012);
  EXPECT_NEAR(kappa.mean, .4 * .4, 4.5 * kappa.deviation() / std::sqrt(n_mu));
  EXPECT_NEAR(phi.mean, .3, 4.5 * phi.deviation() / std::sqrt(n_phi));
}

TEST(Beliefs, pull_is_the_exact_relaxation) {
  const Belief b{.2, .4, .6, .1}, P{.5, .2, .1, 0};
  Belief months = b;
  for (int i = 0; i < 12; ++i) months = moved(months, P, share_gone(.5, 1.0 / 12));
  const Belief year = moved(b, P, share_gone(.5, 1));
  EXPECT_NEAR(months.mu, year.mu, 1e-14);
  EXPECT_NEAR(months.kappa, year.kappa, 1e-14);
  EXPECT_NEAR(year.mu, .5 - .3 * std::exp(-.5), 1e-14);
}

// Somebody as predictable as usual, whose rebuff is expected by so much.
Belief rebuffing(double kappa, const Params& p) {
  Belief b;
  b.nu = p.usual_unpredictability, b.kappa = kappa;
  return b;
}

TEST(Bond, grows_when_met_and_shrinks_when_not) {
  const Params p;
  EXPECT_GT(bond_after(.5, rebuffing(.1, p), 1, 1, p), .5);
  EXPECT_LT(bond_after(.5, rebuffing(.1, p), 0, 1, p), .5);
  EXPECT_EQ(bond_after(.5, rebuffing(.1, p), 1, 0, p), .5);
  EXPECT_EQ(bond_after(0, rebuffing(.1, p), 0, 1, p), 0);
}

TEST(Bond, more_closeness_adds_less_and_sooner_so_when_rebuff_is_expected) {
  const Params p;
  const auto gain = [&](double bond, double kappa) { return bond_after(bond, rebuffing(kappa, p), 1, 1, p) - bond; };
  EXPECT_NEAR(gain(0, .5), p.bond_gain, 1e-16);
  EXPECT_LT(gain(2, 0), gain(.5, 0));
  EXPECT_LT(gain(2, .8), gain(2, 0));
}

TEST(Bond, an_answer_binds_the_more_the_less_it_could_be_counted_on) {
  Params p;
  const auto gain = [&](double nu) {
    Belief of = rebuffing(.1, p);
    of.nu = nu;
    return bond_after(.5, of, 1, 1, p) - .5;
  };
  const double usual = gain(p.usual_unpredictability);
  EXPECT_GT(gain(.4), usual);
  EXPECT_LT(gain(.05), usual);
  EXPECT_NEAR(gain(p.usual_unpredictability + .1) / usual, 1 + .1 * p.bond_from_uncertainty, 1e-12);
  p.bond_from_uncertainty = 5;
  p.usual_unpredictability = .5;
  EXPECT_EQ(gain(0), 0);  // what was sure anyway binds no further; it never loosens
  p.bond_from_uncertainty = 0;
  EXPECT_EQ(gain(.05), gain(.9));
}

}  // namespace
}  // namespace bowlby
