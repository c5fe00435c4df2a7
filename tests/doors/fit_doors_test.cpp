// `bowlby fit`: what a sample tells of a few parameters, what it does not, and that no kill and no task moves a byte.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

// Adults of eighteen who answer twice.
const std::string study =
    "name: young\nseed: 11\npopulation: {founders: 70, years: 18.8, birth_years: .3}\nwaves:\n"
    "  - {name: grown, instrument: [ecr, self_esteem], ages: [18, 18.4]}\n";

// Infants, whose worlds are quick: for what asks no more of a fit than its bytes.
const std::string infants =
    "name: young\nseed: 11\npopulation: {founders: 70, years: 1.5, birth_years: .2, unions: false, adversity: false}\n"
    "waves:\n  - {name: infancy, instrument: strange_situation, ages: [1.05, 1.2]}\n";

struct Sample {
  Folder folder;
  std::string study_file, dir;
  explicit Sample(const Arguments& more = {}, const std::string& text = study) {
    study_file = folder.write("young.yaml", text);
    dir = folder / "data";
    Arguments line{"run", study_file, "--output", dir, "--quiet", "--seed", "77"};
    line.insert(line.end(), more.begin(), more.end());
    const Outcome o = bowlby(line);
    EXPECT_EQ(o.code, 0) << o.err;
  }
  Arguments line(const std::string& out, const Arguments& more = {}) const {
    Arguments all{"fit", dir, "--study", study_file, "--quiet", "--output", folder / out};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Outcome fitted(const std::string& out, const Arguments& more = {}) const { return bowlby(line(out, more)); }
  std::string all(const std::string& out) const {
    std::string text;
    for (const char* name : {"parameters.csv", "statistics.csv", "gates.csv", "gates.svg", "fit.json", "fit.txt"}) {
      const std::string one = read_file(folder / out + "/" + name);
      EXPECT_FALSE(one.empty()) << name;
      text += one;
    }
    return text;
  }
};

const Arguments two{"--fit", "ecr_anxiety_level", "--fit", "friend_loss", "--runs", "60"};

TEST(FitDoor, TellsWhatTheDataTellAndRefusesTheRest) {
  const Sample sample({"--set", "ecr_anxiety_level=-1.6"});
  Arguments json = two;
  json.emplace_back("--json");
  const Outcome o = sample.fitted("a", json);
  ASSERT_EQ(o.code, 0) << o.err;
  const auto j = nlohmann::json::parse(o.out);
  EXPECT_EQ(j.at("runs"), 60);
  EXPECT_EQ(j.at("gates"), 60);
  const auto &told = j.at("parameters").at(0), &refused = j.at("parameters").at(1);
  EXPECT_EQ(told.at("verdict"), "told") << told;
  EXPECT_LT(told.at("low"), -1.6);
  EXPECT_GT(told.at("high"), -1.6);
  EXPECT_GT(told.at("recovery"), .8);
  EXPECT_GT(told.at("coverage"), .8);
  EXPECT_EQ(refused.at("verdict"), "refused") << refused;
  for (const char* number : {"estimate", "low", "high"})
    EXPECT_TRUE(refused.at(number).is_null()) << "no number of what is refused: " << refused;
  EXPECT_NE(refused.at("reason").get<std::string>().find("does not tell it"), std::string::npos) << refused;
  const std::string words = read_file(sample.folder / "a/fit.txt");
  EXPECT_NE(words.find("standard errors off"), std::string::npos) << words;
  EXPECT_EQ(words.find("nan"), std::string::npos) << words;
  for (const auto& s : j.at("statistics"))
    EXPECT_TRUE(s.at("use") != "the same in all worlds" || s.at("at_estimate").is_null()) << s;
  EXPECT_NE(words.find("friend_loss is refused"), std::string::npos) << words;
  EXPECT_NE(words.find("of no\nperson and of no couple"), std::string::npos) << words;
  EXPECT_EQ(sample.fitted("a", two).code, 66) << "nothing is overwritten";
}

TEST(FitDoor, WithoutNamesTheParametersAreThoseTheDataTellMostOf) {
  const Sample sample({},
                      "name: young\nseed: 11\npopulation: {founders: 40, years: 18.4, birth_years: .3}\nwaves:\n"
                      "  - {name: grown, instrument: [ecr, self_esteem], ages: 18}\n");
  const Outcome o = sample.fitted("a", {"--runs", "80", "--only", "ecr", "--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto j = nlohmann::json::parse(o.out);
  EXPECT_EQ(j.at("screening_runs"), 80);
  std::vector<std::string> names;
  for (const auto& p : j.at("parameters")) names.push_back(p.at("name"));
  EXPECT_TRUE(std::ranges::count(names, "ecr_anxiety_level") + std::ranges::count(names, "ecr_avoidance_level") > 0)
      << o.out.substr(0, 600);
  EXPECT_LE(names.size(), 4u);
}

// Three deaths of one fit: early, in the middle and late, each time gone on with.
TEST(FitDoor, KilledOrInTasksItGivesTheSameBytes) {
  const Sample sample({}, infants);
  const Arguments asked{"--fit", "care_mean", "--fit", "friend_loss", "--runs", "60"};
  ASSERT_EQ(sample.fitted("whole", asked).code, 0);
  const std::string whole = sample.all("whole");
  EXPECT_NE(whole.find("\"told\""), std::string::npos) << whole;
  EXPECT_NE(whole.find("\"refused\""), std::string::npos) << whole;
  Arguments again = asked;
  for (const char* cell : {"000001", "000020", "000040"}) {
    Running one(sample.folder, sample.line("killed", again));
    const std::string path = sample.folder / ("killed/runs/cells/" + std::string(cell) + ".tsv");
    while (one.alive() && !std::filesystem::exists(path)) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    one.signal(SIGKILL);
    EXPECT_EQ(one.wait().code, 128 + SIGKILL) << cell;
    EXPECT_FALSE(std::filesystem::exists(sample.folder / "killed/fit.txt"));
    EXPECT_EQ(sample.fitted("killed", asked).code, 66) << "begun, and not asked to go on";
    if (again.back() != "--resume") again.emplace_back("--resume");
  }
  const Outcome resumed = sample.fitted("killed", again);
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_EQ(sample.all("killed"), whole);
  const auto with = [&asked](const Arguments& more) {
    Arguments all = asked;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  EXPECT_EQ(sample.fitted("tasks", with({"--task", "1", "--of", "2"})).code, 65) << "nothing was begun";
  ASSERT_EQ(sample.fitted("tasks", with({"--begin"})).code, 0);
  for (const char* k : {"2", "3", "1"}) {
    const Outcome o = sample.fitted("tasks", with({"--task", k, "--of", "3"}));
    ASSERT_EQ(o.code, 0) << o.err;
  }
  EXPECT_FALSE(std::filesystem::exists(sample.folder / "tasks/fit.txt")) << "a task fits nothing";
  ASSERT_EQ(sample.fitted("tasks", with({"--resume"})).code, 0);
  EXPECT_EQ(sample.all("tasks"), whole);
  const Outcome other = sample.fitted("tasks", {"--fit", "friend_loss", "--runs", "60", "--resume"});
  EXPECT_EQ(other.code, 65) << other.err;
  EXPECT_NE(other.err.find("other data, parameters"), std::string::npos) << other.err;
}

TEST(FitDoor, WhatCannotBeFittedIsSaidWithTheNearestRightName) {
  const Sample sample;
  const auto refused = [&](const Arguments& more, const char* words) {
    const Outcome o = sample.fitted("a", more);
    EXPECT_EQ(o.code, 64) << o.err;
    EXPECT_NE(o.err.find(words), std::string::npos) << words << " in " << o.err;
    EXPECT_FALSE(std::filesystem::exists(sample.folder / "a")) << words;
  };
  refused({"--fit", "pres_taxes"}, "press_taxes");
  refused({"--fit", "press_taxes=1:0"}, "press_taxes=LOW:HIGH");
  refused({"--fit", "press_taxes=0"}, "LOW:HIGH");
  refused({"--fit", "press_taxes=-1:2"}, "goes from 0 to 5");
  refused({"--fit", "press_taxes", "--fit", "press_taxes=0:1"}, "twice");
  refused({"--fit", "stress_size", "--fit", "insistence", "--fit", "press_taxes", "--fit", "care_mean", "--fit",
           "alarm_gain", "--fit", "bond_gain", "--fit", "bond_loss"},
          "6 at most");
  refused({"--task", "3", "--of", "2"}, "--of");
  refused({"--task", "3"}, "--task: does not say of how many");
  refused({"--of", "3"}, "--of: does not say which");
  refused({"--only", "ecr", "--only", "self_estem"}, "self_esteem");
  refused({"--runs", "3"}, "--runs");
  EXPECT_EQ(bowlby({"fit", sample.dir, "--output", sample.folder / "b"}).code, 64) << "no study";
  EXPECT_NE(bowlby({"fit", "--help"}).out.find("Examples:"), std::string::npos);
  EXPECT_EQ(bowlby({"fit", sample.folder / "nothing", "--study", sample.study_file, "-o", sample.folder / "b"}).code,
            66);
}

}  // namespace
}  // namespace bowlby::doors
