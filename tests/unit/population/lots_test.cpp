// Whom a share of an event or help falls upon: a matter of what it is, not of what stands beside it in the study.
#include <algorithm>
#include <array>
#include <set>

#include "two_arms.hpp"

namespace bowlby {
namespace {

using namespace test;

constexpr double early = 3, grown = 24, later = 25;

// Everybody has a partner at twenty, and nothing else happens by itself.
Scenario town() {
  Scenario s = two_arms(240, 26);
  s.help = {{.kind = HelpKind::secure_partner, .age = 20, .arm = ""}};
  s.params.dissolution_scale = 0;
  return s;
}

struct Blow {
  std::uint32_t person;
  std::int32_t day;
  EventKind kind;
  float value;
  auto operator<=>(const Blow&) const = default;
};
using Blows = std::set<Blow>;

// What befell the people of an arm in the month of an age.
Blows blows(const Scenario& s, double age, std::uint8_t arm = 0) {
  Engine run(s, published(), demography_alone());
  Kept kept;
  run_to_end(run, nullptr, &kept);
  run.hand_over(kept);
  Blows found;
  for (const EventRow& e : kept.events_) {
    const PersonRow& p = kept.people_.at(e.person);
    const int late = e.day - p.born_day - static_cast<int>(age * 365);
    if (p.arm == arm && late >= 0 && late <= 31) found.insert({e.person, e.day, e.kind, e.value});
  }
  return found;
}

std::set<std::uint32_t> people(const Blows& all, float value) {
  std::set<std::uint32_t> ids;
  for (const Blow& b : all)
    if (b.value == value) ids.insert(b.person);
  return ids;
}

double share_in_both(const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b) {
  return static_cast<double>(std::ranges::count_if(a, [&](std::uint32_t id) { return b.contains(id); })) /
         static_cast<double>(a.size());
}

LifeEvent event(LifeEventKind kind, double age, const std::string& arm = "left", double size = 1) {
  return {.kind = kind, .age = age, .months = 2, .size = size, .share = .4, .arm = arm, .care = {}};
}
Help help(HelpKind kind, double age, const std::string& arm = "left", double dose = 1) {
  return {.kind = kind, .age = age, .dose = dose, .share = .4, .arm = arm};
}

// What may stand before it in the list and yet concerns others, or another time: the same for another arm, the same
// later, something else later.
template <class What>
std::array<What, 3> others(const What& e, const What& other) {
  What elsewhere = e, next = e;
  elsewhere.arm = "right";
  next.age = later;
  return {elsewhere, next, other};
}

class EventLots : public testing::TestWithParam<int> {};
TEST_P(EventLots, AreNotMovedByAnotherInFront) {
  const auto kind = static_cast<LifeEventKind>(GetParam());
  Scenario s = town();
  const LifeEvent e = event(kind, std::max(early, least_age(kind) > 0 ? grown : 0));
  s.events = {e};
  const Blows alone = blows(s, e.age);
  EXPECT_GT(alone.size(), 20u);
  for (const LifeEvent& other : others(e, event(LifeEventKind::pulse, later, ""))) {
    s.events = {other, e};
    EXPECT_TRUE(blows(s, e.age) == alone)
        << life_event_names[GetParam()] << " behind " << other.arm << " " << other.age;
    s.events = {e, other};
    EXPECT_TRUE(blows(s, e.age) == alone)
        << life_event_names[GetParam()] << " before " << other.arm << " " << other.age;
  }
}
INSTANTIATE_TEST_SUITE_P(Kinds, EventLots, testing::Range(0, static_cast<int>(std::size(life_event_names))));

class HelpLots : public testing::TestWithParam<int> {};
TEST_P(HelpLots, AreNotMovedByAnotherInFront) {
  const auto kind = static_cast<HelpKind>(GetParam());
  Scenario s = town();
  const Help partner = s.help.front(), h = help(kind, grown);
  s.help = {partner, h};
  const Blows alone = blows(s, h.age);
  EXPECT_GT(alone.size(), 20u);
  for (const Help& other : others(h, help(HelpKind::gratitude, later, ""))) {
    s.help = {partner, other, h};
    EXPECT_TRUE(blows(s, h.age) == alone) << help_names[GetParam()] << " behind " << other.arm << " " << other.age;
    s.help = {h, other, partner};
    EXPECT_TRUE(blows(s, h.age) == alone) << help_names[GetParam()] << " before " << other.arm << " " << other.age;
  }
}
INSTANTIATE_TEST_SUITE_P(Kinds, HelpLots, testing::Range(0, static_cast<int>(std::size(help_names))));

// Two that differ in nothing but their size are two lots, whichever is written first.
TEST(Lots, OfTwoAlikeAreTwoAndTheirOrderIsNothing) {
  Scenario s = two_arms(600, 4);
  const LifeEvent mild = event(LifeEventKind::pulse, early, "left", .5), hard = event(LifeEventKind::pulse, early);
  s.events = {mild, hard};
  const Blows both = blows(s, early);
  EXPECT_NEAR(share_in_both(people(both, .5f), people(both, 1)), .4, stray(.4, 120));
  s.events = {hard, mild};
  EXPECT_TRUE(blows(s, early) == both);
  s.events.clear();
  s.help = {help(HelpKind::gratitude, early, "left", .5), help(HelpKind::gratitude, early)};
  const Blows helped = blows(s, early);
  EXPECT_NEAR(share_in_both(people(helped, .5f), people(helped, 1)), .4, stray(.4, 120));
  std::swap(s.help[0], s.help[1]);
  EXPECT_TRUE(blows(s, early) == helped);
}

// What is for everybody and what is for an arm are two lots, too.
TEST(Lots, OfEverybodyAndOfAnArmAreTwo) {
  Scenario s = two_arms(600, 4);
  s.events = {event(LifeEventKind::pulse, early, "", .5), event(LifeEventKind::pulse, early)};
  const Blows both = blows(s, early);
  EXPECT_NEAR(share_in_both(people(both, .5f), people(both, 1)), .4, stray(.4, 120));
}

// More of the same, or the same for the arm beside, falls upon the same people: what differs between two runs is then
// the dose and not the luck.
TEST(Lots, AreTheSameForAnotherSizeAndAnotherArm) {
  Scenario s = two_arms(300, 4);
  s.events = {event(LifeEventKind::pulse, early, "left", .5)};
  s.help = {help(HelpKind::regulation, early, "left", .5)};
  const Blows mild = blows(s, early);
  const std::set<std::uint32_t> struck = people(mild, .5f);
  EXPECT_GT(struck.size(), 60u);
  s.events[0].size = 2, s.help[0].dose = 2;
  EXPECT_EQ(people(blows(s, early), 2), struck);
  s.events[0].size = .5, s.help[0].dose = .5;
  s.arms[0].name = "right", s.arms[1].name = "left";
  s.events[0].arm = s.help[0].arm = "right";
  EXPECT_TRUE(blows(s, early) == mild) << "an arm's name is a label";
  s.events[0].share = .7;
  const auto more = people(blows(s, early), .5f);
  EXPECT_TRUE(std::ranges::includes(more, struck)) << "a larger share is more people, not others";
}

// The two of a couple come to an age one after the other, and have one lot between them.
TEST(Lots, OfCouplesAreTheirsTogether) {
  Scenario s = lively(900, 27, 1);
  s.params.dissolution_scale = 0;
  const auto reached = [&s](double share) {
    s.help = {{.kind = HelpKind::couple_work, .age = 24, .share = share, .arm = ""}};
    Engine run(s, published(), demography_alone());
    Kept kept;
    run_to_end(run, nullptr, &kept);
    std::set<std::uint32_t> ids;
    for (const EventRow& e : kept.of(EventKind::couple_work)) ids.insert(e.person);
    return ids;
  };
  const auto all = reached(1), some = reached(.4);
  EXPECT_GT(all.size(), 200u);
  EXPECT_TRUE(std::ranges::includes(all, some));
  const auto couples = static_cast<double>(all.size()) / 2;
  EXPECT_NEAR(static_cast<double>(some.size()) / 2 / couples, .4, stray(.4, couples));
}

// A time after the drawing of the arms is a time as an age is.
TEST(Lots, AfterTheDrawingAreNotMovedByAnotherInFront) {
  Scenario s = two_arms(300, 6);
  s.assignment = {.at = ArmTime::age, .age = 2};
  LifeEvent e = event(LifeEventKind::pulse, 0), other = event(LifeEventKind::pulse, 0);
  e.after = 12, other.after = 24;
  s.events = {e};
  const Blows alone = blows(s, 3);
  EXPECT_GT(alone.size(), 40u);
  s.events = {other, e};
  EXPECT_TRUE(blows(s, 3) == alone);
}

}  // namespace
}  // namespace bowlby
