#include "limits/gottman.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

// B3: where talks end up, by where they start and where influence begins.
namespace bowlby::limits {
namespace {

std::vector<Vector<2>> ends(double threshold) {
  const Conversation c = conversation(.6, .18, -.18, threshold);
  std::vector<Vector<2>> found;
  for (double w = -2.45; w < 2.5; w += .1)
    for (double h = -2.45; h < 2.5; h += .1) {
      Vector<2> x{w, h};
      for (int t = 0; t < 2000; ++t) x = next_turn(c, x);
      const Vector<2> again = next_turn(c, x);
      if (std::fabs(again[0] - x[0]) + std::fabs(again[1] - x[1]) > 1e-9) continue;  // not at rest
      bool known = false;
      for (const auto& f : found) known = known || std::fabs(f[0] - x[0]) + std::fabs(f[1] - x[1]) < 1e-6;
      if (!known) found.push_back(x);
    }
  return found;
}

void expect_ends(double threshold, std::vector<Vector<2>> published) {
  const auto found = ends(threshold);
  EXPECT_EQ(found.size(), published.size());
  for (const auto& want : published) {
    double nearest = 9;
    for (const auto& f : found)
      nearest = std::fmin(nearest, std::fmax(std::fabs(f[0] - want[0]), std::fabs(f[1] - want[1])));
    EXPECT_LT(nearest, 1e-3) << want[0] << ", " << want[1];  // three printed digits
  }
}

TEST(Gottman, without_influence_each_goes_to_its_set_point) { expect_ends(1e6, {{.300, -.300}}); }
TEST(Gottman, without_threshold_talks_end_well_or_badly) { expect_ends(0, {{1.967, 1.367}, {-1.367, -1.967}}); }
TEST(Gottman, with_a_threshold_the_uninfluenced_middle_survives) {
  expect_ends(1, {{.294, -.294}, {1.882, 1.365}, {-1.365, -1.882}});
}

// The influence is the activation law on the size of the other's tone.
TEST(Gottman, influence_is_odd_and_thresholded) {
  const ThresholdedInfluence influence{1, 8};
  for (double x = .05; x < 3; x += .05) {
    EXPECT_DOUBLE_EQ(influence(x), -influence(-x));
    EXPECT_NEAR(influence(x), 1 / (1 + std::exp(-8 * (x - 1))), 1e-14);
  }
  EXPECT_EQ(influence(0), 0);
}

}  // namespace
}  // namespace bowlby::limits
