// Scores by a key, and the check that its items point one way.
#include "scoring/scores.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby::scoring {
namespace {

const double gap = std::nan("");

Scale scale_of(std::size_t items, std::vector<std::size_t> reversed) {
  Scale s;
  s.name = "worry";
  s.reversed.assign(items, false);
  for (std::size_t i = 0; i < items; ++i) s.items.push_back(i);
  for (const std::size_t i : reversed) s.reversed[i] = true;
  s.min_answered = (items + 1) / 2;
  s.outputs = {{"worry", Method::mean}};
  return s;
}

Key key_of(std::size_t items, const std::vector<std::size_t>& reversed) {
  Key k;
  k.name = "six";
  k.low = 1, k.high = 5;
  for (std::size_t i = 1; i <= items; ++i) k.items.push_back(std::to_string(i));
  k.scales = {scale_of(items, reversed)};
  return k;
}

// Sixty people on one trait; items in `turned` are worded the other way.
evidence::Items people(std::size_t items, const std::vector<std::size_t>& turned) {
  evidence::Items out(items);
  for (std::size_t p = 0; p < 60; ++p)
    for (std::size_t i = 0; i < items; ++i) {
      const double noise = static_cast<double>((p * 7 + i * 13) % 11) / 10 - .5;
      double x = std::round(std::min(5.0, std::max(1.0, 1 + static_cast<double>(p % 5) + noise)));
      for (const std::size_t t : turned)
        if (t == i) x = 6 - x;
      out[i].push_back(x);
    }
  return out;
}

TEST(Scores, AMeanNeedsItsAnswersAndReversedOnesCountFromTheOtherEnd) {
  const Key key = key_of(4, {3});
  const Scored s = score(key, {{1, 5, gap}, {2, gap, gap}, {3, gap, 4}, {5, 1, gap}});
  EXPECT_NEAR(s.scales[0].values[0][0], (1 + 2 + 3 + 1) / 4.0, 1e-12);
  EXPECT_NEAR(s.scales[0].values[0][1], 5, 1e-12);
  EXPECT_TRUE(std::isnan(s.scales[0].values[0][2]));
  EXPECT_EQ(s.scales[0].scored, 2u);
}

TEST(Scores, ASumLetsTheMeanOfTheOthersStandForWhatWasLeftOut) {
  Key key = key_of(4, {});
  key.scales[0].outputs = {{"total", Method::sum}};
  EXPECT_NEAR(score(key, {{1, 2}, {1, gap}, {1, 4}, {1, 3}}).scales[0].values[0][1], 12, 1e-12);
}

TEST(Scores, AGradedScoreOfNobodysAnswersIsNotGiven) {
  Key key = key_of(2, {});
  key.scales[0].outputs = {{"theta", Method::graded}};
  key.scales[0].graded = {{1.5, {-1, 0, 1, 2}}, {1, {-1, 0, 1, 2}}};
  const Scored s = score(key, {{5, gap, 1}, {5, gap, gap}});
  EXPECT_GT(s.scales[0].values[0][0], .8);
  EXPECT_TRUE(std::isnan(s.scales[0].values[0][1]));
  EXPECT_LT(s.scales[0].values[0][2], 0);
  EXPECT_LT(s.scales[0].deviation[0], s.scales[0].deviation[2]);
}

TEST(Direction, ASoundScaleGoesThrough) {
  const Scored s = score(key_of(6, {1, 4}), people(6, {1, 4}));
  EXPECT_EQ(s.scales[0].direction.pointing, Pointing::sound);
  EXPECT_GT(s.scales[0].alpha->value, .9);
}

TEST(Direction, AScaleThatTheKeyDoesNotReverseFallsIntoTwoGroups) {
  const Direction d = score(key_of(6, {}), people(6, {1, 4})).scales[0].direction;
  EXPECT_EQ(d.pointing, Pointing::not_reversed);
  EXPECT_EQ(d.suspect, (std::vector<std::size_t>{1, 4}));
  EXPECT_NE(d.reason.find("items 2, 5"), std::string::npos) << d.reason;
}

TEST(Direction, AFileThatWasReversedBeforeIsNotReversedAgain) {
  const Direction d = score(key_of(6, {1, 4}), people(6, {})).scales[0].direction;
  EXPECT_EQ(d.pointing, Pointing::already_reversed);
  EXPECT_NE(d.reason.find("second time"), std::string::npos) << d.reason;
  EXPECT_EQ(score(key_of(6, {1, 4}), people(6, {}), true).scales[0].direction.pointing, Pointing::sound);
}

TEST(Direction, ASingleItemIsNamedAndWhatItLikelyIs) {
  const Direction missed = score(key_of(6, {1}), people(6, {1, 4})).scales[0].direction;
  EXPECT_EQ(missed.pointing, Pointing::some);
  EXPECT_NE(missed.reason.find("item 5 run"), std::string::npos) << missed.reason;
  EXPECT_NE(missed.reason.find("likely not reversed"), std::string::npos) << missed.reason;
  const Direction twice = score(key_of(6, {1, 4}), people(6, {1})).scales[0].direction;
  EXPECT_EQ(twice.pointing, Pointing::some);
  EXPECT_NE(twice.reason.find("item 5 run"), std::string::npos) << twice.reason;
  EXPECT_NE(twice.reason.find("likely reversed twice"), std::string::npos) << twice.reason;
}

TEST(Direction, AHandfulOfRowsIsNotJudged) {
  evidence::Items few = people(6, {});
  for (auto& item : few) item.resize(6);
  EXPECT_EQ(score(key_of(6, {1, 4}), few).scales[0].direction.pointing, Pointing::unjudged);
}

TEST(Expected, WhatAPaperSaysIsHeldAgainstTheAnswers) {
  Key key = key_of(6, {1, 4});
  const evidence::Items answers = people(6, {1, 4});
  key.scales[0].expect.mean = score(key, answers).scales[0].mean;
  EXPECT_TRUE(score(key, answers).scales[0].unlike.empty());
  *key.scales[0].expect.mean += .2;
  EXPECT_EQ(score(key, answers).scales[0].unlike.size(), 1u);
}

TEST(Expected, AScaleTurnedAroundAsAWholeIsCalledThat) {
  Key key = key_of(3, {});
  key.scales[0].expect.mean = 4;
  const auto unlike = score(key, {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}}).scales[0].unlike;
  ASSERT_EQ(unlike.size(), 2u);
  EXPECT_NE(unlike[1].find("turned around"), std::string::npos);
}

}  // namespace
}  // namespace bowlby::scoring
