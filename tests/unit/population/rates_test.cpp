// Rates and days of the month's schedule at their ends, where no chance can hide a fault.
#include <algorithm>
#include <map>
#include <set>

#include "population/families.hpp"
#include "population/month.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Scenario of_friends(double met_in_a_year, double lost_in_a_year) {
  Scenario s = quiet(60, 8);
  s.friends = true;
  s.params.friend_meetings_per_year = met_in_a_year;
  s.params.friend_loss = lost_in_a_year;
  return s;
}

std::size_t told(const Scenario& s, EventKind kind) { return live(s).kept.of(kind).size(); }

TEST(Rates, nobody_has_a_friend_where_nobody_is_met) {
  EXPECT_EQ(told(of_friends(0, .15), EventKind::friend_start), 0U);
}

TEST(Rates, where_many_are_met_everybody_has_the_friends_they_want) {
  const Scenario s = of_friends(50, 0);
  const World w = live(s).world;
  int room = 0;
  for (std::size_t i = 0; i < w.living.size(); ++i)
    for (const Role role : {Role::friend_a, Role::friend_b}) room += w.living.tie_other[w.tie(i, role)] == nobody;
  EXPECT_LE(room, 2) << "of 120 places";
}

TEST(Rates, no_friendship_ends_without_a_hazard_and_most_do_with_a_large_one) {
  EXPECT_EQ(told(of_friends(50, 0), EventKind::friend_end), 0U);
  EXPECT_GT(told(of_friends(50, 5), EventKind::friend_end), 100U);
}

// Cut off time together, and old couples part as often as new ones do, who part most.
TEST(Rates, without_time_to_stay_couples_go_on_parting_as_new_ones_do) {
  Scenario s = lively(120, 60, 1);
  const std::size_t usual = told(s, EventKind::union_end);
  s.params.stay_from_time = 0;
  EXPECT_GT(usual, 20U);
  EXPECT_GT(told(s, EventKind::union_end), usual);
}

TEST(Rates, the_end_of_a_union_tells_how_long_it_has_lasted) {
  const Kept kept = live(lively(120, 45, 1)).kept;
  std::map<std::uint32_t, std::int32_t> since;
  int ended = 0;
  for (const EventRow& e : kept.events_) {
    if (e.kind == EventKind::union_start) since[e.person] = e.day;
    if (e.kind != EventKind::union_end || !since.contains(e.person)) continue;
    EXPECT_NEAR(e.value, (e.day - since[e.person]) / static_cast<double>(days_per_year), 1e-4);
    ++ended;
  }
  EXPECT_GT(ended, 20);
}

// The younger half are born a year later, and their moments are kept a year later.
TEST(Rates, moments_are_kept_between_the_ages_asked_for) {
  Scenario s = quiet(40, 4);
  s.birth_years = 2;
  s.record_moments = 1000;
  s.moments_from = 1;
  s.moments_until = 1.2;
  const Told told = live(s);
  std::set<std::uint32_t> heard;
  for (const MomentRow& m : told.kept.moments_) {
    const double age = (m.day - told.world.registry.birth_day[m.person]) / static_cast<double>(days_per_year);
    EXPECT_GE(age, 1);
    EXPECT_LT(age, 1.2);
    heard.insert(m.person);
  }
  EXPECT_EQ(heard.size(), 40U);
}

// A couple of ordinary bonds has the published hazard, however much bonds weigh; without any bond it would part far
// more.
TEST(Rates, couples_part_by_the_bond_they_have) {
  Scenario s = lively(150, 60, 1);
  s.params.leave_from_satisfaction = 0;
  s.params.leave_from_bond = 0;
  const std::size_t regardless = told(s, EventKind::union_end);
  s.params.leave_from_bond = 3;
  EXPECT_LT(static_cast<double>(told(s, EventKind::union_end)), 1.4 * static_cast<double>(regardless));
}

TEST(Rates, to_whom_one_turns_goes_by_the_bonds_one_has) {
  World w = live(lively(60, 30, 1)).world, without = w;
  std::fill(without.living.tie_bond.begin(), without.living.tie_bond.end(), 0.0F);
  choose_figures(w, 0, w.living.size());
  choose_figures(without, 0, without.living.size());
  EXPECT_NE(w.living.shares, without.living.shares);
}

TEST(Rates, a_birthday_is_the_day_on_which_the_birth_is_told) {
  const Told told = live(lively(120, 40));
  const auto births = told.kept.of(EventKind::birth);
  ASSERT_GT(births.size(), 150U);
  for (const EventRow& e : births) EXPECT_EQ(told.world.registry.birth_day[e.person], static_cast<std::int32_t>(e.day));
}

TEST(Rates, a_child_is_of_its_mothers_arm_and_generation_after_hers) {
  Scenario s = lively(160, 40);
  s.arms = {Arm{"left", .5, {}}, Arm{"right", .5, {}}};
  const Told told = live(s);
  int born = 0, right = 0;
  for (const PersonRow& child : told.kept.people_) {
    if (child.mother == nobody) continue;
    const PersonRow& mother = told.kept.people_.at(child.mother);
    EXPECT_EQ(child.arm, mother.arm);
    EXPECT_EQ(child.generation, mother.generation + 1);
    ++born, right += child.arm == 1;
  }
  EXPECT_GT(born, 40);
  EXPECT_GT(right, 10);
}

TEST(Rates, small_children_count_for_their_parents_until_they_are_six) {
  Engine run(lively(150, 40), published(), demography_alone());
  run_to_end(run);
  World w = run.world();
  std::vector<float> young, load;
  count_children(w, young, load);
  std::vector<float> expected(w.living.size(), 0);
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::uint32_t id = w.living.id[i];
    if (!w.is_living(id) || w.age_of(i) >= 6) continue;
    for (const std::uint32_t parent : {w.registry.mother[id], w.registry.father[id]})
      if (w.is_living(parent)) expected[w.registry.slot[parent]] += 1;
  }
  EXPECT_EQ(young, expected);
  float all = 0;
  for (const float n : young) all += n;
  EXPECT_GT(all, 10);
}

}  // namespace
}  // namespace bowlby
