// `bowlby sweep`: the same table whatever the tasks, their order, the folders and the kills.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <thread>

#include "doors/killed_workers.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string study =
    "name: small\nseed: 5\npopulation: {founders: 30, years: 1.2}\n"
    "waves:\n  - {name: q, instrument: strange_situation, ages: 1.05}\n";

// Twelve cells: two values of a coefficient, two sizes, three seeds.
std::string planned(const Folder& folder, const std::string& name, const Arguments& more = {}) {
  Arguments line{"sweep",
                 "plan",
                 folder.write("s.yaml", study),
                 "--vary",
                 "press_taxes=0:1.5:2",
                 "--vary",
                 "people=20,30",
                 "--seeds",
                 "3",
                 "--measure",
                 "q.strange_situation.proximity_5",
                 "--measure",
                 "alive",
                 "-o",
                 folder / name};
  line.insert(line.end(), more.begin(), more.end());
  const Outcome o = bowlby(line);
  EXPECT_EQ(o.code, 0) << o.err;
  return folder / name;
}

Outcome work(const std::string& dir, const std::string& task = "1", const std::string& of = "1") {
  return bowlby({"sweep", "work", dir, "--task", task, "--of", of, "--threads", "1", "--quiet"});
}

std::string gathered(const Arguments& dirs) {
  Arguments line{"sweep", "gather"};
  line.insert(line.end(), dirs.begin(), dirs.end());
  const Outcome o = bowlby(line);
  EXPECT_EQ(o.code, 0) << o.err;
  return o.code == 0 ? read_file(dirs.front() + "/table.csv") : "";
}

// The table of a sweep that one task lived in one go.
const std::string& table_of_one() {
  static const std::string table = [] {
    const Folder folder;
    const std::string dir = planned(folder, "one");
    EXPECT_EQ(work(dir).code, 0);
    return gathered({dir});
  }();
  return table;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST(SweepDoor, TheTableHasALineForEachCellAndMeasureAndAPictureBesideIt) {
  const Folder folder;
  const std::string dir = planned(folder, "sweep");
  EXPECT_EQ(work(dir).code, 0);
  const auto lines = lines_of(gathered({dir}));
  ASSERT_EQ(lines.size(), 1u + 12 * 2);
  EXPECT_EQ(lines[0], "cell,seed,press_taxes,people,measure,value,low,high,n,digest\r");
  EXPECT_TRUE(lines[1].starts_with("1,1,0,20,q.strange_situation.proximity_5,")) << lines[1];
  EXPECT_TRUE(lines[24].starts_with("12,3,1.5,30,alive,")) << lines[24];
  const std::string picture = read_file(dir + "/picture.svg");
  for (const char* part : {"<svg", "q.strange_situation.proximity_5", "press_taxes", "people", "</svg>"})
    EXPECT_NE(picture.find(part), std::string::npos) << part;
}

// A cell is the run that anybody can make of the study, at its values and with its replicate.
TEST(SweepDoor, ACellIsThatReplicateOfTheStudyAtItsValues) {
  const Folder folder;
  const Outcome run = bowlby({"run", folder.write("s.yaml", study), "--set", "press_taxes=1.5", "--replicates", "3",
                              "-o", folder / "run", "--no-report", "--quiet"});
  ASSERT_EQ(run.code, 0) << run.err;
  ASSERT_EQ(bowlby({"export", folder / "run", folder / "csv"}).code, 0);
  double sum = 0;
  int count = 0;
  for (const std::string& line : lines_of(read_file(folder / "csv/observation.csv"))) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    if (cells.size() < 11 || cells[3] != "proximity_5" || std::stoi(cells[10]) != 2) continue;
    sum += std::stod(cells[8]);
    ++count;
  }
  ASSERT_GT(count, 2);
  const auto lines = lines_of(table_of_one());
  const auto cell = std::ranges::find_if(
      lines, [](const std::string& l) { return l.starts_with("12,3,1.5,30,q.strange_situation.proximity_5,"); });
  ASSERT_NE(cell, lines.end());
  EXPECT_NEAR(std::stod(cell->substr(cell->find("proximity_5,") + 12)), sum / count, 1e-6);
}

TEST(SweepDoor, ManyTasksInAnyOrderGiveTheSameBytes) {
  const Folder folder;
  const std::string dir = planned(folder, "many");
  for (const char* task : {"5", "2", "1", "4", "3"}) EXPECT_EQ(work(dir, task, "5").code, 0);
  EXPECT_EQ(gathered({dir}), table_of_one());
}

TEST(SweepDoor, FoldersOfTwoMachinesGiveTheSameBytes) {
  const Folder folder;
  const std::string dir = planned(folder, "here");
  fs::copy(dir, folder / "there", fs::copy_options::recursive);
  EXPECT_EQ(work(dir, "1", "2").code, 0);
  EXPECT_EQ(work(folder / "there", "2", "2").code, 0);
  const Outcome half = bowlby({"sweep", "gather", dir});
  EXPECT_EQ(half.code, 65);
  EXPECT_NE(half.err.find("6 of 12 cells are missing: 2, 4, 6, 8, 10, 12"), std::string::npos) << half.err;
  EXPECT_FALSE(fs::exists(dir + "/table.csv"));
  const auto json = [&dir](int code, const Arguments& more = {}) {
    Arguments line{"sweep", "gather", dir, "--json"};
    line.insert(line.end(), more.begin(), more.end());
    const Outcome o = bowlby(line);
    EXPECT_EQ(o.code, code) << o.err;
    return nlohmann::json::parse(o.out);
  };
  const auto nothing = json(65), some = json(0, {"--partial"}), all = json(0, {folder / "there"});
  EXPECT_EQ(nothing.at("cells"), 12);
  EXPECT_EQ(nothing.at("missing"), nlohmann::json::parse("[2, 4, 6, 8, 10, 12]"));
  EXPECT_TRUE(nothing.at("table").is_null());
  EXPECT_EQ(some.at("missing"), nothing.at("missing"));
  EXPECT_EQ(some.at("table"), dir + "/table.csv");
  EXPECT_EQ(all.at("missing"), nlohmann::json::array());
  EXPECT_EQ(bowlby({"sweep", "gather", dir, "--partial"}).code, 0);
  EXPECT_EQ(lines_of(read_file(dir + "/table.csv")).size(), 1u + 6 * 2);
  EXPECT_EQ(gathered({dir, folder / "there"}), table_of_one());
}

TEST(SweepDoor, CallingAgainDoesOnlyWhatIsMissingOrDamaged) {
  const Folder folder;
  const std::string dir = planned(folder, "again");
  EXPECT_EQ(work(dir).code, 0);
  fs::remove(dir + "/cells/000003.tsv");
  std::ofstream(dir + "/cells/000007.tsv", std::ios::app) << "x";
  const auto whole = fs::last_write_time(dir + "/cells/000001.tsv");
  const Outcome again = bowlby({"sweep", "work", dir});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.out.find("2 lived now"), std::string::npos) << again.out;
  EXPECT_NE(again.out.find("10 there before, 0 left"), std::string::npos) << again.out;
  EXPECT_EQ(fs::last_write_time(dir + "/cells/000001.tsv"), whole);
  EXPECT_EQ(gathered({dir}), table_of_one());
}

// Two tasks at once, killed at random moments and begun again; at last one task does what is left. A few times here;
// BOWLBY_SWEEP_KILLS=200 for the long form (tools/check/endurance.sh).
TEST(SweepDoor, KilledAtRandomMomentsItGivesTheSameBytes) {
  const char* wanted = std::getenv("BOWLBY_SWEEP_KILLS");
  const char* endurance = std::getenv("BOWLBY_ENDURANCE");
  const int kills = wanted ? std::atoi(wanted) : endurance && std::string(endurance) == "full" ? 200 : 8;
  const std::string reference = table_of_one();
  std::mt19937 random(11);
  int killed = 0, rounds = 0;
  while (killed < kills) {
    ASSERT_LT(++rounds, 20 * kills) << "the tasks end before anybody can kill them";
    const Folder folder;
    const std::string dir = planned(folder, "killed");
    for (int turn = 0; turn < 4 && killed < kills; ++turn) killed += killed_workers(dir, 90, random);
    EXPECT_EQ(work(dir).code, 0);
    EXPECT_EQ(gathered({dir}), reference);
  }
  std::printf("## sweep: killed %d times in %d folders, every table the same\n", killed, rounds);
}

// What a cluster does: the script's array, in random order, each task at first with a chance to be killed.
constexpr const char* fake_sbatch = R"(#!/bin/bash
# fake sbatch SCRIPT FAILURES: the tasks of the array one after the other in random order; the first FAILURES are killed
n=$(sed -n 's/^#SBATCH --array=1-\([0-9]*\)%[0-9]*$/\1/p' "$1")
[ -n "$n" ] || exit 1
k=0
for task in $(shuf -i "1-$n" --random-source=<(yes)); do
  if [ $((k++)) -lt "$2" ]; then
    SLURM_ARRAY_TASK_ID=$task timeout -s KILL 0.02 bash "$1"
  else
    SLURM_ARRAY_TASK_ID=$task bash "$1" || exit 1
  fi
done
exit 0
)";

TEST(SweepDoor, TheBatchScriptLivesItAllUnderAClusterThatFails) {
  const Folder folder;
  const std::string dir = planned(folder, "sweep of mine");
  const Outcome script = bowlby({"sweep", "slurm", dir, "--tasks", "4", "--at-once", "2", "--minutes", "90"});
  ASSERT_EQ(script.code, 0) << script.err;
  for (const char* line :
       {"#!/bin/bash\n", "#SBATCH --array=1-4%2\n", "#SBATCH --time=01:30:00\n", "#SBATCH --signal=B:USR1@120\n"})
    EXPECT_NE(script.out.find(line), std::string::npos) << line << " in\n" << script.out;
  folder.write("sweep.sh", script.out);
  folder.write("sbatch", fake_sbatch);
  const fs::path bin = fs::path(folder / "bin");
  fs::create_directories(bin);
  fs::create_symlink(BOWLBY_PROGRAM, bin / "bowlby");
  const auto submit = [&](const std::string& failures) {
    const std::string line = "PATH='" + bin.string() + "':$PATH bash '" + (folder / "sbatch") + "' '" +
                             (folder / "sweep.sh") + "' " + failures + " 2>/dev/null";
    return std::system(line.c_str());
  };
  EXPECT_EQ(submit("3"), 0);
  EXPECT_EQ(submit("0"), 0);
  EXPECT_EQ(gathered({dir}), table_of_one());
}

TEST(SweepDoor, AnArrayHasAThousandTasksAtMost) {
  const Folder folder;
  const Outcome plan = bowlby({"sweep", "plan", folder.write("s.yaml", study), "--seeds", "3000", "--measure", "alive",
                               "-o", folder / "large"});
  ASSERT_EQ(plan.code, 0) << plan.err;
  const Outcome script = bowlby({"sweep", "slurm", folder / "large"});
  EXPECT_NE(script.out.find("#SBATCH --array=1-1000%50\n"), std::string::npos) << script.out;
  EXPECT_NE(script.out.find("--of 1000 "), std::string::npos) << script.out;
}

// What Slurm sends before the time limit: what is in hand is finished and kept, and the task ends well.
TEST(SweepDoor, BeforeATimeLimitTheCellInHandIsFinishedAndKept) {
  const Folder folder, logs;
  const Outcome plan = bowlby({"sweep", "plan", folder.write("s.yaml", study), "--people", "1000", "--seeds", "500",
                               "--measure", "alive", "-o", folder / "long"});
  ASSERT_EQ(plan.code, 0) << plan.err;
  const std::string dir = folder / "long";
  Running task(logs, {"sweep", "work", dir, "--threads", "1"});
  for (int wait = 0; wait < 2000 && !fs::exists(dir + "/cells/000002.tsv"); ++wait)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  task.signal(SIGUSR1);
  const Outcome end = task.wait();
  EXPECT_EQ(end.code, 0) << end.err;
  EXPECT_NE(end.out.find(" left"), std::string::npos) << end.out;
  const auto done = std::distance(fs::directory_iterator(dir + "/cells"), fs::directory_iterator());
  EXPECT_GE(done, 2);
  EXPECT_LT(done, 500);
  EXPECT_NE(end.out.find(std::to_string(done) + " lived now"), std::string::npos) << end.out;
}

TEST(SweepDoor, ProgressTellsCellsAndTheTimeLeft) {
  const Folder folder;
  const Outcome o = bowlby({"sweep", "work", planned(folder, "told"), "--progress", "json"});
  EXPECT_NE(o.err.find("\"done\": 12, \"of\": 12"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find("\"seconds_left\": "), std::string::npos) << o.err;
}

TEST(SweepDoor, WhatCannotBeSweptIsSaidWithTheNearestRightName) {
  const Folder folder;
  const std::string file = folder.write("s.yaml", study);
  const auto refused = [&](const Arguments& more) {
    Arguments line{"sweep", "plan", file, "-o", folder / "refused"};
    line.insert(line.end(), more.begin(), more.end());
    const Outcome o = bowlby(line);
    EXPECT_NE(o.code, 0);
    EXPECT_FALSE(fs::exists(folder / "refused"));
    return o.err;
  };
  const auto says = [](const std::string& text, const char* part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  };
  says(refused({"--measure", "disolution"}), "did you mean dissolution?");
  says(refused({"--measure", "q.strange_situation.proximty_5"}), "did you mean q.strange_situation.proximity_5?");
  says(refused({"--measure", "alive", "--vary", "pres_taxes=0,1"}), "did you mean press_taxes?");
  says(refused({"--measure", "alive", "--vary", "surprise_to_uncertainty=0,1"}), "off=none,surprise_to_uncertainty");
  says(refused({"--measure", "alive", "--vary", "press_taxes=0:1"}), "FROM:TO:HOW_MANY");
  says(refused({"--measure", "alive", "--vary", "press_taxes=0:1:1"}), "how many");
  says(refused({"--measure", "alive", "--vary", "press_taxes=0,0"}), "twice");
  says(refused({"--measure", "alive", "--vary", "press_taxes=0,900"}), "press_taxes");
  says(refused({"--measure", "alive", "--vary", "people=1.5,3"}), "--vary people");
  says(refused({"--measure", "alive", "--vary", "off=none,uncertainty_to_pres"}), "uncertainty_to_press");
  says(refused({"--measure", "alive", "--vary", "press_taxes=0:1:9999", "--seeds", "100"}), "cells");
  EXPECT_EQ(bowlby({"sweep", "work", folder.path().string()}).code, 66);
  const Outcome task = bowlby({"sweep", "work", planned(folder, "s"), "--task", "3", "--of", "2"});
  EXPECT_EQ(task.code, 64);
}

TEST(SweepDoor, CellsOfAnotherPlanAreNeverMixedIn) {
  const Folder folder;
  const std::string dir = planned(folder, "a");
  const Outcome plan = bowlby({"sweep", "plan", folder / "s.yaml", "--vary", "press_taxes=0,1", "--seeds", "6",
                               "--measure", "alive", "-o", folder / "b"});
  ASSERT_EQ(plan.code, 0) << plan.err;
  EXPECT_EQ(work(dir).code, 0);
  EXPECT_EQ(work(folder / "b").code, 0);
  EXPECT_EQ(bowlby({"sweep", "gather", dir, folder / "b"}).code, 65);
  fs::copy_file(fs::path(folder / "b") / "cells/000002.tsv", fs::path(dir) / "cells/000002.tsv",
                fs::copy_options::overwrite_existing);
  EXPECT_EQ(bowlby({"sweep", "gather", dir}).code, 65);
  EXPECT_EQ(work(dir).code, 65);
}

TEST(SweepDoor, EveryNamedMeasureCanBeAskedOfAStudy) {
  const Folder folder;
  const Outcome list = bowlby({"sweep", "measures", study_path("couples"), "--people", "60"});
  ASSERT_EQ(list.code, 0) << list.err;
  Arguments line{"sweep", "plan", study_path("couples"), "--people", "60", "--seeds", "1", "-o", folder / "all"};
  for (const std::string& l : lines_of(list.out)) {
    line.emplace_back("--measure");
    line.push_back(l.substr(0, l.find(' ')));
  }
  ASSERT_GT(line.size(), 100u);
  const Outcome plan = bowlby(line);
  ASSERT_EQ(plan.code, 0) << plan.err;
  ASSERT_EQ(work(folder / "all").code, 0);
  const std::string table = gathered({folder / "all"});
  int told = 0;
  for (const std::string& l : lines_of(table)) told += l.find(",,,,0,") == std::string::npos;
  EXPECT_GT(told, 30);
  for (const char* name : {"dissolution", "parted", "in_union", "alive", "event.birth"}) {
    const std::size_t at = table.find(std::string(",") + name + ",");
    ASSERT_NE(at, std::string::npos) << name;
    EXPECT_NE(table[at + std::string(name).size() + 2], ',') << name << " was not measured";
  }
}

}  // namespace
}  // namespace bowlby::doors
