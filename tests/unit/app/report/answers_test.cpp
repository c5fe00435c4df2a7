// The three lines at the top of the report: which questions each shipped study is asked, and that the numbers in the
// answers are those of its own rows.
#include "app/report/answers/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>

#include "evidence/estimators.hpp"
#include "finished.hpp"

namespace bowlby {
namespace {

// A shipped study with few people, lived once.
const Finished& lived(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Finished>> runs;
  auto& run = runs[name];
  if (!run) {
    auto study = read_study(std::string(BOWLBY_SOURCE_DIR) + "/studies/" + name + ".yaml");
    if (study) study->scenario.founders = name == "rearing" ? 270 : 160;
    run = std::make_unique<Finished>("answers_" + name, study);
  }
  return *run;
}
const std::vector<report::Answer>& answers_of(const std::string& name) {
  static std::map<std::string, std::vector<report::Answer>> all;
  if (!all.contains(name)) all[name] = lived(name).page().answers;
  return all[name];
}

struct Asked {
  const char* study;
  std::vector<std::string> questions;
};
const std::vector<Asked> shipped{
    {"rearing",
     {"Does steadiness matter, beyond the amount of care?", "What mark does each other kind of care leave?",
      "What mark do moves and partings on the way leave?"}},
    {"therapy",
     {"Which kinds of help change what people expect?", "Which change how people feel?",
      "Does the dose matter, and what keeps?"}},
    {"programme",
     {"Do parents in the programme give more?", "Are their children more often secure?",
      "Does it change what the parents themselves seek from others?"}},
    {"breakup", {"What does losing a partner do?", "Who protests, and who falls silent?", "When does it let go?"}},
    {"lives",
     {"Does satisfaction fall over the years together?", "Does a parting leave a mark that fades?",
      "How often do partners turn to each other?"}},
    {"couples",
     {"How do two histories meet in a couple?", "Which couples last?", "Can a partner change what one expects?"}},
    {"generations",
     {"Which classes come about that nobody was given?", "Do they last?", "Do they pass from parents to children?"}},
    {"strange_situation",
     {"Which classes come about that nobody was given?", "How well does the care that a coder sees foretell it?",
      "What shows it when the mother comes back, and is it so with both parents?"}},
    {"transmission_gap",
     {"Does care that is seen foretell security better, the longer one watches?",
      "How well does a mother’s own story foretell it?",
      "Does the gap between what she tells and what is seen close?"}},
    {"twins",
     {"How much is put down to genes and home in infancy?", "And in grown-up people?", "Is the twin study right?"}},
};

TEST(ReportAnswers, EachShippedStudyIsAskedItsOwnThreeQuestions) {
  for (const Asked& a : shipped) {
    std::vector<std::string> asked;
    for (const report::Answer& line : answers_of(a.study)) {
      asked.push_back(line.asks);
      EXPECT_NE(line.says.find_first_of("0123456789"), std::string::npos) << a.study << ": " << line.says;
      EXPECT_EQ(line.says.back(), '.') << a.study << ": " << line.says;
    }
    EXPECT_EQ(asked, a.questions) << a.study;
  }
}

// A number as the lines write it, taken from the rows by a query of its own.
std::string of_rows(const std::string& study, const std::string& sql, page::Kind kind = page::Kind::score) {
  return page::number(lived(study).number(sql), kind);
}
std::string distance(const std::string& study, const std::string& sql, page::Kind kind = page::Kind::score) {
  std::string text = page::number(std::abs(lived(study).number(sql)), kind);
  if (kind == page::Kind::share) text.pop_back();
  return text;
}
void says(const std::string& study, std::size_t line, const std::string& words) {
  ASSERT_GT(answers_of(study).size(), line) << study;
  EXPECT_NE(answers_of(study)[line].says.find(words), std::string::npos)
      << study << " says: " << answers_of(study)[line].says << "\nand not: " << words;
}

TEST(ReportAnswers, DifferencesBetweenArmsAreThoseOfTheRows) {
  const std::string anxiety =
      "SELECT (SELECT avg(value) FROM observation o JOIN person p ON p.id = o.person WHERE o.wave = 'adult' AND scale "
      "= "
      "'anxiety_mean' AND p.arm = 'erratic') - (SELECT avg(value) FROM observation o JOIN person p ON p.id = o.person "
      "WHERE o.wave = 'adult' AND scale = 'anxiety_mean' AND p.arm = 'moderate')";
  says("rearing", 0, "Their anxiety at 20 is " + distance("rearing", anxiety));
  const std::string secure =
      "SELECT (SELECT avg(value) FROM observation o JOIN person p ON p.id = o.person WHERE scale = 'class_secure' AND "
      "p.arm = 'programme') - (SELECT avg(value) FROM observation o JOIN person p ON p.id = o.person WHERE scale = "
      "'class_secure' AND p.arm = 'nothing')";
  says("programme", 1, "the share secure is " + distance("programme", secure, page::Kind::share) + " points");
  const auto change = [](const std::string& arm) {
    return "(SELECT avg(b.value - a.value) FROM observation a JOIN observation b ON b.person = a.person AND b.scale = "
           "a.scale AND b.instrument = a.instrument JOIN person p ON p.id = a.person WHERE a.instrument = 'wellbeing' "
           "AND "
           "a.wave = 'before' AND b.wave = 'after' AND b.visit = 1 AND p.arm = '" +
           arm + "' AND a.person IN (SELECT person FROM observation WHERE wave = 'before' AND instrument = " +
           "'satisfaction' AND value IS NOT NULL))";
  };
  says("breakup", 0, "wellbeing " + distance("breakup", "SELECT " + change("parted") + " - " + change("together")));
  const auto felt = [](const std::string& arm) {
    return "(SELECT avg(b.value - a.value) FROM observation a JOIN observation b ON b.person = a.person AND b.scale = "
           "a.scale JOIN person p ON p.id = a.person WHERE a.wave = 'parting' AND b.wave = 'parting' AND a.scale = "
           "'anxiety_mean' AND a.visit = 1 AND b.visit = 2 AND p.arm = '" +
           arm + "')";
  };
  says("lives", 1, "anxiety " + distance("lives", "SELECT " + felt("parted") + " - " + felt("as_they_are")));
}

TEST(ReportAnswers, LevelsAndLinksAreThoseOfTheRows) {
  for (const char* study : {"generations", "strange_situation"})
    says(study, 0,
         of_rows(study,
                 "SELECT avg(value) FROM observation WHERE scale = 'class_secure' AND target_role = 'mother' AND "
                 "age_days < 900",
                 page::Kind::share) +
             " (");
  const auto link = [](const std::string& study, const std::string& sql) {
    const auto rows = lived(study).reader->numbers(sql);
    if (!rows) throw std::runtime_error(text(rows.problems().front()));
    const auto r = evidence::correlation((*rows)[0], (*rows)[1]);
    return r ? page::number(r->value) : "none";
  };
  const auto seen = [&](int minutes) {
    return "r = " + link("transmission_gap",
                         "SELECT a.value, b.value FROM observation a JOIN observation b ON b.person = a.person WHERE "
                         "a.wave = 'watched_" +
                             std::to_string(minutes) +
                             "' AND a.scale = 'observed' AND b.wave = 'laboratory' AND b.scale = 'security'");
  };
  says("transmission_gap", 0, "Watched for 5 minutes it is " + seen(5));
  says("transmission_gap", 0, "for 24 hours " + seen(1440));
  says("generations", 1,
       "in anxiety by r = " + link("generations",
                                   "SELECT a.value, b.value FROM observation a JOIN observation b ON b.person = "
                                   "a.person AND b.scale = a.scale "
                                   "WHERE a.scale = 'anxiety_mean' AND a.wave = 'adult20' AND b.wave = 'adult60'"));
}

TEST(ReportAnswers, APartingAfterADrawingHasAnAge) {
  const auto panels = lived("breakup").page().arms;
  EXPECT_TRUE(std::ranges::any_of(panels, [](const report::ArmPanel& p) {
    return p.measure.find("contact acts toward an ex-partner") != std::string::npos;
  }));
}

constexpr const char* own_study = R"(
name: own
seed: 3
population: {founders: 90, years: 21, birth_years: 1, unions: false, deaths: false}
arms:
  - {name: one, care: {response: .6, consistency: 20, rebuff: .2, fright: 0}}
  - {name: other, care: {response: .6, consistency: 20, rebuff: .2, fright: 0}}
waves:
  - {name: grown, instrument: ecr, ages: 20}
)";

TEST(ReportAnswers, FollowTheDesignAndNotTheName) {
  const Finished same("answers_own", own_study);
  for (const report::Answer& a : same.page().answers)
    EXPECT_NE(a.asks, "Does steadiness matter, beyond the amount of care?") << a.says;
  std::string apart = own_study;
  apart.replace(apart.rfind("consistency: 20"), 15, "consistency: .8");
  const Finished unsteady("answers_unsteady", apart);
  ASSERT_FALSE(unsteady.page().answers.empty());
  EXPECT_EQ(unsteady.page().answers.front().asks, "Does steadiness matter, beyond the amount of care?");
}

TEST(ReportAnswers, WithoutAnyVisitThereIsNone) {
  const Finished bare("answers_bare", "name: bare\nseed: 1\npopulation: {founders: 10, years: 2, birth_years: 1}\n");
  EXPECT_TRUE(bare.page().answers.empty());
}

TEST(ReportAnswers, ADifferenceKeepsItsDirectionAndSaysWhereItMayBeNone) {
  EXPECT_EQ(page::higher({.42, .21, .63, 0, 0}), "0.42 higher (0.21 to 0.63)");
  EXPECT_EQ(page::higher({-.42, -.63, -.21, 0, 0}), "0.42 lower (0.21 to 0.63)");
  EXPECT_EQ(page::higher({-.05, -.2, .1, 0, 0}), "0.05 lower (−0.10 to 0.20, perhaps none)");
  EXPECT_EQ(page::higher({.95, .8, 1.1, 0, 0}, page::Kind::share), "95 points in a hundred higher (80 to 100)");
  EXPECT_EQ(page::with_interval({.5, .45, .56, 0, 0}, page::Kind::share), "50% (45% to 56%)");
  EXPECT_EQ(page::number(-.001), "0.00");
}

}  // namespace
}  // namespace bowlby
