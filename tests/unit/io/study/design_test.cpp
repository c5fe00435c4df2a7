// How a study says for whom and when: arms drawn by person or couple, help after the drawing, waves by three clocks.
#include <gtest/gtest.h>

#include "unit/io/study/text.hpp"

namespace bowlby {
namespace {

const std::string trial = minimal + R"(population: {years: 40, care: {response: .5}}
arms:
  assign: couple
  at: 30
  groups: [{name: work}, {name: wait}]
help:
  - {kind: couple_work, after: 1, dose: 2, arm: work}
events:
  - {kind: pulse, after: 3}
waves:
  - {name: start, instrument: ecr, months: [0, 6], after: enrolment, of: both, dropout: .2, by: couple}
  - {name: now, instrument: satisfaction, dates: [31, 32.5]}
)";

TEST(StudyDesign, ATrialOfCouplesIsReadAndWrittenBackTheSame) {
  const Study s = accepted(trial);
  const Assignment& a = s.scenario.assignment;
  EXPECT_EQ(a.unit, ArmUnit::couple);
  EXPECT_EQ(a.at, ArmTime::age);
  EXPECT_EQ(a.age, 30);
  EXPECT_EQ(s.scenario.care.response, .5);
  EXPECT_EQ(s.scenario.help.at(0).after, 1);
  EXPECT_EQ(s.scenario.events.at(0).after, 3);
  EXPECT_EQ(s.waves.at(0).months, (std::vector<int>{0, 6}));
  EXPECT_EQ(s.waves.at(0).after, EventKind::enrolment);
  EXPECT_TRUE(s.waves.at(0).both);
  EXPECT_TRUE(s.waves.at(0).by_couple);
  EXPECT_EQ(s.waves.at(0).dropout, .2);
  EXPECT_EQ(s.waves.at(1).dates, (std::vector<double>{31, 32.5}));
  EXPECT_EQ(s.scenario.followed, std::uint64_t{1} << static_cast<unsigned>(EventKind::enrolment));
  EXPECT_EQ(write_study(accepted(write_study(s))), write_study(s));
  const Study by_union = accepted(
      minimal +
      "population: {years: 40}\narms: {assign: couple, at: union, months: 12, alone: false, groups: [{name: a}]}\n");
  EXPECT_EQ(by_union.scenario.assignment.at, ArmTime::union_start);
  EXPECT_EQ(by_union.scenario.assignment.months, 12);
  EXPECT_EQ(write_study(accepted(write_study(by_union))), write_study(by_union));
  const Study mixed = accepted(minimal + "arms: {mixed: true, groups: [{name: a, care: {response: .3}}, {name: b}]}\n");
  EXPECT_TRUE(mixed.scenario.assignment.mixed);
  EXPECT_EQ(write_study(accepted(write_study(mixed))), write_study(mixed));
}

TEST(StudyDesign, RefusesWhatCannotBe) {
  const std::string years = minimal + "population: {years: 40}\n";
  const std::string people = years + "arms: [{name: a}, {name: b}]\n";
  const std::string later = years + "arms: {at: 30, groups: [{name: a}, {name: b}]}\n";
  const std::string wave = people + "waves:\n  - {name: w, instrument: ecr, ";
  const struct {
    std::string text;
    std::vector<std::string> words;
  } bad[]{
      {years + "arms: {assign: couple, groups: [{name: a}]}\n", {"arms.assign: nobody is born as one of a couple"}},
      {years + "arms: {assign: couple, at: 17, groups: [{name: a}]}\n", {"arms.at: is too young"}},
      {years + "arms: {at: 41, groups: [{name: a}]}\n", {"arms.at: nobody reaches"}},
      {years + "arms: {at: wedding, groups: [{name: a}]}\n", {"arms.at", "is no time at which arms are drawn"}},
      {years + "arms: {at: 30, months: 3, groups: [{name: a}]}\n", {"arms.months: means nothing here"}},
      {years + "arms: {alone: true, groups: [{name: a}]}\n", {"arms.alone: means nothing here"}},
      {years + "arms: {assign: couple, at: 30, mixed: true, groups: [{name: a}]}\n",
       {"arms.mixed: means nothing here"}},
      {years + "arms: {at: 30, groups: [{name: a, care: {response: .1}}]}\n", {"care: nobody grows up in an arm"}},
      {people + "help: [{kind: couple_work, age: 30, arm: a}]\n", {"help[1].arm: befalls both", "assign: couple"}},
      {people + "help: [{kind: secure_partner, age: 30, arm: a}]\n", {"help[1].arm: befalls both"}},
      {people + "events: [{kind: breakup, age: 30, arm: a}]\n", {"events[1].arm: befalls both"}},
      {people + "help: [{kind: therapy, after: 3, arm: a}]\n", {"help[1].after: counts months", "drawn at birth"}},
      {later + "help: [{kind: therapy, age: 20, arm: a}]\n", {"help[1].age: comes before the arms are drawn"}},
      {later + "help: [{kind: therapy, age: 31, after: 2, arm: a}]\n", {"help[1].after: says when, as age does"}},
      {later + "events: [{kind: pulse, age: 10, arm: a}]\n", {"events[1].age: comes before"}},
      {wave + "ages: 30, dates: 20}\n", {"waves[1].dates: is a second clock"}},
      {wave + "dates: 40}\n", {"waves[1].dates: lies beyond the 40 years run"}},
      {wave + "months: 6}\n", {"waves[1].months: counts from nothing"}},
      {wave + "ages: 30, after: union_start}\n", {"waves[1].after: means nothing without months"}},
      {wave + "months: 6, after: union_strat}\n", {"waves[1].after", "did you mean union_start?"}},
      {wave + "months: 6, after: enrolment}\n", {"waves[1].after: is the drawing of the arms"}},
      {wave + "months: [6, 3], after: union_start}\n", {"months must rise"}},
      {wave + "ages: 30, of: couple}\n", {"waves[1].of"}},
      {wave + "ages: 30, by: couple}\n", {"waves[1].by: means nothing without dropout"}},
      {wave + "ages: 30, dropout: 1}\n", {"waves[1].dropout", "between 0 and 0.99"}},
  };
  for (const auto& b : bad) expect_refused(b.text, b.words);
}

TEST(StudyDesign, EachCoderHasAWaveAndOneLineSaysSo) {
  const auto names = [](const Study& s) {
    std::string out;
    for (const Wave& w : s.waves) out += w.name + " " + std::to_string(w.coder) + " " + w.film_of + ", ";
    return out;
  };
  const Study study = accepted(minimal +
                               "waves:\n  - {name: one, instrument: strange_situation, ages: 1.05, coders: 3}\n"
                               "  - {name: one, instrument: sensitivity, ages: 1}\n");
  EXPECT_EQ(names(study), "one 1 , one_coder2 2 one, one_coder3 3 one, one 1 , ");
  EXPECT_EQ(names(accepted(write_study(study))), names(study));
}

}  // namespace
}  // namespace bowlby
