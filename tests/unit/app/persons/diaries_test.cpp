// Diaries of a sample, and simulated ones with their gaps.
#include "app/persons/diaries.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace bowlby;

namespace {

Seen sample(double step, int first_prompt = 1) {
  Seen seen;
  seen.people.resize(3);
  seen.diaries.emplace_back();
  Seen::Diary& d = seen.diaries.back();
  d.wave = "days", d.days = 5, d.prompts = 3 + first_prompt - 1;
  d.answered.resize(3);
  for (std::size_t p = 0; p < 3; ++p) {
    seen.people[p].id = static_cast<double>(p + 1);
    for (int day = 1; day <= (p == 2 ? 2 : 5); ++day)
      for (int k = 0; k < 3; ++k)
        if (day != 3 || k != 1)
          d.answered[p].push_back({day, k + first_prompt, day, 1 + step * (day + k), 1 + step * k, Seen::none});
  }
  return seen;
}

}  // namespace

TEST(SampleDiaries, AreReadWithTheirGapsAndSteps) {
  const auto s = sample_diaries(sample(.5), "mine");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->people.size(), 2u);
  EXPECT_EQ(s->too_few, 1u) << "six prompts";
  EXPECT_EQ(s->grain, .5);
  EXPECT_NEAR(s->noise(), std::sqrt(.09 + .25 / 12), 1e-12);
  EXPECT_NEAR(s->answered(), 14 / 15.0, 1e-12);
  EXPECT_EQ(sample_diaries(sample(1), "mine")->grain, 1);
  EXPECT_EQ(sample_diaries(sample(.2371), "mine")->grain, 0);
  EXPECT_EQ(sample_diaries(sample(.2371), "mine")->noise(), .3);
}

TEST(SampleDiaries, PromptsCountedFromNoughtAreCountedFromOne) {
  const auto s = sample_diaries(sample(.5, 0), "mine");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->prompts, 3);
  EXPECT_EQ(s->people[0].prompts.front().prompt, 1);
}

TEST(SampleDiaries, ASimulatedOneHasTheSameGapsQuestionsAndSteps) {
  Seen seen = sample(.5);
  seen.diaries[0].answered[0][4].distress = Seen::none;
  const auto s = sample_diaries(seen, "mine");
  ASSERT_TRUE(s);
  std::vector<DiaryPrompt> lines(15);
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].security = static_cast<float>(1 + .31 * static_cast<double>(i)), lines[i].distress = 2.2f,
    lines[i].bids = 3;
  const auto like = like_that_of(*s, s->people[0], lines);
  ASSERT_EQ(like.size(), 14u);
  for (std::size_t i = 0; i < like.size(); ++i) {
    EXPECT_EQ(like[i].day, s->people[0].prompts[i].day);
    EXPECT_TRUE(std::isnan(like[i].bids)) << "nobody was asked";
    EXPECT_EQ(std::isnan(like[i].distress), i == 4);
  }
  EXPECT_EQ(like[0].distress, 2.0);
  EXPECT_EQ(like[1].security, 1.5) << "1.31 in steps of a half";
  EXPECT_EQ(like[7].security, 3.5) << "the ninth prompt: the eighth was not answered";
}

TEST(SampleDiaries, WithoutADiaryThereIsNothingToFit) {
  const auto none = sample_diaries({}, "mine");
  ASSERT_FALSE(none);
  EXPECT_NE(none.problems().front().reason.find("has no diary"), std::string::npos);
}
