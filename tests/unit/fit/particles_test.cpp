// The particle filter against an exact answer: a walk seen with error, which Kalman's filter solves.
#include "fit/particles.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "num/sums.hpp"

namespace bowlby::fit {
namespace {

// x' = .8 x + .6 z, seen as y = x + .5 e; x begins at its rest spread of 1.
struct Walk {
  double keeps = .8, moves = .6, noise = .5;
  std::vector<double> seen;
  explicit Walk(std::size_t steps) {
    const Luck luck(5, Purpose::test);
    double x = luck.normal(0, 0, 9);
    for (std::uint32_t k = 0; k < steps; ++k) {
      x = keeps * x + moves * luck.normal(k, 1, 9);
      seen.push_back(x + noise * luck.normal(k, 2, 9));
    }
  }
  double log_density(double y, double mean, double variance) const {
    return -.5 * (y - mean) * (y - mean) / variance - .5 * std::log(2 * M_PI * variance);
  }
  [[nodiscard]] double exact() const {
    double mean = 0, variance = 1, sum = 0;
    for (const double y : seen) {
      mean *= keeps, variance = keeps * keeps * variance + moves * moves;
      const double all = variance + noise * noise, gain = variance / all;
      sum += log_density(y, mean, all);
      mean += gain * (y - mean), variance *= 1 - gain;
    }
    return sum;
  }
  [[nodiscard]] double filtered(std::size_t particles, std::uint64_t seed) const {
    const Luck luck(seed, Purpose::particles), moved(seed, Purpose::test);
    return particle_likelihood(
        particles, seen.size(), luck, [&](std::size_t i) { return moved.normal(static_cast<std::uint32_t>(i), 0, 1); },
        [&](double& x, std::size_t i, std::size_t k) {
          x = keeps * x + moves * moved.normal(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(k), 2);
          return log_density(seen[k], x, noise * noise);
        },
        [](double x) { return x; });
  }
};

// The likelihood, relative to the exact one, over many seeds: mean and spread.
num::Moments relative(const Walk& walk, std::size_t particles, int seeds) {
  num::Moments m;
  for (int s = 1; s <= seeds; ++s)
    m.add(std::exp(walk.filtered(particles, static_cast<std::uint64_t>(s)) - walk.exact()));
  return m;
}

TEST(Particles, GiveTheLikelihoodThatKalmanGives) {
  const Walk walk(40);
  const num::Moments m = relative(walk, 400, 200);
  EXPECT_NEAR(m.mean, 1, 4 * m.deviation() / std::sqrt(200.0)) << "the likelihood is without bias";
  EXPECT_LT(m.deviation(), .6);
  EXPECT_NEAR(walk.filtered(5000, 1), walk.exact(), .2);
}

TEST(Particles, TwiceAsManyMoveItWithinTheErrorAndHalveTheVariance) {
  const Walk walk(40);
  const num::Moments few = relative(walk, 200, 150), many = relative(walk, 400, 150);
  const double error = std::hypot(few.deviation(), many.deviation()) / std::sqrt(150.0);
  EXPECT_NEAR(few.mean, many.mean, 4 * error);
  const double ratio = std::pow(many.deviation() / few.deviation(), 2);
  EXPECT_GT(ratio, .25);
  EXPECT_LT(ratio, .85);
}

TEST(Particles, NeighbouringParametersShareTheirLuck) {
  Walk walk(40);
  const double here = walk.filtered(300, 3);
  double farthest = 0;
  for (int i = 1; i <= 20; ++i) {
    walk.keeps = .8 + 1e-4 * i;
    farthest = std::max(farthest, std::fabs(walk.filtered(300, 3) - here - (walk.exact() - Walk(40).exact())));
  }
  num::Moments other;
  walk.keeps = .8;
  for (std::uint64_t s = 1; s <= 20; ++s) other.add(walk.filtered(300, s));
  EXPECT_LT(farthest, .5 * other.deviation()) << "luck of its own would move it more";
}

TEST(Particles, WhatNoneCanExplainIsImpossible) {
  const Luck luck(1, Purpose::particles);
  const auto step = [](int&, std::size_t i, std::size_t k) {
    return k == 2 || i > 3 ? -std::numeric_limits<double>::infinity() : -1.0;
  };
  const auto run = [&](std::size_t steps) {
    return particle_likelihood(
        8, steps, luck, [](std::size_t) { return 0; }, step, [](int) { return 0.0; });
  };
  EXPECT_NEAR(run(1), -1 + std::log(.5), 1e-12);
  EXPECT_TRUE(std::isinf(run(3)));
}

TEST(Particles, AreDrawnAgainInProportionToTheirWeights) {
  ParticleWeights w(4);
  const std::vector<double> given{std::log(.7), std::log(.2), std::log(.1), -1e9};
  EXPECT_NEAR(w.weigh(given), std::log(.25), 1e-12);
  EXPECT_TRUE(w.uneven());
  const std::vector<std::size_t> order{3, 2, 1, 0};
  for (const double u : {.01, .5, .99}) {
    ParticleWeights again = w;
    const auto from = again.draw_again(order, u);
    ASSERT_EQ(from.size(), 4u);
    const auto zero = std::ranges::count(from, std::size_t{0});
    EXPECT_TRUE(zero == 2 || zero == 3) << zero << ", expected 2.8";
    EXPECT_EQ(std::ranges::count(from, std::size_t{3}), 0);
    EXPECT_FALSE(again.uneven());
  }
}

}  // namespace
}  // namespace bowlby::fit
