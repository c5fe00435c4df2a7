// Everything a study file may not say, and what the reader answers.
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/io/study/text.hpp"

namespace bowlby {
namespace {

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
    Bad{"name: x\nseed: 1\narms: {name: a}\n", {"arms.name: unknown key", "arms.groups: is missing"}},
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
    Bad{"name: x\nseed: 1\nhelp: [{kind: secure_partner, age: 12}]\n", {"help[1].age: is too young"}},
    Bad{"name: x\nseed: 1\nhelp: [{kind: parenting, age: 17.9}]\n", {"help[1].age: is too young"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: breakup, age: 15}]\n", {"events[1].age: is too young"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: separation, age: 3, months: 2.5}]\n", {"events[1].months: would last 2.5 months"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: institution, age: 3, months: 0}]\n", {"events[1].months: is no length"}},
    Bad{"name: x\nseed: 1\nhelp: [{kind: therapy, age: 3, months: 6, dose: .3}]\n", {"help[1].months: would last 1.8"}},
    Bad{"name: x\nseed: 1\nhelp: [{kind: therapy, age: 3, dose: .3}]\n", {"help[1].dose: would last 1.8"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: loss, age: 3, care: {fright: 1}}]\n", {"events[1].care: means nothing"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: separation, age: 3}]\n", {"events[1]: says not how long"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: separation, age: 3, months: 1, size: 2}]\n", {"events[1].size"}},
    Bad{"name: x\nseed: 1\nevents: [{kind: partner_change, age: 30}]\n", {"events[1]: says not what the new care is"}},
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
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, together: 3}]\n", {"waves[1].together: means nothing for ecr"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, coders: 2}]\n", {"waves[1].coders: means nothing for ecr"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: [ecr, symptoms], ages: 3, items: true}]\n", {"waves[1].items: means nothing for symptoms", "it belongs to ecr and relationship_questionnaire"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: ecr, ages: 3, items: 3}]\n", {"waves[1].items"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: strange_situation, ages: 1, coders: 5}]\n", {"waves[1].coders", "between 1 and 4"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: strange_situation, ages: 1, coders: 2}, {name: w_coder2, instrument: strange_situation, ages: 1}]\n", {"waves: a wave is called w_coder2"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: diary, ages: 3, together: -1}]\n", {"waves[1].together", "between 0 and 3650"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: diary, ages: 3, days: 367}]\n", {"waves[1].days", "between 1 and 366"}},
    Bad{"name: x\nseed: 1\nwaves: [{name: w, instrument: diary, ages: 3, prompts: 49}]\n", {"waves[1].prompts", "between 1 and 48"}},
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

TEST(StudyFile, VeryManyProblemsAreCutShort) {
  std::string yaml = minimal;
  for (int i = 0; i < 500; ++i) yaml += "key" + std::to_string(i) + ": 1\n";
  const auto study = parse_study(yaml, "s.yaml");
  ASSERT_FALSE(study);
  EXPECT_EQ(study.problems().size(), 101u);
  EXPECT_NE(study.problems().back().reason.find("more problems"), std::string::npos);
}

TEST(StudyFile, EndlessListsAreRefused) {
  std::string list = "[";
  for (int i = 0; i < 1001; ++i) list += "1,";
  expect_refused(minimal + "waves: [{name: w, instrument: ecr, ages: " + list + "]}]\n", {"ages: has 1001 entries"});
  expect_refused(minimal + "off: " + list + "]\n", {"off: has 1001 entries"});
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

}  // namespace
}  // namespace bowlby
