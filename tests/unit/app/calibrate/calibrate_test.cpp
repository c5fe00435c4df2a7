#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "app/calibrate/analysis.hpp"
#include "app/calibrate/tables.hpp"

using namespace bowlby;

namespace {

CalibrationPlan plan() {
  auto file = shipped_calibration();
  EXPECT_TRUE(file);
  auto made = plan_calibration(quick(*file));
  EXPECT_TRUE(made);
  return *made;
}

std::size_t aim(const CalibrationPlan& p, const std::string& id) {
  const auto ids = p.ids();
  const auto at = std::ranges::find(ids, id);
  EXPECT_NE(at, ids.end()) << id;
  return static_cast<std::size_t>(at - ids.begin());
}

}  // namespace

TEST(CalibrationPlan, WeighsByRoleAndLeavesOutWhatNobodyHasChecked) {
  const CalibrationPlan p = plan();
  EXPECT_EQ(p.aims[aim(p, "INF01")].weight, 1);
  EXPECT_EQ(p.aims[aim(p, "NRM12")].weight, .2);
  EXPECT_EQ(p.aims[aim(p, "BAS20")].weight, 0);  // context: looked at for the sensitivity table only
  const auto left = std::ranges::find_if(p.left_out, [](const LeftOut& l) { return l.id == "AMH03"; });
  ASSERT_NE(left, p.left_out.end());
  EXPECT_NE(left->reason.find("recalled"), std::string::npos);
  const auto ids = p.ids();
  EXPECT_EQ(std::ranges::find(ids, "AMH03"), ids.end());
}

TEST(CalibrationPlan, ABandIsThePublishedIntervalOrFifteenPerCent) {
  const CalibrationPlan p = plan();
  const Aim& with = p.aims[aim(p, "CAR04")];
  EXPECT_NEAR(with.low, .22, 1e-12);
  EXPECT_NEAR(with.high, .29, 1e-12);
  EXPECT_NEAR(with.tolerance, .035 / 1.96, 1e-5);
  const Aim& without = p.aims[aim(p, "INF01")];
  EXPECT_NEAR(without.tolerance, .15 * .516 / 1.96, 1e-5);
}

// A made-up model in which parameter 0 moves one target, parameter 1 moves it twice as much, parameter 2 another.
TEST(CalibrationAnalysis, ChoosesParametersThatMoveTargetsInDifferentWays) {
  const CalibrationPlan p = plan();
  const std::size_t dims = p.axes.size(), one = aim(p, "NRM01"), two = aim(p, "BAS19");
  const fit::MorrisPlan walk = fit::morris_plan(dims, 2, fit::Luck(1, fit::Purpose::trajectory));
  fit::Matrix outputs(walk.points.rows, p.aims.size());
  for (std::size_t r = 0; r < outputs.rows; ++r) {
    outputs(r, one) = .5 * walk.points(r, 0) + 1.0 * walk.points(r, 1);
    outputs(r, two) = .01 * walk.points(r, 2);
  }
  const std::vector<double> noise(p.aims.size(), 1e-4);
  const Screening s = screen(p, walk, outputs, noise);
  std::vector<double> guess = published(p);
  const Chosen chosen = choose(p, s, noise, guess, 5);
  ASSERT_EQ(chosen.places.size(), 2u) << "parameter 0 adds nothing that parameter 1 cannot do";
  EXPECT_EQ(chosen.places[0], 1u);
  EXPECT_EQ(chosen.places[1], 2u);
  guess[two] += 100 * p.aims[two].tolerance;
  EXPECT_EQ(choose(p, s, noise, guess, 5).places[0], 2u) << "a target that is far off calls louder";
  EXPECT_EQ(screening_fisher(p, s, noise).told(), 2u);
  const auto rows = rank_outcome(p, {"x", "X", {"NRM01"}}, s, {}, {}, 10);
  ASSERT_EQ(rows.size(), 10u);
  EXPECT_EQ(rows[0].parameter, p.axes[1].name);
  EXPECT_EQ(rows[1].parameter, p.axes[0].name);
  EXPECT_EQ(rows[0].direction, 1);
  EXPECT_NEAR(rows[0].influence / rows[1].influence, 2, 1e-9);
  EXPECT_EQ(rows[2].influence, 0);
}

TEST(CalibrationAnalysis, TheBulkHoldsTheDrawsAndStaysInTheBox) {
  fit::Matrix draws(1000, 2);
  for (std::size_t i = 0; i < draws.rows; ++i) {
    draws(i, 0) = .9 + .1 * static_cast<double>(i) / 1000;  // at the edge
    draws(i, 1) = -.5 + static_cast<double>(i) / 1000;
  }
  const fit::Box box = bulk_of(draws);
  EXPECT_GE(box.low[0], -1);
  EXPECT_LE(box.high[0], 1);
  EXPECT_NEAR(box.high[0] - box.low[0], .4, 1e-9);  // never narrower
  EXPECT_LT(box.low[1], -.5);
  EXPECT_GT(box.high[1], .5);
}

TEST(CalibrationDigest, FeelsEveryCellAndNoOrder) {
  CalibrationTables one{{"chosen", {{1.0, std::string("a")}, {2.0, std::string("b")}}}};
  CalibrationTables swapped{{"chosen", {{2.0, std::string("b")}, {1.0, std::string("a")}}}};
  CalibrationTables other{{"chosen", {{1.0, std::string("a")}, {2.000001, std::string("b")}}}};
  fit::Matrix runs(1, 2);
  runs.data = {.5, std::nan("")};
  const auto digest = digest_of(one, {{"design", runs}});
  EXPECT_EQ(digest, digest_of(swapped, {{"design", runs}}));
  EXPECT_NE(digest, digest_of(other, {{"design", runs}}));
  runs.data[0] = std::nextafter(.5, 1);
  EXPECT_NE(digest, digest_of(one, {{"design", runs}}));
}
