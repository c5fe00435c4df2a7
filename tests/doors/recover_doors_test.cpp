// `recover` as its users meet it: what it writes, what it refuses, and what it says when nothing can be found.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

nlohmann::json trait(const nlohmann::json& study, const std::string& name) {
  for (const auto& t : study.at("traits"))
    if (t.at("trait") == name) return t;
  return {};
}

std::size_t lines_of(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

TEST(RecoverDoor, FindsWhatIsThereAndWritesItDown) {
  const Folder folder;
  const std::string out = folder / "recovery";
  const Arguments command{"recover", "--people", "12,40", "--days", "40", "--output", out, "--json", "--quiet"};
  const Outcome o = bowlby(command);
  ASSERT_EQ(o.code, 0) << o.err;
  const auto told = nlohmann::json::parse(o.out);
  ASSERT_EQ(told.at("studies").size(), 2u);
  const auto& study = told.at("studies").at(1);
  EXPECT_EQ(study.at("people"), 40);
  for (const char* name : {"threshold", "response", "rebuff"})
    EXPECT_GT(trait(study, name).at("correlation").get<double>(), .8) << name;
  for (const auto& t : study.at("traits"))  // found, or said why not
    EXPECT_NE(t.at("recovered").get<bool>(), !t.at("reason").get<std::string>().empty()) << t;
  EXPECT_EQ(lines_of(read_file(out + "/people.tsv")), 1 + (12 + 40) * 10u);
  EXPECT_EQ(lines_of(read_file(out + "/recovery.tsv")), 1 + 2 * 10u);
  EXPECT_NE(read_file(out + "/recovery.svg").find("</svg>"), std::string::npos);
  EXPECT_NE(read_file(out + "/recovery.md").find("| alarm threshold |"), std::string::npos);
  EXPECT_EQ(bowlby(command).code, 66) << "nothing is overwritten";
}

TEST(RecoverDoor, FinishedMeansFinishedAndASecondTryMayResumeUntilItIs) {
  const Folder folder;
  const auto asked = [&](const char* seed, bool resume) {
    Arguments all{"recover", "--people", "10", "--days", "5", "--seed", seed, "--quiet", "--output", folder / "r"};
    if (resume) all.emplace_back("--resume");
    return bowlby(all);
  };
  EXPECT_EQ(asked("1", true).code, 0) << "resumable from nothing";
  const std::string page = read_file(folder / "r/recovery.md");
  const Outcome again = asked("1", true);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_NE(again.err.find("finished already"), std::string::npos) << again.err;
  EXPECT_NE(again.out.find(folder / "r/recovery.md"), std::string::npos) << "where it lies: " << again.out;
  EXPECT_EQ(read_file(folder / "r/recovery.md"), page);
  const Outcome other = asked("2", true);
  EXPECT_EQ(other.code, 65) << other.err;
  EXPECT_NE(other.err.find("other options"), std::string::npos) << other.err;
  const Outcome plain = asked("1", false);
  EXPECT_EQ(plain.code, 66);
  EXPECT_NE(plain.err.find("--resume"), std::string::npos) << plain.err;
}

TEST(RecoverDoor, WhatACutArrowCarriedIsNamedAsNotToBeFound) {
  const Folder folder;
  const Outcome o = bowlby({"recover", "--people", "12", "--days", "15", "--off", "uncertainty_to_press", "--output",
                            folder / "r", "--json", "--quiet"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto t = trait(nlohmann::json::parse(o.out).at("studies").at(0), "insistence");
  EXPECT_FALSE(t.at("recovered").get<bool>());
  EXPECT_NE(t.at("reason").get<std::string>().find("uncertainty_to_press is cut"), std::string::npos) << t;
}

TEST(RecoverDoor, WhereNobodyDiffersThereIsNothingToFind) {
  const Folder folder;
  const Outcome o = bowlby({"recover", "--people", "12", "--days", "15", "--set", "self_soothing_sd=0", "--output",
                            folder / "r", "--json", "--quiet"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto t = trait(nlohmann::json::parse(o.out).at("studies").at(0), "soothing");
  EXPECT_FALSE(t.at("recovered").get<bool>());
  EXPECT_EQ(t.at("reason"), "everybody has the same");
}

TEST(RecoverDoor, ADesignSaysHowManyDaysWouldBeEnough) {
  const Folder folder;
  const Arguments design{"recover", "--design", "10x3", "--people", "40", "--longest", "45", "--quiet"};
  const auto at = [&](Arguments more) {
    more.insert(more.begin(), design.begin(), design.end());
    return bowlby(more);
  };
  const Outcome o = at({"--json", "--output", folder / "a"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto told = nlohmann::json::parse(o.out);
  EXPECT_EQ(told.at("prompts"), 3);
  ASSERT_EQ(told.at("studies").size(), 3u) << "10, 20 and 40 days";
  const auto& needed = told.at("days_needed");
  for (const auto& t : told.at("studies").at(2).at("traits")) {
    const auto& of = needed.at(t.at("trait").get<std::string>());
    EXPECT_EQ(of.at("enough").is_null(), !t.at("recovered").get<bool>()) << t;
    EXPECT_TRUE(!of.at("enough").is_null() || of.at("too_few") == 40) << t;
  }
  // a diary that tells less finds less: an adult has few moments, and feelings are told at prompts alone
  const Outcome words = at({"--output", folder / "b"});
  EXPECT_NE(words.out.find("Days of diary for a correlation above .8, among 40 people"), std::string::npos)
      << words.out;
  EXPECT_NE(words.out.find("more than 40"), std::string::npos) << words.out;
  EXPECT_NE(read_file(folder / "b/recovery.md").find("| learning rate | more than 40 |"), std::string::npos);
}

TEST(RecoverDoor, ADesignIsDaysTimesPrompts) {
  const Folder folder;
  for (const char* wrong : {"30", "30x", "x5", "30x0", "0x5", "30x5x2", "30*5"}) {
    const Outcome o = bowlby({"recover", "--design", wrong, "--output", folder / "a"});
    EXPECT_EQ(o.code, 64) << wrong;
    EXPECT_NE(o.err.find("--design"), std::string::npos) << o.err;
  }
  for (const Arguments& two : {Arguments{"--design", "14x5", "--days", "14"}, Arguments{"--design", "14x5,28x3"},
                               Arguments{"--longest", "90"}, Arguments{"--design", "14x5,28x5", "--longest", "90"},
                               Arguments{"--people", "10", "--design", "2x1", "--longest", "1"},
                               Arguments{"--people", "10", "--design", "2x1,2x1"}}) {
    Arguments all{"recover", "--output", folder / "a"};
    all.insert(all.end(), two.begin(), two.end());
    EXPECT_EQ(bowlby(all).code, 64) << two.front() << two.back();
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
}

TEST(RecoverDoor, RefusesWhatMakesNoSense) {
  const Folder folder;
  const Outcome wrong = bowlby({"recover", "--off", "uncertainty_to_pres", "--output", folder / "a"});
  EXPECT_EQ(wrong.code, 64) << wrong.err;
  EXPECT_NE(wrong.err.find("uncertainty_to_press"), std::string::npos) << wrong.err;
  EXPECT_EQ(bowlby({"recover", "--people", "2", "--output", folder / "b"}).code, 64);
  EXPECT_EQ(bowlby({"recover", "--days", "0", "--output", folder / "c"}).code, 64);
  for (const char* name : {"a", "b", "c"}) EXPECT_FALSE(std::filesystem::exists(folder / name)) << name;
  EXPECT_NE(bowlby({"recover", "--help"}).out.find("Examples:"), std::string::npos);
}

}  // namespace
}  // namespace bowlby::doors
