// `bowlby plan`: power beside false alarms, and what cannot be planned.
#include <gtest/gtest.h>

#include <tuple>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

std::string study(const std::string& second_care, const std::string& wave_more = "") {
  return "name: pilot\nseed: 5\npopulation: {founders: 40, years: 2}\narms:\n"
         "  - {name: usual, share: .5}\n  - {name: other, share: .5" +
         second_care + "}\nwaves:\n  - {name: q, instrument: strange_situation, ages: 1.05" + wave_more + "}\n";
}
const std::string little_care = ", care: {response: .45, rebuff: .6}";

nlohmann::json planned(const Folder& folder, const std::string& text, const Arguments& more) {
  Arguments line{"plan",  folder.write("s.yaml", text), "--outcome", "q.strange_situation.avoidance_8", "--quiet",
                 "--json"};
  line.insert(line.end(), more.begin(), more.end());
  const Outcome o = bowlby(line);
  EXPECT_EQ(o.code, 0) << o.err;
  return o.code == 0 ? nlohmann::json::parse(o.out) : nlohmann::json();
}

TEST(PlanDoor, AnEffectIsFoundMoreOftenTheMorePeopleThereAreAndNotWhereItIsCut) {
  const Folder folder;
  const auto plan = planned(folder, study(little_care), {"--sizes", "20", "160", "--replicates", "60"});
  ASSERT_EQ(plan.at("sizes").size(), 2u);
  const auto &small = plan.at("sizes")[0], &large = plan.at("sizes")[1];
  EXPECT_EQ(small.at("people"), 20);
  EXPECT_GT(large.at("power").get<double>(), small.at("power").get<double>());
  EXPECT_GT(large.at("power").get<double>(), .6);
  EXPECT_LT(large.at("false_alarms_low").get<double>(), .05);
  EXPECT_LT(large.at("false_alarms").get<double>(), .25);
  EXPECT_LE(small.at("power_low"), small.at("power"));
  EXPECT_EQ(plan.at("cut"), nlohmann::json::parse(R"(["care of other"])"));
  EXPECT_GT(plan.at("for_90").at("people"), plan.at("for_80").at("people"));
  EXPECT_GT(plan.at("effect").get<double>(), 0);
}

// Whole points of a scale that many leave at its end; the arm with little care is higher by either analysis.
TEST(PlanDoor, OrderedAnswersAreComparedByTheirOdds) {
  const Folder folder;
  const Arguments sizes{"--sizes", "40", "160", "--replicates", "40"};
  Arguments odds = sizes;
  odds.insert(odds.end(), {"--analysis", "odds"});
  const auto by_odds = planned(folder, study(little_care), odds);
  auto by_means = planned(folder, study(little_care), sizes);
  EXPECT_EQ(by_odds.at("analysis"), "proportional odds");
  EXPECT_EQ(by_odds.at("effect_in"), "log odds ratio");
  EXPECT_EQ(by_means.at("effect_in"), "standard deviations");
  const auto &small = by_odds.at("sizes")[0], &large = by_odds.at("sizes")[1];
  EXPECT_GT(large.at("power").get<double>(), small.at("power").get<double>());
  EXPECT_GT(large.at("power").get<double>(), .5);
  EXPECT_LT(large.at("false_alarms_low").get<double>(), .05);
  EXPECT_GT(by_odds.at("effect").get<double>(), 0);
  EXPECT_NE(by_odds.at("effect"), by_means.at("effect"));
  odds.back() = "means";
  auto said = planned(folder, study(little_care), odds);
  by_means.erase("seconds"), said.erase("seconds");
  EXPECT_EQ(by_means, said);
}

// One group: with the help taken away, what time alone does is a false alarm.
TEST(PlanDoor, OneGroupIsComparedBeforeAndAfterAndWithWhatTimeAloneDoes) {
  const Folder folder;
  const std::string help = "help: [{kind: regulation, age: 20.2, dose: 4}]\n";
  const auto course = [&](const std::string& done) {
    return folder.write("c.yaml", "name: course\nseed: 5\npopulation: {founders: 60, years: 21, birth_years: .5}\n" +
                                      done +
                                      "waves:\n  - {name: before, instrument: ecr, ages: 20}\n"
                                      "  - {name: after, instrument: ecr, ages: 20.4}\n");
  };
  const Arguments line{"--outcome",    "after.ecr.anxiety_mean",
                       "--baseline",   "before.ecr.anxiety_mean",
                       "--analysis",   "paired",
                       "--sizes",      "60",
                       "--replicates", "6",
                       "--quiet",      "--json"};
  const auto run = [&](const std::string& file, const Arguments& without = {}) {
    Arguments all{"plan", file};
    for (std::size_t i = 0; i < line.size(); ++i)
      if (std::ranges::count(without, line[i]) == 0) all.push_back(line[i]);
    return bowlby(all);
  };
  const Outcome o = run(course(help));
  ASSERT_EQ(o.code, 0) << o.err;
  const auto plan = nlohmann::json::parse(o.out);
  EXPECT_EQ(plan.at("cut"), nlohmann::json::parse(R"(["regulation"])"));
  EXPECT_EQ(plan.at("analysis"), "paired t test against before.ecr.anxiety_mean");
  EXPECT_EQ(plan.at("sizes")[0].at("replicates"), 6);
  EXPECT_GT(plan.at("sizes")[0].at("people_tested").get<double>(), 40);
  EXPECT_NE(run(course("")).err.find("does nothing to anybody"), std::string::npos);
  EXPECT_NE(run(course(help), {"--baseline", "before.ecr.anxiety_mean"}).err.find("--baseline: is needed"),
            std::string::npos);
  const std::string two_arms = folder.write("two_arms.yaml", study(little_care)),
                    seen = "q.strange_situation.avoidance_8";
  for (const auto& [file, answer, analysis] :
       {std::tuple{course(help), line[1], "paired"}, {two_arms, seen, "means"}, {two_arms, seen, "repeated"}}) {
    const Outcome own = bowlby({"plan", file, "--outcome", answer, "--baseline", answer, "--analysis", analysis});
    EXPECT_EQ(own.code, 64) << own.out;
    EXPECT_NE(own.err.find("--baseline: is an answer of --outcome, too"), std::string::npos) << own.err;
  }
  EXPECT_NE(run(folder.write("two.yaml", study(little_care))).err.find("one group is compared"), std::string::npos);
}

TEST(PlanDoor, ThreadsNeverChangeAResult) {
  const Folder folder;
  auto one = planned(folder, study(little_care), {"--sizes", "20", "--replicates", "20", "--threads", "1"});
  auto three = planned(folder, study(little_care), {"--sizes", "20", "--replicates", "20", "--threads", "3"});
  one.erase("seconds"), three.erase("seconds");
  EXPECT_EQ(one, three);
}

TEST(PlanDoor, AReplicateWithoutATestCountsAgainstPower) {
  const Folder folder;
  const auto plan = planned(folder, study(little_care, ", missing: .9"), {"--sizes", "10", "--replicates", "20"});
  const auto& size = plan.at("sizes").at(0);
  EXPECT_GT(size.at("failed"), 0);
  EXPECT_EQ(size.at("replicates"), 20);
  EXPECT_LE(size.at("power").get<double>(), 1 - size.at("failed").get<double>() / 20);
}

TEST(PlanDoor, WhatCannotBePlannedIsSaid) {
  const Folder folder;
  const auto refused = [&](const std::string& text, const std::string& outcome) {
    const Outcome o = bowlby({"plan", folder.write("s.yaml", text), "--outcome", outcome, "--quiet"});
    EXPECT_NE(o.code, 0);
    return o.err;
  };
  EXPECT_NE(refused(study(little_care), "q.strange_situation.avoidance_9").find("did you mean"), std::string::npos);
  EXPECT_NE(refused(study(""), "q.strange_situation.avoidance_8").find("treated alike"), std::string::npos);
  std::string one = study(little_care);
  one.erase(one.find("  - {name: usual"), one.find("  - {name: other") - one.find("  - {name: usual"));
  one.replace(one.find("share: .5"), 9, "share: 1");
  EXPECT_NE(refused(one, "q.strange_situation.avoidance_8").find("two are compared"), std::string::npos);
}

TEST(PlanDoor, ThePrintedTableHasPowerFalseAlarmsAndSizes) {
  const Folder folder;
  const Outcome o = bowlby({"plan", folder.write("s.yaml", study(little_care)), "--outcome",
                            "q.strange_situation.avoidance_8", "--sizes", "20", "--replicates", "10", "--quiet"});
  ASSERT_EQ(o.code, 0) << o.err;
  for (const char* part : {"power (95 %)", "false alarms (95 %)", "for .80:", "for .90:", "without care of other"})
    EXPECT_NE(o.out.find(part), std::string::npos) << part << " in\n" << o.out;
}

}  // namespace
}  // namespace bowlby::doors
