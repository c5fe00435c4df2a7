#include "fit/near_home.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "fit/posterior.hpp"

using namespace bowlby::fit;

namespace {

const Luck luck(7, Purpose::test);

}  // namespace

TEST(NearHomeFit, HalfOfADesignMirrorsTheOther) {
  const Matrix x = mirrored_points(9, 3, luck);
  for (std::size_t i = 5; i < 9; ++i)
    for (std::size_t d = 0; d < 3; ++d) EXPECT_EQ(x(i, d), -x(i - 5, d));
  for (const double c : x.data) EXPECT_LE(std::fabs(c), 1);
}

TEST(NearHomeFit, ALineFindsItsSlopesAndTellsTheLuckAroundIt) {
  const Matrix x = mirrored_points(400, 3, luck);
  std::vector<double> y;
  for (std::size_t i = 0; i < x.rows; ++i)
    y.push_back(.5 + .2 * x(i, 0) - .1 * x(i, 1) + .05 * luck.normal(5000 + static_cast<std::uint32_t>(i)));
  y[3] = std::nan("");
  const auto line = fit_line(x, y);
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->level, .5, .01);
  EXPECT_NEAR(line->slope[0], .2, .015);
  EXPECT_NEAR(line->slope[1], -.1, .015);
  EXPECT_NEAR(line->slope[2], 0, .015);
  EXPECT_NEAR(line->scatter, .05, .006);
}

// What a mirrored design is for: a bend leaves the slope alone.
TEST(NearHomeFit, ABendLeavesTheSlopeAlone) {
  const Matrix x = mirrored_points(60, 1, luck);
  std::vector<double> bent;
  for (std::size_t i = 0; i < x.rows; ++i) bent.push_back(.3 * x(i, 0) + 4 * x(i, 0) * x(i, 0));
  EXPECT_NEAR(fit_line(x, bent, 0)->slope[0], .3, 1e-9);
}

TEST(NearHomeFit, TwoRowsAreNoLine) {
  EXPECT_FALSE(fit_line(mirrored_points(2, 1, luck), std::vector<double>{1, 2}));
  EXPECT_FALSE(fit_line(mirrored_points(5, 1, luck), std::vector<double>(5, std::nan(""))));
}

TEST(NearHomeFit, TheBestPlaceMeetsWhatCanBeMetAndStaysHomeOtherwise) {
  NearHome aims;
  aims.lines = {Line{.2, {.3, 0}, .01}, std::nullopt};
  aims.bands = {{.34, .36, 1}, {.9, 1, 1}};
  aims.runs = 100;
  const auto at = [&](Values x) { return aims(x); };
  const auto best = highest(at, whole_box(2), 4000);
  EXPECT_NEAR(aims.lines[0]->at(best), .35, .01);
  EXPECT_NEAR(best[1], 0, .01);
  // A number that cannot be met pulls no harder the farther off it is.
  aims.lines[1] = Line{.1, {-.05, 0}, .01};
  const auto torn = highest(at, whole_box(2), 4000);
  EXPECT_NEAR(aims.lines[0]->at(torn), .35, .02);
  aims.bands[1].weight = 0;
  EXPECT_EQ(highest(at, whole_box(2), 4000), best);
}

TEST(NearHomeFit, LinesMoveToWhatWasMeasured) {
  NearHome aims;
  aims.lines = {Line{.2, {.3}, .01}, Line{0, {1}, .01}};
  aims.move_to(std::vector<double>{.5}, std::vector<double>{.4, std::nan("")});
  EXPECT_NEAR(aims.lines[0]->at(std::vector<double>{.5}), .4, 1e-12);
  EXPECT_NEAR(aims.lines[0]->at(std::vector<double>{0}), .25, 1e-12);
  EXPECT_EQ(aims.lines[1]->level, 0);
}
