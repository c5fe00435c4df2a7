#include "fit/morris.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

using namespace bowlby::fit;

namespace {

std::vector<double> outputs(const MorrisPlan& plan, double (*f)(Values)) {
  std::vector<double> y;
  for (std::size_t r = 0; r < plan.points.rows; ++r) y.push_back(f(plan.points.row(r)));
  return y;
}

}  // namespace

TEST(Morris, EveryTrajectoryMovesEveryParameterOnceAndStaysInTheBox) {
  const MorrisPlan plan = morris_plan(7, 5, Luck(2, Purpose::trajectory));
  ASSERT_EQ(plan.points.rows, 40u);
  for (std::size_t t = 0; t < 5; ++t) {
    std::vector<int> moved(7, 0);
    EXPECT_EQ(plan.moved[t * 8], 7u);
    for (std::size_t s = 1; s <= 7; ++s) {
      const std::size_t row = t * 8 + s;
      ++moved[plan.moved[row]];
      for (std::size_t d = 0; d < 7; ++d) {
        const double step = plan.points(row, d) - plan.points(row - 1, d);
        EXPECT_NEAR(std::fabs(step), d == plan.moved[row] ? 2 * morris_step : 0, 1e-12);
        EXPECT_LE(std::fabs(plan.points(row, d)), 1 + 1e-12);
      }
    }
    EXPECT_EQ(moved, std::vector<int>(7, 1));
  }
}

TEST(Morris, OfALinearFunctionAreItsCoefficientsWithoutSpread) {
  const MorrisPlan plan = morris_plan(3, 6, Luck(5, Purpose::trajectory));
  const auto effects = morris_effects(plan, outputs(plan, [](Values x) { return 2 * x[0] - .5 * x[1] + 7; }));
  EXPECT_NEAR(effects[0].mu, 4, 1e-12);  // across the whole range, which is 2 wide
  EXPECT_NEAR(effects[1].mu, -1, 1e-12);
  EXPECT_NEAR(effects[1].mu_star, 1, 1e-12);
  EXPECT_NEAR(effects[2].mu_star, 0, 1e-12);
  EXPECT_NEAR(effects[0].sigma, 0, 1e-12);
  EXPECT_EQ(effects[0].n, 6u);
}

// Ishigami & Homma's function: the third parameter acts through the first alone, the second through a bend.
TEST(Morris, SeesTheInteractionAndTheBendOfIshigami) {
  const MorrisPlan plan = morris_plan(3, 200, Luck(9, Purpose::trajectory));
  const auto effects = morris_effects(plan, outputs(plan, [](Values x) {
                                        const double pi = std::numbers::pi, a = std::sin(pi * x[0]),
                                                     b = std::sin(pi * x[1]);
                                        return a + 7 * b * b + .1 * std::pow(pi * x[2], 4) * a;
                                      }));
  EXPECT_GT(effects[2].sigma, 1);
  EXPECT_NEAR(effects[2].mu, 0, .25 * effects[2].mu_star);  // both ways, as sin(pi x1) has both signs
  EXPECT_NEAR(effects[1].mu, 0, .25 * effects[1].mu_star);
  EXPECT_NEAR(effects[1].mu_star, 7 * .75 / morris_step,
              1e-9);  // sin^2 is 0 or 3/4 on the grid, and every step crosses
}

TEST(Morris, StepsWithoutAnOutputAreLeftOut) {
  const MorrisPlan plan = morris_plan(2, 3, Luck(1, Purpose::trajectory));
  auto y = outputs(plan, [](Values x) { return x[0] + x[1]; });
  y[1] = std::numeric_limits<double>::quiet_NaN();  // touches both steps of the first trajectory
  const auto effects = morris_effects(plan, y);
  EXPECT_EQ(effects[0].n, 2u);
  EXPECT_EQ(effects[1].n, 2u);
  EXPECT_NEAR(effects[0].mu, 2, 1e-12);
}

TEST(Morris, TheFloorIsWhatNoiseAloneGives) {
  const MorrisPlan plan = morris_plan(4, 500, Luck(4, Purpose::trajectory));
  const Luck luck(4, Purpose::test);
  std::vector<double> y;
  for (std::size_t r = 0; r < plan.points.rows; ++r) y.push_back(.3 * luck.normal(static_cast<std::uint32_t>(r)));
  for (const Effect& e : morris_effects(plan, y)) EXPECT_NEAR(e.mu_star, morris_floor(.3), .05 * morris_floor(.3));
}
