// Plans of study files done by tasks: each analysis gives the bytes of one go, and what no plan takes is refused before
// a folder is made.
#include "doors/laid_out_tasks.hpp"

namespace bowlby::doors {
namespace {

// One group before and after help.
const std::string helped =
    "name: helped\nseed: 5\npopulation: {founders: 24, years: 1.7, birth_years: .2, adversity: false}\n"
    "help: [{kind: regulation, age: 1.1, dose: 4}]\nwaves:\n"
    "  - {name: before, instrument: strange_situation, ages: 1.05}\n"
    "  - {name: after, instrument: strange_situation, ages: 1.3}\n";

// Couples, both asked on the same days.
const std::string couples =
    "name: couples\nseed: 3\npopulation: {founders: 60, years: 20.6, birth_years: .1, adversity: false}\nwaves:\n"
    "  - {name: y, instrument: ecr, dates: [20.1, 20.3, 20.5]}\n";

// Two tasks, the second one first.
void expect_the_bytes_of_one_go(const Kind& kind) {
  const Folder folder;
  const std::string dir = laid_out(kind, folder, "tasks");
  for (const int task : {2, 1}) ASSERT_EQ(work(dir, task, 2).code, 0);
  EXPECT_EQ(gathered(kind, {dir}), in_one_go(kind)) << kind.name;
}

TEST(TasksDoorOfPlans, EveryAnalysisOfArmsComesOutTheSame) {
  expect_the_bytes_of_one_go(plan_of_trial("means", {}, "once"));
  expect_the_bytes_of_one_go(plan_of_trial("odds", {"--analysis", "odds"}, "once"));
  expect_the_bytes_of_one_go(plan_of_trial(
      "growth", {"--analysis", "growth", "--draws", "posterior-2026-11-25", "--draw-count", "2"}, "course", 9));
}

TEST(TasksDoorOfPlans, EveryAnalysisOfOneGroupComesOutTheSame) {
  expect_the_bytes_of_one_go(plan_of_trial(
      "crossed",
      {"--analysis", "crossed", "--predictor", "rests.temperament.negative", "--edge", "surprise_to_uncertainty"}));
  expect_the_bytes_of_one_go(
      plan_of("paired", helped,
              {"--outcome", "after.strange_situation.avoidance_8", "--baseline", "before.strange_situation.avoidance_8",
               "--analysis", "paired", "--sizes", "12", "16", "--replicates", "16"},
              7));
}

// What partners do to each other is no predictor of its own: the folder must bring the word back.
TEST(TasksDoorOfPlans, PartnersComeOutTheSame) {
  expect_the_bytes_of_one_go(plan_of("partners", couples,
                                     {"--outcome", "y.ecr.anxiety_mean", "--analysis", "crossed", "--predictor",
                                      "partner", "--edge", "contact_soothes", "--sizes", "60", "--replicates", "11"},
                                     3));
}

TEST(TasksDoorOfPlans, WhatAPlanRefusesIsRefusedBeforeAFolderIsMade) {
  const Folder folder;
  const std::string study = folder.write("trial.yaml", trial);
  const auto refused = [&](const Arguments& more, const char* words) {
    const Outcome o = bowlby(Arguments{"plan", study, "--begin", "--output", folder / "a"} + more);
    EXPECT_NE(o.code, 0);
    EXPECT_NE(o.err.find(words), std::string::npos) << o.err;
    EXPECT_FALSE(fs::exists(folder / "a"));
  };
  refused({"--outcome", "course.strange_situation.avoidance_9"}, "did you mean");
  refused({"--outcome", "course.strange_situation.avoidance_8", "--predictor", "rests.temperament.negative"},
          "--predictor: is for --analysis growth or crossed");
  refused({"--outcome", "course.strange_situation.avoidance_8", "--analysis", "crossed", "--predictor",
           "rests.temperament.negative", "--edge", "surprise_to_uncertaint"},
          "did you mean surprise_to_uncertainty");
  const Outcome nowhere = bowlby({"plan", study, "--begin", "--outcome", "course.strange_situation.avoidance_8"});
  EXPECT_EQ(nowhere.code, 64);
  EXPECT_NE(nowhere.err.find("--output"), std::string::npos) << nowhere.err;
  const Outcome none = bowlby({"sweep", "plan", study, "--output", folder / "a"});
  EXPECT_NE(none.err.find("bowlby plan --begin"), std::string::npos) << none.err;
}

}  // namespace
}  // namespace bowlby::doors
