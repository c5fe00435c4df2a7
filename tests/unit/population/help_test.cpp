// Help: to the right arm, at the right age, in the dose asked for, and never where there is none.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "two_arms.hpp"

namespace bowlby {
namespace {

using namespace test;

TEST(Help, NoDoseIsNoHelpToTheBit) {
  Scenario s = lively(60, 27, 1);
  const std::uint64_t plain = end_of(s);
  for (int kind = 0; kind < static_cast<int>(std::size(help_names)); ++kind) {
    Help h{.kind = static_cast<HelpKind>(kind), .age = 24, .arm = ""};
    s.help = {h};
    EXPECT_NE(end_of(s), plain) << help_names[kind] << ": with a dose it is something";
    h.dose = 0;
    s.help = {h};
    EXPECT_EQ(end_of(s), plain) << help_names[kind];
    h.dose = 1, h.share = 0;
    s.help = {h};
    EXPECT_EQ(end_of(s), plain) << help_names[kind] << ", for nobody";
  }
}

TEST(Help, TherapyHasABeginningADoseAndAnEnd) {
  Scenario s = two_arms(600, 25);
  s.help = {{.kind = HelpKind::therapy, .age = 22, .months = 8, .dose = 1, .share = .5, .arm = "left"}};
  const Told t = live(s);
  const auto begun = t.kept.of(EventKind::therapy_start), ended = t.kept.of(EventKind::therapy_end);
  expect_due(t, begun, 22, .5);
  ASSERT_EQ(begun.size(), ended.size());
  std::map<std::uint32_t, EventRow> start;
  for (const EventRow& e : begun) start[e.person] = e;
  for (const EventRow& e : ended) {
    EXPECT_NEAR(e.day - start.at(e.person).day, 8 * 365 / 12.0, 2);
    EXPECT_EQ(e.other, start.at(e.person).other) << "one therapist";
  }
  for (std::size_t i = 0; i < t.world.living.size(); ++i) {
    EXPECT_EQ(t.world.living.tie_other[t.world.tie(i, Role::therapist)], nobody);
    EXPECT_LE(t.world.living.therapy_months[i], 0.0f);
  }
}

TEST(Help, DoseIsLengthAndNoDoseIsNoHelp) {
  Scenario s = two_arms(200, 24);
  s.help = {{.kind = HelpKind::therapy, .age = 22, .months = 8, .dose = .5, .arm = "left"},
            {.kind = HelpKind::therapy, .age = 20, .months = 8, .dose = 0, .arm = "right"}};
  const Told t = live(s);
  const auto begun = t.kept.of(EventKind::therapy_start), ended = t.kept.of(EventKind::therapy_end);
  ASSERT_EQ(begun.size(), left_arm(t.world));
  ASSERT_EQ(ended.size(), begun.size());
  std::map<std::uint32_t, int> start;
  for (const EventRow& e : begun) start[e.person] = e.day;
  for (const EventRow& e : ended) EXPECT_NEAR(e.day - start.at(e.person), 4 * 365 / 12.0, 2);
}

TEST(Help, PractisesAreDosedAndFade) {
  const struct {
    HelpKind kind;
    std::vector<float> Living::*column;
    EventKind told;
  } practices[]{{HelpKind::regulation, &Living::help_regulation, EventKind::regulation},
                {HelpKind::gratitude, &Living::help_gratitude, EventKind::gratitude},
                {HelpKind::parenting, &Living::help_parenting, EventKind::parenting}};
  for (const auto& practice : practices) {
    Scenario s = two_arms(40, 24);
    s.birth_years = 0;
    s.help = {{.kind = practice.kind, .age = 20, .dose = .7, .arm = "left"}};
    Engine run(s, published(), {});
    Kept kept;
    while (run.world().month <= 20 * 12) run.step_month(nullptr, &kept);
    EXPECT_EQ(kept.of(practice.told).size(), left_arm(run.world())) << "told by its kind";
    const auto& column = run.world().living.*practice.column;
    for (std::size_t i = 0; i < 40; ++i)
      EXPECT_FLOAT_EQ(column[i], run.world().registry.arm[run.world().living.id[i]] == 0 ? .7f : 0.0f);
    for (int m = 0; m < 24; ++m) run.step_month(nullptr, nullptr);
    for (std::size_t i = 0; i < 40; ++i)
      if (run.world().registry.arm[run.world().living.id[i]] == 0) {
        EXPECT_GT(column[i], 0);
        EXPECT_NEAR(column[i], .7 * std::exp(-2 * s.params.help_fade), .02) << "fades by help_fade a year";
      }
  }
}

TEST(Help, CoupleWorkIsForBothWhereTheStudyMixesArms) {
  Scenario s = lively(300, 32, 1);
  s.assignment.mixed = true;
  s.deaths = s.adversity = false;
  s.natural_help = 0;
  s.birth_years = 0;
  s.arms = {Arm{"left", .5, {}}, Arm{"right", .5, {}}};
  s.help = {{.kind = HelpKind::couple_work, .age = 30, .arm = "left"}};
  Engine run(s, published(), {});
  while (run.world().month < 30 * 12) run.step_month(nullptr, nullptr);
  const World before = run.world();
  run.step_month(nullptr, nullptr);
  int partners_of_other_arm = 0;
  for (std::size_t i = 0; i < before.living.size(); ++i) {
    const std::uint32_t id = before.living.id[i], partner = before.lives_with(i);
    if (before.registry.arm[id] != 1 || partner == nobody || before.registry.arm[partner] != 0) continue;
    const World& w = run.world();
    if (w.living.tie_other[w.tie(i, Role::partner)] != partner) continue;
    EXPECT_GT(w.living.help_couple[i], .9f);
    ++partners_of_other_arm;
  }
  EXPECT_GT(partners_of_other_arm, 15);
}

TEST(Help, ASecurePartnerIsThePartner) {
  Scenario s = lively(600, 31, 1);
  s.deaths = s.adversity = false;
  s.birth_years = 0;
  s.params.meetings_per_union = 50;
  s.help = {{.kind = HelpKind::secure_partner, .age = 30, .arm = ""}};
  Engine run(s, published(), {});
  Kept kept;
  while (run.world().month <= 30 * 12) run.step_month(nullptr, run.world().month == 30 * 12 ? &kept : nullptr);
  const World& w = run.world();
  std::map<std::uint32_t, int> begun;
  for (const EventRow& e : kept.of(EventKind::union_start)) ++begun[e.person];
  std::set<std::uint32_t> parted;  // some do within the month, and have nobody
  for (const EventRow& e : kept.of(EventKind::union_end))
    if (e.other != nobody && w.registry.kind[e.other] == static_cast<std::uint8_t>(Kind::outside))
      parted.insert(e.person);
  EXPECT_LT(parted.size(), w.living.size() / 20);
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::uint32_t partner = w.living.tie_other[w.tie(i, Role::partner)];
    if (parted.contains(w.living.id[i])) continue;
    ASSERT_NE(partner, nobody);
    EXPECT_EQ(w.registry.kind[partner], static_cast<std::uint8_t>(Kind::outside));
    EXPECT_EQ(begun[w.living.id[i]], 1);
  }
}

}  // namespace
}  // namespace bowlby
