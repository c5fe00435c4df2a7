#include "app/report/report.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

#include "finished.hpp"

namespace bowlby {
namespace {

constexpr const char* families = R"(
name: families
title: Small families
question: Is the page made of the numbers in the file?
seed: 11
population: {founders: 160, generations: 2, years: 52, birth_years: 2}
waves:
  - {name: infancy, instrument: [strange_situation, sensitivity], ages: 1.05, about: [mother, father]}
  - {name: grown, instrument: [ecr, interview, symptoms], ages: [20, 30], missing: .1}
  - {name: couple, instrument: [ecr, satisfaction, behaviour], ages: [26, 32]}
record: {courses: 60, moments: 6, moments_from: 1, moments_until: 1.02}
)";

constexpr const char* two_arms = R"(
name: arms
seed: 12
population: {founders: 80, years: 21, birth_years: 1, unions: false, deaths: false}
arms:
  - {name: as_it_comes}
  - {name: often_rebuffed, care: {response: .3, consistency: 10, rebuff: 1, fright: 0}}
waves:
  - {name: infancy, instrument: strange_situation, ages: 1.05}
  - {name: grown, instrument: [ecr, behaviour], ages: 20}
)";

const Finished& family_run() {
  static const Finished run("families", families);
  return run;
}
const report::PageData& family_page() {
  static const report::PageData page = family_run().page();
  return page;
}

TEST(ReportData, HeadingTellsTheRun) {
  const Finished& run = family_run();
  const report::Meta& m = family_page().meta;
  EXPECT_EQ(m.study, "families");
  EXPECT_EQ(m.title, "Small families");
  EXPECT_EQ(m.question, "Is the page made of the numbers in the file?");
  EXPECT_EQ(static_cast<double>(m.people), run.number("SELECT count(*) FROM person"));
  EXPECT_GT(m.people, 160u);
  EXPECT_EQ(m.generations, 2);
  EXPECT_EQ(m.seed, 11u);
  EXPECT_NEAR(m.years, 52, .2);
  EXPECT_EQ(m.digest, run.reader->provenance("digest").value_or("none"));
  EXPECT_GT(m.person_days, 160 * 365.0);
  EXPECT_FALSE(m.command.empty());
  EXPECT_TRUE(m.edges_off.empty());
  ASSERT_GE(family_page().headline.size(), 3u);
  EXPECT_LE(family_page().headline.size(), 6u);
  EXPECT_EQ(family_page().headline.front().value, std::to_string(m.people));
  EXPECT_FALSE(family_page().notes.empty());
}

TEST(ReportData, ClassSharesSumToOneAndAgreeWithCounts) {
  std::map<std::string, double> sum, n;
  for (const report::ClassShare& s : family_page().class_shares) {
    sum[s.group] += s.simulated;
    n[s.group] = s.n;
    EXPECT_LE(s.low, s.simulated);
    EXPECT_GE(s.high, s.simulated);
    EXPECT_GT(s.published, 0) << s.source_id;
  }
  ASSERT_EQ(sum.size(), 3u);  // two parents and the interview
  for (const auto& [group, total] : sum) EXPECT_NEAR(total, 1, 1e-9) << group;
  const char* count =
      "SELECT count(*) FROM observation WHERE instrument = 'strange_situation' AND scale = 'class_secure' AND "
      "target_role = ";
  EXPECT_EQ(n.at("Strange Situation, mothers"), family_run().number(std::string(count) + "'mother'"));
  EXPECT_EQ(n.at("Strange Situation, fathers"), family_run().number(std::string(count) + "'father'"));
  EXPECT_NEAR(
      family_page().class_shares.front().simulated,
      family_run().number("SELECT avg(value) FROM observation WHERE instrument = 'strange_situation' AND scale = "
                          "'class_secure' AND target_role = 'mother'"),
      1e-12);
}

TEST(ReportData, PlaneHoldsTheMeansOfTheFirstAdultVisit) {
  const auto& groups = family_page().plane.groups;
  ASSERT_EQ(groups.size(), 2u);
  for (int g = 1; g <= 2; ++g) {
    const std::string of =
        " FROM observation o JOIN person p ON p.id = o.person WHERE o.wave = 'grown' AND o.age_days < 7400 "
        "AND p.generation = " +
        std::to_string(g) + " AND o.scale = ";
    const report::PlaneGroup& group = groups[static_cast<std::size_t>(g - 1)];
    EXPECT_EQ(group.n, family_run().number("SELECT count(*)" + of + "'anxiety_mean'"));
    EXPECT_NEAR(group.mean_y, family_run().number("SELECT avg(value)" + of + "'anxiety_mean'"), 1e-9);
    EXPECT_NEAR(group.mean_x, family_run().number("SELECT avg(value)" + of + "'avoidance_mean'"), 1e-9);
    EXPECT_EQ(group.x.size(), static_cast<std::size_t>(std::min(group.n, 300.0)));
    EXPECT_EQ(group.x.size(), group.y.size());
  }
}

TEST(ReportData, CoursesAreQuantilesOfTheRecordedLives) {
  const auto& courses = family_page().courses;
  ASSERT_EQ(courses.size(), 3u);
  const report::CourseSeries& s = courses.front().series.front();
  for (std::size_t i = 0; i < s.age.size(); ++i) {
    EXPECT_LE(s.q10[i], s.q25[i]);
    EXPECT_LE(s.q25[i], s.median[i]);
    EXPECT_LE(s.median[i], s.q75[i]);
    EXPECT_LE(s.q75[i], s.q90[i]);
  }
  ASSERT_EQ(s.age[9], 10);
  const std::string lives =
      " FROM course c JOIN person p ON p.id = c.person WHERE p.generation = 1 AND c.age_days / 365 = 10";
  const auto values = family_run().reader->numbers("SELECT c.mu" + lives + " ORDER BY c.mu");
  ASSERT_TRUE(values);
  const std::vector<double>& mu = values->front();
  ASSERT_GT(mu.size(), 10u);
  EXPECT_NEAR(s.median[9], .5 * (mu[(mu.size() - 1) / 2] + mu[mu.size() / 2]), 1e-12);
  EXPECT_GE(courses.front().lines.size(), 2u);
  EXPECT_LE(courses.front().lines.size(), 6u);
}

TEST(ReportData, CouplesAreCountedOnce) {
  const report::Couples& c = family_page().couples;
  double share = 0;
  for (const report::CouplePattern& p : c.patterns) share += p.share;
  ASSERT_EQ(c.patterns.size(), 6u);
  EXPECT_NEAR(share, 1, 1e-9);
  ASSERT_EQ(c.matrix.size(), 9u);
  double people = 0;
  for (const report::CoupleCell& cell : c.matrix) people += cell.n;
  EXPECT_GE(people, 9);
  EXPECT_LE(people, family_run().number(
                        "SELECT max(n) FROM (SELECT count(*) AS n FROM observation WHERE instrument = 'satisfaction' "
                        "GROUP BY age_days / 900)"));
  for (const report::Survival& s : c.dissolution) {
    EXPECT_EQ(s.survival.front(), 1);
    for (std::size_t i = 1; i < s.survival.size(); ++i) EXPECT_LE(s.survival[i], s.survival[i - 1]);
  }
}

TEST(ReportData, TransmissionPairsMothersAndChildren) {
  const report::Transmission& t = family_page().transmission;
  const auto seen = std::find_if(t.groups.begin(), t.groups.end(),
                                 [](const report::Correlation& c) { return c.source_id == "CAR04"; });
  ASSERT_NE(seen, t.groups.end());
  EXPECT_EQ(seen->n, family_run().number(
                         "SELECT count(*) FROM observation a JOIN observation b ON b.person = a.person AND "
                         "b.target_role = a.target_role "
                         "WHERE a.scale = 'observed' AND b.scale = 'class_secure' AND a.target_role = 'mother'"));
  for (const report::Correlation& c : t.groups) {
    EXPECT_LE(std::abs(c.r), 1) << c.label;
    EXPECT_LE(c.low, c.r) << c.label;
    EXPECT_GE(c.high, c.r) << c.label;
  }
  for (const report::PairSample& p : t.pairs) EXPECT_EQ(p.x.size(), p.y.size());
}

// No sentence says "more" of two numbers: each that compares has the interval of the difference.
TEST(ReportData, WhateverASentenceComparesHasTheIntervalOfItsDifference) {
  const report::PageData& page = family_page();
  const auto holds = [](const report::Contrast& c, double most) {
    ASSERT_FALSE(c.one.empty());
    EXPECT_GE(c.difference, 0);
    EXPECT_LE(c.difference, most + 1e-9);
    EXPECT_LT(c.low, c.difference);
    EXPECT_GT(c.high, c.difference);
    EXPECT_GE(c.of, 1);
  };
  const auto& groups = page.plane.groups;
  holds(page.plane.anxiety, std::abs(groups[0].mean_y - groups[1].mean_y));
  holds(page.plane.avoidance, std::abs(groups[0].mean_x - groups[1].mean_x));
  const report::Couples& c = page.couples;
  double least = 9, greatest = 0;
  for (const report::CoupleCell& cell : c.matrix)
    if (cell.n >= 10) least = std::min(least, cell.value), greatest = std::max(greatest, cell.value);
  holds(c.satisfied, greatest - least);
  EXPECT_NEAR(c.satisfied.difference, greatest - least, 1e-9);
  holds(c.lasting, 1);
  const auto year = static_cast<std::size_t>(c.lasting_year);
  std::map<std::string, double> left;
  for (const report::Survival& s : c.dissolution) left[s.group] = s.survival[year];
  EXPECT_NEAR(c.lasting.difference, left.at(c.lasting.one) - left.at(c.lasting.other), 1e-9);
  const auto [weak, strong] =
      std::minmax_element(page.transmission.groups.begin(), page.transmission.groups.end(),
                          [](const report::Correlation& a, const report::Correlation& b) { return a.r < b.r; });
  holds(page.transmission.strongest, strong->r - weak->r);
  for (const report::ClassShare& s : page.class_shares) {
    EXPECT_LT(s.gap_low, s.simulated - s.published) << s.label;
    EXPECT_GT(s.gap_high, s.simulated - s.published) << s.label;
  }
  int changes = 0;
  for (const report::Course& course : page.courses)
    for (const report::CourseSeries& s : course.series) {
      if (!std::isfinite(s.change)) continue;
      ++changes;
      EXPECT_LT(s.change_low, s.change);
      EXPECT_GT(s.change_high, s.change);
    }
  EXPECT_GT(changes, 0);
}

TEST(ReportData, MomentsAreTwoDaysOfWhoeverAsksMost) {
  const report::Moments& m = family_page().moments;
  const auto asked = [](const std::string& of) {
    return family_run().number("SELECT max(n) FROM (SELECT a.person, a.day, (SELECT count(*) FROM moment b WHERE " +
                               of +
                               " b.person = a.person AND b.day BETWEEN a.day AND a.day + 1) n FROM "
                               "(SELECT DISTINCT person, day FROM moment_raw) a)");
  };
  double bids = 0;
  for (const report::Moment& s : m.steps) bids += s.action == "open bid" || s.action == "press" ? 1 : 0;
  EXPECT_EQ(bids, asked("b.action IN ('open bid', 'press') AND"));
  EXPECT_GT(bids, 0);
  ASSERT_FALSE(m.steps.empty());
  for (std::size_t i = 1; i < m.steps.size(); ++i) EXPECT_GT(m.steps[i].minute, m.steps[i - 1].minute);
  for (const report::Moment& s : m.steps) {
    EXPECT_EQ(s.role, "child");
    EXPECT_EQ(std::isfinite(s.response), s.action == "open bid" || s.action == "press" || s.offered > 0);
  }
}

TEST(ReportData, ArmsAreComparedOverAllTheirPeople) {
  const Finished run("arms", two_arms);
  const report::PageData page = run.page();
  ASSERT_FALSE(page.arms.empty());
  const auto avoidance = std::find_if(page.arms.begin(), page.arms.end(), [](const report::ArmPanel& p) {
    return p.measure == "at 20, questionnaire avoidance";
  });
  ASSERT_NE(avoidance, page.arms.end());
  ASSERT_EQ(avoidance->arms.size(), 2u);
  EXPECT_EQ(avoidance->arms[0].label, "as it comes");
  EXPECT_EQ(avoidance->arms[0].n + avoidance->arms[1].n, 80);
  EXPECT_NEAR(avoidance->arms[1].mean,
              run.number("SELECT avg(value) FROM observation o JOIN person p ON p.id = o.person WHERE scale = "
                         "'avoidance_mean' AND p.arm = "
                         "'often_rebuffed'"),
              1e-9);
  const report::Contrast& c = avoidance->contrast;
  EXPECT_NEAR(c.difference, std::abs(avoidance->arms[0].mean - avoidance->arms[1].mean), 1e-9);
  EXPECT_LT(c.low, c.difference);
  EXPECT_GT(c.high, c.difference);
  EXPECT_EQ(c.of, 1);
  for (const report::ClassShare& s : page.class_shares)
    EXPECT_EQ(s.group, "Strange Situation, mothers (arm “as it comes”)");
  EXPECT_TRUE(page.couples.matrix.empty());
  EXPECT_TRUE(page.moments.steps.empty());
  EXPECT_TRUE(page.courses.empty());
}

TEST(ReportData, ARunWithoutVisitsHasOnlyItsHeading) {
  const Finished run("bare", "name: bare\nseed: 1\npopulation: {founders: 10, years: 3, birth_years: 1}\n");
  const report::PageData page = run.page();
  EXPECT_EQ(page.meta.people, 10u);
  EXPECT_TRUE(page.meta.description.empty());
  EXPECT_TRUE(page.plane.groups.empty());
  EXPECT_TRUE(page.class_shares.empty());
  EXPECT_TRUE(page.arms.empty());
  EXPECT_TRUE(page.courses.empty());
  EXPECT_TRUE(page.transmission.groups.empty());
  EXPECT_TRUE(page.couples.dissolution.empty());
  EXPECT_TRUE(page.evidence.empty());
  EXPECT_FALSE(page.parameters.empty());
}

TEST(ReportData, ChangedParametersComeFirstAndEdgesOffAreNamed) {
  const Finished run("changed",
                     "name: changed\nseed: 1\npopulation: {founders: 10, years: 2, birth_years: 1}\n"
                     "parameters: {learning_rate: .07}\noff: [uncertainty_to_press]\n");
  const report::PageData page = run.page();
  ASSERT_FALSE(page.parameters.empty());
  EXPECT_TRUE(page.parameters[0].changed);
  EXPECT_EQ(page.parameters[0].name, "learning_rate");
  EXPECT_NEAR(page.parameters[0].value, .07, 1e-12);
  EXPECT_FALSE(page.parameters[1].changed);
  EXPECT_EQ(page.meta.edges_off, std::vector<std::string>{"uncertainty_to_press"});
}

TEST(ReportData, IsTheSameTwiceAndGoesIntoThePage) {
  EXPECT_EQ(report::to_json(family_run().page()), report::to_json(family_page()));
  const auto path = write_report(family_run().dir());
  ASSERT_TRUE(path);
  std::ifstream file(*path, std::ios::binary);
  const std::string html{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(html.find(report::to_json(family_page())), std::string::npos);
}

}  // namespace
}  // namespace bowlby
