// Trials: who is drawn into which arm, and that help for two reaches both of one arm, once, and nobody of another.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

#include "population/checkpoint.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Scenario trial(std::uint32_t founders, double years, Assignment assignment) {
  Scenario s = lively(founders, years, 1);
  s.deaths = s.adversity = false;
  s.natural_help = 0;
  s.birth_years = 1;
  s.params.standards = -5;  // most people find a partner
  s.arms = {Arm{"work", .5, {}}, Arm{"wait", .5, {}}};
  s.assignment = assignment;
  return s;
}

const Assignment couples_at_26{.unit = ArmUnit::couple, .at = ArmTime::age, .age = 26};

Help couple_work_after(int months, double dose) {
  return {.kind = HelpKind::couple_work, .dose = dose, .arm = "work", .after = months};
}

TEST(Trial, TwoWhoLiveTogetherAreDrawnTogether) {
  const Told t = live(trial(600, 27.2, couples_at_26));
  const auto drawn = t.kept.of(EventKind::enrolment);
  ASSERT_GT(drawn.size(), 150u);
  std::map<std::uint32_t, EventRow> rows;
  for (const EventRow& e : drawn) EXPECT_TRUE(rows.emplace(e.person, e).second) << "drawn twice";
  double work = 0;
  for (const auto& [person, e] : rows) {
    ASSERT_NE(e.other, nobody);
    ASSERT_TRUE(rows.contains(e.other));
    EXPECT_EQ(rows.at(e.other).value, e.value) << "partners in different arms";
    EXPECT_EQ(rows.at(e.other).day, e.day);
    EXPECT_EQ(t.kept.people_.at(person).arm, static_cast<std::uint8_t>(e.value));
    work += e.value == 0;
  }
  const double couples = static_cast<double>(rows.size()) / 2;
  EXPECT_NEAR(work / 2 / couples, .5, stray(.5, couples));
  for (const PersonRow& p : t.kept.people_)
    if (!rows.contains(p.id)) {
      EXPECT_EQ(p.arm, no_arm) << "in an arm without a drawing";
    }
}

TEST(Trial, HelpForTwoIsRecordedForBothAndDoubledForNobody) {
  Scenario s = trial(600, 27.2, couples_at_26);
  s.help = {couple_work_after(3, .7)};
  const Told t = live(s);
  std::map<std::uint32_t, std::int32_t> drawn;
  for (const EventRow& e : t.kept.of(EventKind::enrolment)) drawn[e.person] = e.day;
  std::map<std::uint32_t, EventRow> given;
  for (const EventRow& e : t.kept.of(EventKind::couple_work)) {
    EXPECT_TRUE(given.emplace(e.person, e).second) << "a second dose";
    EXPECT_FLOAT_EQ(e.value, .7f);
    EXPECT_NE(t.kept.people_.at(e.person).arm, 1) << "given to the arm that waits";
  }
  ASSERT_GT(given.size(), 60u);
  for (const auto& [person, e] : given) {
    ASSERT_TRUE(given.contains(e.other)) << "for one of two";
    EXPECT_EQ(given.at(e.other).other, person);
    EXPECT_EQ(given.at(e.other).day, e.day);
    // whoever is new to one of a drawn couple takes part, and is in no arm
    EXPECT_TRUE(std::ranges::any_of(std::array{person, e.other}, [&](std::uint32_t id) {
      return drawn.contains(id) && std::abs(e.day - drawn.at(id) - 91) <= 2;
    })) << person;
  }
  const Living& l = t.world.living;
  for (std::size_t i = 0; i < l.size(); ++i) {
    EXPECT_EQ(l.help_couple[i] > 0, given.contains(l.id[i])) << l.id[i];
    EXPECT_LE(l.help_couple[i], .7f);
  }
}

TEST(Trial, HelpForTwoDoesNotReachAnotherArm) {
  Scenario s = trial(600, 27.2, {});  // drawn by person, at birth
  s.help = {{.kind = HelpKind::couple_work, .age = 24, .arm = "work"}};
  const Told t = live(s);
  int mixed = 0, given = 0;
  for (std::size_t i = 0; i < t.world.living.size(); ++i) {
    const std::uint32_t id = t.world.living.id[i], partner = t.world.living.tie_other[t.world.tie(i, Role::partner)];
    if (t.world.registry.arm[id] == 1) {
      EXPECT_EQ(t.world.living.help_couple[i], 0) << "the arm that waits was helped";
    }
    mixed += t.world.is_living(partner) && t.world.registry.arm[partner] != t.world.registry.arm[id];
    given += t.world.living.help_couple[i] > 0;
  }
  EXPECT_GT(mixed, 50);
  EXPECT_GT(given, 20);
}

// A partner whose ways change is felt by the other: where arms are drawn by person, only within one arm.
TEST(Trial, APartnersChangeOfOneArmDoesNotReachAnother) {
  Scenario s = trial(600, 27.2, {});
  LifeEvent change;
  change.kind = LifeEventKind::partner_change, change.age = 24, change.arm = "work";
  change.care.response = .2;
  s.events = {change};
  const Told t = live(s);
  const auto changed = t.kept.of(EventKind::partner_change);
  ASSERT_GT(changed.size(), 20u);
  const Registry& r = t.world.registry;
  for (const EventRow& e : changed) {
    EXPECT_EQ(r.arm[e.person], 0) << "of the arm that waits";
    EXPECT_NE(r.arm[e.other], 1) << "it is the partner who changes, and he waits";
  }
  s.assignment.mixed = true;
  EXPECT_GT(live(s).kept.of(EventKind::partner_change).size(), 3 * changed.size() / 2) << "where arms are mixed";
}

TEST(Trial, HelpForEverybodyIsOneDoseEach) {
  Scenario s = trial(600, 26, {});
  s.help = {{.kind = HelpKind::couple_work, .age = 24, .dose = 1, .arm = ""}};
  std::set<std::uint32_t> given;
  const Told t = live(s);
  for (const EventRow& e : t.kept.of(EventKind::couple_work)) EXPECT_TRUE(given.insert(e.person).second);
  ASSERT_GT(given.size(), 100u);
  for (const float dose : t.world.living.help_couple) EXPECT_LE(dose, 1);
}

TEST(Trial, WhoLivesAloneTakesPartWhereTheStudySaysSo) {
  Assignment a = couples_at_26;
  a.alone = true;
  const Told t = live(trial(300, 27.2, a));
  int alone = 0, out = 0;
  for (const EventRow& e : t.kept.of(EventKind::enrolment)) alone += e.other == nobody;
  EXPECT_GT(alone, 5);
  for (const PersonRow& p : t.kept.people_) out += p.arm == no_arm;
  EXPECT_LT(out, 15) << "only who lives with somebody drawn before, with another";
}

TEST(Trial, ByUnionACoupleIsDrawnWhenItHasLivedTogetherSoLong) {
  const Told t = live(trial(400, 27, {.unit = ArmUnit::couple, .at = ArmTime::union_start, .months = 6}));
  const auto drawn = t.kept.of(EventKind::enrolment);
  ASSERT_GT(drawn.size(), 100u);
  for (const EventRow& e : drawn) {
    std::int32_t began = -1;
    for (const EventRow& u : t.kept.of(EventKind::union_start))
      if (u.person == e.person && u.other == e.other && u.day < e.day) began = u.day;
    EXPECT_NEAR(e.day - began, 7 * 365 / 12.0, 2) << "the month after six whole ones";
  }
  std::set<std::uint32_t> in;
  for (const EventRow& e : drawn) in.insert(e.person);
  std::map<std::uint32_t, std::int32_t> first, ended;  // who has been in an arm with somebody before does not count
  for (const EventRow& u : t.kept.of(EventKind::union_start)) first.emplace(u.person, u.day);
  for (const EventRow& u : t.kept.of(EventKind::union_end)) ended.emplace(u.person, u.day);
  for (const EventRow& u : t.kept.of(EventKind::union_start)) {
    const bool new_to_both = first[u.person] == u.day && first[u.other] == u.day;
    const bool lasted = !ended.contains(u.person) || ended[u.person] > u.day + 240;
    EXPECT_TRUE(!new_to_both || !lasted || u.day + 240 >= 27 * days_per_year || in.contains(u.person)) << u.person;
  }
}

// The arm belongs to the two: how many others take part, and on how many threads, does not matter.
TEST(Trial, AnArmDoesNotDependOnThreadsOrBlocksAndOutlivesACheckpoint) {
  Scenario s = trial(200, 27.2, couples_at_26);
  s.help = {couple_work_after(2, 1)};
  RunOptions many;
  many.threads = 3;
  many.block = 7;
  Engine one(s, published(), {}), other(s, published(), many);
  while (one.world().month < 26 * 12 + 2) one.step_month(nullptr, nullptr);
  World half(s, published());
  ASSERT_TRUE(restore_world(half, save_world(one.world())));
  Engine resumed(std::move(half), RunOptions{});
  for (Engine* run : {&one, &other, &resumed}) run_to_end(*run);
  EXPECT_GT(one.world().reached.size(), 20u);
  EXPECT_EQ(state_digest(one.world()), state_digest(other.world()));
  EXPECT_EQ(state_digest(one.world()), state_digest(resumed.world()));
  EXPECT_EQ(one.world().reached, resumed.world().reached);
  EXPECT_EQ(one.world().reached, other.world().reached);
}

}  // namespace
}  // namespace bowlby
