// What must leave a life as it is, to the bit: how many others are simulated, how long the run goes on, and deeds of
// the study that are none.
#include <algorithm>
#include <array>

#include "metamorphic/lived_rows.hpp"

namespace bowlby::metamorphic {
namespace {

Study everything() {
  const auto study = read_study(std::string(BOWLBY_SOURCE_DIR) + "/tests/metamorphic/everything.yaml");
  EXPECT_TRUE(study);
  return study ? *study : Study{};
}

TEST(Invariance, AShortRunIsTheBeginningOfALongOne) {
  Study brief = everything(), lasting = everything();
  brief.scenario.years = 12, lasting.scenario.years = 17;
  Months a = live_rows(brief), b = live_rows(lasting);
  a.pop_back();  // people and ties as they stand at the end
  ASSERT_EQ(a.size(), 12u * months_per_year);
  ASSERT_GT(b.size(), a.size());
  b.resize(a.size());
  EXPECT_EQ(a, b);
}

// Founders' own answers by person and measure, without whom they are about.
std::map<std::array<std::int64_t, 5>, float> answers_of_first(std::uint32_t people, const Study& study) {
  Kept kept;
  Engine run(study.scenario, test::published(), {});
  Survey survey(study, kept);
  test::run_to_end(run, &survey, &kept);
  std::map<std::array<std::int64_t, 5>, float> answers;
  for (const ObservationRow& o : kept.observations_)
    if (o.person < people && !std::isnan(o.value)) answers[{o.person, o.wave, o.measure, o.role, o.age_days}] = o.value;
  return answers;
}

class Childhood : public testing::TestWithParam<std::string> {};

// Until friends and partners are met nobody's life touches another founder's.
TEST_P(Childhood, IsTheSameAmongFewAndMany) {
  Study study = shipped_study(GetParam());
  study.scenario.birth_years = 0;
  study.scenario.friends = false;
  study.scenario.years = std::min(study.scenario.years, 8.2);
  study.waves.clear();
  for (const Instrument i :
       {Instrument::strange_situation, Instrument::ecr, Instrument::symptoms, Instrument::behaviour}) {
    Wave w;
    w.name = "visit", w.instrument = i, w.ages = {1.05, 4, 8}, w.missing = .1;
    study.waves.push_back(w);
  }
  Study many = study;
  study.scenario.founders = 40, many.scenario.founders = 240;
  const auto few_say = answers_of_first(40, study), many_say = answers_of_first(40, many);
  EXPECT_GT(few_say.size(), 500u);
  EXPECT_TRUE(few_say == many_say);
}

INSTANTIATE_TEST_SUITE_P(Studies, Childhood, testing::ValuesIn(shipped),
                         [](const testing::TestParamInfo<std::string>& p) { return p.param; });

// Events and helps come at times of their own here, and waves have names of their own.
TEST(Invariance, TheOrderOfAStudysListsIsNothing) {
  const auto told = [](const Study& study) {
    Kept kept;
    Engine run(study.scenario, test::published(), {});
    Survey survey(study, kept);
    test::run_to_end(run, &survey, &kept);
    std::map<std::pair<std::string, std::array<std::int64_t, 4>>, float> answers;
    for (const ObservationRow& o : kept.observations_)
      if (!std::isnan(o.value))
        answers[{study.waves[o.wave].name, {o.person, o.measure, o.role, o.age_days}}] = o.value;
    return answers;
  };
  Study study = everything();
  for (Wave& w : study.waves) w.share = .9, w.dropout = .05;
  Study turned = study;
  std::ranges::reverse(turned.waves);
  std::ranges::reverse(turned.scenario.events);
  std::ranges::reverse(turned.scenario.help);
  const auto plain = told(study);
  EXPECT_GT(plain.size(), 2000u);
  EXPECT_TRUE(told(turned) == plain);
}

// Standing before the others, so that a luck numbered by place would move.
TEST(Invariance, DeedsThatAreNoneMoveNoOthers) {
  const Study study = everything();
  const Months plain = live_rows(study);
  Study other = study;
  LifeEvent blow;
  blow.kind = LifeEventKind::pulse, blow.age = 2, blow.size = 0;
  LifeEvent nobodys = blow;
  nobodys.size = 1, nobodys.share = 0;
  other.scenario.events.insert(other.scenario.events.begin(), {blow, nobodys});
  EXPECT_FALSE(changes(other, plain)) << "events";
  other = study;
  Help practice;
  practice.kind = HelpKind::regulation, practice.age = 19, practice.dose = 0;
  Help none = practice;
  none.dose = 1, none.share = 0;
  other.scenario.help.insert(other.scenario.help.begin(), {practice, none});
  EXPECT_FALSE(changes(other, plain)) << "help";
}

}  // namespace
}  // namespace bowlby::metamorphic
