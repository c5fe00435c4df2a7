// `bowlby fit --persons`: what diaries tell of single people, what they do not, and that no kill and no thread moves a
// byte.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

const std::string study =
    "name: short\nseed: 11\npopulation: {founders: 26, years: 18.3, birth_years: .2}\nwaves:\n"
    "  - {name: days, instrument: diary, ages: 18, generations: [1], days: 4, prompts: 4}\n";

struct Sample {
  Folder folder;
  std::string study_file, dir;
  explicit Sample(const Arguments& more = {}) {
    study_file = folder.write("short.yaml", study);
    dir = folder / "data";
    Arguments line{"run", study_file, "--output", dir, "--quiet", "--seed", "77", "--set", "diary_missing=.02"};
    line.insert(line.end(), more.begin(), more.end());
    const Outcome o = bowlby(line);
    EXPECT_EQ(o.code, 0) << o.err;
  }
  Arguments line(const std::string& out, const Arguments& more = {}) const {
    Arguments all{"fit",   dir,  "--study",     study_file, "--persons", "--trials", "40",
                  "--age", "18", "--particles", "50",       "--quiet",   "--output", folder / out};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  std::string all(const std::string& out) const {
    std::string text;
    for (const char* name : {"traits.csv", "persons.csv", "gates.csv", "gates.svg", "persons.json", "persons.txt"}) {
      const std::string one = read_file(folder / out + "/" + name);
      EXPECT_FALSE(one.empty()) << name;
      text += one;
    }
    return text;
  }
};

TEST(PersonsDoor, TellsOfEverybodyWhatComesBackAndNoNumberOfTheRest) {
  const Sample sample;
  const Outcome o = bowlby(sample.line("a", {"--json"}));
  ASSERT_EQ(o.code, 0) << o.err;
  const auto j = nlohmann::json::parse(o.out);
  EXPECT_EQ(j.at("trials"), 40);
  std::size_t told = 0;
  std::string csv = read_file(sample.folder / "a/persons.csv");
  for (const auto& t : j.at("traits")) {
    const std::string name = t.at("name");
    EXPECT_EQ(t.at("rank_bins").size(), 10u);
    if (t.at("verdict") == "told") {
      ++told;
      EXPECT_GT(t.at("recovery"), .8) << t;
      EXPECT_GE(t.at("widened"), 1) << t;
      EXPECT_LE(t.at("widened"), 2) << t;
      EXPECT_NE(csv.find("," + name + ","), std::string::npos);
      continue;
    }
    EXPECT_FALSE(t.at("reason").get<std::string>().empty()) << t;
    EXPECT_EQ(csv.find("," + name + ","), std::string::npos) << "no number of what is refused";
    for (const auto& p : j.at("persons")) EXPECT_FALSE(p.contains(name)) << p;
  }
  EXPECT_EQ(j.at("traits").at(2).at("verdict"), "told") << "the level of felt security: " << j.at("traits").at(2);
  EXPECT_NE(j.at("traits").at(0).at("verdict"), "told")
      << "four days do not tell what alarms: " << j.at("traits").at(0);
  EXPECT_GE(told, 1u);
  EXPECT_GE(j.at("persons").size(), 20u);
  std::size_t with_haven = 0;  // whose diary is unlike any of the model has none
  for (const auto& p : j.at("persons")) {
    if (!p.contains("haven")) continue;
    ++with_haven;
    EXPECT_LT(p.at("haven").at("low"), p.at("haven").at("estimate")) << p;
    EXPECT_GT(p.at("haven").at("high"), p.at("haven").at("estimate")) << p;
  }
  EXPECT_GE(with_haven, j.at("persons").size() * 3 / 4);
  const std::string words = read_file(sample.folder / "a/persons.txt");
  EXPECT_NE(words.find("It is no diagnosis and no type."), std::string::npos) << words;
  EXPECT_EQ(words.find("nan"), std::string::npos) << words;
  EXPECT_EQ(bowlby(sample.line("a")).code, 66) << "nothing is overwritten";
}

TEST(PersonsDoor, KilledOrWithMoreThreadsItGivesTheSameBytes) {
  const Sample sample;
  ASSERT_EQ(bowlby(sample.line("whole", {"--threads", "1"})).code, 0);
  Arguments more{"--threads", "3"};
  for (const char* cell : {"first/cells/000005.tsv", "second/cells/000030.tsv"}) {  // one fit dies early, then late
    Running one(sample.folder, sample.line("killed", more));
    while (one.alive() && !std::filesystem::exists(sample.folder / "killed/" + cell))
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    one.signal(SIGKILL);
    EXPECT_EQ(one.wait().code, 128 + SIGKILL) << cell;
    EXPECT_FALSE(std::filesystem::exists(sample.folder / "killed/persons.txt"));
    EXPECT_EQ(bowlby(sample.line("killed")).code, 66) << "begun, and not asked to go on";
    if (more.back() != "--resume") more.emplace_back("--resume");
  }
  const Outcome o = bowlby(sample.line("killed", {"--resume"}));
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_EQ(sample.all("killed"), sample.all("whole"));
  Arguments other = sample.line("whole", {"--resume"});
  std::ranges::replace(other, std::string("50"), std::string("60"));
  EXPECT_EQ(bowlby(other).code, 65) << "other particles";
}

// Five people's own answers, in whole points: too few to teach what people are like, and simulated ones answer so, too.
TEST(PersonsDoor, OwnAnswersInWholePointsAreReadAsSuch) {
  const Folder folder;
  std::string text = "id,day,prompt,age,Q1,Q2\n";
  for (int person = 1; person <= 5; ++person)
    for (int day = 1; day <= 6; ++day)
      for (int prompt = 0; prompt < 3; ++prompt)
        if (person != 5 || day < 3)
          text += "p" + std::to_string(person) + "," + std::to_string(day) + "," + std::to_string(prompt) + ",18," +
                  std::to_string(2 + person - (day + prompt) % 4 / 3) + "," +
                  std::to_string(1 + (day * prompt + person) % 7 / 6) + "\n";
  folder.write("key.yaml",
               "name: diary\nrange: [1, 7]\nitems: 2\nscales:\n"
               "  - {name: security, items: [1], scores: {security: mean}}\n"
               "  - {name: distress, items: [2], scores: {distress: mean}}\n");
  const std::string map = folder.write("map.yaml",
                                       "name: mine\ndirection: tell\nid: id\nage: age\noccasion: [day, prompt]\n"
                                       "instruments:\n  - {key: ./key.yaml, items: Q}\n");
  const Outcome in = bowlby({"data", "import", folder.write("a.csv", text), "--map", map, "-o", folder / "mine"});
  ASSERT_EQ(in.code, 0) << in.err;
  const std::string short_study = folder.write("short.yaml", study);
  const Outcome o = bowlby({"fit", folder / "mine", "--study", short_study, "--persons", "--trials", "40",
                            "--particles", "50", "-q", "--json", "-o", folder / "out"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto j = nlohmann::json::parse(o.out);
  EXPECT_EQ(j.at("people"), 4);
  EXPECT_EQ(j.at("left_out"), 1) << "six prompts answered";
  EXPECT_EQ(j.at("steps"), 1);
  EXPECT_EQ(j.at("prompts"), 3) << "counted from 0 in the file";
  EXPECT_EQ(j.at("prior_learned"), false);
  for (const auto& p : j.at("persons"))
    EXPECT_TRUE(!p.contains("haven") || p.at("haven").at("low") < p.at("haven").at("high")) << p;
}

TEST(PersonsDoor, WhatCannotBeAskedIsSaid) {
  const Sample sample;
  const auto refused = [&](const Arguments& more, const char* words) {
    const Outcome o = bowlby(sample.line("b", more));
    EXPECT_EQ(o.code, 64) << o.err;
    EXPECT_NE(o.err.find(words), std::string::npos) << words << " in " << o.err;
    EXPECT_FALSE(std::filesystem::exists(sample.folder / "b")) << words;
  };
  refused({"--fit", "press_taxes"}, "--fit: is not for a fit of persons");
  refused({"--begin"}, "--begin: is not for a fit of persons");
  refused({"--only", "ecr"}, "--only: is not for a fit of persons");
  const Outcome o =
      bowlby({"fit", sample.dir, "--study", sample.study_file, "--trials", "50", "-o", sample.folder / "b"});
  EXPECT_EQ(o.code, 64);
  EXPECT_NE(o.err.find("add --persons"), std::string::npos) << o.err;
  const std::string other =
      sample.folder.write("grown.yaml",
                          "name: grown\nseed: 1\npopulation: {founders: 20, years: 18.3, birth_years: .2}\nwaves:\n"
                          "  - {name: grown, instrument: ecr, ages: 18}\n");
  const std::string dir = sample.folder / "no_diary";
  ASSERT_EQ(bowlby({"run", other, "--output", dir, "--quiet"}).code, 0);
  const Outcome none = bowlby({"fit", dir, "--study", other, "--persons", "-o", sample.folder / "c"});
  EXPECT_EQ(none.code, 65) << none.err;
  EXPECT_NE(none.err.find("has no diary"), std::string::npos) << none.err;
}

}  // namespace
}  // namespace bowlby::doors
