#include "fit/shared_prior.hpp"

#include <gtest/gtest.h>

namespace bowlby::fit {
namespace {

const Box box{{-6, -6}, {6, 6}};
const NormalPrior wide{{0, 0}, {3, 3}};

// A parabola of two correlated parameters: what a fit must find is known.
LogDensity bowl(double x0, double y0, double a, double b, double ab) {
  return [=](Values v) {
    const double x = v[0] - x0, y = v[1] - y0;
    return -.5 * (a * x * x + b * y * y + 2 * ab * x * y);
  };
}

UnitFit fitted(const LogDensity& f) {
  UnitFit unit;
  unit.mode = climb(f, wide, box, std::vector<double>{0, 0}, std::vector<double>{.7, .7}, 200);
  unit.curvature = curvature_at(f, wide, unit.mode);
  return unit;
}

TEST(SharedPrior, ClimbsToTheModeUnderThePrior) {
  const std::vector<double> mode =
      climb(bowl(1, -2, 4, 9, 1), {{0, 0}, {1, 1}}, box, std::vector<double>{0, 0}, std::vector<double>{.5, .5}, 300);
  // (H + 1) x = H x0
  EXPECT_NEAR(mode[0], (2 * 10 - -17 * 1) / (5.0 * 10 - 1), 5e-3);
  EXPECT_NEAR(mode[1], (5 * -17 - 2 * 1) / (5.0 * 10 - 1), 5e-3);
}

TEST(SharedPrior, CurvatureIsThatOfTheParabolaAndNeverNegative) {
  const Matrix h = curvature_at(bowl(0, 0, 4, 9, 1), wide, std::vector<double>{.2, -.1});
  EXPECT_NEAR(h(0, 0), 4, 1e-6);
  EXPECT_NEAR(h(1, 1), 9, 1e-6);
  EXPECT_NEAR(h(0, 1), 1, 1e-6);
  const Matrix saddle = curvature_at(bowl(0, 0, 4, -9, 0), wide, std::vector<double>{0, 0});
  EXPECT_NEAR(saddle(0, 0), 4, 1e-6);
  EXPECT_NEAR(saddle(1, 1), 0, 1e-9);
}

TEST(SharedPrior, ManyNoisyValuesTellTopAndCurvatureWhereSingleOnesDoNot) {
  const NormalPrior one{{0, 0}, {1, 1}};
  const Luck luck(6, Purpose::test);
  double off_smoothed = 0, off_climbed = 0, curvature = 0;
  constexpr std::uint32_t tries = 40;
  for (std::uint32_t i = 0; i < tries; ++i) {
    std::uint32_t call = 0;
    const LogDensity exact = bowl(1, -.5, 2, 400, 6);
    const LogDensity noisy = [&](Values v) { return exact(v) + .3 * luck.normal(i, 1, ++call); };
    const std::vector<double> top =
        climb(exact, one, box, std::vector<double>{0, -.5}, std::vector<double>{.7, .1}, 300);
    const std::vector<double> rough =
        climb(noisy, one, box, std::vector<double>{0, -.5}, std::vector<double>{.7, .1}, 50);
    std::vector<double> reach = widths_at(noisy, one, rough);
    EXPECT_NEAR(reach[1], .05, .01) << "a direction that is told well";
    for (double& r : reach) r *= 2;
    const UnitFit unit = smoothed(noisy, one, box, rough, reach, 40);
    off_smoothed += num::abs(unit.mode[0] - top[0]) / tries, off_climbed += num::abs(rough[0] - top[0]) / tries;
    curvature += unit.curvature(0, 0) / tries;
  }
  EXPECT_LT(off_smoothed, .7 * off_climbed);
  EXPECT_LT(off_smoothed, .25) << "of a standard deviation of .58";
  EXPECT_NEAR(curvature, 2, .7);
}

TEST(SharedPrior, ASmoothedTopOfAParabolaIsItsTop) {
  const UnitFit unit = smoothed(bowl(1, -2, 4, 9, 1), {{0, 0}, {1, 1}}, box, std::vector<double>{.5, -1.5},
                                std::vector<double>{1, .8}, 30);
  EXPECT_NEAR(unit.mode[0], (2 * 10 - -17 * 1) / (5.0 * 10 - 1), 1e-6);
  EXPECT_NEAR(unit.curvature(1, 1), 9, 1e-6);
  EXPECT_NEAR(unit.curvature(0, 1), 1, 1e-6);
  const UnitFit saddle =
      smoothed(bowl(0, 0, 4, -9, 0), {{0, 0}, {1, 1}}, box, std::vector<double>{0, 0}, std::vector<double>{1, 1}, 30);
  EXPECT_NEAR(saddle.curvature(1, 1), 0, 1e-9) << "negative curvature counts as none";
}

TEST(SharedPrior, FindsThePopulationBehindNoisyUnits) {
  const Luck luck(5, Purpose::test);
  std::vector<UnitFit> units;
  for (std::uint32_t i = 0; i < 600; ++i) {
    const double precision = 1 + 3 * luck.uniform(i, 7);  // some tell more than others
    const double truth = 1 + .5 * luck.normal(i, 1), seen = truth + luck.normal(i, 2) / num::sqrt(precision);
    units.push_back(fitted(bowl(seen, 0, precision, 0, 0)));  // and nothing at all of the second
  }
  const NormalPrior prior = learn_prior(units, wide);
  EXPECT_NEAR(prior.mean[0], 1, .1);
  EXPECT_NEAR(prior.sd[0], .5, .12);
  const std::vector<double> pulled = shrunk(units.front(), wide, prior);
  EXPECT_LT(num::abs(pulled[0] - prior.mean[0]), num::abs(units.front().mode[0] - prior.mean[0]));
  const Matrix covariance = posterior_covariance(units.front(), prior);
  EXPECT_LT(covariance(0, 0), prior.sd[0] * prior.sd[0]);
  EXPECT_NEAR(covariance(1, 1), prior.sd[1] * prior.sd[1], 1e-6);
}

TEST(SharedPrior, SlopesWithoutATopDoNotMakeThePopulationEndless) {
  std::vector<UnitFit> units;
  for (int i = 0; i < 20; ++i) {
    units.push_back({{i % 2 == 0 ? 3.0 : -3.0, .1 * i - 1}, Matrix(2, 2)});
    units.back().curvature(1, 1) = 4;
  }
  const NormalPrior prior = learn_prior(units, wide, 2);
  EXPECT_EQ(prior.sd[0], 2) << "they ask for more than any bound";
  EXPECT_NEAR(prior.mean[0], 0, .1);
  EXPECT_LT(prior.sd[1], 1);
}

TEST(SharedPrior, ShrinkingUnderTheSamePriorMovesNothing) {
  const UnitFit unit = fitted(bowl(1, 2, 4, 9, 1));
  const std::vector<double> same = shrunk(unit, wide, wide);
  EXPECT_NEAR(same[0], unit.mode[0], 2e-3);
  EXPECT_NEAR(same[1], unit.mode[1], 2e-3);
}

}  // namespace
}  // namespace bowlby::fit
