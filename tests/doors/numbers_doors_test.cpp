// Numbers on the command line: every option of every command reads them as a study file does, and is named.
#include <gtest/gtest.h>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

struct NumberOption {
  Arguments command;
  std::string option;
  bool whole;
};

class NumberOptions : public testing::TestWithParam<NumberOption> {};

TEST_P(NumberOptions, RefuseWhatIsNoNumberInTheirRange) {
  const Folder folder;
  const auto& [command, option, whole] = GetParam();
  std::vector<std::string> bad{"-7", "99999999999999999999999", "", "0x10", "nan", "1 ", "ten"};
  if (whole) bad.insert(bad.end(), {"1e3", "12.5"});
  bad.push_back("32,5");
  for (const std::string& value : bad) {
    Arguments line = command;
    if (command[0] != "studio") line.insert(line.end(), {"--output", folder / "out"});
    line.insert(line.end(), {option, value});
    const Outcome o = bowlby(line);
    EXPECT_EQ(o.code, 64) << option << " " << value << ": " << o.err;
    EXPECT_TRUE(o.err.starts_with("bowlby: " + option + ": ")) << o.err;
    EXPECT_TRUE(o.err.find(" and ") != std::string::npos || o.err.find("write a point") != std::string::npos) << o.err;
    EXPECT_EQ(o.err.find("See bowlby "), o.err.find('\n') + 1) << "one complaint, and where to read on: " << o.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out")) << option << " " << value;
  }
}

const Arguments run{"run", study_path("couples")}, studio{"studio", "--no-open"};

INSTANTIATE_TEST_SUITE_P(
    Doors, NumberOptions,
    testing::Values(NumberOption{run, "--people", true}, NumberOption{run, "--generations", true},
                    NumberOption{run, "--years", false}, NumberOption{run, "--replicates", true},
                    NumberOption{run, "--seed", true}, NumberOption{run, "--threads", true},
                    NumberOption{run, "--block", true}, NumberOption{run, "--checkpoint-seconds", false},
                    NumberOption{{"recover"}, "--seed", true}, NumberOption{{"recover"}, "--threads", true},
                    NumberOption{{"recover"}, "--age", false}, NumberOption{{"claims", "run", "C020"}, "--seeds", true},
                    NumberOption{{"claims", "run", "C020"}, "--threads", true},
                    NumberOption{{"plan", study_path("therapy")}, "--cost-person", false},
                    NumberOption{{"plan", study_path("therapy")}, "--draw-count", true},
                    NumberOption{{"validate"}, "--scale", false}, NumberOption{{"validate"}, "--threads", true},
                    NumberOption{{"calibrate"}, "--threads", true}, NumberOption{studio, "--port", true},
                    NumberOption{studio, "--threads", true}),
    [](const auto& one) {
      std::string name = one.param.command[0] + one.param.option;
      std::erase_if(name, [](char c) { return c == '-'; });
      return name;
    });

TEST(NumberLists, EachNumberIsJudged) {
  const Folder folder;
  for (const Arguments& bad : {Arguments{"--people", "20,-3"}, {"--people", "20,"}, {"--days", "30,0x20"}}) {
    const Outcome o = bowlby({"recover", "--output", folder / "out", bad[0], bad[1]});
    EXPECT_EQ(o.code, 64) << o.err;
    EXPECT_TRUE(o.err.starts_with("bowlby: " + bad[0] + ": ")) << o.err;
  }
}

TEST(StudyNumbers, TheOptionIsNamedAndNoLineThatTheFileDoesNotHave) {
  const Folder folder;
  const std::string study =
      folder.write("short.yaml",
                   "name: short\nseed: 7\npopulation: {years: 32}\nwaves:\n  - {name: q, instrument: ecr, ages: 20}\n");
  const Outcome years = bowlby({"run", study, "--output", folder / "out", "--years", "0"});
  EXPECT_EQ(years.err,
            "bowlby: --years: 0 is out of range; choose a number between 0.1 and 400\nSee bowlby run --help\n");
  const Outcome early = bowlby({"run", study, "--output", folder / "out", "--years", "12"});
  EXPECT_EQ(early.code, 65);
  EXPECT_EQ(early.err, "bowlby: " + study +
                           ":5:38: waves[1].ages: nobody reaches the age of 20 in 12 years; raise --years above it\n");
  const Outcome twins = bowlby({"run", study_path("rearing"), "--output", folder / "out", "--set", "stress_size=1,5"});
  EXPECT_NE(twins.err.find("write a point, not a comma: 1.5"), std::string::npos) << twins.err;
}

TEST(SetDoor, WhatNoRunReadsIsSaid) {
  const Folder folder;
  const std::string study = folder.write("t.yaml", "name: t\nseed: 7\npopulation: {founders: 4, years: 1}\n");
  const Outcome idle = bowlby({"run", study, "--no-report", "--output", folder / "a", "--set", "scene_clock=9"});
  EXPECT_EQ(idle.code, 0);
  EXPECT_NE(idle.err.find("--set scene_clock: no run of a population reads this"), std::string::npos) << idle.err;
  const Outcome acts = bowlby({"run", study, "--no-report", "--output", folder / "b", "--set", "stress_size=1"});
  EXPECT_EQ(acts.err.find("reads this"), std::string::npos) << acts.err;
}

}  // namespace
}  // namespace bowlby::doors
