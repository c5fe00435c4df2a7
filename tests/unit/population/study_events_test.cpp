// What a study inflicts and gives: to the right arm, at the right age, to the right share, and for as long as said.
#include <algorithm>
#include <cmath>
#include <set>

#include "model/years/giving.hpp"
#include "two_arms.hpp"

namespace bowlby {
namespace {

using namespace test;

// How the mothers of an arm answer, in the order of the founders.
std::vector<double> mothers_of(const World& w, std::uint8_t arm) {
  std::vector<double> means;
  for (std::uint32_t id = 0; id < w.scenario.founders; ++id)
    if (w.registry.arm[id] == arm && w.registry.mother[id] != nobody)
      means.push_back(static_cast<double>(w.registry.give_mean[w.registry.mother[id]]));
  return means;
}

// With a memory of four years the part of a carer's lead that is habit is down to e^(-1) of itself after four years;
// what its own history adds stays, and so does care that the study has set.
class OutsideCarers : public testing::TestWithParam<double> {};

TEST_P(OutsideCarers, ChangeInHabitAndKeepTheirHistoryUnlessTheStudySetsTheirCare) {
  Scenario s = two_arms(600, 5);
  s.arms[1].care.response = .6;
  s.params.giving_memory = 4;
  const double total = s.params.outside_spread = GetParam(), history = total * total - 1;
  Engine run(s, published(), {});
  Kept kept;
  while (run.world().month < 13) run.step_month(nullptr, nullptr);
  const std::vector<double> before = mothers_of(run.world(), 0), fixed = mothers_of(run.world(), 1);
  while (run.world().month < 13 + 48) run.step_month(nullptr, nullptr);
  const std::vector<double> after = mothers_of(run.world(), 0);
  EXPECT_EQ(mothers_of(run.world(), 1), fixed);
  ASSERT_EQ(before.size(), after.size());
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double a = before[i] - s.params.care_mean, b = after[i] - s.params.care_mean;
    ab += a * b, aa += a * a, bb += b * b;
  }
  EXPECT_NEAR(ab / std::sqrt(aa * bb), (std::exp(-1.0) + history) / (total * total), .15);
  EXPECT_NEAR(std::sqrt(bb / static_cast<double>(after.size())) / (total * s.params.care_mean_sd), 1, .15);
}

INSTANTIATE_TEST_SUITE_P(Spread, OutsideCarers, testing::Values(1.0, 2.5));

TEST(StudyEvents, ArmsHoldTheirShareOfEveryMonth) {
  Scenario s = two_arms(900, 2);
  s.arms = {Arm{"a", .2, {}}, Arm{"b", .5, {}}, Arm{"c", .3, {}}};
  const Told t = live(s);
  std::map<int, double> arms, early;
  for (const PersonRow& p : t.kept.people_) {
    arms[p.arm] += 1;
    if (p.born_day < 182) early[p.arm] += 1;
  }
  EXPECT_NEAR(arms[0], 180, 2);
  EXPECT_NEAR(arms[1], 450, 2);
  EXPECT_NEAR(arms[2], 270, 2);
  for (const auto& [arm, n] : early) EXPECT_NEAR(n, arms[arm] / 2, 4) << "arm " << arm;
}

TEST(StudyEvents, ReachTheArmTheAgeAndTheShare) {
  Scenario s = two_arms(800, 8);
  s.events = {{.kind = LifeEventKind::pulse, .age = 3, .size = 1, .share = .4, .arm = "left", .care = {}},
              {.kind = LifeEventKind::placement, .age = 5, .share = 1, .arm = "left", .care = {}}};
  const Told t = live(s);
  expect_due(t, t.kept.of(EventKind::pulse), 3, .4);
  expect_due(t, t.kept.of(EventKind::placement), 5, 1);
}

// Somebody not touched lives as if the event were not in the study at all: draws are addressed, not counted.
TEST(StudyEvents, LeaveTheOtherArmAlone) {
  Scenario s = two_arms(60, 2.2);
  const Told without = live(s);
  s.events = {{.kind = LifeEventKind::pulse, .age = 1, .size = 3, .arm = "left", .care = {}}};
  const Told with = live(s);
  int differ = 0;
  for (std::size_t i = 0; i < with.world.living.size(); ++i) {
    const bool same = with.world.living.distress_mean[i] == without.world.living.distress_mean[i] &&
                      with.world.living.general_mu[i] == without.world.living.general_mu[i];
    if (with.world.registry.arm[with.world.living.id[i]] == 1) {
      EXPECT_TRUE(same) << "slot " << i;
    }
    differ += same ? 0 : 1;
  }
  EXPECT_GT(differ, 10);
}

TEST(StudyEvents, AnEventAtBirthHappens) {
  Scenario s = two_arms(100, 1.2);
  s.events = {{.kind = LifeEventKind::placement, .age = 0, .arm = "left", .care = {}}};
  const Told t = live(s);
  expect_due(t, t.kept.of(EventKind::placement), 0, 1);
}

// What the study leaves open of their care is drawn for each.
TEST(StudyEvents, TwoNewCarersAreTwoPeople) {
  Scenario s = two_arms(80, 2.2);
  s.events = {{.kind = LifeEventKind::care_change, .age = 2, .arm = "left", .care = {}}};
  const World w = live(s).world;
  int alike = 0, n = 0;
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const auto gives = [&](Role r) { return w.registry.give_mean[w.living.tie_other[w.tie(i, r)]]; };
    if (w.registry.arm[w.living.id[i]] == 0) ++n, alike += gives(Role::mother) == gives(Role::father);
  }
  EXPECT_GT(n, 30);
  EXPECT_EQ(alike, 0);
}

TEST(StudyEvents, PlacementMovesAChildForGood) {
  Scenario s = two_arms(80, 4);
  s.events = {{.kind = LifeEventKind::placement, .age = 2, .arm = "left", .care = {}}};
  const Told t = live(s);
  for (std::size_t i = 0; i < t.world.living.size(); ++i) {
    const bool placed = t.world.registry.arm[t.world.living.id[i]] == 0;
    const auto figure = [&](Role r) { return t.world.living.tie_other[t.world.tie(i, r)]; };
    EXPECT_EQ(figure(Role::mother) == nobody, placed);
    EXPECT_EQ(figure(Role::father) == nobody, placed);
    EXPECT_EQ(figure(Role::carer) != nobody, placed);
  }
}

TEST(StudyEvents, APartnerFromOutsideMayChange) {
  Scenario s = two_arms(60, 24);
  s.help = {{.kind = HelpKind::secure_partner, .age = 20, .arm = "left"}};
  s.events = {{.kind = LifeEventKind::partner_change,
               .age = 22,
               .arm = "",
               .care = {.response = .2, .consistency = {}, .rebuff = {}, .fright = {}}}};
  s.params.dissolution_scale = 0;
  const Told t = live(s);
  const auto changes = t.kept.of(EventKind::partner_change);
  expect_due(t, changes, 22, 1);  // nobody else has a partner
  const auto began = t.kept.of(EventKind::union_start);
  for (const EventRow& e : changes) {
    const World& w = t.world;
    const std::size_t tie = w.tie(w.registry.slot[e.person], Role::partner);
    EXPECT_EQ(w.living.tie_other[tie], e.other) << "the tie goes on with who the partner has become";
    EXPECT_LT(w.registry.give_mean[e.other], 0) << "answers less than half";
    const auto start =
        std::find_if(began.begin(), began.end(), [&e](const EventRow& b) { return b.person == e.person; });
    ASSERT_NE(start, began.end());
    EXPECT_EQ(w.living.union_start[w.registry.slot[e.person]], static_cast<float>(start->day))
        << "the union is the same";
  }
}

TEST(StudyEvents, APartnerOfTheRunChangesToo) {
  Scenario s = two_arms(160, 27);
  s.unions = true;
  s.birth_years = .01;                                      // so that all are due before the end
  s.params.dissolution_scale = s.params.courting_bond = 0;  // whoever met lives with one another and stays
  s.events = {{.kind = LifeEventKind::partner_change,
               .age = 26.9,
               .arm = "left",
               .care = {.response = .97, .consistency = 20, .rebuff = .02, .fright = 0}}};
  const Told t = live(s);
  const World& w = t.world;
  const auto changes = t.kept.of(EventKind::partner_change);
  ASSERT_GT(changes.size(), 10u) << "founders live with one another at that age";
  for (const EventRow& e : changes) {
    ASSERT_TRUE(w.is_living(e.other));
    EXPECT_EQ(w.living.tie_other[w.tie(w.registry.slot[e.person], Role::partner)], e.other) << "the same partner";
    const Giving now = giving_of(load_person(w.living, w.registry.slot[e.other]), w.params);
    EXPECT_NEAR(num::normal_cdf(now.mean), .97, .04) << "but for what two months have moved";
    EXPECT_NEAR(now.momentary, momentary_share(20), .06);
    EXPECT_LT(now.rebuff, .08);
    EXPECT_LT(now.fright, .01);
  }
}

TEST(StudyEvents, WhatAPartnersChangeLeavesOpenStaysHisOwn) {
  Scenario s = two_arms(160, 27);
  s.unions = true;
  s.birth_years = .01;  // so that all are due before the end
  s.params.dissolution_scale = 0;
  const Told plain = live(s);
  s.events = {{.kind = LifeEventKind::partner_change,
               .age = 26.9,
               .arm = "left",
               .care = {.response = .9, .consistency = {}, .rebuff = {}, .fright = {}}}};
  const Told t = live(s);
  const auto changes = t.kept.of(EventKind::partner_change);
  ASSERT_GT(changes.size(), 5u);
  for (const EventRow& e : changes) {
    const auto giving = [&](const World& w) {
      return giving_of(load_person(w.living, w.registry.slot[e.other]), w.params);
    };
    EXPECT_NEAR(giving(t.world).rebuff, giving(plain.world).rebuff, .02);
    EXPECT_NEAR(giving(t.world).momentary, giving(plain.world).momentary, .02);
  }
}

TEST(StudyEvents, AnInstitutionLetsGoAfterItsMonths) {
  Scenario s = two_arms(80, 5);
  s.events = {{.kind = LifeEventKind::institution, .age = 1, .months = 12, .arm = "left", .care = {}}};
  const Told t = live(s);
  const auto in = t.kept.of(EventKind::placement), back = t.kept.of(EventKind::carer_change);
  ASSERT_EQ(in.size(), left_arm(t.world));
  ASSERT_EQ(back.size(), in.size());
  std::map<std::uint32_t, int> since;
  for (const EventRow& e : in) since[e.person] = e.day;
  for (const EventRow& e : back) EXPECT_NEAR(e.day - since.at(e.person), 365, 2);
  for (std::size_t i = 0; i < t.world.living.size(); ++i) {
    EXPECT_NE(t.world.living.tie_other[t.world.tie(i, Role::mother)], nobody) << "its parents were there all the time";
    EXPECT_EQ(t.world.living.tie_other[t.world.tie(i, Role::carer)], nobody);
  }
}

TEST(StudyEvents, ASeparationDuringFosterCareKeepsTheFosterCarer) {
  Scenario s = two_arms(40, 4);
  s.events = {{.kind = LifeEventKind::placement, .age = 1, .arm = "left", .care = {}},
              {.kind = LifeEventKind::separation, .age = 2, .months = 2, .arm = "left", .care = {}}};
  const Told t = live(s);
  EXPECT_EQ(t.kept.of(EventKind::placement).size(), left_arm(t.world)) << "a second carer had to be found";
}

TEST(StudyEvents, SeparationTakesParentsAwayForItsMonths) {
  Scenario s = two_arms(60, 4);
  s.events = {{.kind = LifeEventKind::separation, .age = 1, .months = 3, .size = .8, .arm = "left", .care = {}}};
  Engine run(s, published(), {});
  Kept kept;
  std::map<std::uint32_t, int> months_away;
  while (!run.done()) {
    run.step_month(nullptr, &kept);
    const World& w = run.world();
    for (std::size_t i = 0; i < w.living.size(); ++i)
      months_away[w.living.id[i]] += w.living.away_months[i] > 0 ? 1 : 0;
  }
  for (const auto& [id, months] : months_away) EXPECT_EQ(months, run.world().registry.arm[id] == 0 ? 3 : 0) << id;
  EXPECT_EQ(kept.of(EventKind::separation).size(), left_arm(run.world()));
}

TEST(StudyEvents, ALossIsTheMothers) {
  Scenario s = two_arms(60, 4);
  s.events = {{.kind = LifeEventKind::loss, .age = 2, .arm = "left", .care = {}}};
  const Told t = live(s);
  EXPECT_EQ(t.kept.of(EventKind::loss).size(), left_arm(t.world));
  for (std::size_t i = 0; i < t.world.living.size(); ++i)
    EXPECT_EQ(t.world.living.tie_other[t.world.tie(i, Role::mother)] == nobody,
              t.world.registry.arm[t.world.living.id[i]] == 0);
}

TEST(StudyEvents, BreakupsPartWhoeverHasAPartner) {
  Scenario s = lively(400, 33, 1);
  s.deaths = s.adversity = false;
  s.birth_years = 0;
  s.arms = {Arm{"left", .5, {}}, Arm{"right", .5, {}}};
  s.assignment.mixed = true;
  s.events = {{.kind = LifeEventKind::breakup, .age = 32, .arm = "left", .care = {}}};
  Engine run(s, published(), {});
  Kept kept;
  const int due = 32 * 12;
  std::set<std::uint32_t> had, lost;
  while (run.world().month < due) run.step_month(nullptr, nullptr);
  const World& before = run.world();
  for (std::size_t i = 0; i < before.living.size(); ++i)
    if (before.registry.arm[before.living.id[i]] == 0 && before.lives_with(i) != nobody)
      had.insert(before.living.id[i]);
  run.step_month(nullptr, &kept);
  for (const EventRow& e : kept.of(EventKind::union_end)) lost.insert(e.person);
  ASSERT_GT(had.size(), 50u);
  for (const std::uint32_t id : had) EXPECT_TRUE(lost.contains(id)) << id << " kept a partner";
  const World& after = run.world();
  for (const std::uint32_t id : had)
    EXPECT_NE(after.living.tie_other[after.tie(after.registry.slot[id], Role::ex_partner)], nobody)
        << "whom one lost stays a figure";
}

// ---- help

TEST(StudyEvents, NoSizeNoLengthAndNobodyAreNoEventToTheBit) {
  Scenario s = lively(60, 27, 1);
  const std::uint64_t plain = end_of(s);
  const auto with = [&s](LifeEvent e) {
    e.age = 24;
    s.events = {e};
    return end_of(s);
  };
  using enum LifeEventKind;
  EXPECT_NE(with({.kind = separation, .months = 3, .size = .5, .arm = "", .care = {}}), plain);
  EXPECT_EQ(with({.kind = separation, .months = 3, .size = 0, .arm = "", .care = {}}), plain);
  EXPECT_EQ(with({.kind = separation, .months = 0, .size = .5, .arm = "", .care = {}}), plain);
  EXPECT_NE(with({.kind = pulse, .size = .5, .arm = "", .care = {}}), plain);
  EXPECT_EQ(with({.kind = pulse, .size = 0, .arm = "", .care = {}}), plain);
  for (int kind = 0; kind < static_cast<int>(std::size(life_event_names)); ++kind)
    EXPECT_EQ(with({.kind = static_cast<LifeEventKind>(kind), .months = 3, .share = 0, .arm = "", .care = {}}), plain)
        << life_event_names[kind];
}

TEST(StudyEvents, NobodyUnderTheLeastAgeIsGivenAPartner) {
  Scenario s = quiet(60, 20);
  s.help = {{.kind = HelpKind::secure_partner, .age = 16, .arm = ""}};
  s.events = {{.kind = LifeEventKind::partner, .age = 12, .arm = "", .care = {}}};
  EXPECT_TRUE(live(s).kept.of(EventKind::union_start).empty());
  s.events.front().age = 19;
  EXPECT_EQ(live(s).kept.of(EventKind::union_start).size(), 60u);
}

// The partner given stays the partner: nobody meets another in the month it begins.

}  // namespace
}  // namespace bowlby
