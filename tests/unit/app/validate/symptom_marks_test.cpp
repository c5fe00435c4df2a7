// Marks of symptoms and therapy: how long episodes last, how many have them, and who was ever helped.
#include <gtest/gtest.h>

#include "unit/app/validate/people.hpp"

namespace bowlby {
namespace {

// Each has one episode from 30 on: of so many months (of 30 days), or without an end.
People with_episodes(EventKind onset, EventKind remission, std::initializer_list<int> months) {
  People people;
  for (const int m : months) {
    const auto id = people.born();
    people.event(id, 30 * year, onset);
    if (m > 0) people.event(id, 30 * year + 30 * m, remission);
  }
  return people;
}

TEST(Lives, AnEpisodeLastsFromItsOnsetToTheNextRemission) {
  const auto depression = [](std::initializer_list<int> months) {
    return with_episodes(EventKind::onset_depression, EventKind::remission_depression, months);
  };
  People brief = depression({2, 3, 4, 5, 6, 7, 8, 26, 40, 0});
  EXPECT_NEAR(value(brief.judged("L01a")), 6 * 30 * 12 / 365., 1e-6) << "the fifth of ten, the one without end counts";
  EXPECT_EQ(brief.judged("L01a").verdict, Verdict::inside);
  EXPECT_NEAR(value(brief.judged("L01b")), .3, 1e-9);
  EXPECT_EQ(brief.judged("L01b").verdict, Verdict::outside) << "three of ten are more than a quarter";
  People longer = depression({60, 70, 80, 90, 100, 110, 0, 0});
  EXPECT_EQ(longer.judged("L01a").verdict, Verdict::outside);
  People again = depression({4, 4, 4, 4, 4, 4});
  again.event(0, 50 * year, EventKind::onset_depression);
  again.event(0, 50 * year + 120, EventKind::remission_depression);
  EXPECT_EQ(again.judged("L01a").simulated->n, 7u) << "a second episode is one of its own";
  EXPECT_NEAR(value(again.judged("L01a")), 120 * 12 / 365., 1e-6);
}

TEST(Lives, EachFamilyHasItsOwnEpisodes) {
  const struct {
    const char* id;
    EventKind onset, remission;
  } families[]{{"L01c", EventKind::onset_anxiety, EventKind::remission_anxiety},
               {"L01d", EventKind::onset_trauma, EventKind::remission_trauma},
               {"L01e", EventKind::onset_substance, EventKind::remission_substance}};
  for (const auto& f : families) {
    People brief = with_episodes(f.onset, f.remission, {10, 10, 10, 10, 10, 10}),
           longer = with_episodes(f.onset, f.remission, {40, 40, 40, 40, 40, 40});
    EXPECT_EQ(brief.judged(f.id).verdict, Verdict::inside) << f.id;
    EXPECT_EQ(longer.judged(f.id).verdict, Verdict::outside) << f.id;
  }
}

TEST(Lives, WhoIsAboveSeveralCutsCountsOnce) {
  People people;
  for (int i = 0; i < 10; ++i) {
    const auto id = people.born();
    people.answer(id, 40 * year + 3, Measure::symptoms_depression, i < 2 ? 5 : 4);
    people.answer(id, 40 * year + 3, Measure::symptoms_anxiety, i == 1 || i == 2 ? 9 : 0);
    people.answer(id, 50 * year + 3, Measure::symptoms_trauma, 9);  // at fifty, which is not asked
  }
  EXPECT_NEAR(value(people.judged("L02a")), .3, 1e-9);
  EXPECT_EQ(people.judged("L02a").verdict, Verdict::outside);
}

TEST(Lives, ASecondHumpAtTheEndOfTheScaleFails) {
  People thin, humped;
  for (int i = 0; i < 100; ++i) {
    const auto a = thin.born(), b = humped.born();
    thin.answer(a, 40 * year, Measure::symptoms_anxiety, i < 1 ? 9 : i < 3 ? 8 : i < 12 ? 5 : 1);
    humped.answer(b, 40 * year, Measure::symptoms_anxiety, i < 12 ? 9 : i < 15 ? 5 : 1);
  }
  EXPECT_NEAR(value(thin.judged("L02c")), .01, 1e-9);
  EXPECT_NEAR(value(thin.judged("L02g")), 3 / 12., 1e-9);
  EXPECT_EQ(thin.judged("L02g").verdict, Verdict::inside);
  EXPECT_NEAR(value(humped.judged("L02c")), .12, 1e-9);
  EXPECT_EQ(humped.judged("L02c").verdict, Verdict::outside);
  EXPECT_EQ(humped.judged("L02g").verdict, Verdict::outside);
}

TEST(Lives, HowManyAreAboveTheCutWithinAYearIsCountedAmongAdults) {
  const struct {
    const char* id;
    Measure asked;
    int inside, outside;  // of a hundred
  } families[]{{"L11a", Measure::symptoms_diagnosis_anxiety, 18, 24},
               {"L11b", Measure::symptoms_diagnosis_trauma, 5, 9},
               {"L11c", Measure::symptoms_diagnosis_substance, 4, 0}};
  for (const auto& f : families)
    for (const int high : {f.inside, f.outside}) {
      People people;
      for (int i = 0; i < 100; ++i) {
        const auto id = people.born();
        people.answer(id, 40 * year, f.asked, i < high);
        people.answer(id, 12 * year, f.asked, 1);  // a child
      }
      EXPECT_NEAR(value(people.judged(f.id)), high / 100., 1e-9) << f.id;
      EXPECT_EQ(people.judged(f.id).verdict, high == f.inside ? Verdict::inside : Verdict::outside) << f.id;
    }
}

// Whoever died, or was too young when the run ended, has not had the years to have an episode in.
TEST(Lives, WhoHasEverHadAnEpisodeIsCountedAmongThoseWhoHadTheYears) {
  People anxious, hurt;
  for (int i = 0; i < 20; ++i) {
    const bool young = i >= 10;
    const auto a = anxious.born(true, young ? 75 * year : 0), h = hurt.born(true, young ? 50 * year : 0);
    const int from = young ? 75 : 0;
    if (i < 5 || young) anxious.event(a, (from + 20 + i % 5) * year, EventKind::onset_anxiety);
    if (i == 5) anxious.event(a, 14 * year, EventKind::onset_anxiety);  // over before eighteen, for all one knows
    if (i == 6) anxious.event(a, 40 * year, EventKind::onset_anxiety);
    if (i < 2) hurt.event(h, 15 * year, EventKind::onset_trauma);
    if (i == 2) hurt.event(h, 70 * year, EventKind::onset_trauma);
  }
  EXPECT_NEAR(value(anxious.judged("L11d")), .5, 1e-9);
  EXPECT_EQ(anxious.judged("L11d").verdict, Verdict::inside);
  EXPECT_NEAR(value(hurt.judged("L11e")), .2, 1e-9);
  EXPECT_EQ(hurt.judged("L11e").verdict, Verdict::inside);
  hurt.event(5, 30 * year, EventKind::onset_trauma);
  EXPECT_EQ(hurt.judged("L11e").verdict, Verdict::outside) << "three of ten";
}

TEST(Lives, TherapyCountsUntilSixtyAndOnlyOfThoseWhoReachIt) {
  People people;
  for (int i = 0; i < 10; ++i) {
    const auto id = people.born(true, i == 9 ? 50 * year : 0);  // the last is fifty when the run ends
    if (i < 2 || i == 9)
      for (int course = 0; course <= 2 * i; ++course) people.event(id, (30 + course) * year, EventKind::therapy_start);
    if (i == 5) people.event(id, 65 * year, EventKind::therapy_start);
  }
  EXPECT_NEAR(value(people.judged("L03a")), 2 / 9., 1e-9);
  EXPECT_NEAR(value(people.judged("L03b")), 2, 1e-9) << "one course and three";
  for (int i = 2; i < 9; ++i) people.event(static_cast<std::uint32_t>(i), 40 * year, EventKind::therapy_start);
  EXPECT_EQ(people.judged("L03a").verdict, Verdict::outside);
}

}  // namespace
}  // namespace bowlby
