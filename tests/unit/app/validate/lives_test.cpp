// Marks of lives, each on a few made-up people whose answer is known, and on such as must fail it.
#include "app/validate/lives.hpp"

#include <algorithm>
#include <cmath>

#include "evidence/estimators.hpp"
#include "report/validation/page.hpp"
#include "unit/app/validate/people.hpp"

namespace bowlby {
namespace {

TEST(Lives, OddsAreOfWomenOverMen) {
  People people;
  for (int i = 0; i < 40; ++i) {
    const bool female = i % 2 == 0;
    people.answer(people.born(female), 30 * year, Measure::symptoms_diagnosis_depression, i < (female ? 20 : 12));
  }
  EXPECT_NEAR(value(people.judged("L04a")), (10 / 10.) / (6 / 14.), 1e-9);
  EXPECT_EQ(people.judged("L04a").verdict, Verdict::inside);
}

TEST(Lives, TemperamentOfTheChildGoesWithTheAdultsAnxiety) {
  People people, strangers;
  for (int i = 0; i < 55; ++i) {  // every pair of five and eleven once, so that they go together in nothing
    const double t = i % 5 - 2., other = (i * 7) % 11 / 5.;
    for (People* p : {&people, &strangers}) {
      const auto id = p->born();
      p->answer(id, 8 * year, Measure::temperament_negative, t);
      p->answer(id, 3 * year, Measure::temperament_negative, -t);  // another visit
      p->answer(id, 20 * year, Measure::ecr_anxiety_mean, p == &people ? .12 * t + other : other);
    }
  }
  EXPECT_NEAR(value(people.judged("L06a")), std::sqrt(.0288 / (.0288 + .4)), 1e-3) << "variances .0288 and .4";
  EXPECT_EQ(people.judged("L06a").verdict, Verdict::inside);
  EXPECT_NEAR(value(strangers.judged("L06a")), 0, 1e-6);
  EXPECT_EQ(strangers.judged("L06a").verdict, Verdict::outside);
}

TEST(Lives, AUnionIsHeldAgainstNoUnion) {
  People people;
  for (int i = 0; i < 40; ++i) {
    const auto id = people.born();
    const bool paired = i % 2 == 0;
    people.answer(id, 20 * year, Measure::ecr_anxiety_mean, 3);
    people.answer(id, 30 * year, Measure::ecr_anxiety_mean, (paired ? 2.5 : 3) + .1 * (i % 4 < 2 ? 1 : -1));
    if (paired) people.event(id, 23 * year, EventKind::union_start);
  }
  const auto early = people.born();  // was in one at twenty
  people.event(early, 19 * year, EventKind::union_start);
  people.answer(early, 20 * year, Measure::ecr_anxiety_mean, 1);
  people.answer(early, 30 * year, Measure::ecr_anxiety_mean, 5);
  const MarkRow r = people.judged("L07d");
  EXPECT_NEAR(value(r), -.5 / .1, .3);
  EXPECT_EQ(r.simulated->n, 40u) << "who was in a union at twenty is left out";
  EXPECT_EQ(r.verdict, Verdict::inside);
}

TEST(Lives, TheGapOfACoupleIsHisAgeLessHers) {
  People people;
  for (int i = 0; i < 6; ++i) {
    const auto she = people.born(true, (3 + i) * year), he = people.born(false, 3 * year);
    people.event(i % 2 == 0 ? she : he, 40 * year, EventKind::union_start, i % 2 == 0 ? he : she);
  }
  EXPECT_NEAR(value(people.judged("L09b")), 2.5, 1e-9) << "he is 0 to 5 years older, whoever's row tells of it";
  EXPECT_EQ(people.judged("L09b").verdict, Verdict::inside);
  EXPECT_NEAR(value(people.judged("L09c")), std::sqrt(3.5), 1e-9);
  EXPECT_EQ(people.judged("L09c").verdict, Verdict::outside);
}

TEST(Lives, DriftIsTheThirdGenerationLessTheFirst) {
  const auto world = [](double third) {
    People people;
    for (std::uint8_t generation = 1; generation <= 3; ++generation)
      for (int i = 0; i < 200; ++i) {
        const auto id = people.born(true, 0, generation);
        const double shift = generation == 3 ? third : generation == 2 ? 9 : 0;  // the second is not asked
        const double noise = (i % 20 - 9.5) / 5.766;                             // of standard deviation 1
        const bool yes = i % 100 < 60 + 100 * shift / 2;
        people.answer(id, 383, Measure::strange_situation_class_secure, yes);
        people.answer(id, 383, Measure::strange_situation_class_disorganized, yes);
        people.answer(id, 383, Measure::sensitivity_observed, noise + shift);
        people.answer(id, 20 * year, Measure::interview_class_autonomous, yes);
        people.answer(id, 20 * year, Measure::ecr_anxiety_mean, noise + shift);
        people.answer(id, 20 * year, Measure::ecr_avoidance_mean, noise + shift);
        people.answer(id, 30 * year, Measure::satisfaction_score, noise + shift);
      }
    return people;
  };
  People steady = world(.04), drifting = world(.2);
  for (const char* id : {"DR1", "DR2", "DR3"}) {
    EXPECT_NEAR(value(steady.judged(id)), .02, 1e-9) << id;
    EXPECT_EQ(steady.judged(id).verdict, Verdict::inside) << id;
    EXPECT_NEAR(value(drifting.judged(id)), .1, 1e-9) << id;
    EXPECT_EQ(drifting.judged(id).verdict, Verdict::outside) << id;
  }
  for (const char* id : {"DR4", "DR5", "DR6", "DR7"}) {
    EXPECT_NEAR(value(steady.judged(id)), .04, .001) << id;
    EXPECT_EQ(steady.judged(id).verdict, Verdict::inside) << id;
    EXPECT_NEAR(value(drifting.judged(id)), .2, .003) << id;
    EXPECT_EQ(drifting.judged(id).verdict, Verdict::outside) << id;
  }
}

// People of the study that the marks between two visits of the main study are measured in.
People in_study_of_lives() {
  const auto shipped = read_study(std::string(BOWLBY_SOURCE_DIR) + "/studies/lives.yaml");
  EXPECT_TRUE(shipped) << first_problem(shipped);
  return People(*shipped);
}

TEST(Lives, APartingIsHeldAgainstCouplesLeftAsTheyAre) {
  for (const bool fades : {true, false}) {
    People people = in_study_of_lives();
    for (int i = 0; i < 40; ++i) {
      const auto id = people.born();
      const bool parted = i % 2 == 1;
      const double noise = i % 4 < 2 ? 1 : -1, moved = parted ? .3 : 0;
      people.put_in_arm(id, parted ? 1 : 0);
      people.visit(id, "parting", 1, 32 * year, Measure::ecr_anxiety_mean, 5 * moved);  // before it: not asked
      people.visit(id, "parting", 2, 32 * year + 90, Measure::ecr_anxiety_mean, 3 + noise + moved);
      people.visit(id, "parting", 3, 35 * year, Measure::ecr_anxiety_mean, 3 + .5 * noise + (fades ? 0 : moved));
    }
    const double hedges = 1 - 3 / (4 * 38. - 1), sd = std::sqrt(40 / 38.);
    EXPECT_NEAR(value(people.judged("L07a")), .3 / sd * hedges, 1e-5);
    EXPECT_EQ(people.judged("L07a").verdict, Verdict::inside);
    EXPECT_NEAR(value(people.judged("L07b")), fades ? -.3 / (.5 * sd) * hedges : 0, 1e-5);
    EXPECT_EQ(people.judged("L07b").verdict, fades ? Verdict::inside : Verdict::outside);
  }
}

TEST(Lives, TheFirstYearOfAUnionMayNotRaiseAnxiety) {
  for (const double moved : {-.2, .2}) {
    People people = in_study_of_lives();
    for (int i = 0; i < 20; ++i) {
      const auto id = people.born();
      const double start = i % 2 == 0 ? 2 : 4;
      people.visit(id, "first_year", 1, 30 * year, Measure::ecr_anxiety_mean, start);
      people.visit(id, "first_year", 2, 31 * year, Measure::ecr_anxiety_mean, start + moved + (i % 4 < 2 ? .1 : -.1));
      people.visit(id, "first_year", 2, 41 * year, Measure::ecr_anxiety_mean, 5);  // of a later union
    }
    EXPECT_NEAR(value(people.judged("L07c")), moved / std::sqrt(20 / 19.), 1e-5);
    EXPECT_EQ(people.judged("L07c").simulated->n, 20u);
    EXPECT_EQ(people.judged("L07c").verdict, moved < 0 ? Verdict::inside : Verdict::outside);
  }
}

TEST(Lives, SatisfactionIsComparedWithinTwoWhoStayTogether) {
  for (const double moved : {-.3, .3}) {
    People people = in_study_of_lives();
    for (int i = 0; i < 20; ++i) {
      const auto id = people.born(), partner = static_cast<std::uint32_t>(i ^ 1);
      const double start = i % 4 < 2 ? 4 : 6, noise = i % 2 == 0 ? .1 : -.1;
      people.visit(id, "together", 1, 30 * year, Measure::satisfaction_score, start, partner);
      people.visit(id, "together", 2, 40 * year, Measure::satisfaction_score, start + moved + noise, partner);
      people.visit(id, "together", 3, 50 * year, Measure::satisfaction_score, start + moved, partner);
    }
    const auto parted = people.born();
    people.visit(parted, "together", 1, 30 * year, Measure::satisfaction_score, 7, 0);
    people.visit(parted, "together", 2, 40 * year, Measure::satisfaction_score, 1, 1);  // with somebody else
    EXPECT_NEAR(value(people.judged("L08a")), moved / std::sqrt(20 / 19.), 1e-5);
    EXPECT_EQ(people.judged("L08a").simulated->n, 20u);
    EXPECT_EQ(people.judged("L08a").verdict, moved < 0 ? Verdict::inside : Verdict::outside);
    EXPECT_NEAR(value(people.judged("L08b")), 0, 1e-5);
    EXPECT_EQ(people.judged("L08b").verdict, Verdict::inside);
  }
}

TEST(Lives, ADayOfSupportIsOneOnWhichEitherAskedTheOther) {
  People people = in_study_of_lives();
  for (int couple = 0; couple < 6; ++couple) {
    const auto one = people.born(), two = people.born();
    for (int day = 0; day < 10; ++day) {
      people.diary_day(one, two, day, day < 2);
      people.diary_day(two, one, day, day == 1 || day == 2 || (couple == 0 && day < 9));
    }
  }
  people.diary_day(people.born(), 0, 3, true);       // with whom no such day was kept
  people.diary_day(people.born(), nobody, 3, true);  // lives alone
  const MarkRow r = people.judged("L10a");
  EXPECT_EQ(r.simulated->n, 60u);
  EXPECT_NEAR(value(r), (9 + 5 * 3) / 60., 1e-9) << "a day on which both asked counts once";
  EXPECT_EQ(r.verdict, Verdict::inside);
  for (std::uint32_t id = 0; id < 12; ++id)
    for (int day = 10; day < 40; ++day) people.diary_day(id, id ^ 1u, day, false);
  EXPECT_EQ(people.judged("L10a").verdict, Verdict::outside) << "24 of 240 days are few";
  for (std::uint32_t id = 0; id < 12; ++id)
    for (int day = 40; day < 100; ++day) people.diary_day(id, id ^ 1u, day, false, id % 2 == 0 ? 1 : 0);
  EXPECT_GT(value(people.judged("L10a")), .6) << "a day of comfort unasked is a day of support";
}

TEST(Lives, TheShareUnaskedIsOfWhatPassesBetweenPartners) {
  People people = in_study_of_lives();
  for (int couple = 0; couple < 8; ++couple) {
    const auto one = people.born(), two = people.born();
    people.diary_day(one, two, 0, true, 0);
    people.diary_day(one, two, 1, true, 3);   // three of four
    people.diary_day(two, one, 2, false, 0);  // nothing passed
  }
  EXPECT_NEAR(value(people.judged("L10b")), .75 / 2, 1e-9);
  EXPECT_EQ(people.judged("L10b").simulated->n, 16u);
}

TEST(Lives, EveryMarkHasAQueryOrATarget) {
  const auto marks = marks_of_lives();
  ASSERT_TRUE(marks) << first_problem(marks);
  EXPECT_GE(marks->size(), 40u);
  const auto targets = published_targets();
  for (const Mark& m : *marks) {
    const bool query = embedded_file("lives/" + m.id + ".sql").has_value();
    const bool target = std::ranges::find(*targets, m.target, &evidence::Target::id) != targets->end();
    EXPECT_EQ(query + target, 1) << m.id;
    EXPECT_FALSE(m.source.empty()) << m.id;
    if (query) {
      EXPECT_TRUE(evidence::estimator_known(query_header("lives/" + m.id + ".sql", "estimator"))) << m.id;
    }
  }
  for (const auto& file : embedded_files())
    if (file.name.starts_with("lives/")) {
      const std::string id(file.name.substr(6, file.name.size() - 10));
      EXPECT_NE(std::ranges::find(*marks, id, &Mark::id), marks->end()) << id;
    }
}

TEST(Lives, ThePageDrawsMissesFirst) {
  const auto row = [](const char* id, double value) {
    Mark m;
    m.id = id;
    m.quantity = std::string("quantity of ") + id;
    m.high = .5;
    return evidence::judge(m, nullptr, evidence::Estimate{value, value - .1, value + .1, 9, 0});
  };
  report::ValidationPage page;
  page.lives = {row("good", .2), row("bad", .7), row("worse", 2)};
  evidence::sort_misses_first(page.lives);
  const std::string html = report::validation_page(page);
  const auto at = [&html](const char* id) { return html.find(std::string("id=\"") + id + "\""); };
  EXPECT_LT(at("worse"), at("bad"));
  EXPECT_LT(at("bad"), at("good"));
  EXPECT_NE(html.find("1 of 3 marks are met"), std::string::npos);
  EXPECT_EQ(html.find("nan"), std::string::npos);
  EXPECT_EQ(html.find("id=\"unmeasured\""), std::string::npos) << "no section for what was not asked for";
}

}  // namespace
}  // namespace bowlby
