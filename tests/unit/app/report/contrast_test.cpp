// Which of several groups a sentence of the report may set against each other.
#include <gtest/gtest.h>

#include <cmath>

#include "app/report/parts.hpp"

namespace bowlby::page {
namespace {

const std::vector<std::string> labels{"a", "b", "c"};

// `n` people of a group around a mean; `together` of them in a row have one couple.
void add(Sample& s, double group, double mean, int n, int together = 1) {
  for (int i = 0; i < n; ++i) {
    const double id = static_cast<double>(s.value.size());
    const double couple = id - static_cast<double>(i % together);
    s.push({group, mean + (i / together % 2 ? .5 : -.5), id, couple, static_cast<std::uint64_t>(id)});
  }
}

TEST(ReportContrast, SetsTheHighestAgainstTheLowestAndIsWidenedForAllPairs) {
  Sample s;
  add(s, 0, 2, 40);
  add(s, 1, 3, 40);
  add(s, 2, 2.5, 40);
  const report::Contrast c = contrast(s, labels);
  EXPECT_EQ(c.one, "b");
  EXPECT_EQ(c.other, "a");
  EXPECT_NEAR(c.difference, 1, 1e-12);
  EXPECT_EQ(c.of, 3);
  Sample two;
  add(two, 0, 2, 40);
  add(two, 1, 3, 40);
  EXPECT_GT(c.high - c.low, 1.1 * (contrast(two, labels).high - contrast(two, labels).low));
}

TEST(ReportContrast, CouplesWhoAnswerAlikeMakeItWider) {
  Sample alone, couples;
  for (Sample* s : {&alone, &couples})
    for (const double group : {0., 1.}) add(*s, group, 2 + group, 40, s == &couples ? 2 : 1);
  const report::Contrast a = contrast(alone, labels), b = contrast(couples, labels);
  EXPECT_GT(b.high - b.low, 1.2 * (a.high - a.low));
}

TEST(ReportContrast, AFewPeopleOfOneMindAreNotCompared) {
  Sample s;
  add(s, 0, 2, 40);
  add(s, 1, 9, 9);  // the highest, and too few to know their spread
  EXPECT_TRUE(contrast(s, labels).one.empty());
  add(s, 2, 3, 40);
  EXPECT_EQ(contrast(s, labels).one, "c");
}

TEST(ReportContrast, ChangesAreSetAgainstTheFirstGroup) {
  Sample s;
  add(s, 0, 0, 40);
  add(s, 1, .3, 40);
  add(s, 2, -1, 40);
  const report::Contrast c = contrast(s, labels, Pick::first_and_most_unlike);
  EXPECT_EQ(c.one, "c");
  EXPECT_EQ(c.other, "a");
  EXPECT_NEAR(c.difference, -1, 1e-12);
  EXPECT_EQ(c.of, 2);
}

TEST(ReportWords, AgesAreSaidAsPeopleSayThem) {
  EXPECT_EQ(age_text(30), "30");
  EXPECT_EQ(age_text(29.99), "30") << "the mean of many who came some days before or after";
  EXPECT_EQ(age_text(30.012), "30");
  EXPECT_EQ(age_text(25.25), "25.25");
  EXPECT_EQ(age_text(25.2467), "25.25");
  EXPECT_EQ(age_text(30.4178), "30.4");
  EXPECT_EQ(age_text(29.96), "30") << "two weeks before";
  EXPECT_EQ(age_text(1.05), "12 months");
  EXPECT_EQ(age_text(.9986), "12 months");
  EXPECT_EQ(age_text(2.99), "3");
}

TEST(ReportWords, AVisitAfterAnEventIsSaidByTheEvent) {
  EXPECT_EQ(when_text({0, 0, 29.9}), "29.9");
  EXPECT_EQ(when_text({0, 0, 29.9, "enrolment", 0}), "enrolment");
  EXPECT_EQ(when_text({0, 0, 31.06, "enrolment", 14}), "14 months after enrolment");
  EXPECT_EQ(when_text({0, 0, 30.9, "enrolment", 12}), "1 year after enrolment");
  EXPECT_EQ(when_text({0, 0, 29.98, "enrolment", 1}), "1 month after enrolment");
}

TEST(ReportContrast, AGapToAPublishedNumberHasTheDoubtOfBoth) {
  double low[2]{report::unknown, report::unknown}, high[2]{report::unknown, report::unknown};
  judge({{.5, .4, .6, .3, .2, .4, &low[0], &high[0]},
         {.5, .4, .6, report::unknown, report::unknown, report::unknown, &low[1], &high[1]}});
  EXPECT_NEAR(low[0], .2 - std::sqrt(.02), 1e-9);
  EXPECT_NEAR(high[0], .2 + std::sqrt(.02), 1e-9);
  EXPECT_TRUE(std::isnan(low[1]));
  judge({{.5, .4, .6, .3, report::unknown, report::unknown, &low[0], &high[0]}});
  EXPECT_NEAR(low[0], .1, 1e-9) << "published without an interval: taken as it stands";
}

}  // namespace
}  // namespace bowlby::page
