#include "io/study/calibration_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace bowlby;

namespace {

const std::string small = R"(name: small
seed: 3
studies:
  - {study: rearing, people: 90, screen_people: 45}
targets: {calibrate: 1, soft: .5, least_confidence: .6}
outcomes:
  - {name: classes, targets: [INF01, INF02]}
stages: {runs: 40}
parameters:
  care_mean: [-.1, .4]
  insistence: [1, 3]
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// The one problem of a text, or none.
Problem problem_of(const std::string& text) {
  const auto read = parse_calibration(text, "fit.yaml");
  EXPECT_FALSE(read);
  return read ? Problem{} : read.problems().front();
}

}  // namespace

TEST(CalibrationFile, ReadsEveryKey) {
  const auto read = parse_calibration(small, "fit.yaml");
  ASSERT_TRUE(read) << text(read.problems().front());
  EXPECT_EQ(read->name, "small");
  EXPECT_EQ(read->seed, 3u);
  ASSERT_EQ(read->studies.size(), 1u);
  EXPECT_EQ(read->studies[0].study.name, "rearing");
  EXPECT_EQ(read->studies[0].people, 90u);
  EXPECT_EQ(read->studies[0].screen_people, 45u);
  EXPECT_EQ(read->weight_soft, .5);
  ASSERT_EQ(read->outcomes.size(), 1u);
  EXPECT_EQ(read->outcomes[0].targets, (std::vector<std::string>{"INF01", "INF02"}));
  EXPECT_EQ(read->stages.runs, 40u);
  ASSERT_EQ(read->parameters.size(), 2u);
  EXPECT_EQ(read->parameters[0].row->name, "care_mean");
  EXPECT_EQ(read->parameters[0].low, -.1);
}

TEST(CalibrationFile, TheShippedOneFreesEveryParameterAroundItsDefault) {
  const auto read = shipped_calibration();
  ASSERT_TRUE(read) << text(read.problems().front());
  EXPECT_GE(read->studies.size(), 3u);
  EXPECT_GT(read->parameters.size(), 100u);
  for (const FreeParameter& p : read->parameters) {
    EXPECT_LT(p.low, p.row->value) << p.row->name;
    EXPECT_GT(p.high, p.row->value) << p.row->name;
  }
  EXPECT_EQ(read->outcomes.size(), 4u);
}

TEST(CalibrationFile, QuickIsTheSamePlanInSmall) {
  const auto read = shipped_calibration();
  ASSERT_TRUE(read);
  const CalibrationFile small_one = quick(*read);
  EXPECT_LT(small_one.parameters.size(), 40u);
  EXPECT_EQ(small_one.studies.size(), read->studies.size());
  for (const CalibrationStudy& s : small_one.studies) EXPECT_LE(s.people, 90u);
  EXPECT_LT(small_one.stages.runs, read->stages.runs);
  EXPECT_EQ(small_one.seed, read->seed);
}

TEST(CalibrationFile, SaysWhereAndWhatAndTheNearestName) {
  Problem p = problem_of(with(small, "care_mean", "care_maen"));
  EXPECT_EQ(p.line, 10);
  EXPECT_NE(p.remedy.find("care_mean"), std::string::npos) << text(p);
  p = problem_of(with(small, "study: rearing", "study: raering"));
  EXPECT_EQ(p.line, 4);
  EXPECT_NE(p.remedy.find("rearing"), std::string::npos) << text(p);
  p = problem_of(with(small, "INF02", "INF99"));
  EXPECT_EQ(p.line, 7);
  p = problem_of(with(small, "runs: 40", "run: 40"));
  EXPECT_NE(p.remedy.find("runs"), std::string::npos) << text(p);
}

TEST(CalibrationFile, RefusesBoundsThatCannotBe) {
  for (const char* bounds : {"[.4, -.1]", "[.1]", "[.1, .2, .3]", "[-9, .4]", "[a, b]", ".3"}) {
    const Problem p = problem_of(with(small, "[-.1, .4]", bounds));
    EXPECT_EQ(p.line, 10) << bounds;
    EXPECT_EQ(p.fault, Fault::data);
  }
  EXPECT_EQ(problem_of(with(small, "care_mean: [-.1, .4]", "security_buffer: [0, .5]")).line, 10);  // probit of 0
}

TEST(CalibrationFile, RefusesWhatSaysTooLittle) {
  EXPECT_FALSE(parse_calibration("", "fit.yaml"));
  EXPECT_FALSE(parse_calibration("name: x\n", "fit.yaml"));
  EXPECT_FALSE(parse_calibration(with(small, "  insistence: [1, 3]\n", ""), "fit.yaml"));
  EXPECT_FALSE(parse_calibration(with(small, "seed: 3", "seed: -1"), "fit.yaml"));
  EXPECT_FALSE(parse_calibration(with(small, "people: 90", "people: 0"), "fit.yaml"));
  EXPECT_FALSE(read_calibration("/nowhere/fit.yaml"));
}
