#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "conformance/world.hpp"
#include "model/draws.hpp"
#include "reference/draws.hpp"

namespace bowlby::conformance {
namespace {

// The largest difference seen, and where.
struct Gap {
  double size = 0, allowed;
  long differing = 0;
  std::string where;
  void see(double a, double b, const char* what, std::size_t i) {
    if (!(std::fabs(a - b) <= 0)) ++differing;
    const double d = std::fabs(a - b) / std::fmax(1, std::fabs(b));
    if (d <= size) return;
    size = d;
    where = std::string(what) + " at " + std::to_string(i);
  }
  void see(const reference::Belief& a, const reference::Belief& b, std::size_t i) {
    see(a.response, b.response, "expected response", i);
    see(a.unpredictability, b.unpredictability, "unpredictability", i);
    see(a.rebuff, b.rebuff, "expected rebuff", i);
    see(a.fright, b.fright, "expected fright", i);
  }
};

void compare_moments(const Trajectory& a, const Trajectory& b, Gap& gap) {
  ASSERT_EQ(a.moments.size(), b.moments.size());
  for (std::size_t i = 0; i < a.moments.size(); ++i) {
    const reference::Moment &x = a.moments[i], &y = b.moments[i];
    ASSERT_EQ(x.day, y.day) << "moment " << i;
    ASSERT_EQ(x.figure, y.figure) << "moment " << i;
    ASSERT_EQ(x.action, y.action) << "moment " << i << " of day " << x.day;
    gap.see(x.hour, y.hour, "hour", i);
    gap.see(x.stressor, y.stressor, "stressor", i);
    gap.see(x.activation, y.activation, "activation", i);
    gap.see(x.response, y.response, "response", i);
    gap.see(x.rebuff, y.rebuff, "rebuff", i);
    gap.see(x.fright, y.fright, "fright", i);
    gap.see(x.conflict, y.conflict, "conflict", i);
    gap.see(x.distress, y.distress, "distress", i);
    gap.see(x.security, y.security, "security", i);
    gap.see(x.belief, y.belief, i);
    gap.see(x.bond, y.bond, "bond", i);
  }
}

void compare_nights(const Trajectory& a, const Trajectory& b, Gap& gap) {
  ASSERT_EQ(a.nights.size(), b.nights.size());
  for (std::size_t i = 0; i < a.nights.size(); ++i) {
    const reference::Person &x = a.nights[i], &y = b.nights[i];
    gap.see(x.distress, y.distress, "midnight distress", i);
    gap.see(x.security, y.security, "midnight security", i);
    gap.see(x.active, y.active, "active", i);
    gap.see(x.coregulation, y.coregulation, "co-regulation", i);
    gap.see(x.substitute, y.substitute, "substitute", i);
    gap.see(x.distress_mean, y.distress_mean, "mean distress", i);
    gap.see(x.security_mean, y.security_mean, "mean security", i);
    gap.see(x.separation, y.separation, "separation", i);
    gap.see(x.general, y.general, i);
    gap.see(x.prototype, y.prototype, i);
    gap.see(x.haven, y.haven, "haven", i);
    gap.see(x.life_stress, y.life_stress, "life stress", i);
    gap.see(x.depression, y.depression, "depression", i);
    gap.see(x.anxiety, y.anxiety, "anxiety", i);
    gap.see(x.trauma, y.trauma, "trauma", i);
    gap.see(x.substance, y.substance, "substance", i);
    gap.see(x.moments_a_day, y.moments_a_day, "moments a day", i);
    gap.see(x.help_couple, y.help_couple, "practice", i);
  }
}

using Pair = std::tuple<Maker, Case>;
class Conformance : public testing::TestWithParam<Pair> {};

TEST_P(Conformance, lives_as_the_reference_does) {
  const auto& [maker, script] = GetParam();
  const auto world = maker.make();
  const Trajectory ours = world->live(script), slow = reference::live(script);
  ASSERT_FALSE(slow.nights.empty());
  ASSERT_GT(slow.moments.size(), 50u);
  Gap gap{};
  compare_moments(ours, slow, gap);
  compare_nights(ours, slow, gap);
  ASSERT_EQ(ours.figures.size(), slow.figures.size());
  for (std::size_t k = 0; k < slow.figures.size(); ++k) {
    gap.see(ours.figures[k].belief, slow.figures[k].belief, k);
    gap.see(ours.figures[k].bond, slow.figures[k].bond, "bond at the end", k);
  }
  EXPECT_LE(gap.size, world->tolerance()) << gap.where;
  RecordProperty("largest_difference", std::to_string(gap.size * 1e15) + "e-15");
  RecordProperty("values_that_differ_in_bits", std::to_string(gap.differing));
}

std::string test_name(const testing::TestParamInfo<Pair>& info) {
  return std::string(std::get<0>(info.param).name) + "_" + std::get<1>(info.param).name;
}
INSTANTIATE_TEST_SUITE_P(Worlds, Conformance, testing::Combine(testing::ValuesIn(worlds()), testing::ValuesIn(cases())),
                         test_name);

// The cases reach what they are meant to reach.
TEST(Cases, take_every_action_and_meet_every_figure) {
  int actions[4] = {};
  bool met[8] = {}, alone = false, frightened = false;
  for (const Case& c : cases())
    for (const reference::Moment& m : reference::live(c).moments) {
      ++actions[m.action];
      if (m.figure >= 0)
        met[m.figure] = true;
      else
        alone = true;
      frightened = frightened || (m.fright == 1 && (m.action == 1 || m.action == 2));
    }
  for (const int n : actions) EXPECT_GT(n, 100);
  for (const int role : {0, 1, 3, 5, 6, 7}) EXPECT_TRUE(met[role]) << role;
  EXPECT_TRUE(alone);
  EXPECT_TRUE(frightened);
}

// Both copies of the address layout name the same draws.
TEST(Addresses, agree_between_model_and_reference) {
  for (const std::uint64_t seed : {1u, 77u})
    for (const std::uint32_t replicate : {0u, 5u})
      for (const std::uint64_t stream : {std::uint64_t{1}, std::uint64_t{0xFEDCBA9876543210u}})
        for (const std::uint32_t day : {0u, 12345u}) {
          const Draws model{RunKey::of(seed, replicate).key,
                            {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)},
                            day};
          const reference::Dice dice{seed, stream, replicate, day};
          EXPECT_EQ(dice.uniforms(reference::for_day, 0)[0], model.uniform(Purpose::day));
          EXPECT_EQ(dice.words(reference::for_moment_a, 3)[2], model.block(Purpose::moment_a, 3).w[2]);
          EXPECT_EQ(dice.words(reference::for_moment_b, 24)[1], model.block(Purpose::moment_b, 24).w[1]);
          double z[4];
          model.normals(Purpose::month, 2, z);
          const auto y = dice.normals(reference::for_month, 2, 4);
          for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(y[i], z[i]);
        }
}

}  // namespace
}  // namespace bowlby::conformance
