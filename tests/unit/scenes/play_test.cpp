// An evening played from outside: the same two people from the first turn to the last, acts that count, and beside it
// the same evening answered at once.
#include "scenes/play.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scenes/people.hpp"

namespace bowlby::scenes {
namespace {

PlayAsked asked_with(std::vector<Act> acts) { return {1, {unsure, at_ease}, std::move(acts)}; }
Play played(std::vector<Act> acts) { return play(adults(), asked_with(std::move(acts)), Params{}); }
std::vector<Act> ten(Act a) { return std::vector<Act>(play_turns, a); }

// The twenty evenings, every turn with the same wait.
EveningSet lived(double wait) {
  EveningsAsked pairs = asked(unsure, at_ease);
  EveningPlan plan;
  plan.moment = message_of_a_bad_day;
  plan.played = {1, std::vector<double>(play_turns, wait)};
  return live_evenings(couples_of(adults(), pairs, Params{}).couples, plan, Params{}, 1);
}

double upset(const EveningSet& s) {  // summed over the turns played and what they leave
  double sum = 0;
  for (const Evening& e : s.runs)
    for (std::size_t i = 0; i <= play_turns; ++i) sum += e.lane[0].distress[i];
  return sum;
}

TEST(Play, WhatWasStaysAsItWasWithEveryFurtherAct) {
  std::vector<Act> acts;
  Play before = played(acts);
  for (std::size_t turn = 0; turn < play_turns; ++turn) {
    acts.push_back(turn % 3 == 0 ? Act::later : turn % 3 == 1 ? Act::now : Act::soon);
    const Play after = played(acts);
    EXPECT_EQ(after.pair, before.pair);
    const Lane &was = before.evening.lane[0], &is = after.evening.lane[0];
    for (std::size_t i = 0; i <= turn; ++i) {
      EXPECT_EQ(is.shows[i], was.shows[i]) << turn;
      EXPECT_EQ(is.distress[i], was.distress[i]) << turn;
      if (i < turn) {
        EXPECT_EQ(is.sees[i], was.sees[i]) << turn;
      }
    }
    if (turn + 1 < play_turns) {
      EXPECT_LT(is.sees[turn + 1], 0) << "what comes back is not decided yet";
    }
    EXPECT_EQ(after.after.has_value(), turn + 1 == play_turns);
    before = after;
  }
}

TEST(Play, TheFirstTurnAsksForAnAnswerAndThePairIsTheMostTypicalOfThose) {
  const EveningSet at_once = lived(0), never = lived(1);
  const std::size_t shown = played({}).pair;
  const auto asks = [&](std::size_t k) {
    const Shown first = at_once.runs[k].lane[0].shows.front();
    return first == Shown::ask || first == Shown::press;
  };
  ASSERT_TRUE(asks(shown));
  const std::vector<double> odd = oddness(at_once, &never);
  for (std::size_t k = 0; k < odd.size(); ++k)
    if (asks(k)) {
      EXPECT_GE(odd[k], odd[shown]);
    }
}

TEST(Play, AnswersSootheAndWaitingDoesNot) {
  const double now = upset(lived(0)), soon = upset(lived(1.0 / 3)), later = upset(lived(1));
  EXPECT_LT(now, soon);
  EXPECT_LT(soon, later);
}

TEST(Play, WhoIsLeftWaitingSeesNothingComeBack) {
  const Play p = played(ten(Act::later));
  const Lane& writer = p.evening.lane[0];
  for (std::size_t i = 0; i < play_turns; ++i) {
    EXPECT_LE(writer.sees[i], 0);
    EXPECT_NE(p.evening.lane[1].shows[i], Shown::answer);
    EXPECT_EQ(p.evening.lane[1].shows[i], Shown::explore) << "who is played asks nothing";
  }
}

TEST(Play, WaitingIsFeltAsBeingOutOfTouch) {
  Params unfelt;
  unfelt.separation_distress = 0;
  EveningsAsked pairs = asked(unsure, at_ease);
  EveningPlan plan;
  plan.moment = message_of_a_bad_day;
  plan.played = {1, std::vector<double>(play_turns, 1)};
  const auto couples = couples_of(adults(), pairs, Params{}).couples;
  EXPECT_GT(upset(live_evenings(couples, plan, Params{}, 1)), upset(live_evenings(couples, plan, unfelt, 1)));
}

TEST(Play, AnsweredAtOnceIsItsOwnComparison) {
  const Play p = played(ten(Act::now));
  EXPECT_EQ(p.evening.lane[0].distress, p.after->first.lane[0].distress);
  EXPECT_EQ(p.after->calm, p.after->calm_first);
  EXPECT_EQ(p.after->sooner.same, static_cast<int>(play_pairs));
}

TEST(Play, TheCountIsOfAllTwenty) {
  const Play p = played(ten(Act::later));
  EXPECT_EQ(p.after->sooner.both + p.after->sooner.later + p.after->sooner.same, 20);
  const EveningSet first = lived(0), never = lived(1);
  int sooner = 0;
  for (std::size_t k = 0; k < 20; ++k) {
    const auto at = [](const Evening& e) { return calm_minute(e.lane[0], Params{}).value_or(1e9); };
    sooner += at(first.runs[k]) < at(never.runs[k]) ? 1 : 0;
  }
  EXPECT_EQ(p.after->sooner.both, sooner);
}

TEST(Play, AnotherSeedIsAnotherEvening) {
  PlayAsked other = asked_with({});
  other.seed = 2;
  EXPECT_NE(play(adults(), other, Params{}).evening.lane[0].distress.front(),
            played({}).evening.lane[0].distress.front());
}

}  // namespace
}  // namespace bowlby::scenes
