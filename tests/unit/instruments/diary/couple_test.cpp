#include "instruments/diary/couple.hpp"

#include <gtest/gtest.h>

#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of;

Subject with_partner(std::uint32_t id, const Params& p) {
  Subject s = test::ordinary_adult(id, p);
  s.has[slot(Role::partner)] = true;
  s.person.moment_rate = 5;
  return s;
}

TEST(CoupleDiary, IsWhatEachOfTheTwoWouldHaveWritten) {
  const Params p;
  const Subject a = with_partner(3, p), b = with_partner(4, p);
  CoupleDiary diary;
  keep_couple_diary(a, b, 6, 4, p, draws_of(a, 50), draws_of(a, 50), diary);
  for (int who = 0; who < 2; ++who) {
    const Subject &writer = who == 0 ? a : b, &partner = who == 0 ? b : a;
    AnswerSheet sheet;
    std::vector<DiaryPrompt> lines;
    take_diary(writer, {6, 4, &partner}, p, draws_of(writer, 50), draws_of(writer, 50), sheet, &lines);
    ASSERT_EQ(lines.size(), 24u);
    ASSERT_EQ(diary.lines[who].size(), 24u);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const DiaryPrompt &one = lines[i], &two = diary.lines[who][i];
      EXPECT_EQ(one.answered, two.answered);
      EXPECT_EQ(one.day, two.day);
      EXPECT_EQ(one.minute, two.minute);
      if (!one.answered) continue;
      EXPECT_EQ(one.security, two.security) << who << " " << i;
      EXPECT_EQ(one.distress, two.distress);
      EXPECT_EQ(one.bids, two.bids);
      EXPECT_EQ(one.asked, two.asked);
    }
  }
}

}  // namespace
}  // namespace bowlby
