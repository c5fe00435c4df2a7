// Proportional odds against closed forms, against a slow climb without derivatives, and at a cut effect.
#include "evidence/proportional_odds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace bowlby::evidence {
namespace {

struct People {
  std::vector<double> outcome, second;
  void add(double answer, double group, int times) {
    for (int i = 0; i < times; ++i) outcome.push_back(answer), second.push_back(group);
  }
};

// Two answers are a table of four fields: log odds ratio, Woolf's error, and the likelihood ratio of the table.
TEST(ProportionalOdds, OfTwoAnswersIsTheTableOfFourFields) {
  People p;
  p.add(0, 0, 21), p.add(1, 0, 9), p.add(0, 1, 12), p.add(1, 1, 18);
  const auto fit = proportional_odds(p.outcome, {}, p.second);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->effect, std::log(18.0 * 21 / (9 * 12)), 1e-7);
  EXPECT_NEAR(fit->error, std::sqrt(1.0 / 21 + 1.0 / 9 + 1.0 / 12 + 1.0 / 18), 1e-7);
  const auto part = [](double a, double n) { return a * std::log(a / n); };
  const double ratio = part(21, 30) + part(9, 30) + part(12, 30) + part(18, 30) - part(33, 60) - part(27, 60);
  EXPECT_NEAR(fit->p, std::erfc(std::sqrt(ratio)), 1e-9);
  EXPECT_EQ(fit->n, 60u);
  EXPECT_EQ(fit->answers, 2u);
}

double log_likelihood(const People& p, const std::vector<double>& baseline, const std::vector<double>& at) {
  const std::size_t cuts = at.size() - 2;
  double sum = 0;
  for (std::size_t i = 0; i < p.outcome.size(); ++i) {
    const double shift = at[cuts] * p.second[i] + at[cuts + 1] * baseline[i];
    const auto below = [&](double k) {  // answers up to k
      if (k < 0) return 0.0;
      return k >= static_cast<double>(cuts) ? 1.0 : 1 / (1 + std::exp(shift - at[static_cast<std::size_t>(k)]));
    };
    const double share = below(p.outcome[i]) - below(p.outcome[i] - 1);
    if (!(share > 0)) return -1e30;
    sum += std::log(share);
  }
  return sum;
}

// One number after the other, in steps that shrink: slow, and with nothing of the fit in it.
std::vector<double> climbed(const People& p, const std::vector<double>& baseline, std::vector<double> at) {
  double best = log_likelihood(p, baseline, at);
  for (double step = .5; step > 1e-9; step /= 2)
    for (bool better = true; better;) {
      better = false;
      for (double& x : at)
        for (const double by : {step, -step}) {
          x += by;
          const double there = log_likelihood(p, baseline, at);
          if (there > best + 1e-13)
            best = there, better = true;
          else
            x -= by;
        }
    }
  return at;
}

struct Luck {
  std::uint64_t state;
  double uniform() {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (static_cast<double>(state >> 11) + .5) / 9007199254740992.0;
  }
};

// An answer from 0 to 4, six in ten of them 0 where nothing lifts it.
double answer(double lift, Luck& luck) {
  const double u = luck.uniform(), z = std::log(u / (1 - u)) + lift;
  double k = 0;
  for (const double cut : {.4, 1.2, 2.0, 3.0}) k += z > cut ? 1 : 0;
  return k;
}

TEST(ProportionalOdds, WithABaselineIsTheTopThatASlowClimbFinds) {
  Luck luck{5};
  People p;
  std::vector<double> baseline;
  for (int i = 0; i < 80; ++i) {
    baseline.push_back(2 + 3 * luck.uniform());
    p.add(answer(.8 * (i % 2) + .5 * baseline.back(), luck), i % 2, 1);
  }
  const auto fit = proportional_odds(p.outcome, baseline, p.second);
  ASSERT_TRUE(fit);
  ASSERT_EQ(fit->answers, 5u);
  const auto top = climbed(p, baseline, {0, 1, 2, 3, 0, 0});
  EXPECT_NEAR(fit->likelihood, log_likelihood(p, baseline, top), 1e-8);
  EXPECT_NEAR(fit->effect, top[4], 2e-4);
  // The same people in other units of the baseline, and the groups the other way round.
  std::vector<double> other, turned;
  for (const double b : baseline) other.push_back(1000 * b - 7);
  for (const double s : p.second) turned.push_back(1 - s);
  const auto same = proportional_odds(p.outcome, other, p.second), back = proportional_odds(p.outcome, other, turned);
  ASSERT_TRUE(same && back);
  EXPECT_NEAR(same->effect, fit->effect, 1e-9);
  EXPECT_NEAR(back->effect, -fit->effect, 1e-6);
  EXPECT_NEAR(back->p, fit->p, 1e-8);
}

// The curvature that the error comes from, by differences of the profile: the others climb anew at each place.
TEST(ProportionalOdds, TheErrorIsThatOfTheProfile) {
  People p;
  p.add(0, 0, 20), p.add(1, 0, 8), p.add(2, 0, 4), p.add(0, 1, 12), p.add(1, 1, 9), p.add(2, 1, 11);
  const auto fit = proportional_odds(p.outcome, {}, p.second);
  ASSERT_TRUE(fit);
  const auto profile = [&p](double effect) {
    double best = -1e30;
    std::vector<double> at{0, 1};
    const auto value = [&] {
      return log_likelihood(p, std::vector<double>(p.outcome.size(), 0), {at[0], at[1], effect, 0});
    };
    best = value();
    for (double step = .5; step > 1e-10; step /= 2)
      for (bool better = true; better;) {
        better = false;
        for (double& x : at)
          for (const double by : {step, -step}) {
            x += by;
            if (const double there = value(); there > best + 1e-14)
              best = there, better = true;
            else
              x -= by;
          }
      }
    return best;
  };
  constexpr double h = .01;
  const double curve = (2 * profile(fit->effect) - profile(fit->effect + h) - profile(fit->effect - h)) / (h * h);
  EXPECT_NEAR(fit->error, 1 / std::sqrt(curve), 2e-4);
}

TEST(ProportionalOdds, WhatHasNoTestHasNone) {
  People alike, apart, few;
  alike.add(1, 0, 5), alike.add(1, 1, 5);
  EXPECT_FALSE(proportional_odds(alike.outcome, {}, alike.second));
  apart.add(0, 0, 6), apart.add(1, 0, 4), apart.add(2, 1, 10);
  EXPECT_FALSE(proportional_odds(apart.outcome, {}, apart.second)) << "the effect has no end";
  few.add(0, 0, 5), few.add(1, 0, 5), few.add(1, 1, 1);
  EXPECT_FALSE(proportional_odds(few.outcome, {}, few.second));
  apart.add(1, 1, 1), apart.add(2, 0, 1);
  EXPECT_FALSE(proportional_odds(apart.outcome, std::vector<double>(apart.outcome.size(), 3), apart.second));
}

// Every value its own answer: still a fit, and one that only ranks decide.
TEST(ProportionalOdds, ManyAnswersCountByTheirRanks) {
  Luck luck{9};
  std::vector<double> outcome, squared, second;
  for (int i = 0; i < 120; ++i) {
    outcome.push_back(luck.uniform() + .2 * (i % 2));
    squared.push_back(std::exp(3 * outcome.back()));
    second.push_back(i % 2);
  }
  const auto a = proportional_odds(outcome, {}, second), b = proportional_odds(squared, {}, second);
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->effect, b->effect);
  EXPECT_GT(a->effect, 0);
}

// Two groups of thirty with six in ten at the floor, 20,000 times: the share found without an effect is .05.
TEST(ProportionalOdds, FalseAlarmsAreAsPromised) {
  Luck luck{17};
  int found = 0, tried = 0, failed = 0;
  double effects = 0;
  for (int r = 0; r < 20'000; ++r) {
    People null;
    for (int i = 0; i < 60; ++i) null.add(answer(0, luck), i % 2, 1);
    const auto fit = proportional_odds(null.outcome, {}, null.second);
    ++tried;
    failed += fit ? 0 : 1;
    found += fit && fit->p < .05 ? 1 : 0;
    effects += fit ? fit->effect : 0;
  }
  const double share = static_cast<double>(found) / tried;
  RecordProperty("false_alarms", std::to_string(share));
  EXPECT_NEAR(share, .05, .006) << share;  // four standard errors
  EXPECT_EQ(failed, 0);
  EXPECT_NEAR(effects / tried, 0, .02);
}

}  // namespace
}  // namespace bowlby::evidence
