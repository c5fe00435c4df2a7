#include "model/months/general.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

constexpr double calm[4] = {0, 0, 0, 0};

TEST(General, follows_the_figures_faster_when_young) {
  const Params p;
  const Belief G{.5, .2, .1, .01}, taught{.9, .1, 0, 0};
  const double baby = generalisation_rate(.5, p), grown = generalisation_rate(30, p);
  EXPECT_NEAR(baby, p.generalisation_adult + p.generalisation_early * std::exp(-.5 / p.generalisation_age_scale),
              1e-14);
  EXPECT_GT(baby, 4 * grown);
  const Belief after = general_after_month(G, taught, baby, calm, p);
  EXPECT_NEAR(after.mu, .9 - .4 * std::exp(-baby / 12), 1e-14);
  EXPECT_NEAR(after.kappa, .1 * std::exp(-baby / 12), 1e-14);
}

TEST(General, drift_has_the_stated_size_per_root_year) {
  const Params p;
  const double z[4] = {1, 1, 1, 1};
  const Belief G{.5, .5, .5, .5};
  const Belief a = general_after_month(G, G, 0, z, p);
  EXPECT_NEAR((a.mu - .5) * std::sqrt(12.0), p.general_noise, 1e-15);
  EXPECT_LT(a.nu - .5, a.mu - .5);
  EXPECT_LT(a.phi - .5, a.nu - .5);
}

TEST(General, prototype_freezes_with_age_unless_therapy_moves_it) {
  const Params p;
  const Belief P{.5, .2, .1, 0}, G{.9, .1, 0, 0};
  const double early = prototype_after_month(P, G, 0, 0, p).mu - P.mu;
  const double late = prototype_after_month(P, G, 30, 0, p).mu - P.mu;
  const double helped = prototype_after_month(P, G, 30, 1, p).mu - P.mu;
  EXPECT_NEAR(early, .4 * (1 - std::exp(-p.prototype_early / 12)), 1e-14);
  EXPECT_LT(late, 1e-3 * early);
  EXPECT_NEAR(helped, .4 * (1 - std::exp(-p.help_plasticity / 12)), 1e-4);
}

TEST(General, genes_bend_the_pull_only_once_switched_on) {
  const Params p;
  const Belief P{.5, .2, .1, .02};
  const Belief child = pull_target(P, 1, 0, 1, p), adult = pull_target(P, 1, 0, 40, p),
               avoidant = pull_target(P, 0, 1, 40, p);
  EXPECT_NEAR(child.nu, P.nu, .01);
  EXPECT_NEAR(adult.nu - P.nu, p.gene_spread, 1e-4);
  EXPECT_NEAR(P.mu - adult.mu, .5 * p.gene_spread, 1e-4);
  EXPECT_EQ(adult.kappa, P.kappa);
  EXPECT_NEAR(avoidant.kappa - P.kappa, p.gene_spread, 1e-4);
  EXPECT_EQ(adult.phi, P.phi);
  EXPECT_NEAR(pull_target(P, 1, 0, p.gene_switch_age, p).nu - P.nu, .5 * p.gene_spread, 1e-12);
}

TEST(General, new_figures_start_from_the_general_belief) {
  Params p;
  const Belief G{.2, .5, .6, .3};
  const Belief first = first_expectation(G, calm, p);
  EXPECT_NEAR(first.mu, naive_belief.mu + p.transference * (G.mu - naive_belief.mu), 1e-15);
  EXPECT_NEAR(first.kappa, naive_belief.kappa + p.transference * (G.kappa - naive_belief.kappa), 1e-15);
  p.transference = 0;
  EXPECT_EQ(first_expectation(G, calm, p).mu, naive_belief.mu);
  p.transference = 1;
  EXPECT_NEAR(first_expectation(G, calm, p).mu, G.mu, 1e-15);
}

// How a new figure differs from what one expects of people: in each belief by its share of one scatter.
TEST(General, first_expectations_scatter_by_their_shares) {
  Params p;
  const Belief G{.5, .4, .3, .3};
  const double z[4] = {.5, -.4, .3, -.2};
  for (const double noise : {.05, .2}) {
    p.new_figure_noise = noise;
    const Belief usual = first_expectation(G, calm, p), first = first_expectation(G, z, p);
    EXPECT_NEAR(first.mu - usual.mu, first_shares.mu * noise * .5, 1e-12);
    EXPECT_NEAR(first.nu - usual.nu, -first_shares.nu * noise * .4, 1e-12);
    EXPECT_NEAR(first.kappa - usual.kappa, first_shares.kappa * noise * .3, 1e-12);
    EXPECT_NEAR(first.phi - usual.phi, -first_shares.phi * noise * .2, 1e-12);
  }
}

TEST(General, everything_stays_in_bounds_under_wild_draws) {
  Params p;
  p.general_noise = 1;
  p.new_figure_noise = 1;
  p.gene_spread = 1;
  for (const double size : {-6.0, 6.0}) {
    const double z[4] = {size, size, size, size};
    for (const Belief& b :
         {general_after_month({.9, .9, .9, .9}, {0, 0, 0, 0}, 1, z, p), first_expectation({.5, .5, .5, .5}, z, p),
          pull_target({.5, .5, .5, .5}, size, -size, 40, p)})
      for (const double x : {b.mu, b.nu, b.kappa, b.phi}) {
        EXPECT_GE(x, 0);
        EXPECT_LE(x, 1);
      }
  }
}

TEST(General, separate_figures_stay_separate_without_generalisation) {
  Params p;
  p.generalisation_adult = p.generalisation_early = p.prototype_early = p.general_noise = 0;
  const Belief G{.5, .2, .1, 0}, taught{.9, .1, 0, 0};
  EXPECT_EQ(general_after_month(G, taught, generalisation_rate(1, p), calm, p).mu, G.mu);
  EXPECT_EQ(prototype_after_month(G, taught, 1, 0, p).mu, G.mu);
}

}  // namespace
}  // namespace bowlby
