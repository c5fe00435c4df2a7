// The survey: who is seen, when, about whom; and that being seen changes nothing.
#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "studies/survey.hpp"
#include "unit/population/worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

struct Seen {
  Kept kept;
  std::uint64_t digest = 0;
};

Seen survey(const Study& study, RunOptions options = {}) {
  Seen seen;
  Engine run(study.scenario, published(), options);
  Survey survey(study, seen.kept);
  run_to_end(run, &survey, &seen.kept);
  run.hand_over(seen.kept);
  seen.digest = state_digest(run.world());
  return seen;
}

Wave wave(Instrument instrument, std::vector<double> ages) {
  Wave w;
  w.name = "visit";
  w.instrument = instrument;
  w.ages = std::move(ages);
  return w;
}

// One row per visit: those of one measure that every visit gives.
std::vector<ObservationRow> rows_of(const Seen& seen, std::size_t wave, Measure measure) {
  std::vector<ObservationRow> rows;
  for (const ObservationRow& o : seen.kept.observations_)
    if (o.wave == wave && o.measure == static_cast<std::uint16_t>(measure)) rows.push_back(o);
  return rows;
}

constexpr Measure any_visit = Measure::wellbeing_score;

// Values of one measure by person.
std::map<std::uint32_t, double> values_of(const Seen& seen, std::size_t wave, Measure measure) {
  std::map<std::uint32_t, double> values;
  for (const ObservationRow& o : rows_of(seen, wave, measure)) values.emplace(o.person, o.value);
  return values;
}

TEST(Survey, TwoWavesOnOneDayAreTwoMeasurements) {
  Study study;
  study.scenario = quiet(300, 26);
  for (const char* name : {"first", "again"})
    for (const Instrument instrument : {Instrument::wellbeing, Instrument::ecr}) {
      study.waves.push_back(wave(instrument, {25}));
      study.waves.back().name = name;
    }
  const Seen both = survey(study);
  for (const auto& [measure, at] :
       {std::pair{Measure::wellbeing_score, 0u}, std::pair{Measure::ecr_anxiety_mean, 1u}}) {
    const auto first = values_of(both, at, measure), again = values_of(both, at + 2, measure);
    ASSERT_EQ(first.size(), 300u);
    ASSERT_EQ(again.size(), 300u);
    int equal = 0;
    double covariance = 0, mean_first = 0, mean_again = 0;
    for (const auto& [person, value] : first) {
      equal += value == again.at(person);
      mean_first += value / 300;
      mean_again += again.at(person) / 300;
    }
    for (const auto& [person, value] : first) covariance += (value - mean_first) * (again.at(person) - mean_again);
    EXPECT_LT(equal, 150) << "a copy";
    EXPECT_GT(covariance, 0) << "of the same people";
  }
}

double correlation(const std::map<std::uint32_t, double>& a, const std::map<std::uint32_t, double>& b) {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const auto& [person, u] : a) {
    const double v = b.at(person);
    n += 1, x += u, y += v, xx += u * u, yy += v * v, xy += u * v;
  }
  return (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
}

// What the error of an instrument has of the person is the same whatever the wave is called (equation 17): two waves
// agree as two visits of one wave do.
TEST(Survey, AnAnsweringHabitIsThePersonsInWavesOfAnyName) {
  Study study;
  study.scenario = quiet(400, 16.5);
  for (const Instrument i : {Instrument::temperament, Instrument::ecr, Instrument::peer}) {
    study.waves.push_back(wave(i, {16, 16.1}));
    study.waves.push_back(wave(i, {16.1}));
    study.waves.back().name = "again";
  }
  const Seen seen = survey(study);
  std::size_t at = 0;
  for (const Measure m : {Measure::temperament_negative, Measure::ecr_avoidance_theta, Measure::peer_competence}) {
    std::map<std::uint32_t, double> first, second;
    for (const ObservationRow& o : rows_of(seen, at, m)) (o.visit == 0 ? first : second).emplace(o.person, o.value);
    ASSERT_EQ(first.size(), 400u);
    const double same = correlation(first, second), other = correlation(first, values_of(seen, at + 1, m));
    EXPECT_GT(same, .3) << "or there is nothing to tell apart";
    EXPECT_NEAR(other, same, .1) << at;
    at += 2;
  }
}

TEST(Survey, AWaveDoesNotDependOnWhetherAnotherIsThere) {
  Study study;
  study.scenario = quiet(60, 26);
  study.waves = {wave(Instrument::wellbeing, {25})};
  const auto alone = values_of(survey(study), 0, any_visit);
  study.waves.insert(study.waves.begin(), wave(Instrument::wellbeing, {25}));
  study.waves.front().name = "another";
  EXPECT_EQ(values_of(survey(study), 1, any_visit), alone);
}

TEST(Survey, SeesEverybodyOnceAtEveryAge) {
  Study study;
  study.scenario = quiet(90, 12);
  study.scenario.birth_years = 3;
  study.waves = {wave(Instrument::wellbeing, {0, .04, 1, 2.5, 7.99, 8})};
  const Seen seen = survey(study);
  const auto rows = rows_of(seen, 0, any_visit);
  EXPECT_EQ(rows.size(), 90u * 6);
  std::map<std::uint32_t, std::vector<std::int32_t>> ages;
  for (const ObservationRow& o : rows) ages[o.person].push_back(o.age_days);
  ASSERT_EQ(ages.size(), 90u);
  const double planned[]{0, .04, 1, 2.5, 7.99, 8};
  for (auto& [person, days] : ages) {
    std::sort(days.begin(), days.end());
    ASSERT_EQ(days.size(), 6u);
    for (std::size_t k = 0; k < 6; ++k) {
      EXPECT_GE(days[k], static_cast<int>(planned[k] * 365));
      EXPECT_LE(days[k], static_cast<int>(planned[k] * 365) + 31) << "late by more than a month";
    }
  }
}

TEST(Survey, BeingSeenChangesNothing) {
  Study study;
  study.scenario = lively(60, 24);
  const std::uint64_t unseen = survey(study).digest;
  for (int i = 0; i < 13; ++i) study.waves.push_back(wave(static_cast<Instrument>(i), {1, 8, 20}));
  study.scenario.record_courses = 60;
  EXPECT_EQ(survey(study).digest, unseen);
}

TEST(Survey, SameRowsForAnyThreadsAndBlocks) {
  Study study;
  study.scenario = lively(150, 22);
  study.scenario.record_courses = 50;
  for (const Instrument i : {Instrument::strange_situation, Instrument::sensitivity})
    study.waves.push_back(wave(i, {1.05}));
  for (const Instrument i : {Instrument::ecr, Instrument::interview, Instrument::diary})
    study.waves.push_back(wave(i, {16, 20}));
  study.waves.back().missing = .3;
  RunOptions one, many;
  one.threads = 1;
  many.threads = 7;
  many.block = 9;
  const Seen a = survey(study, one), b = survey(study, many);
  ASSERT_EQ(a.kept.observations_.size(), b.kept.observations_.size());
  ASSERT_GT(a.kept.observations_.size(), 2000u);
  for (std::size_t i = 0; i < a.kept.observations_.size(); ++i) {
    const ObservationRow &x = a.kept.observations_[i], &y = b.kept.observations_[i];
    ASSERT_TRUE(x.person == y.person && x.wave == y.wave && x.measure == y.measure && x.role == y.role &&
                x.target == y.target);
    ASSERT_EQ(std::memcmp(&x.value, &y.value, sizeof x.value), 0) << i;
  }
  ASSERT_EQ(a.kept.courses_.size(), b.kept.courses_.size());
  for (std::size_t i = 0; i < a.kept.courses_.size(); ++i) {
    EXPECT_EQ(a.kept.courses_[i].person, b.kept.courses_[i].person);
    EXPECT_EQ(a.kept.courses_[i].mu, b.kept.courses_[i].mu);
  }
}

TEST(Survey, OneInstrumentDoesNotMoveAnother) {
  Study alone, together;
  alone.scenario = together.scenario = quiet(40, 17);
  alone.waves = {wave(Instrument::ecr, {16})};
  together.waves = {wave(Instrument::ecr, {16}), wave(Instrument::interview, {16}), wave(Instrument::symptoms, {16})};
  const auto a = rows_of(survey(alone), 0, Measure::ecr_anxiety_mean),
             b = rows_of(survey(together), 0, Measure::ecr_anxiety_mean);
  ASSERT_EQ(a.size(), 40u);
  ASSERT_EQ(b.size(), 40u);
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].value, b[i].value);
}

TEST(Survey, InvitesTheSamePeopleAtEveryAge) {
  Study study;
  study.scenario = quiet(1000, 4);
  study.waves = {wave(Instrument::wellbeing, {1, 2, 3}), wave(Instrument::wellbeing, {1})};
  study.waves[0].share = study.waves[1].share = .3;
  study.waves[1].name = "other";
  const Seen seen = survey(study);
  std::map<std::uint32_t, int> visits;
  for (const ObservationRow& o : rows_of(seen, 0, any_visit)) ++visits[o.person];
  for (const auto& [person, n] : visits) EXPECT_EQ(n, 3) << person;
  EXPECT_NEAR(static_cast<double>(visits.size()) / 1000, .3, stray(.3, 1000));
  std::set<std::uint32_t> other;
  for (const ObservationRow& o : rows_of(seen, 1, any_visit)) other.insert(o.person);
  double both = 0;
  for (const auto& [person, n] : visits) both += other.contains(person) ? 1 : 0;
  EXPECT_NEAR(both / static_cast<double>(visits.size()), .3, stray(.3, static_cast<double>(visits.size())))
      << "another wave invites by its own lot";
}

TEST(Survey, InvitesByTheNameOfTheWaveNotByItsPlace) {
  Study study;
  study.scenario = quiet(400, 4);
  study.waves = {wave(Instrument::wellbeing, {1}), wave(Instrument::temperament, {1})};
  study.waves[0].share = study.waves[1].share = .3;
  const auto asked = [](const Seen& seen, std::size_t index) {
    std::set<std::uint32_t> ids;
    for (const ObservationRow& o : seen.kept.observations_)
      if (o.wave == index) ids.insert(o.person);
    return ids;
  };
  const Seen one = survey(study);
  EXPECT_GT(asked(one, 0).size(), 80u);
  EXPECT_EQ(asked(one, 0), asked(one, 1)) << "two instruments of one visit are for the same people";
  Study moved = study;
  moved.waves.insert(moved.waves.begin(), wave(Instrument::problems, {2}));
  moved.waves[0].name = "before";
  EXPECT_EQ(asked(one, 0), asked(survey(moved), 1));
}

TEST(Survey, WhoComesAndWhoIsLostDoesNotDependOnThreadsOrBlocks) {
  Study study;
  study.scenario = lively(150, 27, 1);
  study.scenario.params.standards = -5;
  study.waves = {wave(Instrument::satisfaction, {23, 24, 25, 26}), wave(Instrument::wellbeing, {20, 24})};
  study.waves[0].both = study.waves[0].by_couple = true;
  study.waves[0].dropout = .3;
  study.waves[1].name = "other";
  study.waves[1].dropout = .2;
  const auto rows = [&](RunOptions options) {
    const Seen seen = survey(study, options);
    std::map<Attendance, int> came;
    std::vector<std::array<std::int64_t, 5>> out;
    for (const InvitationRow& r : seen.kept.invitations_) {
      ++came[r.outcome];
      out.push_back({r.person, r.wave, r.visit, r.day, static_cast<std::int64_t>(r.outcome)});
    }
    EXPECT_GT(came[Attendance::answered], 100);
    EXPECT_GT(came[Attendance::dropped_out], 50);
    return out;
  };
  RunOptions many;
  many.threads = 3;
  many.block = 7;
  EXPECT_EQ(rows({}), rows(many));
}

TEST(Survey, EachCoderErrsAloneOverOneFilm) {
  Study study;
  study.scenario = quiet(1500, 3);
  study.waves = {wave(Instrument::strange_situation, {1.05})};
  study.waves.push_back(rated_by(study.waves[0], 2));
  const auto both = [](const Seen& seen, Measure m) {
    std::map<std::uint32_t, std::pair<double, double>> pairs;
    for (const ObservationRow& o : rows_of(seen, 0, m)) pairs[o.person].first = static_cast<double>(o.value);
    for (const ObservationRow& o : rows_of(seen, 1, m)) pairs[o.person].second = static_cast<double>(o.value);
    return pairs;
  };
  const Seen seen = survey(study);
  EXPECT_EQ(seen.kept.invitations_.size(), 1500u) << "nobody is asked twice";
  for (const auto& [id, x] : both(seen, Measure::strange_situation_crying)) EXPECT_EQ(x.first, x.second) << id;
  double same = 0, n = 0;
  for (const auto& [id, x] : both(seen, Measure::strange_situation_class_secure)) ++n, same += x.first == x.second;
  EXPECT_EQ(n, 1500);
  EXPECT_LT(same / n, .99) << "two coders never agree wholly";
  EXPECT_GT(same / n, .7);
  Study exact = study;
  exact.scenario.params.assay_coder_noise = 0;
  const Seen sure = survey(exact);
  for (const auto& [id, x] : both(sure, Measure::strange_situation_security)) EXPECT_EQ(x.first, x.second) << id;
}

TEST(Survey, MissingAnswersAreMissing) {
  Study study;
  study.scenario = quiet(1500, 2);
  study.scenario.params.missing_distress = study.scenario.params.missing_avoidance = 0;  // as many as the wave says
  study.waves = {wave(Instrument::wellbeing, {1})};
  study.waves[0].missing = .25;
  const Seen seen = survey(study);
  double answered = 0;
  for (const ObservationRow& o : rows_of(seen, 0, any_visit)) answered += std::isnan(o.value) ? 0 : 1;
  EXPECT_NEAR(answered / 1500, .75, stray(.75, 1500));
}

TEST(Survey, SeesTheGenerationsNamed) {
  Study study;
  study.scenario = lively(120, 45, 2);
  study.waves = {wave(Instrument::wellbeing, {1}), wave(Instrument::wellbeing, {1})};
  study.waves[0].generations = {1};
  study.waves[1].generations = {2};
  const Seen seen = survey(study);
  std::map<std::uint32_t, int> generation;
  for (const PersonRow& p : seen.kept.people_) generation[p.id] = p.generation;
  int first = 0, second = 0;
  for (const ObservationRow& o : rows_of(seen, 0, any_visit)) {
    EXPECT_EQ(generation.at(o.person), 1);
    ++first;
  }
  for (const ObservationRow& o : rows_of(seen, 1, any_visit)) {
    EXPECT_EQ(generation.at(o.person), 2);
    ++second;
  }
  EXPECT_GT(first, 100);
  EXPECT_GT(second, 20);
}

TEST(Survey, AsksAboutTheFiguresNamed) {
  Study study;
  study.scenario = quiet(50, 2);
  study.waves = {wave(Instrument::sensitivity, {1})};
  study.waves[0].about = {static_cast<int>(Role::mother), static_cast<int>(Role::father)};
  Kept kept;
  Engine run(study.scenario, published(), {});
  Survey survey(study, kept);
  run_to_end(run, &survey, &kept);
  std::map<std::uint32_t, std::set<int>> roles;
  for (const ObservationRow& o : kept.observations_) {
    roles[o.person].insert(o.role);
    const auto& parent =
        o.role == static_cast<int>(Role::mother) ? run.world().registry.mother : run.world().registry.father;
    EXPECT_EQ(o.target, parent[o.person]);
  }
  ASSERT_EQ(roles.size(), 50u);
  for (const auto& [person, about] : roles) EXPECT_EQ(about, (std::set<int>{0, 1})) << person;
}

TEST(Survey, TheDeadAreNotSeen) {
  Study study;
  study.scenario = quiet(400, 12);
  study.scenario.deaths = true;
  study.scenario.params.mortality_scale = 10;
  study.waves = {wave(Instrument::wellbeing, {1, 5, 10})};
  const Seen seen = survey(study);
  std::map<std::uint32_t, const PersonRow*> people;
  int died = 0;
  for (const PersonRow& p : seen.kept.people_) people[p.id] = &p, died += p.died_day >= 0 ? 1 : 0;
  ASSERT_GT(died, 5);
  for (const ObservationRow& o : seen.kept.observations_) {
    const PersonRow& p = *people.at(o.person);
    if (p.died_day >= 0) {
      EXPECT_LT(p.born_day + o.age_days, p.died_day);
    }
  }
}

TEST(Courses, ComeOnceAYearForAFixedSample) {
  Study study;
  study.scenario = quiet(400, 10.5);
  study.scenario.record_courses = 100;
  const Seen seen = survey(study);
  std::map<std::uint32_t, std::vector<std::int32_t>> ages;
  for (const CourseRow& c : seen.kept.courses_) ages[c.person].push_back(c.age_days);
  EXPECT_NEAR(static_cast<double>(ages.size()) / 400, .25, stray(.25, 400));
  for (const auto& [person, days] : ages) {
    ASSERT_EQ(days.size(), 11u) << "birth and ten birthdays";
    for (std::size_t k = 0; k < days.size(); ++k) EXPECT_EQ(days[k] / 365, static_cast<int>(k));
  }
}

}  // namespace
}  // namespace bowlby
