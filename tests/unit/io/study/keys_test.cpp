// The list of keys against the reader, the writer and itself: a key that one of them does not know is a fault here.
#include "io/study/keys.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/study/file.hpp"

namespace bowlby::io {
namespace {

// A study in which every key of every block can stand.
const char* const whole = R"(name: all
title: one
question: two
seed: 3
parameter_set: first_guesses
rung: 6
population: {founders: 20, generations: 2, years: 60, birth_years: 1, twins: false, unions: true, friends: true, deaths: true, adversity: true, natural_help: 1, replicates: 1, care: {response: .5, consistency: 3, rebuff: .2, fright: .1}}
arms: {assign: couple, at: union, months: 6, alone: false, groups: [{name: a, share: .5}, {name: b, share: .5}]}
events:
  - {kind: separation, age: 2, months: 2, size: 1, share: .5}
  - {kind: breakup, after: 3, arm: a}
  - {kind: care_change, age: 2, care: {response: .3}}
help: [{kind: therapy, age: 22, months: 6, dose: 1, share: .5}, {kind: couple_work, after: 2, arm: a}]
parameters: {stress_size: .8}
off: [holding_to_substitute]
waves:
  - {name: w, instrument: [ecr, symptoms], ages: [20, 25], generations: [1, 2], share: .5, missing: .1, dropout: .1, by: couple}
  - {name: d, instrument: diary, dates: [30], days: 3, prompts: 4, together: 5, of: both}
  - {name: s, instrument: sensitivity, ages: 1, minutes: 20, about: [mother]}
  - {name: f, instrument: strange_situation, ages: 1, coders: 2}
  - {name: m, instrument: ecr, months: [1, 2], after: union_start, items: true}
record: {moments: 2, moments_from: 1, moments_until: 2, courses: 3}
)";

const char* const needed = "name: all\nseed: 3\n";

// Where the key stands in `whole`: the first "key:" after its block's.
std::size_t place_of(const StudyKey& k, const std::string& text) {
  std::size_t from = 0;
  if (k.block == "groups") from = text.find("groups:");
  if (k.block == "care") from = text.find("care:");
  if (!k.block.empty() && k.block != "groups" && k.block != "care") from = text.find("\n" + std::string(k.block) + ":");
  for (std::size_t at = from; (at = text.find(std::string(k.name) + ": ", at)) != std::string::npos; ++at)
    if (at == 0 || text[at - 1] == '{' || text[at - 1] == ' ' || text[at - 1] == '\n') return at;
  for (std::size_t at = from; (at = text.find(std::string(k.name) + ":\n", at)) != std::string::npos; ++at)
    if (at == 0 || text[at - 1] == '\n' || text[at - 1] == ' ') return at;
  return std::string::npos;
}

std::string with_value(const StudyKey& k, const std::string& value) {
  std::string text = whole;
  const std::size_t at = place_of(k, text) + k.name.size() + 2;
  std::size_t end = at;
  int depth = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (c == '[') ++depth;
    if (depth == 0 && (c == ',' || c == '}' || c == '\n')) break;
    if (c == ']') --depth;
  }
  return text.replace(at, end - at, value);
}

TEST(StudyKeys, AllStandInOneStudyThatIsRead) {
  const auto study = parse_study(whole, "whole");
  ASSERT_TRUE(study) << text(study.problems().front());
  for (const StudyKey& k : study_keys())
    EXPECT_TRUE(k.name == "mixed" ||  // which belongs to arms drawn by person
                place_of(k, whole) != std::string::npos)
        << k.block << "." << k.name;
}

TEST(StudyKeys, WhatIsReadIsWrittenAndReadsBack) {
  const auto study = parse_study(whole, "whole");
  ASSERT_TRUE(study);
  const std::string written = write_study(*study);
  for (const StudyKey& k : study_keys())
    EXPECT_TRUE(k.name == "mixed" || k.name == "parameter_set" || k.name == "rung" ||  // as values and cuts
                place_of(k, written) != std::string::npos)
        << k.block << "." << k.name;
  const auto again = parse_study(written, "again");
  ASSERT_TRUE(again);
  EXPECT_EQ(write_study(*again), written);
}

class EveryNumber : public testing::TestWithParam<StudyKey> {};

// Out of bounds is refused at the key, with its bounds; just within is no fault of bounds.
TEST_P(EveryNumber, IsRefusedOutOfItsBoundsAndNotWithin) {
  const StudyKey& k = GetParam();
  const bool whole_number = k.shape == Shape::whole || k.shape == Shape::wholes;
  const auto as_text = [&](double x) {
    return whole_number ? std::to_string(static_cast<std::int64_t>(x)) : number_text(x);
  };
  const auto out_of_bounds = [&](const std::string& value) {
    const auto study = parse_study(with_value(k, value), "f");
    if (study) return false;
    for (const Problem& p : study.problems())
      if (p.key.ends_with(k.name) && p.line > 0 && (p.reason + p.remedy).find(number_text(k.low)) != std::string::npos)
        return true;
    return false;
  };
  EXPECT_TRUE(out_of_bounds(as_text(k.low - 1))) << with_value(k, as_text(k.low - 1));
  EXPECT_TRUE(k.high > 1e18 || out_of_bounds(as_text(k.high + 1))) << with_value(k, as_text(k.high + 1));
}

std::vector<StudyKey> numbers() {
  std::vector<StudyKey> out;
  for (const StudyKey& k : study_keys())
    if (k.shape == Shape::whole || k.shape == Shape::number || k.shape == Shape::numbers || k.shape == Shape::wholes)
      if (k.name != "size") out.push_back(k);  // whose upper bound depends on the kind of event
  return out;
}
INSTANTIATE_TEST_SUITE_P(Keys, EveryNumber, testing::ValuesIn(numbers()), [](const auto& k) {
  return (k.param.block.empty() ? std::string("study") : std::string(k.param.block)) + "_" + std::string(k.param.name);
});

// What the list says stands in the place of a key that is left out is what does.
TEST(StudyKeys, AKeyLeftOutIsAsTheListSays) {
  const auto bare = parse_study(needed, "bare");
  ASSERT_TRUE(bare);
  for (const StudyKey& k : study_keys()) {
    if (k.usual.empty() || k.needed() || (k.block != "population" && k.block != "record")) continue;
    const std::string said =
        needed + std::string(k.block) + ": {" + std::string(k.name) + ": " + std::string(k.usual) + "}\n";
    const auto study = parse_study(said, "said");
    ASSERT_TRUE(study) << said;
    EXPECT_EQ(write_study(*study), write_study(*bare)) << said;
  }
  const auto wave = [](const std::string& instrument, const std::string& more) {
    return std::string(needed) + "waves: [{name: w, instrument: " + instrument + ", ages: [1, 2]" + more + "}]\n";
  };
  const auto written = [](const std::string& text) {
    const auto study = parse_study(text, "f");
    return study ? write_study(*study) : "refused: " + bowlby::text(study.problems().front());
  };
  for (const StudyKey& k : study_keys()) {
    if (k.block != "waves" || k.usual.empty() || k.needed() || k.name == "by") continue;
    const std::string of = k.name == "minutes"                       ? "sensitivity"
                           : k.name == "coders"                      ? "strange_situation"
                           : k.name == "days" || k.name == "prompts" ? "diary"
                                                                     : "ecr";
    EXPECT_EQ(written(wave(of, ", " + std::string(k.name) + ": " + std::string(k.usual))), written(wave(of, "")))
        << k.name;
  }
  const auto help = [](const std::string& more) {
    return std::string(needed) + "help: [{kind: therapy, age: 1" + more + "}]\n";
  };
  for (const StudyKey& k : study_keys()) {
    if (k.block != "help" || k.usual.empty() || k.needed()) continue;
    EXPECT_EQ(written(help(", " + std::string(k.name) + ": " + std::string(k.usual))), written(help(""))) << k.name;
  }
}

TEST(StudyKeys, TheSchemaIsJsonAndHasAllOfThem) {
  const auto schema = nlohmann::json::parse(study_schema());
  for (const StudyKey& k : study_keys()) {
    const auto& block = k.block.empty() ? schema : schema["$defs"][std::string(k.block)];
    ASSERT_TRUE(block["properties"].contains(std::string(k.name))) << k.block << "." << k.name;
    EXPECT_FALSE(block["properties"][std::string(k.name)]["description"].get<std::string>().empty());
  }
  EXPECT_EQ(schema["properties"]["parameters"]["properties"].size(), parameter_table.size());
}

TEST(StudyKeys, TheStarterIsSoundWithAndWithoutItsCommentedParts) {
  std::string text = starter_study("mine");
  const auto study = parse_study(text, "mine");
  ASSERT_TRUE(study) << bowlby::text(study.problems().front());
  EXPECT_EQ(study->name, "mine");
  for (const char* part : {"# events:", "#   - {kind: separation", "# help:", "#   - {kind: therapy",
                           "# off:", "# parameters:", "#   stress"}) {
    const std::size_t at = text.find(part);
    ASSERT_NE(at, std::string::npos) << part;
    text.erase(at, 2);
  }
  const auto more = parse_study(text, "more");
  ASSERT_TRUE(more) << bowlby::text(more.problems().front());
  EXPECT_EQ(more->scenario.events.size() + more->scenario.help.size(), 2u);
}

}  // namespace
}  // namespace bowlby::io
