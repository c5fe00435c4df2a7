#include "fit/posterior.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "fit/design.hpp"
#include "fit/fisher.hpp"
#include "fit/recovery.hpp"

using namespace bowlby::fit;

namespace {

// Emulators of known linear outputs: y_k = sum_d a(k, d) x_d.
std::vector<std::optional<Emulator>> linear(const Matrix& a) {
  std::vector<std::optional<Emulator>> out;
  for (std::size_t k = 0; k < a.rows; ++k) {
    Emulator e;
    e.dims = a.cols;
    e.beta.assign(terms_of(a.cols), 0);
    for (std::size_t d = 0; d < a.cols; ++d) e.beta[1 + d] = a(k, d) / std::sqrt(3.0);
    out.emplace_back(std::move(e));
  }
  return out;
}

Matrix diagonal(const std::vector<double>& variance) {
  Matrix m(variance.size(), variance.size());
  for (std::size_t k = 0; k < variance.size(); ++k) m(k, k) = variance[k];
  return m;
}

double sd(const std::vector<double>& v) {
  double m = 0, s = 0;
  for (const double x : v) m += x / static_cast<double>(v.size());
  for (const double x : v) s += (x - m) * (x - m) / static_cast<double>(v.size() - 1);
  return std::sqrt(s);
}

}  // namespace

TEST(Posterior, OfALinearGaussianModelIsTheClosedForm) {
  Matrix a(2, 2);
  a.data = {1, 0, 1, 1};  // y0 = x0 seen as .2 with sd .05, y1 = x0 + x1 seen as .1 with sd .1
  const std::vector<double> seen{.2, .1}, variance{.0025, .01};
  const auto emulators = linear(a);
  const SyntheticLikelihood likelihood(emulators, seen, diagonal(variance));
  const LogDensity density = [&](Values x) { return likelihood(x); };
  const Box box = whole_box(2);
  const auto start = highest(density, box, 2000);
  EXPECT_NEAR(start[0], .2, 2e-3);
  EXPECT_NEAR(start[1], -.1, 2e-3);
  const Chains c = sample(density, box, start, {4, 3000, 20000, 1000, 0}, Luck(5, Purpose::chain));
  const auto x0 = c.draws.column(0), x1 = c.draws.column(1);
  EXPECT_NEAR(quantile(x0, .5), .2, .01);
  EXPECT_NEAR(sd(x0), .05, .005);
  EXPECT_NEAR(quantile(x1, .5), -.1, .02);
  EXPECT_NEAR(sd(x1), std::sqrt(.01 + .0025), .011);
  for (std::size_t d = 0; d < 2; ++d) {
    EXPECT_LT(c.rhat[d], 1.02);
    EXPECT_GT(c.ess[d], 800);
  }
  EXPECT_GT(c.accepted, .1);
  EXPECT_LT(c.accepted, .6);
}

TEST(Posterior, WithoutDataIsThePrior) {
  const LogDensity flat = [](Values) { return 0.0; };
  Box box = whole_box(1);
  box.low[0] = .5;
  const std::vector<double> start{.6};
  const Chains c = sample(flat, box, start, {4, 2000, 40000, 1000, 0}, Luck(2, Purpose::chain));
  const auto x = c.draws.column(0);
  for (const double p : {.1, .5, .9}) EXPECT_NEAR(quantile(x, p), .5 + .5 * p, .02) << p;
  EXPECT_GE(quantile(x, 0), .5);
}

TEST(Posterior, ChainsVisitHillsThatLieFarApart) {
  const LogDensity hills = [](Values x) { return -.5 * std::pow((std::fabs(x[0]) - .8) / .04, 2); };
  const std::vector<double> start{.8};
  const Chains c = sample(hills, whole_box(1), start, {4, 2000, 20000, 500, 0}, Luck(3, Purpose::chain));
  double right = 0;
  for (const double x : c.draws.column(0)) right += x > 0 ? 1.0 / static_cast<double>(c.draws.rows) : 0;
  EXPECT_NEAR(right, .5, .1);
  EXPECT_LT(c.rhat[0], 1.1);
}

TEST(Posterior, ChainsThatCannotMeetAreFoundOut) {
  // two hills in opposite corners, so narrow that nothing a chain has seen leads from one to the other
  const LogDensity hills = [](Values x) {
    double here = 0, there = 0;
    for (const double v : x) {
      here += std::pow((v - .8) / 2e-4, 2);
      there += std::pow((v + .8) / 2e-4, 2);
    }
    return -.5 * std::min(here, there);
  };
  const std::vector<double> start{0, 0, 0, 0};
  const Chains c = sample(hills, whole_box(4), start, {6, 4000, 2000, 400, 0}, Luck(3, Purpose::chain));
  EXPECT_GT(c.rhat[0], 1.5);
  EXPECT_LT(c.ess[0], 100);
}

TEST(Posterior, ANumberThatCannotBeMetPullsLittleUnderLongTails) {
  Matrix a(3, 1);
  a.data = {1, 1, 1};  // two numbers agree on 0, the third asks for 20
  const std::vector<double> seen{0, 0, 20}, variance{.01, .01, .01};
  const auto emulators = linear(a);
  const SyntheticLikelihood normal(emulators, seen, diagonal(variance)), robust(emulators, seen, diagonal(variance), 3);
  const auto best = [](const SyntheticLikelihood& l) {
    return highest([&](Values x) { return l(x); }, whole_box(1), 2000)[0];
  };
  EXPECT_GT(best(normal), .9);
  EXPECT_NEAR(best(robust), 0, .02);
}

TEST(Posterior, OutputsWithoutAnEmulatorANumberOrAWeightHaveNoSay) {
  Matrix a(3, 1);
  a.data = {1, 1, 1};
  auto emulators = linear(a);
  emulators[0].reset();
  const double none = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();
  const SyntheticLikelihood silent(emulators, std::vector<double>{1, none, 1}, diagonal({1, 1, endless}));
  EXPECT_EQ(silent(std::vector<double>{.3}), 0);
  const SyntheticLikelihood one(emulators, std::vector<double>{1, 1, none}, diagonal({1, .5, 1}));
  EXPECT_NEAR(one(std::vector<double>{.5}), -.25, 1e-12);
}

// Twice the same number, missed together, is one number: with correlation near 1 it tells as much as once.
TEST(Posterior, WhatIsMissedTogetherIsNotCountedTwice) {
  Matrix a(2, 1, 1);
  const auto emulators = linear(a);
  Matrix together = diagonal({1, 1});
  together(0, 1) = together(1, 0) = .999;
  const std::vector<double> seen{1, 1}, at{0};
  const SyntheticLikelihood twice(emulators, seen, diagonal({1, 1})), shared(emulators, seen, together);
  EXPECT_NEAR(twice(at), -1, 1e-9);
  EXPECT_NEAR(shared(at), -.5, 1e-3);
}

TEST(Covariance, WhitenedIsTheIdentity) {
  Matrix s = diagonal({2, 3, 1});
  s(0, 1) = s(1, 0) = .7;
  s(1, 2) = s(2, 1) = -.4;
  const Matrix w = whitener(s), half = product(w, s);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < 3; ++k) sum += half(i, k) * w(j, k);
      EXPECT_NEAR(sum, i == j, 1e-12);
    }
}

TEST(Covariance, FindsWhatRunsShareAndTrustsFewRunsLess) {
  const Luck luck(6, Purpose::test);
  const auto pair = [&](std::size_t n) {
    const Matrix x = sobol_points(n, 2, Luck(6, Purpose::shift));
    Matrix y(n, 2);
    for (std::size_t i = 0; i < n; ++i) {
      const auto at = static_cast<std::uint32_t>(i);
      y(i, 0) = x(i, 0) + luck.normal(at, 0);
      y(i, 1) = x(i, 1) + .8 * luck.normal(at, 0) + .6 * luck.normal(at, 1);
    }
    return residual_correlation(fit_emulators(x, y))(0, 1);
  };
  EXPECT_NEAR(pair(400), .8, .06);
  EXPECT_LT(pair(8), .79);  // kept by 1 - (1 - r^2)^2 / 7 r^2 at most
  const std::vector<std::optional<Emulator>> nobody(2);
  EXPECT_EQ(residual_correlation(nobody)(0, 1), 0);
  EXPECT_EQ(residual_correlation(nobody)(1, 1), 1);
}

TEST(Posterior, TheHighestPointOfARuggedSurfaceIsFound) {
  const LogDensity rugged = [](Values x) {
    double sum = 0;
    for (const double v : x) sum -= 20 * (v - .37) * (v - .37) + std::pow(std::sin(12 * (v - .37)), 2);
    return sum;
  };
  for (const double v : highest(rugged, whole_box(3), 6000)) EXPECT_NEAR(v, .37, .01);
}

TEST(Posterior, TheSameSeedGivesTheSameDraws) {
  const LogDensity bell = [](Values x) { return -8 * (x[0] * x[0] + x[1] * x[1]); };
  const std::vector<double> start{0, 0};
  const ChainSettings s{2, 500, 1000, 100, 0};
  const auto one = sample(bell, whole_box(2), start, s, Luck(1, Purpose::chain)),
             two = sample(bell, whole_box(2), start, s, Luck(1, Purpose::chain)),
             other = sample(bell, whole_box(2), start, s, Luck(2, Purpose::chain));
  EXPECT_EQ(one.draws.data, two.draws.data);
  EXPECT_NE(one.draws.data, other.draws.data);
}

// Two outputs see a + b alone: the sum is told, the difference is not.
TEST(Fisher, NamesTheCombinationThatIsNotTold) {
  Matrix slopes(2, 3);
  slopes.data = {1, 1, 0, 1, 1, 0};
  const Fisher f = fisher(slopes, std::vector<double>{.01, .01});
  EXPECT_EQ(f.told(), 1u);
  EXPECT_NEAR(f.eigenvalues[0], 2 * 2 / .01 / 3, 1e-9);
  EXPECT_NEAR(f.eigenvalues[1], 0, 1e-9);
  EXPECT_NEAR(f.directions(0, 0), std::sqrt(.5), 1e-9);
  EXPECT_NEAR(f.directions(1, 0), std::sqrt(.5), 1e-9);
  EXPECT_NEAR(f.learned[0], .5, .01);  // half of its variance lies along the sum
  EXPECT_NEAR(f.learned[2], 0, 1e-9);
}

TEST(Fisher, OfOneOutputIsTheClosedForm) {
  Matrix slopes(1, 1, 2);
  const Fisher f = fisher(slopes, std::vector<double>{.5});
  const double value = 4 / .5 / 3;
  EXPECT_NEAR(f.eigenvalues[0], value, 1e-12);
  EXPECT_NEAR(f.learned[0], value / (1 + value), 1e-12);
  const Fisher silent = fisher(slopes, std::vector<double>{std::numeric_limits<double>::infinity()});
  EXPECT_EQ(silent.told(), 0u);
}

TEST(Recovery, OfAToyModelIsCalibratedAndFindsWhatIsToldAndOnlyThat) {
  // three parameters; the third reaches no output
  const Matrix x = sobol_points(200, 3, Luck(21, Purpose::shift));
  const Luck luck(21, Purpose::test);
  Matrix y(x.rows, 2);
  for (std::size_t i = 0; i < x.rows; ++i) {
    y(i, 0) = x(i, 0) + .1 * luck.normal(static_cast<std::uint32_t>(i), 0);
    y(i, 1) = x(i, 1) - x(i, 0) + .2 * luck.normal(static_cast<std::uint32_t>(i), 0) +
              .2 * luck.normal(static_cast<std::uint32_t>(i), 1);  // shares its luck with the first
  }
  const Recovery r = recover(x, y, {}, {5, 200, 1000, 4000, 99}, Luck(21, Purpose::recovery),
                             [](std::size_t, std::size_t) { return true; });
  ASSERT_EQ(r.data_sets, 200u);
  EXPECT_GT(r.correlation[0], .95);
  EXPECT_GT(r.correlation[1], .85);
  EXPECT_LT(std::fabs(r.correlation[2]), .25);
  for (const double p : r.uniform) EXPECT_GT(p, .001);
  std::size_t all = 0;
  for (const std::size_t n : r.bins(0)) all += n;
  EXPECT_EQ(all, 200u);
}

// Twenty outputs whose luck has two sources: held to be independent, they would make every posterior far too narrow.
TEST(Recovery, StaysCalibratedWhenManyOutputsShareTheirLuck) {
  const Matrix x = sobol_points(120, 3, Luck(8, Purpose::shift));
  const Luck luck(8, Purpose::test);
  Matrix y(x.rows, 20);
  for (std::uint32_t i = 0; i < x.rows; ++i)
    for (std::uint32_t k = 0; k < y.cols; ++k) {
      const double shared = luck.normal(i, 100 + k % 2), own = luck.normal(i, k);
      y(i, k) = x(i, k % 3) + .3 * x(i, (k + 1) % 3) + .5 * shared + .1 * own;
    }
  const Recovery r = recover(x, y, {}, {5, 120, 1000, 4000, 99}, Luck(8, Purpose::recovery),
                             [](std::size_t, std::size_t) { return true; });
  for (const double p : r.uniform) EXPECT_GT(p, .001);
}

TEST(Recovery, EmulatorsOnTopOfAnOlderSurfaceLearnWhatIsLeft) {
  const Matrix x = sobol_points(40, 2, Luck(4, Purpose::shift));
  Matrix y(x.rows, 1);
  for (std::size_t i = 0; i < x.rows; ++i) y(i, 0) = 3 + x(i, 0) + .5 * x(i, 1) * x(i, 1);
  Matrix known(1, 2);
  known.data = {1, 0};
  const auto base = linear(known), all = fit_emulators(x, y, base);
  ASSERT_TRUE(all[0]);
  const std::vector<double> at{.4, -.8};
  EXPECT_NEAR(all[0]->at(at), 3 + .4 + .32, 1e-3);
}

TEST(Recovery, RanksThatPileUpAreNotEven) {
  EXPECT_GT(even_chances(std::vector<std::size_t>{20, 18, 22, 21, 19, 20, 20, 17, 23, 20}), .9);
  EXPECT_LT(even_chances(std::vector<std::size_t>{60, 18, 12, 11, 9, 10, 10, 7, 13, 50}), 1e-6);
  // chi-square 16.92 has p .05 at nine degrees of freedom: here 16.8
  EXPECT_NEAR(even_chances(std::vector<std::size_t>{12, 28, 20, 20, 20, 20, 20, 30, 20, 10}), .052, .03);
}

TEST(Recovery, RankCorrelationOfAnyRisingFunctionIsOne) {
  const std::vector<double> x{1, 5, 2, 9, 3}, y{1, 125, 8, 729, 27}, z{-1, -5, -2, -9, -3}, ties{1, 1, 1, 1, 1};
  EXPECT_NEAR(rank_correlation(x, y), 1, 1e-12);
  EXPECT_NEAR(rank_correlation(x, z), -1, 1e-12);
  EXPECT_EQ(rank_correlation(x, ties), 0);
}
