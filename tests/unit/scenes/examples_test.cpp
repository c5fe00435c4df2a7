// The rules by which examples are chosen, counted here once more.
#include "scenes/examples.hpp"

#include <gtest/gtest.h>

#include "scenes/life.hpp"
#include "tests/unit/scenes/people.hpp"

namespace bowlby::scenes {
namespace {

TEST(Examples, TheEveningIsOfTheMomentInWhichMostPairsShowItAndThePairShowsIt) {
  const TellingEvening t = telling_evening(adults(), Params{});
  for (std::size_t m = 0; m < moments.size(); ++m)
    EXPECT_LE(live_evenings(adults(), asking_and_quiet(m), Params{}).now.pursued[0], t.shows);
  const EveningSet set = live_evenings(adults(), asking_and_quiet(t.moment), Params{}).now;
  EXPECT_EQ(set.pursued[0], t.shows);
  EXPECT_EQ(pursued_by(set.runs[t.pair]), 0);
  const std::vector<double> odd = oddness(set, nullptr);
  for (std::size_t k = 0; k < odd.size(); ++k)
    if (pursued_by(set.runs[k]) == 0) {
      EXPECT_LE(odd[t.pair], odd[k]);
    }
  ASSERT_TRUE(t.insists && t.drawn);
  EXPECT_LT(*t.insists, *t.drawn);
}

int secure(const Year& y) { return y.counts[static_cast<std::size_t>(AssayClass::secure)]; }

TEST(Examples, PatchyCareIsOfTheAmountWithTheLargestGapAndOfAChildWhoIsReadOtherwise) {
  const Params p;
  const TellingYear t = telling_patchy_care(tables(), p, 2);
  EXPECT_EQ(t.asked.care.response, t.other.response) << "the same amount";
  EXPECT_EQ(t.asked.care.rebuff, t.other.rebuff);
  YearAsked a = t.asked;
  const Year first = live_year(a, tables(), p, 2);
  a.care = t.other;
  const Year second = live_year(a, tables(), p, 2);
  EXPECT_EQ(secure(first), t.first);
  EXPECT_EQ(secure(second), t.second);
  EXPECT_NE(first.visits[t.child].group, second.visits[t.child].group);
  // the lesson: at least ten points in a hundred
  EXPECT_GE(100 * (t.first - t.second), 10 * static_cast<int>(example_runs));
  for (const double amount : patchy_amounts) {
    a.care = {amount, steady_care, .1, 0};
    const int steady = secure(live_year(a, tables(), p, 2));
    a.care.consistency = patchy_care_concentration;
    EXPECT_LE(steady - secure(live_year(a, tables(), p, 2)), t.first - t.second) << amount;
  }
}

TEST(Examples, TheQuietChildIsOneOfManyAndLooksQuietForLongest) {
  const Params p;
  const TellingYear t = telling_quiet_child(tables(), p, 2);
  const Year year = live_year(t.asked, tables(), p, 2);
  const auto hidden = [&](std::uint32_t k) {
    int n = 0;
    for (const AssayStep& s : year.films[k])
      n += !s.contradictory && !s.held && (s.action == Action::explore || s.action == Action::hold) &&
                   s.arousal >= p.scene_calm
               ? 1
               : 0;
    return n;
  };
  int quiet = 0;
  for (std::uint32_t k = 0; k < example_runs; ++k) {
    EXPECT_LE(hidden(k), hidden(t.child));
    quiet += quiet_but_stirred(year.visits[k], p) ? 1 : 0;
  }
  EXPECT_EQ(quiet, t.first);
  EXPECT_GT(hidden(t.child), 0);
}

TEST(Examples, TheMiddleGainIsTheMiddleOfThoseWhoWereThere) {
  std::vector<LifeRun> plain(4), changed(4);
  const auto lives = [](LifeRun& run, double security, std::size_t half_years) {
    run.story.course.security.assign(half_years, security);
  };
  for (std::size_t k = 0; k < 4; ++k) lives(plain[k], .5, 100);
  lives(changed[0], .9, 100);
  lives(changed[1], .4, 100);
  lives(changed[2], .6, 100);
  lives(changed[3], .7, 50);  // died before
  EXPECT_EQ(middle_gain(plain, changed, 25).value(), 2u);
  EXPECT_FALSE(middle_gain(plain, changed, 60));
}

}  // namespace
}  // namespace bowlby::scenes
