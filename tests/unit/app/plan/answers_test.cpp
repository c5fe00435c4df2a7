// Answers of people and couples, side by side as an analysis of a plan takes them.
#include "app/plan/people/answers.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "app/answer_name.hpp"
#include "app/plan/people/test.hpp"

namespace bowlby {
namespace {

Wave wave(const char* name, Instrument instrument) {
  Wave w;
  w.name = name, w.instrument = instrument;
  return w;
}

// Two instruments at three dates, and one wave before.
PlanRequest request() {
  PlanRequest r;
  r.test = PlanTest::crossed;
  Wave before = wave("before", Instrument::ecr), close = wave("close", Instrument::ecr),
       mood = wave("mood", Instrument::symptoms);
  before.dates = {19}, close.dates = mood.dates = {20, 21, 22};
  r.study.waves = {before, close, mood};
  r.outcome = {"mood.symptoms.depression"};
  r.predictor = {"close.ecr.anxiety_mean"};
  return r;
}

std::string refused(const PlanRequest& r) {
  const auto columns = answer_columns(r);
  return columns ? "" : text(columns.problems().front());
}

TEST(PlanAnswers, NothingPredictsItself) {
  PlanRequest r = request();
  r.predictor = r.outcome;
  EXPECT_NE(refused(r).find("is an answer of --outcome, too"), std::string::npos) << refused(r);
  r.test = PlanTest::growth, r.outcome = {"mood.symptoms.depression", "late.symptoms.depression"};
  r.predictor = {"late.symptoms.depression"};
  r.study.waves.push_back(wave("late", Instrument::symptoms));
  r.study.waves.back().dates = {23};
  EXPECT_NE(refused(r).find("is an answer of --outcome, too"), std::string::npos) << refused(r);
}

TEST(PlanAnswers, VisitsStandInTheOrderOfTime) {
  PlanRequest r = request();
  auto columns = answer_columns(r);
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->outcome.size(), 3u);
  EXPECT_EQ(columns->predictor[2].visit, 2);
  EXPECT_EQ(columns->times, (std::vector<double>{20, 21, 22}));
  r.test = PlanTest::repeated, r.predictor = {}, r.outcome = {"before.ecr.anxiety_mean", "close.ecr.anxiety_mean"};
  columns = answer_columns(r);
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->outcome.size(), 4u);
  r.study.waves[0].dates.clear(), r.study.waves[0].months = {6};
  EXPECT_NE(refused(r).find("one clock"), std::string::npos);
}

TEST(PlanAnswers, WhatCannotBeAnalysedIsRefused) {
  PlanRequest r = request();
  r.outcome = {"mood.symptoms.depresion"};
  EXPECT_NE(refused(r).find("did you mean mood.symptoms.depression"), std::string::npos);
  r = request();
  r.study.waves[2].dates = {20, 21, 24};
  EXPECT_NE(refused(r).find("unequally far apart"), std::string::npos);
  r = request();
  r.study.waves[1].dates = {20, 20.5, 22};
  EXPECT_NE(refused(r).find("not those of --outcome"), std::string::npos);
  r = request();
  r.predictor = {"before.ecr.anxiety_mean"};
  EXPECT_NE(refused(r).find("names 1 visits, and 3 are"), std::string::npos);
  r = request();
  r.study.waves[2].dates = {20, 21};
  EXPECT_NE(refused(r).find("takes 3 to 6"), std::string::npos);
  r = request();
  r.test = PlanTest::means;
  EXPECT_NE(refused(r).find("has several visits"), std::string::npos);
  r.outcome = {"before.ecr.anxiety_mean", "close.ecr.anxiety_mean"};
  EXPECT_NE(refused(r).find("takes one"), std::string::npos);
  r = request();
  r.partner = true;
  r.study.waves[2].dates.clear(), r.study.waves[2].ages = {20, 21, 22};
  EXPECT_NE(refused(r).find("on the same day"), std::string::npos);
}

constexpr int year = 365;

// A woman 0 and a man 1 live together from day 7000 on; the man is two years older.
AnswerTable couple_of(std::int32_t parted, std::int32_t late) {
  PlanRequest r = request();
  r.partner = true, r.predictor = {};
  const auto columns = answer_columns(r);
  AnswersKept kept(*columns, true);
  std::vector<ObservationRow> rows;
  const AnswerColumn first = columns->outcome.front();
  for (std::uint16_t visit = 0; visit < 3; ++visit)
    for (std::uint32_t person = 0; person < 2; ++person)
      rows.push_back({person, first.wave, first.measure, visit, 255, nobody,
                      (20 + visit + (person == 1 ? 2 : 0)) * year + (person == 1 && visit == 2 ? late : 0),
                      static_cast<float>(10 * person + visit)});
  kept.observations(rows);
  std::vector<EventRow> events{{0, 7000, EventKind::union_start, 1, 0}, {1, 7000, EventKind::union_start, 0, 0}};
  if (parted > 0) events.push_back({1, parted, EventKind::union_end, 0, 0});
  kept.events(events);
  kept.people(std::vector<PersonRow>{{0, nobody, nobody, true, 1, 0, 0, -1, nobody, false},
                                     {1, nobody, nobody, false, 1, 0, -2 * year, -1, nobody, false}});
  return kept.table();
}

TEST(PlanAnswers, OfACoupleTheWomanIsTheOutcomeWhileTheyLiveTogether) {
  const AnswerTable whole = couple_of(0, 0);
  ASSERT_EQ(whole.id.size(), 1u);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_EQ(whole.outcome(0, j), static_cast<double>(j));
    EXPECT_EQ(whole.predictor(0, j), 10 + static_cast<double>(j));
  }
  const AnswerTable parted = couple_of(22 * year - 1, 0);
  ASSERT_EQ(parted.id.size(), 1u);
  EXPECT_EQ(parted.outcome(0, 1), 1);
  EXPECT_TRUE(std::isnan(parted.outcome(0, 2)) && std::isnan(parted.predictor(0, 2)));
  EXPECT_TRUE(std::isnan(couple_of(0, 40).outcome(0, 2))) << "their last visits are no visit of one day";
  EXPECT_TRUE(couple_of(21 * year - 1, 0).id.empty()) << "one visit tells nothing of change";
}

TEST(PlanAnswers, WhoHasNotWhatIsNeededIsLeftOut) {
  const double gone = std::nan("");
  AnswerTable all;
  all.id = {0, 1, 2, 3}, all.arm = {0, 1, -1, 1};
  all.outcome = fit::Matrix(4, 2, 1.0), all.predictor = fit::Matrix(4, 0);
  all.outcome(1, 0) = gone, all.outcome(3, 0) = all.outcome(3, 1) = gone;
  all.baseline = {2, gone, 2, 2};
  PlanRequest r;
  r.test = PlanTest::repeated;
  EXPECT_EQ(used_answers(r, all).id, (std::vector<std::uint32_t>{0, 1}));
  r.baseline = "before";
  const AnswerTable used = used_answers(r, all);
  EXPECT_EQ(used.id, (std::vector<std::uint32_t>{0, 1, 3})) << "a first wave alone is an answer, too";
  EXPECT_EQ(used.outcome.cols, 3u);
  EXPECT_EQ(used.outcome(0, 0), 2);
  all.outcome = fit::Matrix(4, 1, 1.0);
  r.test = PlanTest::means;
  EXPECT_EQ(used_answers(r, all).id, (std::vector<std::uint32_t>{0, 3}));
}

}  // namespace
}  // namespace bowlby
