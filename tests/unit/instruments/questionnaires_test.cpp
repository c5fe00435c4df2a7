#include <gtest/gtest.h>

#include "instruments/relationship_questionnaire.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::value;

TEST(Scales, WholePointsAndGumbel) {
  EXPECT_EQ(whole_point(3.49, 1, 7), 3);
  EXPECT_EQ(whole_point(3.5, 1, 7), 4);
  EXPECT_EQ(whole_point(-2, 1, 7), 1);
  EXPECT_EQ(whole_point(9, 1, 7), 7);
  EXPECT_NEAR(gumbel(std::exp(-1)), 0, 1e-12);
}

TEST(Scales, SeenKeepsUnitVariance) {
  const Draws d{test::key().key, {3, 4}, 5};
  double sum = 0, cross = 0;
  constexpr std::uint32_t n = 20000;
  for (std::uint32_t i = 0; i < n; ++i) {
    double z[4];
    d.normals(Purpose::sample, 2 * i, z);
    const double x = seen(z[0], .6, .3, z[1], z[2]);
    sum += x * x / n, cross += x * z[0] / n;
  }
  EXPECT_NEAR(sum, 1, .04);
  EXPECT_NEAR(cross, .6, .04);
}

TEST(Scales, FirstCarer) {
  Subject s;
  s.age_years = 5;
  s.has[slot(Role::mother)] = true;
  EXPECT_EQ(first_carer(s), Role::mother);
  s.has[slot(Role::carer)] = true;
  EXPECT_EQ(first_carer(s), Role::carer);
  s.age_years = 30;
  EXPECT_EQ(first_carer(s), Role::mother);
  EXPECT_EQ(first_carer(Subject{}), Role::father);
}

TEST(RelationshipQuestionnaire, IsAboutOneFigure) {
  Params p;
  p.questionnaire_habit = 0, p.questionnaire_item_noise = 0;
  Subject s;
  s.has[slot(Role::mother)] = s.has[slot(Role::partner)] = true;
  s.ties[slot(Role::mother)].belief = {.9, .1, .05, 0};
  s.ties[slot(Role::partner)].belief = {.3, .5, .6, 0};
  AnswerSheet mother, partner, nobody;
  take_relationship_questionnaire(s, Role::mother, p, draws_of(s, 1), mother);
  take_relationship_questionnaire(s, Role::partner, p, draws_of(s, 1), partner);
  take_relationship_questionnaire(s, Role::friend_a, p, draws_of(s, 1), nobody);
  EXPECT_EQ(nobody.size(), 0u);
  EXPECT_EQ(value(mother, Measure::relationship_questionnaire_anxiety),
            whole_point(p.questionnaire_anxiety_level + .1 * p.questionnaire_anxiety_unpredictability +
                            .1 * p.questionnaire_anxiety_doubt,
                        1, 7));
  EXPECT_GT(value(partner, Measure::relationship_questionnaire_anxiety),
            value(mother, Measure::relationship_questionnaire_anxiety) + 1);
  EXPECT_GT(value(partner, Measure::relationship_questionnaire_avoidance),
            value(mother, Measure::relationship_questionnaire_avoidance) + 1);
  EXPECT_EQ(partner.begin()->role, slot(Role::partner));
}

TEST(RelationshipQuestionnaire, ItemsMakeTheScalesAndAllFiguresFitOnOneSheet) {
  const Params p;
  Subject s = test::ordinary_adult(3, p);
  for (bool& has : s.has) has = true;
  AnswerSheet plain, with;
  for (int r = 0; r < role_count; ++r) {
    take_relationship_questionnaire(s, static_cast<Role>(r), p, draws_of(s, 1), plain);
    take_relationship_questionnaire(s, static_cast<Role>(r), p, draws_of(s, 1), with, true);
  }
  constexpr std::size_t scores = 5, items = anxiety_items + avoidance_items;
  ASSERT_EQ(plain.size(), scores * role_count);
  ASSERT_EQ(with.size(), (scores + items) * role_count);
  for (std::size_t r = 0; r < role_count; ++r) {
    const Answer *one = plain.begin() + r * scores, *same = with.begin() + r * (scores + items);
    for (std::size_t k = 0; k < scores; ++k) EXPECT_EQ(same[k].value, one[k].value);
    double sum[2]{};
    for (std::size_t k = 0; k < items; ++k) {
      const Answer& item = same[scores + k];
      EXPECT_EQ(item.measure, item_measure(Instrument::relationship_questionnaire, static_cast<int>(k) + 1));
      EXPECT_EQ(item.role, r);
      sum[k < anxiety_items ? 0 : 1] += static_cast<double>(item.value);
    }
    EXPECT_EQ(static_cast<float>(sum[0] / anxiety_items), one[0].value);
    EXPECT_EQ(static_cast<float>(sum[1] / avoidance_items), one[1].value);
  }
  EXPECT_EQ(static_cast<std::size_t>(item_measure(Instrument::relationship_questionnaire, items)) + 1,
            measures_and_items);
}

TEST(RelationshipQuestionnaire, ScalesShareAHabit) {
  const Params p;
  std::vector<double> anxiety, avoidance;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const Subject s = test::ordinary_adult(i, p);
    AnswerSheet sheet;
    take_relationship_questionnaire(s, Role::partner, p, draws_of(s, 1), sheet);
    anxiety.push_back(value(sheet, Measure::relationship_questionnaire_anxiety));
    avoidance.push_back(value(sheet, Measure::relationship_questionnaire_avoidance));
  }
  const double r = test::correlation(anxiety, avoidance);  // NRM38: .5
  EXPECT_GT(r, .3);
  EXPECT_LT(r, .7);
}

// At an average tie the three descriptions are picked in the published shares (ADD04-ADD06).
TEST(RelationshipQuestionnaire, PicksAtAnAverageTie) {
  Params p;
  p.questionnaire_habit = 0;
  Subject s;
  s.has[slot(Role::partner)] = true;
  Belief& b = s.ties[slot(Role::partner)].belief;
  b.mu = .6;
  b.nu = (average_anxiety - p.questionnaire_anxiety_level - .4 * p.questionnaire_anxiety_doubt) /
         p.questionnaire_anxiety_unpredictability;
  b.kappa = (average_avoidance - p.questionnaire_avoidance_level - .4 * p.questionnaire_avoidance_doubt) /
            p.questionnaire_avoidance_rebuff;
  constexpr std::uint32_t n = 6000;
  double secure = 0, avoidant = 0, anxious = 0;
  for (std::uint32_t day = 0; day < n; ++day) {
    AnswerSheet sheet;
    take_relationship_questionnaire(s, Role::partner, p, draws_of(s, day), sheet);
    const double picks[]{value(sheet, Measure::relationship_questionnaire_class_secure),
                         value(sheet, Measure::relationship_questionnaire_class_avoidant),
                         value(sheet, Measure::relationship_questionnaire_class_anxious)};
    ASSERT_EQ(picks[0] + picks[1] + picks[2], 1) << "exactly one description";
    secure += picks[0] / n, avoidant += picks[1] / n, anxious += picks[2] / n;
  }
  EXPECT_NEAR(secure, .56, .025);  // four standard errors
  EXPECT_NEAR(avoidant, .25, .025);
  EXPECT_NEAR(anxious, .19, .025);
}

}  // namespace
}  // namespace bowlby
