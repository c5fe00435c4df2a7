#include "io/sweep/sweep_folder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "unit/io/sweep/folder.hpp"

namespace bowlby {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

SweepPlan two_cells() {
  return {"1234abc",
          "name: mine\n",
          {"alive", "q.ecr.anxiety_mean"},
          {"off", "press_taxes"},
          {{1, 1, {"none", "0"}}, {7, 2, {"a+b", "1.5"}}}};
}

evidence::Maybe number(double value, double low, double high, std::size_t n) {
  evidence::Estimate e;
  e.value = value, e.low = low, e.high = high, e.n = n;
  return e;
}

TEST(SweepFolder, APlanComesBackAsItWasWritten) {
  const SweptFolder folder;
  const SweepPlan plan = two_cells();
  ASSERT_FALSE(write_sweep_plan(folder / "a", plan));
  const auto back = read_sweep_plan(folder / "a");
  ASSERT_TRUE(back) << back.problems()[0].reason;
  EXPECT_EQ(back->build, plan.build);
  EXPECT_EQ(back->study, plan.study);
  EXPECT_EQ(back->measures, plan.measures);
  EXPECT_EQ(back->varied, plan.varied);
  ASSERT_EQ(back->cells.size(), 2u);
  EXPECT_EQ(back->cells[1].number, 7u);
  EXPECT_EQ(back->cells[1].seed, 2u);
  EXPECT_EQ(back->cells[1].values, plan.cells[1].values);
  EXPECT_TRUE(write_sweep_plan(folder / "a", plan)) << "a plan that is there is not written over";
}

TEST(SweepFolder, WhatIsNoPlanIsSaid) {
  const SweptFolder folder;
  const auto none = read_sweep_plan(folder / "a");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.problems()[0].reason, "holds no sweep");
  ASSERT_FALSE(write_sweep_plan(folder / "a", two_cells()));
  const std::string plan = folder.read("a/plan.tsv");
  const auto refused = [&](const std::string& from, const std::string& to, const std::string& words) {
    std::string text = plan;
    ASSERT_NE(text.find(from), std::string::npos) << from;
    folder.write("a/plan.tsv", text.replace(text.find(from), from.size(), to));
    const auto read = read_sweep_plan(folder / "a");
    ASSERT_FALSE(read) << to;
    EXPECT_NE(bowlby::text(read.problems()[0]).find(words), std::string::npos) << bowlby::text(read.problems()[0]);
  };
  refused("cell\tseed", "seed\tcell", "does not begin with the columns cell and seed");
  refused("# build 1234abc\n", "", "does not say its build");
  refused("# measure alive\n# measure q.ecr.anxiety_mean\n", "", "does not say its build and its measures");
  refused("7\t2\t", "1\t2\t", "this number is there twice");
  refused("7\t2\t", "7\t0\t", "seed");
  refused("7\t2\t", "7\t10001\t", "seed");
  refused("7\t2\t", "x\t2\t", "cell");
  folder.write("a/plan.tsv", plan);
  EXPECT_TRUE(read_sweep_plan(folder / "a"));
}

TEST(SweepFolder, ACellComesBackWithWhatCouldNotBeMeasured) {
  const SweptFolder folder;
  const SweepPlan plan = two_cells();
  EXPECT_FALSE(*read_cell(folder / "a", plan, plan.cells[1])) << "not there yet";
  ASSERT_FALSE(write_cell(folder / "a", plan, plan.cells[1], {"d1", {number(1. / 3, nan, nan, 12), std::nullopt}}));
  const auto back = read_cell(folder / "a", plan, plan.cells[1]);
  ASSERT_TRUE(back && *back);
  EXPECT_EQ((*back)->digest, "d1");
  ASSERT_EQ((*back)->values.size(), 2u);
  const evidence::Maybe& alive = (*back)->values[0];
  ASSERT_TRUE(alive);
  EXPECT_NEAR(alive->value, 1. / 3, 1e-10);
  EXPECT_TRUE(std::isnan(alive->low) && std::isnan(alive->high));
  EXPECT_EQ(alive->n, 12u);
  EXPECT_FALSE((*back)->values[1]);
}

// Its luck, its values, its study, what is measured, and the build: a cell of another is never taken for it.
TEST(SweepFolder, ACellIsThatOfItsPlanAlone) {
  const SweptFolder folder;
  const SweepPlan plan = two_cells();
  const SweepCell& cell = plan.cells[0];
  ASSERT_FALSE(write_cell(folder / "a", plan, cell, {"d1", {number(1, 0, 2, 3), std::nullopt}}));
  ASSERT_TRUE(read_cell(folder / "a", plan, cell));
  const auto refused = [&](const char* what, const SweepPlan& other, const SweepCell& its) {
    EXPECT_FALSE(read_cell(folder / "a", other, its)) << what;
  };
  SweepPlan build = plan, study = plan, measures = plan, varied = plan;
  build.build += "0", study.study += "#\n", measures.measures[1] = "parted", varied.varied[1] = "press_decay";
  refused("build", build, cell);
  refused("study", study, cell);
  refused("measures", measures, cell);
  refused("varied", varied, cell);
  SweepCell seed = cell, value = cell;
  seed.seed = 2, value.values[1] = "0.5";
  refused("seed", plan, seed);
  refused("value", plan, value);
}

}  // namespace
}  // namespace bowlby
