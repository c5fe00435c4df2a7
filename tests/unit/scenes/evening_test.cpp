// The evening as a schedule over the model: calm without cause, the loop of pressing and drawing back where it should
// be, gone where its edge is cut, and the same luck with and without a change.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/unit/scenes/people.hpp"

namespace bowlby::scenes {
namespace {

MomentOfLife nothing_happens() {
  MomentOfLife m = moments[1];
  m.first = m.other = {nothing, nothing, nothing};
  return m;
}

double total(const EveningSet& s, Shown what, std::size_t who) {
  double n = 0;
  for (const Evening& e : s.runs) n += count(e.lane[who], what);
  return n;
}

double total(const EveningSet& s, Shown what) { return total(s, what, 0) + total(s, what, 1); }

double drawn_back(const EveningSet& s, std::size_t who) {
  double sum = 0;
  for (const Evening& e : s.runs)
    sum += e.lane[who].withdrawal[evening_clock().bedtime] - e.lane[who].withdrawal.front();
  return sum / static_cast<double>(s.runs.size());
}

bool same(const Lane& a, const Lane& b, std::size_t entries) {
  for (std::size_t i = 0; i < entries; ++i)
    if (a.distress[i] != b.distress[i] || a.security[i] != b.security[i] || a.shows[i] != b.shows[i]) return false;
  return true;
}

TEST(Adults, PeopleOfAPlaceAreDifferentPeopleNearIt) {
  const auto found = nearest(adults(), 3, 2.5, 20);
  ASSERT_EQ(found.size(), 20u);
  std::set<std::size_t> who;
  for (const Ticked& t : found) {
    who.insert(t.adult);
    EXPECT_NEAR(t.anxiety, 3, .5);
    EXPECT_NEAR(t.avoidance, 2.5, .5);
  }
  EXPECT_EQ(who.size(), 20u);
}

TEST(Adults, ThreadsDoNotMatter) {
  const Adults one = grown_adults(tables(), Params{}, 1);
  ASSERT_EQ(one.ticked.size(), adults().ticked.size());
  for (std::size_t k = 0; k < one.ticked.size(); ++k) EXPECT_EQ(one.ticked[k].anxiety, adults().ticked[k].anxiety);
  for (std::size_t k = 0; k < one.people.size(); ++k)
    EXPECT_EQ(one.people[k].tie.belief.mu, adults().people[k].tie.belief.mu);
}

TEST(Adults, APlaceOfMoreDoubtHasPeopleWithMoreDoubt) {
  const auto mean_nu = [](double anxiety) {
    double sum = 0;
    for (const Ticked& t : nearest(adults(), anxiety, 2.5, 20)) sum += adults().people[t.adult].person.general_nu / 20;
    return sum;
  };
  EXPECT_GT(mean_nu(4), mean_nu(2) + .02);
}

TEST(Evening, WithoutACauseBothStayCalm) {
  EveningsAsked a = asked(at_ease, at_ease);
  a.plan.moment = nothing_happens();
  a.edges.cut(find_edge("fright_to_distress"));  // a partner may frighten on any evening, and that is a cause
  int calm = 0;
  for (const Evening& e : live_evenings(adults(), a, Params{}).now.runs) {
    bool began_calm = true;  // the day may have left somebody upset
    for (const Lane& l : e.lane) {
      began_calm = began_calm && l.distress.front() < Params{}.scene_calm;
      EXPECT_LT(peak(l), std::max(Params{}.scene_calm, l.distress.front() * (1 + 1e-9))) << "nobody becomes upset";
    }
    calm += began_calm;
    if (began_calm) {
      EXPECT_EQ(e.calm_minute.value_or(-1), 0);
    }
  }
  EXPECT_GT(calm, 15);
}

TEST(Evening, SameQuestionSameEvening) {
  const EveningsAsked a = asked(unsure, distant);
  const Evenings one = live_evenings(adults(), a, Params{}), two = live_evenings(adults(), a, Params{});
  for (std::size_t k = 0; k < one.now.runs.size(); ++k)
    for (std::size_t j = 0; j < 2; ++j)
      EXPECT_TRUE(same(one.now.runs[k].lane[j], two.now.runs[k].lane[j], evening_clock().times.size()));
  EveningsAsked fewer = a, other = a;
  fewer.runs = 3;
  other.seed = 2;
  const Evenings few = live_evenings(adults(), fewer, Params{}), luck = live_evenings(adults(), other, Params{});
  EXPECT_TRUE(same(one.now.runs[2].lane[0], few.now.runs[2].lane[0], evening_clock().times.size()));
  EXPECT_FALSE(same(one.now.runs[2].lane[0], luck.now.runs[2].lane[0], evening_clock().times.size()));
}

// Which 700 people grew up is luck, and twenty evenings of one pair of places are few: asked of three populations.
TEST(Evening, DoubtAndDistancePressAndDrawBackMoreThanEase) {
  double press[2] = {}, back[2] = {}, calm[2] = {};
  for (std::uint64_t k = 0; k < 3; ++k) {
    const Adults people = grown_adults(tables(), Params{}, 2, people_seed + k);
    const EveningSet loop = live_evenings(people, asked(unsure, distant), Params{}).now;
    const EveningSet ease = live_evenings(people, asked(at_ease, at_ease), Params{}).now;
    const EveningSet* both[]{&loop, &ease};
    for (std::size_t s = 0; s < 2; ++s) {
      press[s] += total(*both[s], Shown::press);
      back[s] += drawn_back(*both[s], 1);
      calm[s] += *both[s]->calm.median;
    }
  }
  EXPECT_GT(press[0], 1.5 * press[1]);
  EXPECT_GT(back[0], 1.5 * back[1]);
  EXPECT_GT(calm[0], calm[1]);
}

TEST(Evening, WithoutTheArrowFromPressingNobodyDrawsBack) {
  EveningsAsked a = asked(unsure, distant);
  ASSERT_GT(drawn_back(live_evenings(adults(), a, Params{}).now, 1), .1);
  a.edges.cut(find_edge("press_to_withdrawal"));
  const EveningSet cut = live_evenings(adults(), a, Params{}).now;
  EXPECT_GT(total(cut, Shown::press), 0);
  for (const Evening& e : cut.runs)
    for (const Lane& l : e.lane) EXPECT_LE(l.withdrawal[evening_clock().bedtime], l.withdrawal.front());
}

TEST(Evening, SidesMeanNothing) {
  EveningsAsked a = asked(unsure, distant), b = asked(distant, unsure);
  b.plan.starts = 1;
  const EveningSet left = live_evenings(adults(), a, Params{}).now, right = live_evenings(adults(), b, Params{}).now;
  // not the same luck, but the same people: what they do is alike on the whole
  EXPECT_GT(total(left, Shown::press, 0), total(left, Shown::press, 1));
  EXPECT_GT(total(right, Shown::press, 1), total(right, Shown::press, 0));
}

// Squared distance of each evening from the means, in units of their scatter, counted here once more.
std::vector<double> far_from_all(const EveningSet& s) {
  std::vector<std::vector<double>> all;
  for (const Evening& e : s.runs) {
    std::vector<double> x{e.calm_minute.value_or(240)};
    for (const Lane& l : e.lane)
      for (const Shown what : {Shown::ask, Shown::press, Shown::hold}) x.push_back(count(l, what));
    all.push_back(x);
  }
  std::vector<double> out(all.size());
  for (std::size_t f = 0; f < 7; ++f) {
    double mean = 0, square = 0;
    for (const auto& x : all) mean += x[f] / 20;
    for (const auto& x : all) square += (x[f] - mean) * (x[f] - mean) / 20;
    for (std::size_t k = 0; k < all.size() && square > 0; ++k)
      out[k] += (all[k][f] - mean) * (all[k][f] - mean) / square;
  }
  return out;
}

TEST(Evening, TheOneShownIsTheMostTypicalOfAll) {
  bool other_than_first = false;
  for (const MomentOfLife& m : moments) {
    EveningsAsked a = asked({3.4, 2, {}}, {2, 3.4, {}}, std::string(m.name).c_str());
    const Evenings plain = live_evenings(adults(), a, Params{});
    for (const double far : far_from_all(plain.now)) EXPECT_GE(far, far_from_all(plain.now)[plain.shown] - 1e-9);
    other_than_first |= plain.shown != 0;
    a.plan.change = {ChangeKind::say_one_line, 1, 6, 20};
    const Evenings both = live_evenings(adults(), a, Params{});
    const auto now = far_from_all(both.now), before = far_from_all(*both.before);
    for (std::size_t k = 0; k < now.size(); ++k)
      EXPECT_GE(now[k] + before[k], now[both.shown] + before[both.shown] - 1e-9);
  }
  EXPECT_TRUE(other_than_first);
}

TEST(Changes, LeftOpenTheyAreUpToTheOneWhoIsAsked) {
  for (const bool swapped : {false, true})
    for (const ChangeKind kind : {ChangeKind::answer_first, ChangeKind::say_one_line, ChangeKind::ask_softly}) {
      EveningsAsked a = swapped ? asked(distant, unsure) : asked(unsure, distant);
      a.plan.starts = swapped ? 1 : 0;
      a.plan.change = {kind, -1, 0, 240};
      const Evenings e = live_evenings(adults(), a, Params{});
      const std::size_t asks = swapped ? 1 : 0;  // who doubts asks and insists more than who keeps a distance
      EXPECT_GT(total(*e.before, Shown::ask, asks) + total(*e.before, Shown::press, asks),
                total(*e.before, Shown::ask, 1 - asks) + total(*e.before, Shown::press, 1 - asks));
      const int who = static_cast<int>(kind == ChangeKind::ask_softly ? asks : 1 - asks);
      EXPECT_EQ(e.who, who);
      a.plan.change.who = who;
      const Evenings said = live_evenings(adults(), a, Params{});
      for (std::size_t k = 0; k < 20; ++k)
        EXPECT_TRUE(same(e.now.runs[k].lane[0], said.now.runs[k].lane[0], evening_clock().times.size()));
    }
}

class EveryChange : public testing::TestWithParam<ChangeKind> {};

TEST_P(EveryChange, LeavesWhatWasBeforeItAsItWas) {
  EveningsAsked a = asked(unsure, distant);
  a.plan.change = {GetParam(), 1, 12, 40};
  const Evenings e = live_evenings(adults(), a, Params{});
  ASSERT_TRUE(e.before && e.sooner);
  EXPECT_EQ(e.sooner->both + e.sooner->later + e.sooner->same, 20);
  std::size_t first = 0;
  while (evening_clock().times[first] < 12) ++first;
  bool anything = false;
  for (std::size_t k = 0; k < 20; ++k)
    for (std::size_t j = 0; j < 2; ++j) {
      EXPECT_TRUE(same(e.now.runs[k].lane[j], e.before->runs[k].lane[j], first));
      anything |= !same(e.now.runs[k].lane[j], e.before->runs[k].lane[j], evening_clock().times.size());
    }
  EXPECT_TRUE(anything) << "a change that changes nothing";
}
INSTANTIATE_TEST_SUITE_P(All, EveryChange,
                         testing::Values(ChangeKind::pause, ChangeKind::say_one_line, ChangeKind::ask_softly,
                                         ChangeKind::answer_first, ChangeKind::notice_kindness));

TEST(Changes, APauseIsAPause) {
  EveningsAsked a = asked(unsure, distant);
  a.plan.change = {ChangeKind::pause, 0, 6, 30};
  for (const Evening& e : live_evenings(adults(), a, Params{}).now.runs)
    for (const Lane& l : e.lane)
      for (std::size_t i = 0; i < evening_clock().hour; ++i)
        EXPECT_EQ(l.shows[i] == Shown::apart, evening_clock().times[i] >= 6 && evening_clock().times[i] < 36);
}

TEST(Changes, AskingSoftlyTakesThePressingOutAndCutItDoesNot) {
  EveningsAsked a = asked(unsure, distant);
  a.plan.change = {ChangeKind::ask_softly, 0, 0, 240};
  const Evenings soft = live_evenings(adults(), a, Params{});
  EXPECT_LT(soft.now.totals[0].presses.median, .5 * soft.before->totals[0].presses.median);
  EXPECT_GT(soft.sooner->both, soft.sooner->later);
  a.edges.cut(find_edge("couple_work_to_press"));
  const Evenings cut = live_evenings(adults(), a, Params{});
  EXPECT_EQ(cut.sooner->same, 20);
}

TEST(Changes, SomebodyWhoAnswersFirstAnswersBetter) {
  EveningsAsked a = asked(unsure, distant);
  a.plan.change = {ChangeKind::answer_first, 1, 0, 240};
  const Evenings e = live_evenings(adults(), a, Params{});
  const auto seen = [](const EveningSet& s) {
    double sum = 0, n = 0;
    for (const Evening& run : s.runs)
      for (const double r : run.lane[0].sees)
        if (r >= 0) sum += r, ++n;
    return sum / n;
  };
  EXPECT_GT(seen(e.now), seen(*e.before));
  EXPECT_GT(total(e.now, Shown::answer), 0);
}

TEST(Spread, IsTheMiddleOfWhatIsThere) {
  const Spread s = spread_of({5, 1, 3, 2, 4});
  EXPECT_EQ(s.median, 3);
  EXPECT_EQ(s.low, 1);
  EXPECT_EQ(s.high, 5);
}

// A late reply is waited for by who misses it; after a bid one waits for what did not come of it.
TEST(Evening, TellsWhoWaitsAndHowWorthMoves) {
  EveningsAsked a = asked(unsure, distant);
  a.plan.moment = moments[0];
  const Evenings e = live_evenings(adults(), a, Params{});
  const auto& times = evening_clock().times;
  int moved = 0;
  for (const Evening& run : e.now.runs)
    for (std::size_t j = 0; j < 2; ++j) {
      const Lane& l = run.lane[j];
      ASSERT_EQ(l.waits.size(), times.size());
      ASSERT_EQ(l.worth.size(), times.size());
      for (std::size_t i = 0; i < times.size(); ++i) {
        const bool bids = l.shows[i] == Shown::ask || l.shows[i] == Shown::press,
                   misses = j == 0 && times[i] < moments[0].apart_until;
        EXPECT_EQ(l.waits[i], misses ? 1 : bids ? 1 - l.sees[i] : 0) << times[i];
        EXPECT_GE(l.worth[i], 0);
        EXPECT_LE(l.worth[i], 1);
      }
      moved += std::abs(l.worth[evening_clock().bedtime] - l.worth.front()) > .005;
    }
  EXPECT_GT(moved, 2);
}

}  // namespace
}  // namespace bowlby::scenes
