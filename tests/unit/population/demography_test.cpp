// Births and deaths against the tables they are drawn from. Expected values are worked out here from the tables, month
// by month; what chance may add comes from the sample's size.
#include "model/years/couple.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

struct Moments {
  double mean = 0, sd = 0;
};

// Age at death [years] for somebody who meets the table's chances month after month from the first month on.
Moments age_at_death(const ByAge& table, double scale, double horizon) {
  double alive = 1, mean = 0, square = 0;
  for (int m = 1; m < horizon * 12; ++m) {
    const double age = month_start(m) / 365.0, q = std::min(.999, at_age(table, age) * scale);
    const double dies = alive * (1 - std::pow(1 - q, 1 / 12.0));
    mean += dies * age;
    square += dies * age * age;
    alive -= dies;
  }
  mean += alive * horizon;
  square += alive * horizon * horizon;
  return {mean, std::sqrt(square - mean * mean)};
}

std::vector<PersonRow> people_of(const Scenario& s, const LifeTables& tables) {
  Engine run(s, tables, demography_alone());
  Kept kept;
  run_to_end(run, nullptr, &kept);
  run.hand_over(kept);
  return kept.people_;
}

TEST(Demography, LifeExpectancyIsTheTables) {
  constexpr double horizon = 111;
  Scenario s = quiet(6000, horizon);
  s.deaths = true;
  const LifeTables tables = published();
  const auto people = people_of(s, tables);
  for (const int sex : {0, 1}) {
    double sum = 0, n = 0;
    for (const PersonRow& p : people) {
      if (p.female != (sex == 1)) continue;
      sum += p.died_day < 0 ? horizon : (p.died_day - p.born_day) / 365.0;
      ++n;
    }
    const Moments expected = age_at_death(tables.death[sex], s.params.mortality_scale, horizon);
    EXPECT_NEAR(sum / n, expected.mean, 4 * expected.sd / std::sqrt(n)) << (sex ? "women" : "men");
    EXPECT_GT(expected.mean, 70) << "the published table itself";
    EXPECT_LT(expected.mean, 90);
  }
  EXPECT_GT(age_at_death(tables.death[1], 1, horizon).mean, age_at_death(tables.death[0], 1, horizon).mean + 2);
}

TEST(Demography, MortalityScaleScales) {
  Scenario s = quiet(3000, 111);
  s.deaths = true;
  s.params.mortality_scale = 8;
  const LifeTables tables = published();
  const Moments men = age_at_death(tables.death[0], 8, 111);
  double sum = 0, n = 0;
  for (const PersonRow& p : people_of(s, tables))
    if (!p.female) sum += (p.died_day - p.born_day) / 365.0, ++n;
  EXPECT_NEAR(sum / n, men.mean, 4 * men.sd / std::sqrt(n));
}

TEST(Demography, SurvivalFollowsTheTableAtEveryAge) {
  Scenario s = quiet(5000, 100);
  s.deaths = true;
  const LifeTables tables = published();
  const auto people = people_of(s, tables);
  for (const double age : {1.0, 20.0, 50.0, 70.0, 80.0, 90.0}) {
    double alive = 1, n = 0, living = 0;
    for (int m = 1; month_start(m) <= age * 365; ++m)
      alive *= std::pow(1 - at_age(tables.death[1], month_start(m) / 365.0), 1 / 12.0);
    for (const PersonRow& p : people) {
      if (!p.female) continue;
      ++n;
      living += p.died_day < 0 || p.died_day - p.born_day > age * 365 ? 1 : 0;
    }
    EXPECT_NEAR(living / n, alive, stray(alive, n)) << "at " << age;
  }
}

// With one rate for all, no shortest interval and nobody dying, children are independent monthly chances.
TEST(Demography, TotalFertilityIsTheTables) {
  LifeTables tables = published();
  tables.birth_unpartnered = tables.birth_partnered;
  Scenario s = quiet(3000, 51);
  s.generations = 2;
  s.params.birth_interval_floor = 0;
  double expected = 0, variance = 0;
  for (int m = 1; m < 51 * 12; ++m) {
    const double age = month_start(m) / 365.0;
    if (age < least_union_age || age >= 50) continue;
    const double p = 1 - std::exp(-s.params.fertility_scale * at_age(tables.birth_partnered, age) / 12);
    expected += p;
    variance += p * (1 - p);
  }
  double women = 0, children = 0, girls = 0;
  for (const PersonRow& p : people_of(s, tables)) {
    if (p.generation == 1)
      women += p.female ? 1 : 0;
    else
      ++children, girls += p.female ? 1 : 0;
  }
  EXPECT_NEAR(children / women, expected, 4 * std::sqrt(variance / women));
  EXPECT_NEAR(girls / children, .488, stray(.488, children)) << "sex ratio at birth";
  EXPECT_GT(expected, 1);
  EXPECT_LT(expected, 8);
}

// Fertility within the family saga: by union status the tables are followed too, if nothing else limits births.
TEST(Demography, BirthsFollowUnionStatus) {
  const LifeTables tables = published();
  Scenario s = lively(3000, 52, 2);
  s.deaths = s.adversity = false;
  s.birth_years = 0;
  s.params.birth_interval_floor = 0;
  Engine run(s, tables, demography_alone());
  Kept kept;
  double expected[2]{}, found[2]{};
  while (!run.done()) {
    // who was partnered when the month's chances were drawn
    const World& w = run.world();
    std::vector<char> partnered(w.registry.size(), 0);
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      const std::uint32_t id = w.living.id[i];
      partnered[id] = w.living.tie_other[w.tie(i, Role::partner)] != nobody;
      const double age = w.age_of(i);
      if (!w.registry.female[id] || w.registry.generation[id] != 1 || age < least_union_age || age >= 50) continue;
      const double rate = at_age(partnered[id] ? tables.birth_partnered : tables.birth_unpartnered, age);
      expected[partnered[id] ? 1 : 0] += 1 - std::exp(-s.params.fertility_scale * rate / 12);
    }
    const std::size_t before = kept.events_.size();
    run.step_month(nullptr, &kept);
    for (std::size_t e = before; e < kept.events_.size(); ++e)
      if (kept.events_[e].kind == EventKind::birth && kept.events_[e].other != nobody &&
          run.world().registry.generation[kept.events_[e].person] == 2)
        found[partnered[kept.events_[e].other] ? 1 : 0] += 1;
  }
  for (const int status : {0, 1})
    EXPECT_NEAR(found[status], expected[status], 4 * std::sqrt(expected[status]) + 1)
        << (status ? "partnered" : "single");
  EXPECT_GT(found[1], found[0]) << "most children are born into unions";
}

// Switches do what they say.
TEST(Demography, SwitchesSwitch) {
  Scenario s = lively(200, 60, 2);
  s.unions = s.deaths = s.friends = s.adversity = false;
  s.natural_help = 0;
  Engine run(s, published(), {});
  Kept kept;
  run_to_end(run, nullptr, &kept);
  for (const EventKind never : {EventKind::union_start, EventKind::death, EventKind::friend_start, EventKind::placement,
                                EventKind::therapy_start})
    EXPECT_EQ(kept.of(never).size(), 0u) << event_kind_names[static_cast<int>(never)];
}

TEST(Demography, FoundersComeEvenlyOverTheirYears) {
  Scenario s = quiet(1200, 12);
  s.birth_years = 10;
  Engine run(s, published(), demography_alone());
  Kept kept;
  run_to_end(run, nullptr, &kept);
  std::map<int, int> by_year;
  for (const EventRow& e : kept.of(EventKind::birth)) ++by_year[e.day / 365];
  ASSERT_EQ(by_year.size(), 10u);
  for (const auto& [year, births] : by_year) EXPECT_EQ(births, 120) << year;
}

}  // namespace
}  // namespace bowlby
