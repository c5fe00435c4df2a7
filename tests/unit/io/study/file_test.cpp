#include "io/study/file.hpp"

#include <gtest/gtest.h>

#include "instruments/diary/diary.hpp"
#include "io/text/fields.hpp"
#include "unit/io/study/text.hpp"

namespace bowlby {
namespace {

TEST(StudyFile, SaysLittleAndGetsDefaults) {
  const Study s = accepted(minimal);
  EXPECT_EQ(s.name, "x");
  EXPECT_EQ(s.scenario.seed, 7u);
  EXPECT_EQ(s.scenario.founders, Scenario{}.founders);
  EXPECT_EQ(s.scenario.arms.size(), 1u);
  EXPECT_EQ(s.scenario.edges, EdgeSet::all());
  EXPECT_EQ(s.source, minimal);
}

TEST(StudyFile, ReadsEveryKey) {
  const Study s = accepted(R"(
name: all-keys
title: One of each
question: >
  Does every key
  arrive?
seed: 18446744073709551615
population: {founders: 20, generations: 3, years: 50.5, birth_years: 2, twins: true, unions: false, friends: false,
             deaths: false, adversity: false, natural_help: .25, replicates: 4}
arms:
  - {name: a, share: .66, care: {response: .2, consistency: 3, rebuff: .5, fright: .1}}
  - {name: b, share: .33}
events:
  - {kind: separation, age: 3, months: 2, size: .5, share: .25, arm: b}
  - {kind: placement, age: 4, care: {response: .1}}
help:
  - {kind: therapy, age: 30, months: 8, dose: 1.5, share: .5, arm: a}
  - {kind: gratitude, age: 31}
rung: R3
off: [prototype_pulls]
parameters: {learning_rate: .1, stress_size: 1}
waves:
  - {name: w, instrument: sensitivity, ages: [.5, 1], about: [mother, father], generations: [1, 3], share: .9,
     missing: .1, minutes: 60}
  - {name: d, instrument: [diary], ages: 20, days: 14, prompts: 4}
  - {name: r, instrument: relationship_questionnaire, ages: 20, about: [friend, partner, ex, therapist]}
record: {moments: 2, moments_from: 1, moments_until: 1.5, courses: 9}
)");
  const Scenario& c = s.scenario;
  EXPECT_EQ(s.question, "Does every key arrive?");
  EXPECT_EQ(c.seed, 18446744073709551615u);
  EXPECT_EQ(c.founders, 20u);
  EXPECT_EQ(c.generations, 3);
  EXPECT_EQ(c.years, 50.5);
  EXPECT_EQ(c.birth_years, 2);
  EXPECT_TRUE(c.twins);
  EXPECT_FALSE(c.unions || c.friends || c.deaths || c.adversity);
  EXPECT_EQ(c.natural_help, .25);
  EXPECT_EQ(s.replicates, 4u);
  ASSERT_EQ(c.arms.size(), 2u);
  EXPECT_NEAR(c.arms[0].share, 2. / 3, 1e-15);
  EXPECT_NEAR(c.arms[1].share, 1. / 3, 1e-15);
  EXPECT_EQ(c.arms[0].care.response, .2);
  EXPECT_EQ(c.arms[0].care.consistency, 3);
  EXPECT_EQ(c.arms[0].care.rebuff, .5);
  EXPECT_EQ(c.arms[0].care.fright, .1);
  EXPECT_FALSE(c.arms[1].care.response);
  ASSERT_EQ(c.events.size(), 2u);
  EXPECT_EQ(c.events[0].kind, LifeEventKind::separation);
  EXPECT_EQ(c.events[0].months, 2);
  EXPECT_EQ(c.events[0].size, .5);
  EXPECT_EQ(c.events[0].share, .25);
  EXPECT_EQ(c.events[0].arm, "b");
  EXPECT_EQ(c.events[1].care.response, .1);
  ASSERT_EQ(c.help.size(), 2u);
  EXPECT_EQ(c.help[0].kind, HelpKind::therapy);
  EXPECT_EQ(c.help[0].months, 8);
  EXPECT_EQ(c.help[0].dose, 1.5);
  EXPECT_EQ(c.help[1].dose, 1);
  EXPECT_EQ(c.params.learning_rate, .1);
  EXPECT_EQ(c.params.stress_size, 1);
  EdgeSet edges = EdgeSet::rung(3);
  edges.cut(find_edge("prototype_pulls"));
  EXPECT_EQ(c.edges, edges);
  ASSERT_EQ(s.waves.size(), 3u);
  EXPECT_EQ(s.waves[0].ages, (std::vector<double>{.5, 1}));
  EXPECT_EQ(s.waves[0].about, (std::vector<int>{0, 1}));
  EXPECT_EQ(s.waves[0].generations, (std::vector<int>{1, 3}));
  EXPECT_EQ(s.waves[0].share, .9);
  EXPECT_EQ(s.waves[0].missing, .1);
  EXPECT_EQ(s.waves[0].minutes, 60);
  EXPECT_EQ(s.waves[1].instrument, Instrument::diary);
  EXPECT_EQ(s.waves[1].days, 14);
  EXPECT_EQ(s.waves[1].prompts, 4);
  EXPECT_EQ(s.waves[1].together, 14) << "as long as the diary";
  EXPECT_EQ(s.waves[2].about, (std::vector<int>{3, 5, 6, 7}));
  EXPECT_EQ(c.record_moments, 2u);
  EXPECT_EQ(c.moments_until, 1.5);
  EXPECT_EQ(c.record_courses, 9u);
}

TEST(StudyFile, AListOfInstrumentsIsOneWaveEach) {
  const Study s = accepted(minimal + "waves: [{name: w, instrument: [ecr, symptoms], ages: [3, 4]}]\n");
  ASSERT_EQ(s.waves.size(), 2u);
  EXPECT_EQ(s.waves[0].instrument, Instrument::ecr);
  EXPECT_EQ(s.waves[1].instrument, Instrument::symptoms);
  EXPECT_EQ(s.waves[1].ages.size(), 2u);
}

TEST(StudyFile, TakesADiaryAsLongAsTheInstrumentKeepsOne) {
  const std::string days = std::to_string(most_diary_days), prompts = std::to_string(most_diary_prompts);
  const Study s = accepted(minimal + "waves: [{name: w, instrument: diary, ages: 3, days: " + days +
                           ", prompts: " + prompts + "}]\n");
  ASSERT_EQ(s.waves.size(), 1u);
  EXPECT_EQ(s.waves[0].days, most_diary_days);
  EXPECT_EQ(s.waves[0].prompts, most_diary_prompts);
}

TEST(StudyFile, TypoIsNamedWithItsPlaceAndTheNearestKey) {
  const auto study = read_study(studies + "typo.yaml");
  ASSERT_FALSE(study);
  ASSERT_EQ(study.problems().size(), 1u);
  const Problem& p = study.problems()[0];
  EXPECT_EQ(p.fault, Fault::data);
  EXPECT_EQ(p.key, "popluation");
  EXPECT_EQ(p.column, 1);
  EXPECT_NE(text(p).find("typo.yaml:10:1: popluation: unknown key; did you mean population?"), std::string::npos)
      << text(p);
}

TEST(StudyFile, EveryShippedStudyReadsAndWritesBackTheSame) {
  for (const char* name : {"generations", "strange_situation", "rearing", "couples", "breakup", "therapy", "twins",
                           "transmission_gap", "programme", "lives"}) {
    const auto study = read_study(studies + name + ".yaml");
    ASSERT_TRUE(study) << name << "\n" << all_text(study.problems());
    EXPECT_EQ(study->name, name);
    EXPECT_FALSE(study->title.empty());
    EXPECT_FALSE(study->question.empty());
    EXPECT_FALSE(study->waves.empty());
    const std::string once = write_study(*study);
    const auto again = parse_study(once, "again");
    ASSERT_TRUE(again) << name << "\n" << all_text(again.problems());
    EXPECT_EQ(write_study(*again), once) << name;
    EXPECT_EQ(again->scenario.edges, study->scenario.edges);
    for (const ParamInfo& p : parameter_table)
      EXPECT_EQ(again->scenario.params.*(p.field), study->scenario.params.*(p.field)) << p.name;
  }
}

TEST(StudyFile, WritesAwkwardTextAndNumbersBack) {
  Study s = accepted(minimal);
  s.title = "quotes \" and \\ and\ttabs: - # é €";
  s.question = "two\nlines";
  s.scenario.params.learning_rate = .1 + .2;
  s.scenario.natural_help = 1e-300;
  const Study back = accepted(write_study(s));
  EXPECT_EQ(back.title, s.title);
  EXPECT_EQ(back.question, s.question);
  EXPECT_EQ(back.scenario.params.learning_rate, .1 + .2);
  EXPECT_EQ(back.scenario.natural_help, 1e-300);
}

TEST(StudyFile, WhatSetsTheRunApartShowsInTheWrittenStudy) {
  const std::string base = write_study(accepted(minimal));
  for (const char* change : {"rung: 5\n", "off: [rebuff_costs]\n", "parameters: {learning_rate: .05}\n",
                             "population: {twins: true}\n", "arms: [{name: a, care: {fright: 0}}]\n",
                             "events: [{kind: pulse, age: 1}]\n", "help: [{kind: regulation, age: 1}]\n",
                             "waves: [{name: w, instrument: ecr, ages: 1}]\n", "record: {courses: 1}\n"})
    EXPECT_NE(write_study(accepted(minimal + change)), base) << change;
}

// One good and one bad value at every door of the parameter table.
TEST(StudyFile, EveryParameterTakesItsBoundsAndNothingBeyond) {
  for (const ParamInfo& p : parameter_table) {
    const std::string head = minimal + "parameters:\n  " + std::string(p.name) + ": ";
    for (const double good : {p.low, p.high}) {
      const Study s = accepted(head + io::number_text(good) + "\n");
      EXPECT_EQ(s.scenario.params.*(p.field), good) << p.name;
    }
    const double width = p.high - p.low;
    for (const double bad : {p.low - .01 * width, p.high + .01 * width})
      expect_refused(head + io::number_text(bad) + "\n",
                     {"s.yaml:4:" + std::to_string(p.name.size() + 5) + ": parameters." + std::string(p.name),
                      "out of range", "between " + io::number_text(p.low) + " and " + io::number_text(p.high)});
    for (const char* bad : {".nan", "nan", "inf", "-.inf", "1e999", "much", "\"1\"", "[1]", "{a: 1}", "", "0x1", "1,5"})
      expect_refused(head + bad + "\n", {"parameters." + std::string(p.name)});
  }
}

TEST(StudyFile, EveryParameterTakesTheSameValuesFromTheCommandLine) {
  for (const ParamInfo& p : parameter_table) {
    Params params;
    const std::string name(p.name);
    EXPECT_FALSE(set_parameter(params, name + "=" + io::number_text(p.high)));
    EXPECT_EQ(params.*(p.field), p.high);
    const Params before = params;
    for (const std::string& bad : {io::number_text(p.high + 1), io::number_text(p.low - 1), std::string("nan"),
                                   std::string("inf"), std::string(), std::string("1x"), std::string(" 1")}) {
      const auto problem = set_parameter(params, name + "=" + bad);
      ASSERT_TRUE(problem) << name << "=" << bad;
      EXPECT_EQ(problem->fault, Fault::usage);
      EXPECT_NE(text(*problem).find(name), std::string::npos);
      EXPECT_EQ(params.*(p.field), before.*(p.field));
    }
  }
  Params params;
  EXPECT_NE(text(*set_parameter(params, "learning_rat=1")).find("did you mean learning_rate?"), std::string::npos);
  EXPECT_NE(text(*set_parameter(params, "learning_rate")).find("needs a value"), std::string::npos);
}

TEST(StudyFile, EveryEdgeCanBeCutByName) {
  for (int e = 0; e < edge_count; ++e) {
    const std::string name(edge_table[static_cast<std::size_t>(e)].name);
    EdgeSet expected;
    expected.cut(e);
    EXPECT_EQ(accepted(minimal + "off: [" + name + "]\n").scenario.edges, expected);
    EdgeSet edges;
    EXPECT_FALSE(cut_edge(edges, name));
    EXPECT_EQ(edges, expected);
  }
  EdgeSet edges;
  EXPECT_NE(text(*cut_edge(edges, "rebuf_costs")).find("did you mean rebuff_costs?"), std::string::npos);
  expect_refused(minimal + "off: [rebuf_costs]\n", {"off[1]", "did you mean rebuff_costs?"});
}

TEST(StudyFile, RungsCutWhatLiesAbove) {
  for (int r = 0; r <= top_rung; ++r) {
    EdgeSet edges;
    EXPECT_FALSE(cut_to_rung(edges, "R" + std::to_string(r)));
    EXPECT_EQ(edges, EdgeSet::rung(r));
    EXPECT_EQ(accepted(minimal + "rung: " + std::to_string(r) + "\n").scenario.edges, EdgeSet::rung(r));
    EXPECT_EQ(accepted(minimal + "rung: R" + std::to_string(r) + "\n").scenario.edges, EdgeSet::rung(r));
  }
  for (const char* bad : {"7", "R7", "-1", "R", "", "R33", "three"}) {
    EdgeSet edges;
    EXPECT_TRUE(cut_to_rung(edges, bad)) << bad;
    EXPECT_EQ(edges, EdgeSet::all());
    expect_refused(minimal + "rung: " + bad + "\n", {"rung"});
  }
}

TEST(Problem, NearestNames) {
  EXPECT_EQ(nearest_name("popluation", {"parameters", "population"}), "population");
  EXPECT_EQ(nearest_name("yers", {"years", "waves"}), "years");
  EXPECT_EQ(nearest_name("xyzzy", {"years", "waves"}), "");
  EXPECT_EQ(nearest_name("", {"years"}), "");
  EXPECT_EQ(nearest_name("ab", {"abc"}), "");
  EXPECT_EQ(nearest_name(std::string(100'000, 'a'), {"years"}), "");
}

TEST(Problem, TextNamesWhatIsKnown) {
  EXPECT_EQ(text({Fault::data, "f", 3, 4, "k", "r", "m"}), "f:3:4: k: r; m");
  EXPECT_EQ(text({Fault::data, "f", 3, 0, "", "r", ""}), "f:3: r");
  EXPECT_EQ(text({Fault::data, "f", 0, 0, "", "r", "m"}), "f: r; m");
  EXPECT_EQ(text({Fault::usage, "", 0, 0, "--x", "r", "m"}), "--x: r; m");
}

}  // namespace
}  // namespace bowlby
