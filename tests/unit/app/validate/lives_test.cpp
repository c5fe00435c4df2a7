// Marks of lives, each on a few made-up people whose answer is known, and on such as must fail it.
#include "app/validate/lives.hpp"

#include <algorithm>
#include <cmath>

#include "app/validate/compare.hpp"
#include "evidence/estimators.hpp"
#include "io/embedded.hpp"
#include "report/validation/page.hpp"
#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

using evidence::Mark, evidence::MarkRow, evidence::Verdict;

constexpr std::int32_t year = 365, end_of_run = 100 * year;

// People, what befalls them and what they answer; born on day 0 unless said otherwise.
class People {
 public:
  explicit People(Study of = study()) : study_(std::move(of)) {}
  std::uint32_t born(bool female = true, std::int32_t day = 0, std::uint8_t generation = 1) {
    const auto id = static_cast<std::uint32_t>(people_.size());
    people_.push_back({id, nobody, nobody, female, generation, 0, day, -1, nobody, false});
    return id;
  }
  void event(std::uint32_t person, std::int32_t day, EventKind kind, std::uint32_t other = nobody) {
    events_.push_back({person, day, kind, other, 0});
  }
  void answer(std::uint32_t person, std::int32_t age_days, Measure m, double value) {
    observations_.push_back(
        {person, 1, static_cast<std::uint16_t>(m), 0, 255, nobody, age_days, static_cast<float>(value)});
  }
  void put_in_arm(std::uint32_t person, std::uint8_t arm) { people_[person].arm = arm; }
  // At a visit (from 1) of a wave of the study, about somebody.
  void visit(std::uint32_t person, const std::string& wave, std::uint16_t visit, std::int32_t age_days, Measure m,
             double value, std::uint32_t about = nobody) {
    const auto at = std::ranges::find(study_.waves, wave, &Wave::name) - study_.waves.begin();
    observations_.push_back({person, static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(m),
                             static_cast<std::uint16_t>(visit - 1), 255, about, age_days, static_cast<float>(value)});
  }
  // Two prompts of one day, with a bid of the partner before the second or none, and as many offers.
  void diary_day(std::uint32_t person, std::uint32_t partner, std::int32_t day, bool asked, int offered = 0) {
    const auto wave = std::ranges::find(study_.waves, "quiet_days", &Wave::name) - study_.waves.begin();
    for (std::uint16_t prompt = 1; prompt <= 2; ++prompt)
      diary_.push_back({person, partner, static_cast<std::uint16_t>(wave), 1, day, static_cast<std::uint16_t>(day + 1),
                        prompt, 600, true, 4, 2, 0, prompt == 2 && asked ? 1.f : 0.f,
                        prompt == 2 ? static_cast<float>(offered) : 0.f});
  }
  // What the query of a mark gives on them, judged.
  MarkRow judged(const std::string& id) {
    auto results = Results::open_in_memory(study_);
    EXPECT_TRUE(results) << first_problem(results);
    results->people(people_);
    results->events(events_);
    results->observations(observations_);
    results->diary(diary_);
    results->stream({end_of_run, 1, 1});
    const auto reader = results->read();
    EXPECT_TRUE(reader) << first_problem(reader);
    const auto value = measure_query(*reader, "lives/" + id + ".sql");
    EXPECT_TRUE(value) << first_problem(value);
    const auto marks = marks_of_lives();
    const auto mark = std::ranges::find(*marks, id, &Mark::id);
    EXPECT_NE(mark, marks->end()) << id;
    return evidence::judge(*mark, nullptr, *value);
  }

 private:
  Study study_;
  std::vector<DiaryRow> diary_;
  std::vector<PersonRow> people_;
  std::vector<EventRow> events_;
  std::vector<ObservationRow> observations_;
};

double value(const MarkRow& r) { return r.simulated ? r.simulated->value : std::nan(""); }

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
