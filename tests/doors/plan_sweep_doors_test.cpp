// A plan of couples done in shares: the same bytes as in one go, whatever the tasks, their order, the folders and the
// kills.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "doors/killed_workers.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string world =
    "name: world\nseed: 3\npopulation: {founders: 120, years: 24, adversity: false}\nwaves:\n"
    "  - {name: q, instrument: ecr, ages: 23}\n";
const std::string plan =
    "name: small\nstudy: world.yaml\nseed: 8\ncouples: {date: 24}\ndiary: {days: [3, 5], prompts: 3}\n"
    "analysis: {kind: diary_apim, outcome: security, predictor: distress, tested: own}\n"
    "effect: {edge: contact_soothes}\nsizes: [8, 12]\nreplicates: 43\n"
    "draws: {set: drawn.yaml, count: 2}\n";
const std::string drawn =
    "name: drawn\ntitle: Drawn\nparameters: {contact_soothing: 2.5}\nposterior:\n"
    "  - {name: contact_soothing, q05: 2, q25: 2.3, median: 2.5, q75: 2.7, q95: 3}\n";

std::string plan_file(const Folder& folder) {
  folder.write("world.yaml", world);
  folder.write("drawn.yaml", drawn);
  return folder.write("plan.yaml", plan);
}

std::string written(const std::string& dir) {
  std::string all;
  for (const char* name : {"plan.json", "plan.html", "methods.md", "replicate.csv", "replicate.R"}) {
    const std::string text = read_file(dir + "/" + name);
    EXPECT_FALSE(text.empty()) << name << " in " << dir;
    all += text;
  }
  return all;
}

const std::string& in_one_go() {
  static const std::string all = [] {
    const Folder folder;
    const Outcome o = bowlby({"plan", plan_file(folder), "--output", folder / "whole", "--quiet"});
    EXPECT_EQ(o.code, 0) << o.err;
    return written(folder / "whole");
  }();
  return all;
}

// Laid out; then everything but the folder is gone.
std::string laid_out(const Folder& folder, const std::string& name) {
  const Outcome o = bowlby({"sweep", "plan", plan_file(folder), "--output", folder / name});
  EXPECT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find("7 cells"), std::string::npos) << o.out;  // five handfuls and two draws
  for (const char* file : {"world.yaml", "drawn.yaml", "plan.yaml"}) fs::remove(folder / file);
  return folder / name;
}

Outcome work(const std::string& dir, const std::string& task = "1", const std::string& of = "1") {
  return bowlby({"sweep", "work", dir, "--task", task, "--of", of, "--threads", "1"});
}

TEST(PlanSweepDoor, TasksInAnyOrderGiveTheBytesOfOneGo) {
  const Folder folder;
  const std::string dir = laid_out(folder, "tasks");
  for (const char* task : {"3", "1"}) ASSERT_EQ(work(dir, task, "3").code, 0);
  const Outcome early = bowlby({"sweep", "gather", dir});
  EXPECT_EQ(early.code, 65);
  EXPECT_NE(early.err.find("2 of 7 cells are missing: 2, 5"), std::string::npos) << early.err;
  EXPECT_FALSE(fs::exists(dir + "/plan.json"));
  ASSERT_EQ(work(dir, "2", "3").code, 0);
  const Outcome again = work(dir, "2", "3");
  EXPECT_NE(again.out.find("0 lived now"), std::string::npos) << again.out;
  const Outcome o = bowlby({"sweep", "gather", dir});
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_EQ(written(dir), in_one_go());
}

TEST(PlanSweepDoor, FoldersOfTwoMachinesGiveTheBytesOfOneGo) {
  const Folder folder;
  const std::string here = laid_out(folder, "here"), there = folder / "there";
  fs::copy(here, there, fs::copy_options::recursive);
  ASSERT_EQ(work(here, "1", "2").code, 0);
  ASSERT_EQ(work(there, "2", "2").code, 0);
  ASSERT_EQ(bowlby({"sweep", "gather", here, there}).code, 0);
  EXPECT_EQ(written(here), in_one_go());
}

TEST(PlanSweepDoor, KilledAtRandomMomentsItGivesTheBytesOfOneGo) {
  const char* endurance = std::getenv("BOWLBY_ENDURANCE");
  const int kills = endurance && std::string(endurance) == "full" ? 100 : 6;
  std::mt19937 random(5);
  int killed = 0, rounds = 0;
  while (killed < kills) {
    ASSERT_LT(++rounds, 10 * kills) << "the tasks end before anybody can kill them";
    const Folder folder;
    const std::string dir = laid_out(folder, "killed");
    for (int turn = 0; turn < 3 && killed < kills; ++turn) killed += killed_workers(dir, 450, random);
    EXPECT_EQ(work(dir).code, 0);
    ASSERT_EQ(bowlby({"sweep", "gather", dir}).code, 0);
    EXPECT_EQ(written(dir), in_one_go());
  }
  std::printf("## sweep of a plan: killed %d times in %d folders, every result the same\n", killed, rounds);
}

TEST(PlanSweepDoor, TheBatchScriptHasATaskForEachCellAtMost) {
  const Folder folder;
  const std::string dir = laid_out(folder, "batch");
  const Outcome o = bowlby({"sweep", "slurm", dir});
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find("#SBATCH --array=1-7%7\n"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("bowlby sweep work "), std::string::npos) << o.out;
}

TEST(PlanSweepDoor, WhatAPlanDoesNotTakeIsRefused) {
  const Folder folder;
  const auto refused = [&](const Arguments& more, const char* words) {
    Arguments line{"sweep", "plan", plan_file(folder), "--output", folder / "a"};
    line.insert(line.end(), more.begin(), more.end());
    const Outcome o = bowlby(line);
    EXPECT_EQ(o.code, 64) << o.err;
    EXPECT_NE(o.err.find(words), std::string::npos) << o.err;
    EXPECT_FALSE(fs::exists(folder / "a"));
  };
  refused({"--vary", "press_taxes=0,1"}, "a plan file says itself");
  refused({"--measure", "parted"}, "a plan file says itself");
  refused({"--seeds", "5"}, "a plan file says itself");
  refused({"--set", "press_taxes=0"}, "a plan file says itself");
  const Outcome none = bowlby({"sweep", "plan", folder / "world.yaml", "--output", folder / "a"});
  EXPECT_EQ(none.code, 64);
  EXPECT_NE(none.err.find("--measure"), std::string::npos) << none.err;
  const std::string dir = laid_out(folder, "laid"), other = folder / "other";
  folder.write("world.yaml", world);
  folder.write("drawn.yaml", drawn);
  ASSERT_EQ(bowlby({"sweep", "plan", folder.write("plan.yaml", plan + "title: Another\n"), "--output", other}).code, 0);
  const Outcome mixed = bowlby({"sweep", "gather", dir, other});
  EXPECT_EQ(mixed.code, 65);
  EXPECT_NE(mixed.err.find("another plan"), std::string::npos) << mixed.err;
  EXPECT_EQ(bowlby({"sweep", "gather", dir, "--partial"}).code, 64);
}

}  // namespace
}  // namespace bowlby::doors
