// Data among simulated worlds: how often worlds like the data are called different, and that a world unlike them is.
#include "evidence/likeness.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace bowlby::evidence {
namespace {

Maybe told(double value, double error) { return Estimate{value, value - z95 * error, value + z95 * error, 100, 0}; }

// Forty statistics that hang together, some of them skewed, some nearly always nought.
std::vector<Maybe> world(std::mt19937& luck, double shift = 0) {
  std::normal_distribution<double> normal;
  const double common = normal(luck);
  std::vector<Maybe> out;
  for (int s = 0; s < 40; ++s) {
    const double z = .6 * common + .8 * normal(luck);
    if (s % 4 == 0)
      out.push_back(told(std::exp(.5 * z), .5));
    else if (s % 4 == 1)
      out.push_back(told(z > 2 ? .01 : 0, .01));
    else
      out.push_back(told(z + (s == 3 ? shift : 0), 1));
  }
  return out;
}

std::vector<std::vector<Maybe>> cloud(std::mt19937& luck, int size) {
  std::vector<std::vector<Maybe>> out;
  for (int w = 0; w < size; ++w) out.push_back(world(luck));
  return out;
}

double alarms(int worlds, int times, double shift) {
  std::mt19937 luck(20);
  int any = 0;
  for (int t = 0; t < times; ++t) {
    const auto all = cloud(luck, worlds);
    const auto table = likeness(world(luck, shift), all);
    bool differs = false;
    for (const LikenessRow& row : table.rows) differs = differs || row.verdict == Likeness::differs;
    any += differs ? 1 : 0;
  }
  return any / static_cast<double>(times);
}

// 4,000 data sets from the very worlds they are held against: 1 in 21 may be called different, over 40 statistics.
TEST(Likeness, FalseAlarmsAreAsRareAsPromised) {
  const double sd = std::sqrt(1 / 21. * 20 / 21. / 4000);
  EXPECT_NEAR(alarms(20, 4000, 0), 1 / 21., 3.3 * sd);
}

TEST(Likeness, MoreWorldsKeepTheChance) { EXPECT_NEAR(alarms(99, 600, 0), .05, .03); }

TEST(Likeness, AWorldUnlikeTheOthersIsFound) {
  EXPECT_GT(alarms(20, 300, 12), .9);
  std::mt19937 luck(3);
  const auto all = cloud(luck, 20);
  const auto table = likeness(world(luck, 30), all);
  EXPECT_EQ(table.rows[3].verdict, Likeness::differs);
  EXPECT_EQ(table.rows[3].below, 20u);
  EXPECT_GT(table.rows[3].distance, table.limit);
  EXPECT_EQ(table.stranger, 0u);
  EXPECT_NEAR(table.chance, 1 / 21., 1e-12);
}

// A floor that no world has.
TEST(Likeness, WhatIsNeverSeenInTheWorldsDiffers) {
  std::mt19937 luck(4);
  auto all = cloud(luck, 20);
  auto data = world(luck);
  data.push_back(told(.3, .03));
  for (auto& w : all) w.push_back(told(0, .01));
  const auto table = likeness(data, all);
  EXPECT_EQ(table.rows.back().verdict, Likeness::differs);
  EXPECT_TRUE(std::isfinite(table.rows.back().distance));
}

TEST(Likeness, WhatCannotBeMeasuredIsNotJudged) {
  std::mt19937 luck(5);
  auto all = cloud(luck, 20);
  auto data = world(luck);
  all[7][2] = std::nullopt;
  data[6] = std::nullopt;
  const auto table = likeness(data, all);
  EXPECT_EQ(table.rows[2].verdict, Likeness::unmeasured);
  EXPECT_EQ(table.rows[2].worlds_without, 1u);
  EXPECT_EQ(table.rows[6].verdict, Likeness::unmeasured);
  EXPECT_LE(table.measured, 38u);
  EXPECT_GT(table.measured, 28u);  // rare ones may be the same everywhere
  for (auto& w : all) w[1] = told(0, .01);
  data[1] = told(0, .01);
  EXPECT_EQ(likeness(data, all).rows[1].verdict, Likeness::same);
}

}  // namespace
}  // namespace bowlby::evidence
