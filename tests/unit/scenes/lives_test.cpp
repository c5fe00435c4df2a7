// A year, a life, three generations: the same for any number of threads, untouched before a change, stopped when asked.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenes/life.hpp"
#include "scenes/lineage.hpp"
#include "scenes/year.hpp"
#include "tests/unit/scenes/people.hpp"

namespace bowlby::scenes {
namespace {

Year year(Care care, int threads = 1) {
  YearAsked a;
  a.care = care;
  a.children = 20;
  return live_year(a, tables(), Params{}, threads);
}
double press_share(const Year& y) {
  double sum = 0;
  for (const ChildYear& c : y.children) sum += c.press.back() / static_cast<double>(y.children.size());
  return sum;
}

TEST(Year, SameMeanOtherSteadinessTeachesPressing) {
  const Year steady = year({.6, 20, .2, 0.}), erratic = year({.6, .8, .2, 0.});
  EXPECT_GT(press_share(erratic), press_share(steady) + .1);
  for (const Year* y : {&steady, &erratic}) {
    EXPECT_EQ(y->counts[0] + y->counts[1] + y->counts[2] + y->counts[3], 20);
    for (const ChildYear& c : y->children) {
      ASSERT_EQ(c.mu.size(), year_months + 1u);
      for (std::size_t m = 1; m < c.mu.size(); ++m)
        EXPECT_NEAR(c.ask[m] + c.press[m] + c.hold[m] + c.explore[m], 1, 1e-9);
    }
  }
}

TEST(Year, ThreadsDoNotMatterAndChildrenDoNotDependOnTheirNumber) {
  const Year one = year({.5, 3., .4, .1}, 1), two = year({.5, 3., .4, .1}, 2);
  for (std::size_t k = 0; k < 20; ++k) EXPECT_EQ(one.children[k].mu, two.children[k].mu);
  YearAsked alone;
  alone.care = {.5, 3., .4, .1};
  alone.children = 1;
  EXPECT_EQ(live_year(alone, tables(), Params{}, 1).children[0].mu, one.children[0].mu);
}

TEST(Year, TheFilmIsTheVisitTheCoderSaw) {
  const Year y = year({.5, 3., .4, .1});
  int step = 0;
  for (int e = 1; e <= assay_episodes; ++e) {
    const AssayRoom room = assay_room(e);
    double arousal = 0, exploring = 0;
    for (int k = 0; k < room.steps; ++k, ++step) {
      const AssayStep& s = y.films[0][static_cast<std::size_t>(step)];
      EXPECT_EQ(s.episode, e);
      EXPECT_FALSE(s.held && !room.figure);
      exploring += s.action == Action::explore && !s.contradictory ? 1 : 0;
      arousal += s.arousal;
    }
    const auto at = static_cast<std::size_t>(e - 1);
    EXPECT_DOUBLE_EQ(exploring / room.steps, y.visits[0].visit.film[at].exploring);
    EXPECT_GT(arousal, 0);
  }
  EXPECT_EQ(step, assay_steps);
}

TEST(Year, TheChildFollowedIsATellingOne) {
  const Year steady = year({.7, 20, .1, .02}), shaky = year({.5, .6, .1, .02});
  const std::uint32_t like_most = telling_child(shaky, nullptr);
  int most = 0;
  for (const int n : shaky.counts) most = std::max(most, n);
  EXPECT_EQ(shaky.counts[static_cast<std::size_t>(shaky.visits[like_most].group)], most);
  int unlike = 0;
  for (std::size_t k = 0; k < 20; ++k) unlike += steady.visits[k].group != shaky.visits[k].group;
  ASSERT_GT(unlike, 0);
  const std::uint32_t child = telling_child(steady, &shaky);
  EXPECT_NE(steady.visits[child].group, shaky.visits[child].group);
  EXPECT_EQ(steady.visits[telling_child(steady, &steady)].group, AssayClass::secure);
}

LifeAsked life() {
  LifeAsked a;
  a.founders = 60;
  a.neighbours = 6;
  a.until = 34;
  return a;
}

TEST(Life, UntouchedBeforeTheChangeAndOtherAfterIt) {
  LifeAsked a = life();
  Help therapy;
  therapy.kind = HelpKind::therapy;
  therapy.age = 25;
  therapy.months = 36;
  a.change = LifeChange{std::nullopt, therapy};
  const auto lives = live_lives(a, tables(), Params{}, 2, {});
  ASSERT_TRUE(lives && lives->changed);
  const auto &plain = lives->plain.story.course.mu, &changed = lives->changed->story.course.mu;
  ASSERT_GT(plain.size(), 60u);
  for (std::size_t k = 0; k <= 50; ++k) EXPECT_EQ(plain[k], changed[k]) << "half-year " << k;
  EXPECT_NE(plain, changed);
  EXPECT_EQ(lives->plain.neighbours.size(), 6u);
  const auto& events = lives->changed->story.events;
  EXPECT_TRUE(std::any_of(events.begin(), events.end(),
                          [](const LifeHappening& e) { return e.kind == EventKind::therapy_start; }));
}

// How far a course of security and the number of unions stand from the middle of all, counted here once more.
// By one of the things in which people are alike, felt security in the last ten years: over several lives
// the one shown is nearer the mean of all than people are.
TEST(Life, WhoeverIsShownIsNearerTheMeanThanPeopleAre) {
  double shown = 0, everybody = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    LifeAsked a = life();
    a.seed = seed;
    a.neighbours = 20;
    const auto open = live_lives(a, tables(), Params{}, 2, {});
    ASSERT_TRUE(open);
    const std::size_t last = open->plain.story.course.security.size() - 1;
    const auto late = [&](const Course& c) {
      double sum = 0;
      for (std::size_t k = last - 20; k <= last && k < c.security.size(); ++k) sum += c.security[k] / 21;
      return sum;
    };
    std::vector<double> all{late(open->plain.story.course)};
    for (const Course& c : open->plain.neighbours)
      if (c.security.size() > last) all.push_back(late(c));
    double mean = 0;
    for (const double x : all) mean += x / static_cast<double>(all.size());
    for (const double x : all) everybody += std::abs(x - mean) / static_cast<double>(all.size());
    shown += std::abs(all.front() - mean);
  }
  EXPECT_LT(shown, everybody);
}

TEST(Life, WithoutAWishTheMostTypicalPersonIsFollowedWithAndWithoutAChange) {
  LifeAsked a = life();
  a.neighbours = 20;
  const auto open = live_lives(a, tables(), Params{}, 2, {});
  ASSERT_TRUE(open);
  LifeAsked same = a;
  same.who = static_cast<std::uint32_t>(open->plain.index);
  const auto named = live_lives(same, tables(), Params{}, 1, {});
  EXPECT_EQ(open->plain.story.course.mu, named->plain.story.course.mu);
  EXPECT_EQ(open->plain.neighbours.size(), 20u);
  Help therapy;
  therapy.kind = HelpKind::therapy;
  therapy.age = 25;
  therapy.months = 12;
  a.change = LifeChange{std::nullopt, therapy};
  const auto changed = live_lives(a, tables(), Params{}, 2, {});
  EXPECT_EQ(changed->plain.index, open->plain.index) << "a change must not swap the person";
  EXPECT_EQ(changed->changed->index, open->plain.index);
}

TEST(Life, ThePartnersWaysChangeActsOnALivingPartner) {
  LifeAsked a = life();
  a.until = 40;
  LifeEvent event;
  event.kind = LifeEventKind::partner_change;
  event.age = 32;
  event.care = {.95, 20., .02, 0.};
  a.change = LifeChange{event, std::nullopt};
  int partnered = 0;
  for (std::uint32_t who = 0; who < 6; ++who) {
    a.who = who;
    const auto lives = live_lives(a, tables(), Params{}, 2, {});
    const auto& events = lives->changed->story.events;
    if (std::none_of(events.begin(), events.end(),
                     [](const LifeHappening& e) { return e.kind == EventKind::partner_change; }))
      continue;
    ++partnered;
    const auto &plain = lives->plain.story.course, &changed = lives->changed->story.course;
    for (std::size_t k = 0; k <= 64; ++k) EXPECT_EQ(plain.mu[k], changed.mu[k]);
    EXPECT_NE(plain.mu, changed.mu);
  }
  EXPECT_GT(partnered, 0);
}

TEST(Life, NewCareLeavesTheYearsBeforeAlone) {
  LifeAsked a = life();
  a.until = 6;
  LifeEvent event;
  event.kind = LifeEventKind::care_change;
  event.age = 3;
  event.care = {.9, 20., .1, 0.};
  a.change = LifeChange{event, std::nullopt};
  const auto lives = live_lives(a, tables(), Params{}, 1, {});
  ASSERT_TRUE(lives && lives->changed);
  const auto &plain = lives->plain.story.course.mu, &changed = lives->changed->story.course.mu;
  for (std::size_t k = 0; k <= 6; ++k) EXPECT_EQ(plain[k], changed[k]);
  EXPECT_GT(changed.back(), plain.back());
}

TEST(Life, ThreadsDoNotMatterAndItStopsWhenAsked) {
  LifeAsked a = life();
  a.until = 10;
  const auto one = live_lives(a, tables(), Params{}, 1, {}), two = live_lives(a, tables(), Params{}, 2, {});
  EXPECT_EQ(one->plain.story.course.security, two->plain.story.course.security);
  EXPECT_FALSE(live_lives(a, tables(), Params{}, 1, [](double done) { return done < .5; }));
}

TEST(Lineage, AProgrammeForNobodyChangesNothingAndOneForAllDoes) {
  LineageAsked a;
  a.founders = 100;
  a.replicates = 2;
  a.years = 60;
  Help parenting;
  parenting.kind = HelpKind::parenting;
  parenting.age = 20;
  parenting.dose = 3;
  parenting.share = 0;
  a.programme = parenting;
  const auto nobody_helped = live_lineage(a, tables(), Params{}, 2, {});
  ASSERT_TRUE(nobody_helped);
  constexpr auto security = static_cast<std::size_t>(Outcome::infant_security);
  for (std::size_t g = 0; g < lineage_generations; ++g)
    EXPECT_EQ(nobody_helped->plain[0][g].mean[security], nobody_helped->changed[0][g].mean[security]);
  a.programme->share = 1;
  const auto helped = live_lineage(a, tables(), Params{}, 1, {});
  constexpr auto giving = static_cast<std::size_t>(Outcome::giving);
  EXPECT_EQ(helped->plain[1][1].mean[security], nobody_helped->plain[1][1].mean[security]) << "threads mattered";
  for (std::size_t r = 0; r < 2; ++r) {
    EXPECT_GT(*helped->changed[r][0].mean[giving], *helped->plain[r][0].mean[giving]);
    double shares = 0;
    for (const double b : helped->plain[r][1].band) shares += b;
    EXPECT_NEAR(shares, 1, 1e-9);
    // the spread between people: of a share p it is the root of p (1 - p), but for n - 1
    constexpr auto secure = static_cast<std::size_t>(Outcome::secure);
    const double p = *helped->plain[r][1].mean[secure];
    EXPECT_NEAR(*helped->plain[r][1].sd[secure], std::sqrt(p * (1 - p)), .01);
    EXPECT_GT(*helped->plain[r][1].sd[giving], 0);
  }
  ASSERT_FALSE(helped->tree.empty());
  EXPECT_EQ(helped->tree.front().id, helped->changed_tree.front().id);
  EXPECT_TRUE(helped->changed_tree.front().reached);
  EXPECT_FALSE(helped->tree.front().reached);
  a.programme->kind = HelpKind::couple_work;
  for (const double age : {least_union_age, 30.0}) {
    a.programme->age = age;
    const auto couples = live_lineage(a, tables(), Params{}, 1, {});
    EXPECT_EQ(couples->changed_tree.front().reached, age > least_union_age)
        << "at " << age << " one lives with somebody";
  }
  EXPECT_FALSE(live_lineage(a, tables(), Params{}, 1, [](double) { return false; }));
}

TEST(Lineage, IntervalsAreStudents) {
  const Interval i = interval_of({1, 2, 3});
  EXPECT_DOUBLE_EQ(*i.mean, 2);
  EXPECT_NEAR(*i.high - *i.mean, 4.303 / std::sqrt(3.0), 1e-9);
  EXPECT_FALSE(interval_of({1}).low);
  EXPECT_FALSE(interval_of({}).mean);
}

}  // namespace
}  // namespace bowlby::scenes
