// A calibration by many tasks: its stages wait for each other, and the result is that of one go.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "doors/calibration_sample.hpp"
#include "doors/killed_workers.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

struct Result {
  std::string digest, files;
  bool operator==(const Result&) const = default;
};

Result result_of(const Outcome& o, const std::string& dir) {
  EXPECT_EQ(o.code, 0) << o.err;
  return {digest_of(o), read_file(dir + "/calibrated.yaml") + read_file(dir + "/sensitivity.md")};
}

Arguments with(Arguments line, const Arguments& more) {
  line.insert(line.end(), more.begin(), more.end());
  return line;
}

// Whole ones are asked for once; the others end with the screening or the design, the second and third of five stages.
const Arguments some_stages{"--stage", "design"};

const Arguments first_stages{"--stage", "screen"};

const Result& in_one_go(const Arguments& stages = some_stages) {
  static std::map<Arguments, Result> all;
  if (const auto there = all.find(stages); there != all.end()) return there->second;
  const Folder folder;
  const Outcome o =
      bowlby(with({"calibrate", calibration_of_two(folder, "tiny.yaml"), "-o", folder / "whole", "-q"}, stages));
  EXPECT_FALSE(digest_of(o).empty());
  return all[stages] = {digest_of(o), read_file(folder / "whole/sensitivity.md")};
}

std::string laid_out(const Folder& folder, const std::string& name, const Arguments& more = some_stages) {
  const Outcome o =
      bowlby(with({"calibrate", calibration_of_two(folder, "tiny.yaml"), "-q", "-o", folder / name, "--begin"}, more));
  EXPECT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find(" stages, which wait for each other"), std::string::npos) << o.out;
  fs::remove(folder / "tiny.yaml");
  return folder / name;
}

// Of the design.
std::string run_file(const std::string& dir, int number) {
  return (fs::path(dir) / "work" / ("design-00000" + std::to_string(number) + ".tsv")).string();
}

Outcome work(const std::string& dir, int task = 1, int of = 1) {
  return bowlby({"sweep", "work", dir, "--task", std::to_string(task), "--of", std::to_string(of), "--threads", "1"});
}

Result gathered(const Arguments& dirs) { return result_of(bowlby(with({"sweep", "gather"}, dirs)), dirs.front()); }

TEST(CalibrateTasksDoor, OneTwoAndSevenTasksGiveTheResultOfOneGo) {
  for (const int of : {1, 2, 7}) {
    const Folder folder;
    const std::string dir = laid_out(folder, "tasks", first_stages);
    Outcome last;
    int turns = 0;
    for (; last.err.find("All stages are lived") == std::string::npos; ++turns) {
      ASSERT_LT(turns, 3) << "two stages, and a last look: " << last.err;
      for (int task = of; task > 0; --task) {
        last = work(dir, task, of);
        ASSERT_EQ(last.code, 0) << last.err;
        if (turns > 0 || task == 1) continue;
        EXPECT_NE(last.err.find("Stage noise is due"), std::string::npos) << last.err;
        EXPECT_EQ(bowlby({"sweep", "gather", dir}).code, 65);
        EXPECT_FALSE(fs::exists(dir + "/calibration.sqlite"));
      }
    }
    EXPECT_EQ(turns == 1, of == 1) << "alone nobody waits";
    const Outcome json = bowlby({"sweep", "gather", dir, "--json"});
    ASSERT_EQ(json.code, 0) << json.err;
    const auto said = nlohmann::json::parse(json.out);
    EXPECT_EQ(said.at("digest"), in_one_go(first_stages).digest) << of << " tasks";
    EXPECT_EQ(said.at("results"), dir + "/calibration.sqlite");
    EXPECT_TRUE(said.at("parameters").is_null()) << "no set comes out of the first stages";
    EXPECT_EQ(read_file(dir + "/sensitivity.md"), in_one_go(first_stages).files);
    EXPECT_FALSE(read_file(dir + "/calibration.sqlite").empty());
  }
}

TEST(CalibrateTasksDoor, OfAllStagesTheSetAndThePageAreThoseOfOneGo) {
  const Folder folder;
  const Outcome whole = bowlby({"calibrate", calibration_of_two(folder, "tiny.yaml"), "-o", folder / "whole", "-q"});
  const Result result = result_of(whole, folder / "whole");
  EXPECT_NE(result.files.find("care_fright"), std::string::npos);
  const std::string dir = laid_out(folder, "tasks", {});
  ASSERT_EQ(work(dir).code, 0);
  EXPECT_EQ(gathered({dir}), result);
}

TEST(CalibrateTasksDoor, FoldersOfTwoMachinesGiveTheResultOfOneGo) {
  const Folder folder;
  const std::string here = laid_out(folder, "here"), there = folder / "there";
  fs::copy(here, there, fs::copy_options::recursive);
  const Outcome half = work(here, 1, 2);
  EXPECT_NE(half.err.find("They are other tasks'"), std::string::npos) << half.err;
  ASSERT_EQ(work(there, 2, 2).code, 0);
  const Outcome early = bowlby({"sweep", "gather", here, there});  // brings together what is there
  EXPECT_EQ(early.code, 65);
  EXPECT_NE(early.err.find("stage screen: runs missing: "), std::string::npos) << early.err;
  ASSERT_EQ(work(here).code, 0);
  EXPECT_EQ(gathered({here}), in_one_go());
}

TEST(CalibrateTasksDoor, KilledAtRandomMomentsItGivesTheResultOfOneGo) {
  std::mt19937 random(3);
  const Folder folder;
  const std::string dir = laid_out(folder, "killed");
  int killed = 0;
  for (int turn = 0; turn < 4; ++turn) killed += killed_workers(dir, 200, random);
  EXPECT_GT(killed, 0);
  ASSERT_EQ(work(dir).code, 0);
  EXPECT_EQ(gathered({dir}), in_one_go());
}

TEST(CalibrateTasksDoor, ADamagedRunIsLivedAgainAndOneOfAnotherPlaceIsRefused) {
  const Folder folder;
  const std::string dir = laid_out(folder, "damaged"), run = run_file(dir, 4);
  ASSERT_EQ(work(dir).code, 0);
  const std::string whole = read_file(run);
  std::string bent = whole;
  bent[bent.find('.') + 1] ^= 1;
  folder.write(run_file("damaged", 4), bent);
  const Outcome early = bowlby({"sweep", "gather", dir});
  EXPECT_NE(early.err.find("stage design: runs missing: 1"), std::string::npos) << early.err;
  const Outcome again = work(dir);
  EXPECT_NE(again.out.find(" 1 lived now"), std::string::npos) << again.out << again.err;
  EXPECT_EQ(read_file(run), whole);
  EXPECT_EQ(gathered({dir}), in_one_go());
  fs::copy_file(run_file(dir, 3), run, fs::copy_options::overwrite_existing);
  for (const char* call : {"work", "gather"}) {
    const Outcome o = bowlby({"sweep", call, dir});
    EXPECT_EQ(o.code, 65);
    EXPECT_NE(o.err.find("belongs to another"), std::string::npos) << o.err;
  }
}

TEST(CalibrateTasksDoor, NearHomeItIsTheSameAndTheScriptSaysHowOftenItIsSubmitted) {
  const Folder folder;
  const Outcome whole =
      bowlby({"calibrate", calibration_of_two(folder, "tiny.yaml"), "--near", "-o", folder / "whole", "-q"});
  const std::string dir = laid_out(folder, "near", {"--near"});
  for (const int task : {2, 1, 2, 1, 2, 1}) ASSERT_EQ(work(dir, task, 2).code, 0);
  EXPECT_EQ(gathered({dir}), result_of(whole, folder / "whole"));
  const Outcome script = bowlby({"sweep", "slurm", dir});
  EXPECT_NE(script.out.find("#SBATCH --array=1-8%8\n"), std::string::npos) << script.out;
  EXPECT_NE(script.out.find("# 4 stages wait for each other"), std::string::npos) << script.out;
}

TEST(CalibrateTasksDoor, WhatIsWrongIsSaidBeforeAFolderIsMade) {
  const Folder folder;
  std::string wrong = read_file(calibration_of_two(folder, "t.yaml"));
  wrong.replace(wrong.find("care_fright"), 11, "care_frigth");
  const Outcome o = bowlby({"calibrate", folder.write("w.yaml", wrong), "-o", folder / "a", "--begin"});
  EXPECT_EQ(o.code, 65);
  EXPECT_NE(o.err.find("did you mean care_fright?"), std::string::npos) << o.err;
  EXPECT_EQ(bowlby({"calibrate", folder / "t.yaml", "-o", folder / "a", "--begin", "--resume"}).code, 64);
  EXPECT_FALSE(fs::exists(folder / "a"));
  const std::string dir = laid_out(folder, "laid");
  folder.write("laid/calibration.yaml", read_file(dir + "/calibration.yaml") + "# later\n");
  const Outcome changed = work(dir);
  EXPECT_EQ(changed.code, 65);
  EXPECT_NE(changed.err.find("was changed since"), std::string::npos) << changed.err;
}

}  // namespace
}  // namespace bowlby::doors
