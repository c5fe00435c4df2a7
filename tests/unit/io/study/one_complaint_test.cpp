// One fault, one complaint: nothing is judged by a value that was refused, and what the eye misses is told by its name.
#include "unit/io/study/text.hpp"

namespace bowlby {
namespace {

struct Fault1 {
  const char* what;
  std::string yaml;
  std::vector<std::string> words;
};

class OneComplaint : public testing::TestWithParam<Fault1> {};

TEST_P(OneComplaint, IsAllThatOneFaultBrings) {
  const auto study = parse_study(GetParam().yaml, "s.yaml");
  ASSERT_FALSE(study) << GetParam().yaml;
  EXPECT_EQ(study.problems().size(), 1u) << all_text(study.problems());
  for (const std::string& word : GetParam().words)
    EXPECT_NE(all_text(study.problems()).find(word), std::string::npos) << word << " in " << all_text(study.problems());
}

const std::string late = "waves: [{name: w, instrument: ecr, ages: [40, 50], generations: 3}]\n";
const std::string late_help = "help: [{kind: gratitude, age: 40}]\n";

INSTANTIATE_TEST_SUITE_P(
    Study, OneComplaint,
    testing::Values(
        Fault1{"YearsRefused", minimal + "population: {years: 0}\n" + late_help, {"s.yaml:3:21", "out of range"}},
        Fault1{"YearsNoNumber", minimal + "population: {years: long}\n" + late_help, {"population.years"}},
        Fault1{"YearsWithComma",
               minimal + "population:\n  years: 32,5\n" + late_help,
               {"s.yaml:4:10", "write a point, not a comma: 32.5"}},
        Fault1{"YearsWithCommaInBraces", minimal + "population: {years: 32,5}\n" + late_help, {"write a point"}},
        Fault1{"YearsMisspelt", minimal + "population: {yeers: 60}\n" + late_help, {"did you mean years?"}},
        Fault1{"PopulationMisspelt", minimal + "popluation: {years: 60}\n" + late_help, {"did you mean population?"}},
        Fault1{"PopulationNoBlock", minimal + "population: 60\n" + late_help, {"needs a block of keys"}},
        Fault1{"GenerationsRefused",
               minimal + "population: {years: 60, generations: 9}\nwaves: [{name: w, instrument: ecr, ages: 30, "
                         "generations: [2]}]\n",
               {"population.generations"}},
        Fault1{"FoundersRefused", minimal + "population: {founders: 1, twins: true}\n", {"founders"}},
        Fault1{"BirthsRefused", minimal + "population: {years: .5, birth_years: -1}\n", {"birth_years"}},
        Fault1{"AgeRefused",
               minimal + "population: {years: 100}\nwaves: [{name: w, instrument: ecr, ages: [80, 120.5]}]\n",
               {"s.yaml:4:47", "120.5 is out of range"}},
        Fault1{"AdultsAgeRefused",
               minimal + "population: {years: 60}\nhelp: [{kind: parenting, age: -1}]\n",
               {"help[1].age", "-1 is out of range"}},
        Fault1{"HelpMonthsRefused",
               minimal + "population: {years: 60}\nhelp: [{kind: therapy, age: 30, months: x, dose: .3}]\n",
               {"help[1].months"}},
        Fault1{"HelpKindRefused",
               minimal + "population: {years: 60}\nhelp: [{kind: therpy, age: 30, months: 6}]\n",
               {"did you mean therapy?"}},
        Fault1{"EventMonthsRefused",
               minimal + "events: [{kind: institution, age: 1, months: many}]\n",
               {"events[1].months"}},
        Fault1{"ArmNameRefused",
               minimal + "population: {years: 60}\narms: [{name: a b}]\nhelp: [{kind: gratitude, age: 40, arm: c}]\n",
               {"arms[1].name"}},
        Fault1{"ArmsMisspelt",
               minimal + "population: {years: 60}\narm: [{name: a}]\nevents: [{kind: loss, age: 4, arm: a}]\n",
               {"did you mean arms?"}},
        Fault1{
            "WaveNameRefused", minimal + "waves: [{name: a b, instrument: [ecr, ecr], ages: 18}]\n", {"waves[1].name"}},
        Fault1{"MomentsRefused",
               minimal + "record: {moments: 5, moments_from: 4, moments_until: -1}\n",
               {"record.moments_until"}},
        Fault1{"SharesBeyondOne",
               minimal + "arms: [{name: a, share: .8}, {name: b, share: .4}]\n",
               {"arms: the shares add up to 1.2", "add up to 1"}},
        Fault1{"SharesBelowOne", minimal + "arms: [{name: a, share: .2}, {name: b, share: .3}]\n", {"add up to 0.5"}},
        Fault1{"ShareRefused", minimal + "arms: [{name: a, share: 8}, {name: b, share: .4}]\n", {"arms[1].share"}}),
    [](const auto& one) { return one.param.what; });

TEST(Shares, ThirdsInTwoDigitsAreThirds) {
  const Study s = accepted(minimal + "arms: [{name: a, share: .33}, {name: b, share: .33}, {name: c, share: .33}]\n");
  for (const Arm& arm : s.scenario.arms) EXPECT_NEAR(arm.share, 1. / 3, 1e-12);
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, OneComplaint,
    testing::Values(Fault1{"Tab",
                           "name: x\nseed: 1\npopulation:\n\tfounders: 100\n  years: 2\n",
                           {"s.yaml:4:1:", "a tab where spaces belong"}},
                    Fault1{"TabAmongSpaces",
                           "name: x\nseed: 1\npopulation:\n  founders: 100\n  \tyears: 2\n",
                           {"s.yaml:5:1:", "a tab where spaces belong"}},
                    Fault1{"TabInAList",
                           "name: x\nseed: 1\nwaves:\n\t- {name: w, instrument: ecr, ages: 18}\n",
                           {"s.yaml:4:1:", "a tab where spaces belong"}},
                    Fault1{"QuoteToTheEnd",
                           "name: x\ntitle: \"open\nseed: 1\npopulation: {years: 2}\n",
                           {"s.yaml:2:8:", "a quote opened in line 2 is not closed"}},
                    Fault1{"SingleQuoteToTheEnd", "name: 'x\nseed: 1\n", {"a quote opened in line 1 is not closed"}},
                    Fault1{"QuoteToTheNextQuote",
                           "name: x\ntitle: \"open\nquestion: \"why?\"\nseed: 1\n",
                           {"a quote opened in line 2 is not closed"}},
                    Fault1{"NeitherTabNorQuote", "name: [x\nseed: 1\n", {"this is not YAML"}}),
    [](const auto& one) { return one.param.what; });

TEST(StudyChanges, StandInForTheFileAndAreNamed) {
  StudyChanges changes;
  changes.years = 1;
  const std::string yaml = minimal + "population: {years: 60}\nwaves: [{name: w, instrument: ecr, ages: 30}]\n";
  const auto refused = parse_study(yaml, "s.yaml", nullptr, changes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(all_text(refused.problems()),
            "s.yaml:4:42: waves[1].ages: nobody reaches the age of 30 in 1 years; raise --years above it\n");
  changes = {12, 3, 2, 45, 9};
  const auto taken = parse_study(yaml, "s.yaml", nullptr, changes);
  ASSERT_TRUE(taken) << all_text(taken.problems());
  EXPECT_EQ(taken->scenario.founders, 12u);
  EXPECT_EQ(taken->replicates, 3u);
  EXPECT_EQ(taken->scenario.generations, 2);
  EXPECT_EQ(taken->scenario.years, 45);
  EXPECT_EQ(taken->scenario.seed, 9u);
}

}  // namespace
}  // namespace bowlby
