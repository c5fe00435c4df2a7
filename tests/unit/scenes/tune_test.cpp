// The search moves where it is asked to, and says how sure it is; the map answers for every corner.
#include "scenes/tune.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/scenes/people.hpp"

namespace bowlby::scenes {
namespace {

Tuned tuned(std::vector<Said> said, int tries = 60) {
  return *tune(adults(), {asked(unsure, distant), std::move(said), tries}, Params{}, {});
}

TEST(Tune, HotterIsHotterAndCalmerIsCalmer) {
  const Tuned hot = tuned({{{}, Verdict::hotter}}), calm = tuned({{{}, Verdict::calmer}});
  EXPECT_EQ(hot.before.presses, calm.before.presses);
  EXPECT_GT(hot.after.presses, hot.before.presses);
  EXPECT_LT(calm.after.presses, calm.before.presses);
  EXPECT_LT(calm.after.peak_distress, hot.after.peak_distress);
}

TEST(Tune, SlowerTakesLonger) {
  EXPECT_GT(tuned({{{}, Verdict::slower}}).after.minutes_to_calm, tuned({{{}, Verdict::faster}}).after.minutes_to_calm);
}

TEST(Tune, MoreOfAnEveningStaysNearItAndLessGoesAway) {
  Nudges sharp;
  sharp.insistence = 2;
  sharp.soothing = -1;
  const Tuned more = tuned({{{sharp, {}}, Verdict::more}}), less = tuned({{{sharp, {}}, Verdict::less}});
  const auto apart = [](const Tuned& t) {
    return std::abs(t.after.presses - t.before.presses) / 4 +
           std::abs(t.after.minutes_to_calm - t.before.minutes_to_calm) / 30 +
           std::abs(t.after.peak_distress - t.before.peak_distress) / .2;
  };
  EXPECT_LT(apart(more), apart(less));
}

TEST(Tune, NudgesStayWithinWhatARequestMayHold) {
  Nudges far;
  for (double Nudges::*f : nudge_fields) far.*f = 3;
  const Tuned t = tuned({{{far, far}, Verdict::hotter}});
  EXPECT_GE(t.kept, 4);
  for (const Nudges& n : t.nudges)
    for (double Nudges::*f : nudge_fields) EXPECT_LE(std::abs(n.*f), 3);
}

TEST(Tune, StopsWhenAsked) {
  EXPECT_FALSE(tune(adults(), {asked(unsure, distant), {{{}, Verdict::more}}, 20}, Params{}, [] { return true; }));
  EXPECT_FALSE(repair_map(adults(), asked(unsure, distant), 3, Params{}, [] { return true; }));
}

TEST(RepairMap, OpennessOfBothIsNoSlowerThanOfNeither) {
  const auto map = repair_map(adults(), asked(unsure, distant), 3, Params{}, {});
  ASSERT_TRUE(map);
  ASSERT_EQ(map->minutes.size(), 3u);
  EXPECT_EQ(map->openness, (std::vector<double>{-2, 0, 2}));
  double both = 0, neither = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    EveningsAsked a = asked(unsure, distant);
    a.seed = seed;
    const auto one = repair_map(adults(), a, 3, Params{}, {});
    both += one->minutes[2][2].value_or(1e9), neither += one->minutes[0][0].value_or(1e9);
  }
  EXPECT_LE(both, neither);
  for (const auto& row : map->calmed)
    for (const double share : row) EXPECT_TRUE(share >= 0 && share <= 1);
}

}  // namespace
}  // namespace bowlby::scenes
