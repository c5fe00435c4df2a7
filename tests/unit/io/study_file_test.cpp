#include "io/study_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "io/fields.hpp"

namespace bowlby {
namespace {

const std::string studies = std::string(BOWLBY_SOURCE_DIR) + "/studies/";
const std::string minimal = "name: x\nseed: 7\n";

std::string all_text(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& p : problems) out += text(p) + "\n";
  return out;
}

// The problems of a text that must be refused.
std::string refusal(const std::string& yaml) {
  const auto study = parse_study(yaml, "s.yaml");
  EXPECT_FALSE(study) << yaml;
  return study ? "" : all_text(study.problems());
}

void expect_refused(const std::string& yaml, const std::vector<std::string>& words) {
  const std::string said = refusal(yaml);
  for (const std::string& word : words) EXPECT_NE(said.find(word), std::string::npos) << yaml << "\n-> " << said;
}

Study accepted(const std::string& yaml) {
  const auto study = parse_study(yaml, "s.yaml");
  EXPECT_TRUE(study) << all_text(study ? std::vector<Problem>{} : study.problems());
  return study ? *study : Study{};
}

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
  - {name: a, share: 1, care: {response: .2, consistency: 3, rebuff: .5, fright: .1}}
  - {name: b, share: .5}
events:
  - {kind: separation, age: 3, months: 2, size: .5, share: .25, arm: b}
  - {kind: placement, age: 4, care: {response: .1}}
help:
  - {kind: therapy, age: 30, months: 9, dose: 1.5, share: .5, arm: a}
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
  EXPECT_EQ(c.help[0].months, 9);
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
  for (const char* name : {"generations", "strange_situation", "rearing", "couples", "breakup", "therapy", "twins"}) {
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
  for (const char* change :
       {"rung: 5\n", "off: [rebuff_costs]\n", "parameters: {learning_rate: .05}\n", "population: {twins: true}\n",
        "arms: [{name: a, care: {fright: 0}}]\n", "events: [{kind: pulse, age: 1}]\n",
        "help: [{kind: regulation, age: 1}]\n", "waves: [{name: w, instrument: ecr, ages: 1}]\n",
        "record: {courses: 1}\n"})
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

struct Bad {
  const char* yaml;
  std::vector<std::string> words;
};

class StudyFileRefuses : public testing::TestWithParam<Bad> {};

TEST_P(StudyFileRefuses, ByPlaceAndKey) { expect_refused(GetParam().yaml, GetParam().words); }

// clang-format off
INSTANTIATE_TEST_SUITE_P(Bad, StudyFileRefuses, testing::Values(
    Bad{"seed: 1\n", {"s.yaml:1:1: name: is missing"}},
    Bad{"name: x\n", {"seed: is missing", "no default"}},
    Bad{"name: x\nseed: -1\n", {"s.yaml:2:7: seed", "out of range"}},
    Bad{"name: x\nseed: 1.5\n", {"seed: needs a whole number"}},
    Bad{"name: x\nseed: 18446744073709551616\n", {"seed", "out of range"}},
    Bad{"name: x\nseed: \"1\"\n", {"seed: needs a whole number"}},
    Bad{"name: x\nseed:\n", {"s.yaml:2:1: seed", "nothing"}},
    Bad{"name: x y\nseed: 1\n", {"s.yaml:1:7: name", "cannot be a name"}},
    Bad{"name: 'null'\nseed: 1\n", {"name"}},
    Bad{"name: [x]\nseed: 1\n", {"name: needs a name, found a list"}},
    Bad{"name: x\nseed: 1\ntitle: {a: b}\n", {"title: needs text, found a block of keys"}},
    Bad{"name: x\nseed: 1\nname: y\n", {"s.yaml:3:1: name: this key already stands on line 1"}},
    Bad{"name: x\nseed: 1\npopulation: {founders: 9, founders: 8}\n", {"s.yaml:3:27: founders", "already stands"}},
    Bad{"name: x\nseed: 1\nparameters: {nosuch: {a: 1, a: 2}}\n", {"parameters.nosuch: unknown key", "a: this key already"}},
    Bad{"name: x\nseed: 1\npopulation: 12\n", {"population: needs a block of keys, found a value"}},
    Bad{"name: x\nseed: 1\npopulation:\n", {"s.yaml:3:1: population", "found nothing"}},
    Bad{"name: x\nseed: 1\npopulation: {founders: 1}\n", {"population.founders", "out of range"}},
    Bad{"name: x\nseed: 1\npopulation: {founders: 10000001}\n", {"founders", "between 2 and 10000000"}},
    Bad{"name: x\nseed: 1\npopulation: {founders: 1e3}\n", {"founders: needs a whole number"}},
    Bad{"name: x\nseed: 1\npopulation: {founders: 99999999999999999999999}\n", {"founders", "out of range"}},
    Bad{"name: x\nseed: 1\npopulation: {generations: 0}\n", {"generations", "between 1 and 6"}},
    Bad{"name: x\nseed: 1\npopulation: {generations: 7}\n", {"generations"}},
    Bad{"name: x\nseed: 1\npopulation: {years: .05}\n", {"years", "between 0.1 and 400"}},
    Bad{"name: x\nseed: 1\npopulation: {years: 401}\n", {"years"}},
    Bad{"name: x\nseed: 1\npopulation: {years: .nan}\n", {"years: needs a number"}},
    Bad{"name: x\nseed: 1\npopulation: {years: .inf}\n", {"years: needs a number"}},
    Bad{"name: x\nseed: 1\npopulation: {years: 5, birth_years: 6}\n", {"birth_years", "do not end"}},
    Bad{"name: x\nseed: 1\npopulation: {twins: true, founders: 3}\n", {"twins", "even number"}},
    Bad{"name: x\nseed: 1\npopulation: {twins: yes}\n", {"twins: needs true or false"}},
    Bad{"name: x\nseed: 1\npopulation: {natural_help: -1}\n", {"natural_help"}},
    Bad{"name: x\nseed: 1\npopulation: {replicates: 0}\n", {"replicates"}},
    Bad{"name: x\nseed: 1\narms: []\n", {"arms: needs 1 to 250 arms"}},
    Bad{"name: x\nseed: 1\narms: {name: a}\n", {"arms: needs a list"}},
    Bad{"name: x\nseed: 1\narms: [a]\n", {"arms[1]: needs a block of keys"}},
    Bad{"name: x\nseed: 1\narms: [{share: 1}]\n", {"arms[1].name: is missing"}},
    Bad{"name: x\nseed: 1\narms: [{name: a}, {name: a}]\n", {"s.yaml:3:26: arms[2].name", "already there"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, share: 0}]\n", {"arms", "all nothing"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, share: 2}]\n", {"arms[1].share", "between 0 and 1"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, share: .5}, {name: b}]\n", {"some have none"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, care: {response: 1.1}}]\n", {"arms[1].care.response"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, care: {consistency: 0}}]\n", {"arms[1].care.consistency"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, care: {rebuf: 0}}]\n", {"arms[1].care.rebuf: unknown key; did you mean rebuff?"}},
    Bad{"name: x\nseed: 1\narms: [{name: a, care: {}}]\n", {"arms[1].care: says nothing"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: los, age: 3}]\n", {"events[1].kind", "did you mean loss?"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss}]\n", {"events[1].age: is missing"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss, age: 121}]\n", {"events[1].age", "between 0 and 120"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss, age: 30}]\n", {"events[1].age: nobody reaches the age of 30 in 20 years"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss, age: 3, months: 2}]\n", {"events[1].months: means nothing for loss"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss, age: 3, care: {fright: 1}}]\n", {"events[1].care: means nothing"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: separation, age: 3}]\n", {"events[1]: says not how long"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: separation, age: 3, months: 1, size: 2}]\n", {"events[1].size"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: care_change, age: 3}]\n", {"events[1]: says not what the new care is"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss, age: 3, arm: a}]\n", {"events[1].arm: the study has no arms"}},
    Bad{"name: x\nseed: 1\narms: [{name: abc}]\nevents: [{kind: loss, age: 3, arm: abd}]\n", {"events[1].arm", "did you mean abc?"}},
    Bad{"name: x\nseed: 1\nhelp: [{kind: therpy, age: 3}]\n", {"help[1].kind", "did you mean therapy?"}},
    Bad{"name: x\nseed: 1\nhelp: [{kind: gratitude, age: 3, months: 3}]\n", {"help[1].months: only therapy has a length"}},
    Bad{"name: x\nseed: 1\nhelp: [{kind: therapy, age: 3, dose: -1}]\n", {"help[1].dose"}},
    Bad{"name: x\nseed: 1\nparameters: {learning_rat: .1}\n", {"s.yaml:3:14: parameters.learning_rat: unknown key; did you mean learning_rate?"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: exr, ages: 3}]\n", {"waves[1].instrument", "did you mean ecr?"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: [], ages: 3}]\n", {"waves[1].instrument: is empty"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, ages: 3}]\n", {"waves[1].instrument: is missing"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr}]\n", {"waves[1].ages: is missing"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: []}]\n", {"waves[1].ages: is empty"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: [4, 3]}]\n", {"waves[1].ages[2]: ages must rise"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 20}]\n", {"waves[1].ages: nobody reaches"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, generations: [2]}]\n", {"waves[1].generations[1]", "between 1 and 1"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, about: mother}]\n", {"waves[1].about: means nothing for ecr"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: strange_situation, ages: 1, about: partner}]\n", {"waves[1].about", "choose mother"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: strange_situation, ages: 1, about: mothr}]\n", {"waves[1].about", "did you mean mother?"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, minutes: 3}]\n", {"waves[1].minutes: means nothing for ecr"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, prompts: 3}]\n", {"waves[1].prompts: means nothing for ecr"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: diary, ages: 3, days: 0}]\n", {"waves[1].days"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3}, {name: w, instrument: ecr, ages: 4}]\n", {"already has this instrument"}},
    Bad{"name: x\nseed: 1\nrecord: {moments: 1}\n", {"record: no time is left"}},
    Bad{"name: x\nseed: 1\nrecord: {courses: -3}\n", {"record.courses"}},
    Bad{"name: &a x\nseed: 1\n", {"s.yaml:1:7", "anchors and aliases"}},
    Bad{"name: x\nseed: *a\n", {"s.yaml:2"}},
    Bad{"name: !!str x\nseed: 1\n", {"s.yaml:1:7", "tags are not allowed"}},
    Bad{"name: ! x\nseed: 1\n", {"tags are not allowed"}},
    Bad{"name: x\nseed: 1\npopulation: !m {years: 1}\n", {"tags are not allowed"}},
    Bad{"name: x\nseed: 1\npopulation: &p {years: 1}\n", {"anchors and aliases"}},
    Bad{"name: x\nseed: 1\n---\nname: y\n", {"s.yaml:3", "second document"}},
    Bad{"name: x\nseed: 1\n? [a, b]\n: c\n", {"a key must be a plain name"}},
    Bad{"name: x\n seed: 1\n", {"s.yaml:2", "not YAML"}},
    Bad{"name: [x\n", {"not YAML"}},
    Bad{"- name\n- seed\n", {"needs a block of keys, found a list"}},
    Bad{"just text\n", {"needs a block of keys"}},
    Bad{"", {"the file is empty"}},
    Bad{" \n\t\n", {"the file is empty"}},
    Bad{"# only a comment\n", {"the file says nothing"}},
    Bad{"---\n", {"the file says nothing"}},
    Bad{"name: x\nseed: 1\ntitle: \xff\n", {"s.yaml:3:8", "UTF-8"}},
    Bad{"name: x\nseed: 1\ntitle: \xed\xa0\x80\n", {"UTF-8"}},
    Bad{"name: x\nseed: 1\n\x04title: hidden\n", {"s.yaml:3:1", "control characters"}}));
// clang-format on

TEST(StudyFile, ZeroBytesHugeFilesAndDeepNestsAreRefused) {
  expect_refused(std::string("name: x\nseed: 1\n\0", 17), {"s.yaml:3:1", "UTF-8"});
  expect_refused(minimal + "title: " + std::string(1 << 20, 'x'), {"larger than 1 MiB"});
  expect_refused(minimal + "title: " + std::string(300, 'x') + "\n", {"title: is longer than 200 bytes"});
  for (const char* open : {"[", "{a: ", "- ", "? ", "[{"}) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += open;
    expect_refused(deep, {"nested too deeply"});
    expect_refused(minimal + "waves: " + deep, {"s.yaml:"});
  }
}

TEST(StudyFile, AllProblemsAreToldInTheirOrder) {
  const auto study = parse_study("nam: x\nseed: a\npopulation: {years: 0}\nwaves: [{}]\n", "s.yaml");
  ASSERT_FALSE(study);
  const auto& problems = study.problems();
  EXPECT_EQ(problems.size(), 7u) << all_text(problems);
  EXPECT_TRUE(std::is_sorted(problems.begin(), problems.end(),
                             [](const Problem& a, const Problem& b) { return a.line < b.line; }));
  for (const Problem& p : problems) {
    EXPECT_EQ(p.file, "s.yaml");
    EXPECT_GT(p.line, 0) << text(p);
    EXPECT_GT(p.column, 0) << text(p);
    EXPECT_FALSE(p.reason.empty());
    EXPECT_FALSE(p.remedy.empty());
  }
}

TEST(StudyFile, VeryManyProblemsAreCounted) {
  std::string yaml = minimal;
  for (int i = 0; i < 500; ++i) yaml += "key" + std::to_string(i) + ": 1\n";
  const auto study = parse_study(yaml, "s.yaml");
  ASSERT_FALSE(study);
  EXPECT_EQ(study.problems().size(), 101u);
  EXPECT_NE(study.problems().back().reason.find("400 more"), std::string::npos);
}

TEST(StudyFile, WindowsLineEndsAndByteOrderMarkAreFine) {
  const Study s = accepted("\xEF\xBB\xBFname: x\r\nseed: 3\r\npopulation:\r\n  years: 4\r\n");
  EXPECT_EQ(s.scenario.years, 4);
  expect_refused("name: x\r\nseed: 3\r\npopulation:\r\n  yers: 4\r\n", {"s.yaml:4:3", "did you mean years?"});
}

TEST(StudyFile, FilesThatCannotBeReadAreFileProblems) {
  for (const std::string& path : {studies + "no_such.yaml", studies}) {
    const auto study = read_study(path);
    ASSERT_FALSE(study);
    EXPECT_EQ(study.problems()[0].fault, Fault::file) << text(study.problems()[0]);
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
