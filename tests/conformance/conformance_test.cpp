#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <tuple>

#include "conformance/worlds.hpp"
#include "model/draws.hpp"
#include "reference/draws.hpp"

namespace bowlby::conformance {
namespace {

// The largest difference seen, and where.
struct Gap {
  double size = 0;
  long differing = 0, compared = 0;
  std::string where;
  void see(double a, double b, const std::string& what, std::size_t i) {
    if (std::isnan(a)) return;  // not said by this world
    ++compared;
    if (!(std::fabs(a - b) <= 0)) ++differing;
    const double d = std::isnan(b) ? 1e300 : std::fabs(a - b) / std::fmax(1, std::fabs(b));
    if (d <= size) return;
    size = d;
    where = what + " at " + std::to_string(i);
  }
  void see(const reference::Belief& a, const reference::Belief& b, const std::string& whose, std::size_t i) {
    see(a.response, b.response, whose + " response", i);
    see(a.unpredictability, b.unpredictability, whose + " unpredictability", i);
    see(a.rebuff, b.rebuff, whose + " rebuff", i);
    see(a.fright, b.fright, whose + " fright", i);
  }
};

bool same_action(int said, int reference) {
  if (said == some_bid) return reference == 1 || reference == 2;
  if (said == no_bid) return reference == 0 || reference == 3;
  return said == reference;
}

void compare_moments(const World& world, const Trajectory& a, const Trajectory& b, Gap& gap) {
  ASSERT_EQ(a.moments.size(), b.moments.size());
  const auto hour = [&](double x) { return world.whole_minutes() ? std::floor(x * 60 + 1e-6) : x; };
  for (std::size_t i = 0; i < a.moments.size(); ++i) {
    const reference::Moment &x = a.moments[i], &y = b.moments[i];
    ASSERT_EQ(x.day, y.day) << "moment " << i;
    ASSERT_TRUE(x.figure == unknown || x.figure == y.figure) << "moment " << i;
    ASSERT_TRUE(same_action(x.action, y.action)) << "moment " << i << " of day " << x.day << ": " << x.action << " for "
                                                 << y.action << "; before it the largest "
                                                 << "difference was " << gap.size << ", " << gap.where;
    gap.see(hour(x.hour), hour(y.hour), "hour", i);
    gap.see(x.stressor, y.stressor, "stressor", i);
    gap.see(x.distress_struck, y.distress_struck, "distress struck", i);
    gap.see(x.activation, y.activation, "activation", i);
    gap.see(x.response, y.response, "response", i);
    gap.see(x.rebuff, y.rebuff, "rebuff", i);
    gap.see(x.fright, y.fright, "fright", i);
    gap.see(x.conflict, y.conflict, "conflict", i);
    gap.see(x.offered, y.offered, "offered", i);
    gap.see(x.distress, y.distress, "distress", i);
    gap.see(x.security, y.security, "security", i);
    gap.see(x.belief, y.belief, "expected", i);
    gap.see(x.bond, y.bond, "bond", i);
  }
}

// Every number of a person, by the list of columns of the model: a column that is added there is compared here.
void compare_nights(const Trajectory& a, const Trajectory& b, Gap& gap) {
  if (a.nights.empty()) return;  // a diary is not asked at midnight
  ASSERT_EQ(a.nights.size(), b.nights.size());
  for (std::size_t i = 0; i < a.nights.size(); ++i) {
    const bowlby::Person x = person_of(a.nights[i]), y = person_of(b.nights[i]);
#define BOWLBY_FIELD(name, ...) gap.see(x.name, y.name, #name, i);
    BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
    const reference::Giving &g = a.nights[i].giving, &h = b.nights[i].giving;
    gap.see(g.mean, h.mean, "giving", i);
    gap.see(g.momentary, h.momentary, "momentary share", i);
    gap.see(g.rebuff, h.rebuff, "rebuffing", i);
    gap.see(g.fright, h.fright, "frightening", i);
  }
}

void compare_ends(const Trajectory& a, const Trajectory& b, Gap& gap) {
  if (a.nights.empty()) return;
  ASSERT_EQ(a.figures.size(), b.figures.size());
  for (std::size_t k = 0; k < b.figures.size(); ++k) {
    gap.see(a.figures[k].belief, b.figures[k].belief, "at the end expected", k);
    gap.see(a.figures[k].bond, b.figures[k].bond, "bond at the end", k);
  }
  ASSERT_EQ(a.wishes.size(), b.wishes.size());
  for (std::size_t i = 0; i < a.wishes.size(); ++i) EXPECT_TRUE(a.wishes[i] == b.wishes[i]) << "month " << i;
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
  compare_moments(*world, ours, slow, gap);
  if (HasFatalFailure()) return;
  compare_nights(ours, slow, gap);
  compare_ends(ours, slow, gap);
  EXPECT_GT(gap.compared, 100);
  EXPECT_LE(gap.size, world->tolerance()) << gap.where;
  RecordProperty("largest_difference", std::to_string(gap.size * 1e15) + "e-15");
  RecordProperty("values_that_differ_in_bits", std::to_string(gap.differing));
}

std::string test_name(const testing::TestParamInfo<Pair>& info) {
  return std::string(std::get<0>(info.param).name) + "_" + std::get<1>(info.param).name;
}
// Each world with the cases that it can live.
std::vector<Pair> pairs() {
  std::vector<Pair> all;
  for (const Maker& m : worlds())
    for (const Case& c : cases())
      if (m.make()->available() && m.make()->lives(c)) all.emplace_back(m, c);
  return all;
}
INSTANTIATE_TEST_SUITE_P(Worlds, Conformance, testing::ValuesIn(pairs()), test_name);

TEST(Worlds, each_lives_some_of_the_cases) {
  for (const Maker& m : worlds()) {
    if (!m.make()->available())  // 2026-11-29: the machines at hand have no AVX-512
      std::cout << "not on this processor: " << m.make()->name() << '\n';
    int n = 0;
    for (const Case& c : cases()) n += m.make()->lives(c) ? 1 : 0;
    EXPECT_GE(n, 1) << m.name;
  }
}

// The cases reach what they are meant to reach.
TEST(Cases, take_every_action_and_meet_every_figure) {
  int actions[4] = {};
  bool met[8] = {}, alone = false, frightened = false;
  int offered = 0;
  for (const Case& c : cases())
    for (const reference::Moment& m : reference::live(c).moments) {
      ++actions[m.action];
      if (m.figure >= 0)
        met[m.figure] = true;
      else
        alone = true;
      frightened = frightened || (m.fright == 1 && (m.action == 1 || m.action == 2));
      offered += m.offered == 1 ? 1 : 0;
    }
  for (const int n : actions) EXPECT_GT(n, 100);
  for (const int role : {0, 1, 3, 5, 6, 7}) EXPECT_TRUE(met[role]) << role;
  EXPECT_TRUE(alone);
  EXPECT_TRUE(frightened);
  EXPECT_GT(offered, 100);
}

// What a person is about to do comes both to be and not to be, and a partner's pressing and a child's load are felt.
TEST(Cases, bring_every_wish_and_leave_it_out) {
  int wished[5] = {}, months = 0;
  double withdrawn = 0, load = 0;
  for (const Case& c : cases()) {
    const Trajectory t = reference::live(c);
    for (const reference::Wish& w : t.wishes) {
      ++months;
      const bool has[5]{w.leaves, w.wants_child, w.is_placed, w.seeks_help, w.is_sure};
      for (int k = 0; k < 5; ++k) wished[k] += has[k] ? 1 : 0;
    }
    withdrawn = std::fmax(withdrawn, t.nights.back().withdrawal);
    load = std::fmax(load, t.nights.back().load);
  }
  for (int k = 0; k < 5; ++k) {
    EXPECT_GT(wished[k], 5) << "wish " << k;
    EXPECT_LT(wished[k], months / 2) << "wish " << k;
  }
  EXPECT_GT(withdrawn, .3);
  EXPECT_GT(load, .3);
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
