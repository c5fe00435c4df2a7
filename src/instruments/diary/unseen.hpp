// Unseen days: what may have gone on in the writer of a diary between its prompts.
//
//   ln w = ln p(report of security) + ln p(report of distress) [+ ln p(bids)]      at an answered prompt
//   report ~ normal(1 + 6 x, noise), cut to 1..7       x: felt security f, or distress as 1 - exp(-d)
//   moments of a guessed day ~ Poisson(l + c); each of them counts l / (l + c) once it is lived, and the day exp(c)
//   bids as told with chance 1 - s, one of three other counts else
//
//   l moments a day at this age   c the day's prompts that show something: reported distress more than two, or felt
//   security more than three standard deviations of a report off its rest, or a bid. More guesses then have moments
//   to explain it, and each counts the less; on the way to such a prompt every guess is tried in several ways
//   noise that of the diary instrument; with answers in steps of g points sqrt(.3^2 + g^2/12)
//   s = .05 lets a guess live on that made the wrong bid, and holds for slips of a writer
//
// A guess is lived by the model's own days and moments (model/day.hpp, model/step.hpp), each with luck of its own.
// Known of the writer are four traits. Everything else is as in the usual writer, the mean of people of the study on
// the first morning of their diary. One figure stands for all: it is expected to answer as the haven says.
//
// Sees  felt security and distress at answered prompts, bids where they are told
// Cannot see  moments, stressors, choices, answers; who the figures are; separation, which is as usual
// Claims C001 C050    Limits  no moments: both feelings rest    Tests  unit/instruments/diary/unseen_test
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "instruments/diary/full.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// Traits of a writer as moments find them on the first morning, after what months have moved.
inline constexpr std::size_t writer_traits = 4;
struct WriterTrait {
  std::string_view name, unit, meaning;
};
inline constexpr std::array<WriterTrait, writer_traits> writer_trait_table{{
    {"threshold", "1", "alarm threshold"},
    {"soothing", "1/h", "self-soothing"},
    {"haven", "0-1", "felt security at rest: what is expected of one's figures together"},
    {"answers", "probit", "how much better one's figures answer than is expected of them"},
}};
using WriterTruth = std::array<double, writer_traits>;
WriterTruth writer_truth(const Subject&, const Params&) noexcept;

// On a scale without ends: threshold and answers as they are, the logarithm of self-soothing, the probit of the haven.
double unbounded(std::size_t trait, double value) noexcept;
double bounded(std::size_t trait, double at) noexcept;

// Everything that stays as it is while a diary is kept.
struct Writer {
  Traits traits;
  Mood mood;  // where the first guess begins
  Tie tie;
  Giver figure;
  double moment_rate = 0;
};
// The mean of some people of a study, at least one.
Writer usual_writer(std::span<const Subject>, const Params&) noexcept;
Writer with_traits(const Writer& usual, const WriterTruth&, const Params&) noexcept;

// What is told at an answered prompt. NaN: not told.
struct SeenPrompt {
  int day = 1, prompt = 1;  // from 1
  double security = 0, distress = 0, bids = 0;
};

// One guess, as it is at a prompt.
struct UnseenLife {
  Mood mood;
  Tie tie;
  int day = 0;  // none yet
  int moments = 0, next = 1, bids = 0;
  double hour = 0;   // of the next moment
  double ended = 0;  // hour at which the last contact ended
  double felt = 0;   // distress at the prompt
  double count = 0;  // ln of what a moment of today counts
};

class UnseenDays {
 public:
  // Prompts in the order of time. `noise` in points of a report. The key and stream of `luck` address all draws.
  UnseenDays(std::span<const SeenPrompt>, int prompts_a_day, double noise, const Params&, const Draws& luck);
  [[nodiscard]] std::size_t steps() const { return seen_.size(); }
  static UnseenLife begin(const Writer&) noexcept;
  // Lives guess number `guess` to the k-th prompt: ln w.
  double step(UnseenLife&, const Writer&, std::size_t guess, std::size_t k) noexcept;

 private:
  struct Fortune;  // of one guess between two prompts
  struct Sight {   // what is seen of a guess at a prompt
    double weight = 0;
    UnseenLife life;
  };
  Fortune fortune(std::size_t guess, std::size_t k, std::size_t twin) const noexcept;
  Sight seen_at(UnseenLife, double hour, double count_from, const SeenPrompt&, const Writer&,
                const Fortune&) const noexcept;
  void wake(UnseenLife&, const Writer&, const Fortune&, int busy, double& weight) const noexcept;
  double live_until(UnseenLife&, double hour, double count_from, const Writer&, const Fortune&) const noexcept;
  double look(UnseenLife&, const Writer&, std::size_t guess, std::size_t k) noexcept;
  void sleep(UnseenLife&, const Writer&) const noexcept;
  double log_seen(const Feeling&, int bids, const SeenPrompt&) const noexcept;

  // The last guess to which nothing had happened: the next one is often its twin.
  struct Quiet {
    std::size_t k = static_cast<std::size_t>(-1);
    double distress = 0, security = 0, coregulation = 0, ended = 0, felt = 0, weight = 0;
  } quiet_;
  double quiet(UnseenLife&, double hour, std::size_t k, const Writer&) noexcept;

  std::span<const SeenPrompt> seen_;
  std::vector<int> busy_;  // by prompt: how many show something, of the day from here on
  std::vector<bool> shows_;
  int prompts_;
  double noise_;
  const Params& p_;
  Draws luck_;
};

}  // namespace bowlby
