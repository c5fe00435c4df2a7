#include "instruments/diary/diary.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "num/sums.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::value;

AnswerSheet kept(const Subject& s, int days, int prompts, const Params& p, std::uint32_t day = 50) {
  AnswerSheet sheet;
  take_diary(s, {days, prompts}, p, draws_of(s, day), draws_of(s, day), sheet, nullptr);
  return sheet;
}

TEST(Diary, WithoutMomentsOneIsAtRest) {
  Params p;
  p.diary_missing = 0;
  Subject s = test::ordinary_adult(3, p);
  s.person.moment_rate = 0, s.person.distress = 0, s.person.security = s.person.haven = .6;
  const AnswerSheet sheet = kept(s, 20, 10, p);
  EXPECT_EQ(value(sheet, Measure::diary_prompts_answered), 1);
  EXPECT_EQ(value(sheet, Measure::diary_bids), 0);
  EXPECT_NEAR(value(sheet, Measure::diary_security), 1 + 6 * .6, .1);
  EXPECT_NEAR(value(sheet, Measure::diary_distress), 1, .25) << "noise can only be seen above the floor";
  EXPECT_EQ(value(sheet, Measure::diary_security_swing), 0);
}

TEST(Diary, BidsComeAtTheRateOfMomentsAtMost) {
  const Params p;
  Subject s = test::ordinary_adult(3, p);
  s.person.moment_rate = 4;
  const double bids = value(kept(s, 60, 8, p), Measure::diary_bids);
  EXPECT_GT(bids, .2);
  EXPECT_LT(bids, 4.5);
}

TEST(Diary, UnsteadyFiguresMakeSecuritySwing) {
  const Params p;
  double swing[2]{};
  for (std::uint32_t i = 0; i < 40; ++i)
    for (const int k : {0, 1}) {
      Subject s = test::ordinary_adult(i, p);
      s.person.moment_rate = 5;
      for (Giver& g : s.figures) g.momentary = momentary_share(k == 0 ? 30 : .5);
      swing[k] += value(kept(s, 14, 8, p), Measure::diary_security_swing);
    }
  EXPECT_GT(swing[1], 1.3 * swing[0]);
}

TEST(Diary, PromptsAreMissedMoreOftenInDistress) {
  Params p;
  p.diary_missing_distress = 2;
  double calm = 0, upset = 0;
  for (std::uint32_t i = 0; i < 60; ++i) {
    Subject s = test::ordinary_adult(i, p);
    calm += value(kept(s, 7, 8, p), Measure::diary_prompts_answered) / 60;
    s.person.separation = 8;  // grieving: distress is fed day and night
    upset += value(kept(s, 7, 8, p), Measure::diary_prompts_answered) / 60;
  }
  EXPECT_NEAR(calm, 1 - p.diary_missing, .1);
  EXPECT_LT(upset, calm - .15);
}

TEST(Diary, NobodyToTurnToIsAnsweredByNobody) {
  const Params p;
  Subject s = test::ordinary_adult(1, p);
  for (bool& h : s.has) h = false;
  s.person.moment_rate = 6;
  const AnswerSheet sheet = kept(s, 14, 8, p);
  EXPECT_GT(value(sheet, Measure::diary_distress), 1);
  Subject with = test::ordinary_adult(1, p);
  with.person.moment_rate = 6;
  EXPECT_GT(value(sheet, Measure::diary_distress), value(kept(with, 14, 8, p), Measure::diary_distress));
}

TEST(Diary, AllPromptsMissedLeavesOnlyTheShare) {
  Params p;
  p.diary_missing = 1;
  const AnswerSheet sheet = kept(test::ordinary_adult(1, p), 7, 8, p);
  EXPECT_EQ(sheet.size(), 1u);
  EXPECT_EQ(value(sheet, Measure::diary_prompts_answered), 0);
}

TEST(Diary, IsAWindowAndRepeatsToTheBit) {
  const Params p;
  Subject s = test::ordinary_adult(8, p);
  s.person.moment_rate = 5;
  const Subject before = s;
  const AnswerSheet a = kept(s, 7, 8, p), b = kept(s, 7, 8, p);
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a.begin()[i].value, b.begin()[i].value);
  EXPECT_EQ(s.ties[5].belief.mu, before.ties[5].belief.mu);
  EXPECT_EQ(s.person.security, before.person.security);
  EXPECT_EQ(kept(s, 0, 8, p).size(), 0u) << "no days, no diary";
}

TEST(Diary, LivesAsManyDaysAndPromptsAsItIsAsked) {
  Params p;
  p.diary_missing = .5;
  const Subject s = test::ordinary_adult(8, p);
  // the share of answers is a whole number of all the prompts asked, and hardly of any other number
  const auto asked = [&](int days, int prompts) {
    const double share = value(kept(s, days, prompts, p), Measure::diary_prompts_answered) * days * prompts;
    return std::abs(share - static_cast<double>(std::lround(share))) < .02;
  };
  int whole = 0;
  for (const int days : {59, 60, 61, 97, 101, 199, 366}) whole += asked(days, 1);
  EXPECT_EQ(whole, 7);
  const auto security = [&](int days, int prompts) {
    return value(kept(s, days, prompts, p), Measure::diary_security);
  };
  EXPECT_NE(security(60, 8), security(100, 8));
  EXPECT_NE(security(365, 8), security(most_diary_days, 8));
  EXPECT_NE(security(7, 24), security(7, 25));
  EXPECT_NE(security(7, most_diary_prompts - 1), security(7, most_diary_prompts));
}

struct Pages {
  AnswerSheet sheet;
  std::vector<DiaryPrompt> lines;
};

Pages written(const Subject& s, int days, int prompts, const Params& p, const Draws& luck) {
  Pages pages;
  take_diary(s, {days, prompts}, p, draws_of(s, 50), luck, pages.sheet, &pages.lines);
  return pages;
}

TEST(Diary, HasALineForEveryPromptAndItsMeansAreThoseOfTheLines) {
  Params p;
  p.diary_missing = .4;
  Subject s = test::ordinary_adult(4, p);
  s.person.moment_rate = 5;
  const Pages pages = written(s, 14, 6, p, draws_of(s, 50));
  ASSERT_EQ(pages.lines.size(), 14u * 6);
  num::Moments security, distress, bids;
  for (std::size_t i = 0; i < pages.lines.size(); ++i) {
    const DiaryPrompt& line = pages.lines[i];
    EXPECT_EQ(line.day, i / 6 + 1);
    EXPECT_EQ(line.prompt, i % 6 + 1);
    EXPECT_EQ(line.minute, static_cast<int>(60 * (7 + 16. * static_cast<double>(i % 6 + 1) / 6) + .5));
    if (!line.answered) continue;
    for (const float x : {line.security, line.distress}) {
      EXPECT_GE(x, 1);
      EXPECT_LE(x, 7);
    }
    security.add(static_cast<double>(line.security));
    distress.add(static_cast<double>(line.distress));
    bids.add(static_cast<double>(line.bids));
  }
  EXPECT_GT(security.n, 30);
  EXPECT_LT(security.n, 70);
  EXPECT_NEAR(value(pages.sheet, Measure::diary_prompts_answered), static_cast<double>(security.n) / 84, 1e-6);
  EXPECT_NEAR(value(pages.sheet, Measure::diary_security), security.mean, 1e-6);
  EXPECT_NEAR(value(pages.sheet, Measure::diary_distress), distress.mean, 1e-6);
  EXPECT_NEAR(value(pages.sheet, Measure::diary_bids), 6 * bids.mean, 1e-6);
}

TEST(Diary, OtherLuckOfWritingLeavesWhatWasLived) {
  Params p;
  p.diary_missing = 0;
  Subject s = test::ordinary_adult(4, p);
  s.person.moment_rate = 5;
  Draws again = draws_of(s, 50);
  again.key.a ^= 1;  // another wave, of another name
  const Pages first = written(s, 14, 6, p, draws_of(s, 50)), second = written(s, 14, 6, p, again);
  int same = 0, bids = 0;
  for (std::size_t i = 0; i < first.lines.size(); ++i) {
    same += first.lines[i].security == second.lines[i].security;
    EXPECT_EQ(first.lines[i].bids, second.lines[i].bids);
    bids += static_cast<int>(first.lines[i].bids);
  }
  EXPECT_LT(same, 5);
  EXPECT_GT(bids, 5);
}

TEST(Diary, ALongerOneBeginsLikeAShorterOne) {
  const Params p;
  Subject s = test::ordinary_adult(4, p);
  s.person.moment_rate = 5;
  const Pages shorter = written(s, 3, 6, p, draws_of(s, 50)), longer = written(s, 9, 6, p, draws_of(s, 50));
  for (std::size_t i = 0; i < shorter.lines.size(); ++i) {
    EXPECT_EQ(shorter.lines[i].answered, longer.lines[i].answered);
    EXPECT_EQ(shorter.lines[i].security, longer.lines[i].security);
  }
}

TEST(Diary, SwingNeedsTwoAnswers) {
  Params p;
  p.diary_missing = 0;
  const Subject s = test::ordinary_adult(8, p);
  const AnswerSheet one = kept(s, 1, 1, p);
  EXPECT_EQ(value(one, Measure::diary_prompts_answered), 1);
  EXPECT_FALSE(std::isnan(value(one, Measure::diary_security)));
  EXPECT_TRUE(std::isnan(value(one, Measure::diary_security_swing))) << "one answer has no spread";
  EXPECT_FALSE(std::isnan(value(kept(s, 1, 2, p), Measure::diary_security_swing)));
}

TEST(Diary, RoundingIsNoSwing) {
  Params p;
  p.diary_missing = 0;
  Subject s = test::ordinary_adult(3, p);
  s.person.moment_rate = 0, s.person.haven = .6;
  s.person.security = static_cast<double>(std::nextafter(.6f, 1.f));
  EXPECT_EQ(value(kept(s, 14, 24, p), Measure::diary_security_swing), 0);
  s.person.security = .61;
  EXPECT_GT(value(kept(s, 14, 24, p), Measure::diary_security_swing), 1e-5) << "small, but no rounding";
}

TEST(Diary, SwingAndLevelAreInPointsOfTheReport) {
  Params p;
  p.diary_missing = 0;
  p.security_memory = 15;  // hours: no way from .8 to .2 in a day
  Subject s = test::ordinary_adult(3, p);
  s.person.moment_rate = 0, s.person.haven = .2, s.person.security = .8;
  const AnswerSheet sheet = kept(s, 1, 48, p);
  const double level = value(sheet, Measure::diary_security), swing = value(sheet, Measure::diary_security_swing);
  EXPECT_GT(level, 1 + 6 * .2);
  EXPECT_LT(level, 1 + 6 * .8);
  EXPECT_GT(swing, .2) << "of six points, not of one";
  EXPECT_EQ(info(Measure::diary_security_swing).unit, "points of 7");
}

}  // namespace
}  // namespace bowlby
