// What may have gone on between prompts: as probable as counting it out says, and distributed as days that are lived.
#include "instruments/diary/unseen.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "instruments/diary/days.hpp"
#include "instruments/diary/prompts.hpp"
#include "num/sums.hpp"
#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

constexpr double untold = std::numeric_limits<double>::quiet_NaN();

Draws luck(std::uint32_t of) { return {RunKey::of(8, 0).key, {of, 3}, 0}; }

// An adult with a mother alone.
Subject adult(const Params& p) {
  Subject s = test::ordinary_adult(3, p);
  for (const Role r : {Role::father, Role::friend_a, Role::partner}) s.has[slot(r)] = false;
  return s;
}

double normal_density(double x, double mean, double sd) {
  return std::exp(-.5 * (x - mean) * (x - mean) / (sd * sd)) / (sd * std::sqrt(2 * M_PI));
}

// One prompt at 23 o'clock, for one who explores whatever happens: no moment or one, all hours and sizes of it.
double counted_out(const Writer& w, double report, double noise, const Params& p) {
  const double rate = soothing_rate(w.traits.soothing, w.mood.coregulation, p), none = std::exp(-w.moment_rate);
  const auto density = [&](double d) { return normal_density(report, 1 + 6 * (1 - std::exp(-d)), noise); };
  double one = 0;
  constexpr int hours = 400, sizes = 1500;
  constexpr double most = 15;
  for (int i = 0; i < hours; ++i) {
    const double left = 16 * (i + .5) / hours;  // hours until the prompt
    for (int j = 0; j < sizes; ++j) {
      const double stress = most * (j + .5) / sizes;
      const double chance = std::exp(-stress / p.stress_size) / p.stress_size * most / sizes / hours;
      one += chance * density(stress * std::exp(-rate * std::max(left, p.contact_hours)));
    }
  }
  return none * density(0) + none * w.moment_rate * one;
}

TEST(UnseenDays, OnePromptIsAsProbableAsCountingOutAllThatMayHaveHappened) {
  Params p;
  p.security_buffer = 0, p.exploration_payoff = 5, p.exploration_block = 0;
  p.unasked_comfort = 0;
  Writer w = usual_writer(std::vector<Subject>{adult(p)}, p);
  w.mood.distress = 0, w.traits.separation = 0;
  w.moment_rate = .02;  // two moments a day happen to one in five thousand
  for (const double report : {2.2, 3.5}) {
    const std::vector<SeenPrompt> seen{{1, 1, untold, report, untold}};
    UnseenDays days(seen, 1, .3, p, luck(1));
    num::Moments m;
    for (std::size_t guess = 0; guess < 30'000; ++guess) {
      UnseenLife life = UnseenDays::begin(w);
      m.add(std::exp(days.step(life, w, guess, 0)));
    }
    const double error = m.deviation() / std::sqrt(30'000.0), exact = counted_out(w, report, .3, p);
    EXPECT_NEAR(m.mean, exact, 4 * error + .01 * exact) << report;
    EXPECT_LT(error, .1 * exact) << "too many chances to be right";
  }
}

TEST(UnseenDays, GuessesAreDistributedAsDaysThatAreLived) {
  Params p;
  Subject s = adult(p);
  s.person.moment_rate = 3;
  const Writer w = usual_writer(std::vector<Subject>{s}, p);
  const std::vector<SeenPrompt> seen{
      {1, 2, untold, untold, untold}, {2, 1, untold, untold, untold}, {2, 2, untold, untold, untold}};
  constexpr std::uint32_t lives = 4000;
  for (std::size_t last = 0; last < seen.size(); ++last) {
    num::Moments lived, bids;
    double all = 0, sum = 0, squares = 0, asked = 0;
    for (std::uint32_t i = 0; i < lives; ++i) {
      DiaryDays days(s, nullptr, p, {test::key().key, {i, 9}, 50});
      DiaryLook now;
      for (int day = 1; day <= seen[last].day; ++day) {
        days.wake();
        for (int k = 1; k <= (day == seen[last].day ? seen[last].prompt : 2); ++k)
          now = days.look(hour_of_prompt(k, 2));
        days.sleep();
      }
      lived.add(now.distress), bids.add(now.bids);
      UnseenLife life = UnseenDays::begin(w);
      UnseenDays guesses(seen, 2, .3, p, luck(2));
      double weight = 0;
      for (std::size_t k = 0; k <= last; ++k) weight += guesses.step(life, w, i, k);
      weight = std::exp(weight);
      all += weight, sum += weight * life.felt, squares += weight * weight, asked += weight * life.bids;
    }
    EXPECT_NEAR(all / lives, 1, .1);
    const double error = lived.deviation() * std::sqrt(1.0 / lives + squares / (all * all));
    EXPECT_NEAR(sum / all, lived.mean, 4 * error) << "distress at prompt " << last;
    EXPECT_NEAR(asked / all, bids.mean, 4 * bids.deviation() / lived.deviation() * error) << "bids at prompt " << last;
    EXPECT_GT(bids.mean, .1);
  }
}

// More guesses have moments where a prompt shows something, and count the less: that must come out even, also for the
// moments of an evening that no prompt looks at.
TEST(UnseenDays, BidsAreAsProbableAsAmongDaysThatAreLived) {
  const Params p;
  Subject s = adult(p);
  s.person.moment_rate = 3;
  const Writer w = usual_writer(std::vector<Subject>{s}, p);
  const std::vector<SeenPrompt> seen{{1, 1, untold, untold, 1}, {1, 2, untold, untold, 0}, {2, 1, untold, untold, 1}};
  const auto told_with = [](int bids, double told) { return bids == told ? .95 : .05 / 3; };
  constexpr std::uint32_t lives = 20'000;
  num::Moments lived, guessed;
  for (std::uint32_t i = 0; i < lives; ++i) {
    DiaryDays days(s, nullptr, p, {test::key().key, {i, 9}, 50});
    days.wake();
    double chance = told_with(days.look(hour_of_prompt(1, 3)).bids, 1);
    chance *= told_with(days.look(hour_of_prompt(2, 3)).bids, 0);
    days.look(hour_of_prompt(3, 3));  // an evening's prompt that is not answered, and none of the diary
    days.sleep();
    days.wake();
    lived.add(chance * told_with(days.look(hour_of_prompt(1, 3)).bids, 1));
    UnseenLife life = UnseenDays::begin(w);
    UnseenDays guesses(seen, 3, .3, p, luck(5));
    double weight = 0;
    for (std::size_t k = 0; k < seen.size(); ++k) weight += guesses.step(life, w, i, k);
    guessed.add(std::exp(weight));
  }
  const double error = std::hypot(lived.deviation(), guessed.deviation()) / std::sqrt(double{lives});
  EXPECT_NEAR(guessed.mean, lived.mean, 4 * error);
  EXPECT_LT(error, .05 * lived.mean);
}

TEST(UnseenDays, TheSameGuessIsTheSameAndAnotherIsAnother) {
  const Params p;
  const Writer w = usual_writer(std::vector<Subject>{adult(p)}, p);
  const std::vector<SeenPrompt> seen{{1, 1, 4, 2.5, 1}};
  UnseenDays days(seen, 5, .3, p, luck(1)), others(seen, 5, .3, p, luck(2));
  int same = 0;
  for (std::size_t guess = 0; guess < 200; ++guess) {
    UnseenLife a = UnseenDays::begin(w), b = a, c = a;
    EXPECT_EQ(days.step(a, w, guess, 0), days.step(b, w, guess, 0));
    same += days.step(c, w, guess, 0) == others.step(a = UnseenDays::begin(w), w, guess, 0) ? 1 : 0;
  }
  EXPECT_LT(same, 150);
}

TEST(UnseenDays, TraitsAreWhatMomentsFind) {
  const Params p;
  const Subject s = adult(p);
  const Writer usual = usual_writer(std::vector<Subject>{s}, p);
  const WriterTruth truth = writer_truth(s, p);
  EXPECT_DOUBLE_EQ(truth[0], traits_of(s.person, p).threshold);
  EXPECT_DOUBLE_EQ(truth[2], s.person.haven);
  const Writer w = with_traits(usual, truth, p);
  EXPECT_NEAR(w.traits.soothing, usual.traits.soothing, 1e-12);
  EXPECT_NEAR(num::normal_cdf(response_mean(w.figure, 1, w.traits.clarity, p)),
              num::normal_cdf(response_mean(s.figures[slot(Role::mother)], 1, w.traits.clarity, p)), 1e-9)
      << "the figure answers as his does";
  for (std::size_t d = 0; d < writer_traits; ++d) EXPECT_NEAR(bounded(d, unbounded(d, truth[d])), truth[d], 1e-9);
}

}  // namespace
}  // namespace bowlby
