// What `bowlby compare` says of daily life: from the rows of table diary, or why it cannot.
#include "app/validate/compare_daily.hpp"

#include <cmath>

#include "app/validate/compare.hpp"
#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

// Couples who keep two weeks of two prompts; the second of each day stays unanswered every third day.
std::vector<DiaryRow> couples(std::uint32_t count) {
  std::vector<DiaryRow> rows;
  for (std::uint32_t id = 0; id < 2 * count; ++id)
    for (std::uint16_t day = 1; day <= 14; ++day)
      for (std::uint16_t prompt = 1; prompt <= 2; ++prompt) {
        const bool answered = prompt == 1 || day % 3 != 0;
        const double shared = std::sin(7. * (id / 2) + 3. * day),
                     own = std::sin(9. * id + (id % 2 == 0 ? 4.3 : 5.) * day);  // of day, of person
        rows.push_back({id, id ^ 1u, 2, 1, 6575 + day, day, prompt, 540, answered,
                        answered ? static_cast<float>(4 + .1 * (id % 7)) : 99,
                        answered ? static_cast<float>(2.6 + .2 * (id % 5) + shared + own) : 99, 0, 0, 0});
      }
  return rows;
}

std::vector<DailyLife> told(const std::string& dir, const std::vector<DiaryRow>& rows) {
  auto w = Results::open_new(dir, study());
  EXPECT_TRUE(w);
  w->diary(rows);
  EXPECT_FALSE(w->finish());
  const auto r = read_results(dir);
  EXPECT_TRUE(r) << first_problem(r);
  const auto table = daily_life(*r);
  EXPECT_TRUE(table) << first_problem(table);
  return *table;
}

TEST_F(ResultsFile, CompareTellsDailyLifeFromTheRowsOfTheDiary) {
  const auto table = told(dir(), couples(60));
  ASSERT_EQ(table.size(), 2u);
  EXPECT_EQ(table[0].wave, "adult");
  EXPECT_EQ(table[0].report, "distress");
  EXPECT_EQ(table[0].diaries, 120u);
  for (const auto& n : table[0].numbers) EXPECT_TRUE(n.estimate) << n.why_not;
  EXPECT_NEAR(table[0].numbers[0].estimate->value, 3, .1) << "what was not answered does not count";
  EXPECT_NEAR(table[0].numbers[5].estimate->value, .5, .15) << "half of a day's ups and downs is shared";
  EXPECT_NEAR(table[1].numbers[0].estimate->value, 4.3, .1);
  const std::string text = to_text(table);
  for (const auto name : evidence::daily_names) EXPECT_NE(text.find(name), std::string::npos) << name;
  EXPECT_NE(text.find("120 kept it"), std::string::npos) << text;
  const std::string json = to_json({}, table);
  EXPECT_EQ(json.find("{\"id\": \"adult.distress.1\""), json.find('{')) << "no comma before the first";
}

TEST_F(ResultsFile, CompareSaysWhyDailyLifeCannotBeTold) {
  const auto none = told(dir(), {});
  ASSERT_EQ(none.size(), 2u);
  EXPECT_NE(to_text(none).find("- no day has an answer"), std::string::npos) << to_text(none);
  auto rows = couples(60);
  for (DiaryRow& r : rows) r.partner = nobody;
  EXPECT_NE(to_text(told(dir("alone"), rows)).find("- no partners kept it on the same days"), std::string::npos);
  EXPECT_TRUE(to_text(std::vector<DailyLife>{}).empty());
}

}  // namespace
}  // namespace bowlby
