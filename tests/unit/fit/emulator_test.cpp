#include "fit/emulator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "fit/design.hpp"
#include "fit/sobol_indices.hpp"

using namespace bowlby::fit;

namespace {

double bowl(Values x) { return 1 + 2 * x[0] - x[1] + .5 * x[0] * x[2] + 3 * x[1] * x[1]; }

struct Runs {
  Matrix x;
  std::vector<double> y;
};

Runs runs(std::size_t n, std::size_t dims, double noise, double (*f)(Values)) {
  Runs r{sobol_points(n, dims, Luck(11, Purpose::shift)), {}};
  const Luck luck(11, Purpose::test);
  for (std::size_t i = 0; i < n; ++i) r.y.push_back(f(r.x.row(i)) + noise * luck.normal(static_cast<std::uint32_t>(i)));
  return r;
}

}  // namespace

TEST(Emulator, IsExactForAQuadratic) {
  const Runs r = runs(60, 3, 0, bowl);
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  EXPECT_LT(e->loo, 1e-3);
  EXPECT_GT(e->explained(), .999);
  const std::vector<double> at{.3, -.7, .9};
  EXPECT_NEAR(e->at(at), bowl(at), 1e-3);
  const auto slope = e->slope(at);
  EXPECT_NEAR(slope[0], 2 + .5 * .9, 2e-3);
  EXPECT_NEAR(slope[1], -1 + 6 * -.7, 2e-3);
  EXPECT_NEAR(slope[2], .5 * .3, 2e-3);
}

TEST(Emulator, InABoxIsTheSameSurface) {
  const Runs r = runs(60, 3, 0, bowl);
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  const std::vector<double> low{-.5, 0, -1}, high{.2, .9, 1}, z{.3, -.6, .8};
  const Emulator inside = e->in_box(low, high);
  std::vector<double> x;
  for (std::size_t d = 0; d < 3; ++d) x.push_back(low[d] + .5 * (z[d] + 1) * (high[d] - low[d]));
  EXPECT_NEAR(inside.at(z), e->at(x), 1e-12);
}

TEST(Emulator, TheErrorLeftOutIsTheNoise) {
  const Runs r = runs(400, 3, .4, bowl);
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->loo, .4, .04);
}

TEST(Emulator, OfNoiseAloneExplainsNothing) {
  const Runs r = runs(60, 6, 1, [](Values) { return 5.0; });  // 28 terms
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  EXPECT_LT(e->explained(), .15);
  EXPECT_EQ(e->ridge, 1);
}

TEST(Emulator, LeaveOneOutIsWhatItSays) {
  const Runs r = runs(25, 2, .3, [](Values x) { return x[0] + std::sin(3 * x[1]); });
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  double squares = 0;
  for (std::size_t out = 0; out < r.y.size(); ++out) {
    std::vector<double> counts(r.y.size(), 1);
    counts[out] = 0;
    // refit scales its ridge by the rows in use, the emulator by all of them
    const double ridge = e->ridge * static_cast<double>(r.y.size()) / static_cast<double>(r.y.size() - 1);
    Emulator without = *e;
    without.beta = refit(all_terms(r.x), r.y, counts, ridge);
    squares += std::pow(without.at(r.x.row(out)) - r.y[out], 2) / static_cast<double>(r.y.size());
  }
  EXPECT_NEAR(e->loo, std::sqrt(squares), 1e-6);
}

TEST(Emulator, MissingOutputsAreLeftOutAndTooFewAreRefused) {
  Runs r = runs(40, 3, 0, bowl);
  for (std::size_t i = 0; i < 10; ++i) r.y[i] = std::numeric_limits<double>::quiet_NaN();
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->n, 30u);
  for (std::size_t i = 10; i < 36; ++i) r.y[i] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(fit_emulator(r.x, r.y));
  EXPECT_FALSE(fit_emulator(r.x, std::vector<double>(40, 2.5)));  // does not vary
}

// y = 2 a - b + a c: variances 4/3, 1/3 and 1/9 over the box.
TEST(SobolIndices, OfALinearFunctionWithAnInteractionAreTheClosedForm) {
  const Runs r = runs(300, 4, 0, [](Values x) { return 2 * x[0] - x[1] + x[0] * x[2]; });
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  const Indices s = sobol_indices(*e, r.x, r.y, 50, Luck(1, Purpose::bootstrap), 0);
  const double all = 4. / 3 + 1. / 3 + 1. / 9;
  EXPECT_NEAR(s.variance, all, .01);
  EXPECT_NEAR(s.first[0].value, 4. / 3 / all, .003);
  EXPECT_NEAR(s.total[0].value, (4. / 3 + 1. / 9) / all, .003);
  EXPECT_NEAR(s.first[1].value, 1. / 3 / all, .003);
  EXPECT_NEAR(s.first[2].value, 0, .003);
  EXPECT_NEAR(s.total[2].value, 1. / 9 / all, .003);
  EXPECT_NEAR(s.total[3].value, 0, .003);
}

TEST(SobolIndices, IntervalsHoldTheTruthUnderNoise) {
  const Runs r = runs(300, 3, .5, [](Values x) { return 2 * x[0] - x[1]; });
  const auto e = fit_emulator(r.x, r.y);
  ASSERT_TRUE(e);
  const Indices s = sobol_indices(*e, r.x, r.y, 100, Luck(1, Purpose::bootstrap), 0);
  EXPECT_LT(s.first[0].low, .8);
  EXPECT_GT(s.first[0].high, .8);
  EXPECT_GT(s.first[0].high - s.first[0].low, .01);
  EXPECT_LT(s.total[2].high, .1);
}
