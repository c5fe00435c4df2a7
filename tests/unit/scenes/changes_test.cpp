// All changes at once are the changes one by one; what helped most comes first; insisting and drawing back as a loop.
#include "scenes/changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/unit/scenes/people.hpp"

namespace bowlby::scenes {
namespace {

TEST(Changes, AreThoseOfTheEveningOneByOne) {
  EveningsAsked a = asked(unsure, distant);
  a.plan.change.minutes = 30;
  const ChangesTried all = live_changes(adults(), a, Params{});
  EXPECT_EQ(all.tried.size(), pause_lengths.size() + 8);
  for (const Tried& t : all.tried) {
    a.plan.change = t.change;
    const Evenings one = live_evenings(adults(), a, Params{});
    EXPECT_EQ(one.sooner->both, t.sooner.both);
    EXPECT_EQ(one.sooner->later, t.sooner.later);
    EXPECT_EQ(t.sooner.both + t.sooner.later + t.sooner.same, 20);
    if (t.change.kind != ChangeKind::pause) {
      EXPECT_EQ(t.change.minutes, 30);
    }
    for (std::size_t j = 0; j < 2; ++j) {
      int more = 0;
      for (std::size_t k = 0; k < 20; ++k)
        more += one.now.runs[k].lane[j].security[evening_clock().morning] >
                        one.before->runs[k].lane[j].security[evening_clock().morning] + safer_by
                    ? 1
                    : 0;
      EXPECT_EQ(t.safer[j].more, more);
      EXPECT_EQ(t.safer[j].more + t.safer[j].less + t.safer[j].same, 20);
    }
  }
}

TEST(Changes, WhatHelpedMostComesFirst) {
  const ChangesTried all = live_changes(adults(), asked(unsure, distant), Params{});
  const auto worth = [](const Tried& t) { return t.sooner.both - t.sooner.later; };
  for (std::size_t k = 1; k < all.tried.size(); ++k) EXPECT_GE(worth(all.tried[k - 1]), worth(all.tried[k]));
}

// An evening in which nothing happens but what is written down here.
Evening drawn(const std::vector<Shown>& shows, const std::vector<double>& away, std::size_t who) {
  Evening e;
  for (Lane& l : e.lane) {
    l.shows.assign(evening_clock().times.size(), Shown::explore);
    l.withdrawal.assign(evening_clock().times.size(), .1);
  }
  for (std::size_t i = 0; i < shows.size(); ++i) e.lane[who].shows[i] = shows[i];
  for (std::size_t i = 0; i < away.size(); ++i) e.lane[1 - who].withdrawal[i] = away[i];
  return e;
}

TEST(Changes, TheLoopIsInsistingDrawingBackAndInsistingStill) {
  using enum Shown;
  for (const std::size_t who : {0u, 1u}) {
    EXPECT_EQ(pursued_by(drawn({ask, press, press}, {.1, .1, .5}, who)), static_cast<int>(who));
    EXPECT_EQ(pursued_by(drawn({ask, press, ask}, {.1, .1, .5}, who)), -1) << "insists no longer";
    EXPECT_EQ(pursued_by(drawn({ask, press, press}, {.1, .1, .3}, who)), -1) << "hardly drawn back";
    EXPECT_EQ(pursued_by(drawn({ask, ask, press}, {.1, .5, .5}, who)), -1) << "drawn back before";
  }
}

TEST(Changes, OneWhoWorriesAndOneWhoKeepsADistanceAreInTheLoopMoreThanTwoAtEase) {
  for (const char* moment : {"late_reply", "hard_talk"}) {
    const auto loop = live_changes(adults(), asked({4.5, 2, {}}, {2, 4.5, {}}, moment), Params{}).pursued;
    const auto ease = live_changes(adults(), asked(at_ease, at_ease, moment), Params{}).pursued;
    EXPECT_GT(loop[0], 2 * ease[0]) << moment;
    EXPECT_GT(loop[0], loop[1]) << moment << ": the one who worries insists";
  }
}

// Issue 16, acceptance 3, at the shipped parameters and the seed a visitor meets first. At ease in a hard talk it holds
// among the shipped people and not among every draw of people, so it is left out. docs/studio_scenes.md tells so, with
// all counts by tools/generate/evening_counts.py.
TEST(Changes, OfTwentyWorriedPairsTwelveAreInTheLoopAndOfTwentyAtEaseThreeButInAHardTalk) {
  constexpr int seeds = 3;
  const auto pursued = [&](const auto& one, const auto& other, const char* moment) {
    std::array<int, 2> sum{};
    for (int seed = 1; seed <= seeds; ++seed) {
      EveningsAsked a = asked(one, other, moment);
      a.seed = static_cast<std::uint64_t>(seed);
      const auto loop = live_changes(adults(), a, Params{}).pursued;
      for (std::size_t who = 0; who < 2; ++who) sum[who] += static_cast<int>(loop[who]);
    }
    return sum;
  };
  EXPECT_GE(live_changes(adults(), asked(worried, away), Params{}).pursued[0], 12);
  EXPECT_GE(pursued(worried, away, "hard_talk")[0], 12 * seeds);
  for (const MomentOfLife& m : moments) {
    if (m.name == "hard_talk") continue;
    for (const int loops : pursued(easy, easy, m.name.data())) EXPECT_LE(loops, 3 * seeds) << m.name;
  }
}

// Calm sooner and later with a pause of twenty minutes, among pairs of whom one is flooded when it begins: less than
// half of an answer gets in then (1c).
Sooner flooded_pairs(const Adults& people, int seeds, const EdgeSet& edges) {
  constexpr double flooded = 1, begins = 6;  // [1], [minute]
  const auto& times = evening_clock().times;
  const auto at = static_cast<std::size_t>(std::ranges::upper_bound(times, begins) - times.begin()) - 1;
  Sooner sum;
  for (int seed = 1; seed <= seeds; ++seed)
    for (const MomentOfLife& m : moments) {
      EveningsAsked a = asked(worried, away, m.name.data());
      a.seed = static_cast<std::uint64_t>(seed);
      a.edges = edges;
      a.plan.change = {};
      a.plan.change.kind = ChangeKind::pause;
      a.plan.change.minutes = 20;
      const Evenings e = live_evenings(people, a, Params{});
      for (std::size_t k = 0; k < e.now.runs.size(); ++k) {
        const Evening& plain = e.before->runs[k];
        if (std::max(plain.lane[0].distress[at], plain.lane[1].distress[at]) < flooded) continue;
        const double never = times.back() + 1, before = plain.calm_minute.value_or(never),
                     now = e.now.runs[k].calm_minute.value_or(never);
        sum.both += now < before;
        sum.later += now > before;
        ++sum.of;
      }
    }
  return sum;
}

// Issue 16, acceptance 3. One population of 700 has few who are so worried, and what it shows is luck in part (68
// sooner and 75 later among the people shipped before 0029, 115 and 44 among those since): asked of three together.
TEST(Changes, APauseHelpsWhereOneIsFloodedWhoeverGrewUp) {
  EdgeSet cut;
  cut.cut(find_edge("flooding_to_answer"));
  Sooner with, without;
  const auto add = [](Sooner& to, const Sooner& one) { to.both += one.both, to.later += one.later, to.of += one.of; };
  for (std::uint64_t k = 0; k < 3; ++k) {
    const Adults people = grown_adults(tables(), Params{}, 2, people_seed + k);
    add(with, flooded_pairs(people, 5, EdgeSet::all()));
    add(without, flooded_pairs(people, 5, cut));
  }
  EXPECT_GT(with.of, 200);
  EXPECT_GT(with.both, with.later + with.later / 10) << "later: " << with.later << " of " << with.of;
  EXPECT_GT(with.both * without.later, without.both * with.later) << "it is the edge that turns it round (0024)";
}

TEST(Changes, OneLineHelpsMoreOftenThanItHarmsWhoeverSaysIt) {
  for (const auto& people : {std::pair{worried, away}, std::pair{easy, easy}})
    for (int who = 0; who < 2; ++who) {
      int sooner = 0, later = 0;
      for (std::uint64_t seed = 1; seed <= 3; ++seed)
        for (const MomentOfLife& m : moments) {
          EveningsAsked a = asked(people.first, people.second, m.name.data());
          a.seed = seed;
          for (const Tried& t : live_changes(adults(), a, Params{}).tried)
            if (t.change.kind == ChangeKind::say_one_line && t.change.who == who) {
              sooner += t.sooner.both;
              later += t.sooner.later;
            }
        }
      EXPECT_GT(sooner, 2 * later) << "by " << who;
    }
}

}  // namespace
}  // namespace bowlby::scenes
