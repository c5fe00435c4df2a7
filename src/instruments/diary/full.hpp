// Full diary: every moment of one person with one carer put down as it comes, for months or years.
//
//   report of distress = clamp(1 + 6 (1 - exp(-d)) + .3 z, 1, 7)
//   report of felt security = clamp(1 + 6 f + .3 z, 1, 7)
//   rating of response = clamp(r + .05 z, 0, 1)      rating of rebuff = clamp(k + .05 z, 0, 1)
//
//   d distress, reported as the stressor strikes and again afterwards   f felt security afterwards   z standard normal
//   r response   k rebuff, both seen only when one asked for something
//
// The person is drawn as people are when they are born, the carer as outside carers are, the first expectation as that
// of a new figure. Then days come with as many moments as the age brings, each lived by the model's own moment step,
// and at the end of each month the haven becomes what is expected of the one figure there is. What months do to general
// beliefs, symptoms and the prototype's pull stands still.
//
// With prompts, feelings are told at the prompts alone: how one is at that hour, between moments as time has left it. A
// moment is then told at the next prompt, as it was, and without what was felt in it.
//
// Sees      hours, stressor, what was done, frights, exactly; distress, felt security, response, rebuff with error
// Cannot see  beliefs, activation, what a carer would have answered had one asked
// Claims C001 C020 C054    Limits  no noise, traits and temperament known: all follows
// Tests  unit/instruments/diary/full_test
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

inline constexpr double diary_report_noise = .3;   // points of 7
inline constexpr double diary_rating_noise = .05;  // of the whole range
inline constexpr double days_of_diary_month = 365.0 / 12;

struct DiaryMoment {
  float hours = 0, stressor = 0;              // hours since the last moment
  float before = 1, after = 1, security = 1;  // reports, 1-7
  float response = 0, rebuff = 0;             // ratings, 0-1; of no meaning without a bid
  std::uint16_t day = 0;
  std::uint8_t action = 0, frightened = 0;
  [[nodiscard]] bool bid() const { return action == 1 || action == 2; }
};

// One who is lived with, and one who answers.
struct DiaryPair {
  Person person;
  Tie tie;
  Giver carer;
  double consistency = 0;  // of the carer, as a concentration
};

using FullDiary = std::vector<DiaryMoment>;

// What is told at a prompt: how one is by now.
struct PromptReport {
  std::uint32_t moments = 0;  // of the diary that lie before it
  std::uint16_t day = 0;
  float hours = 0;                   // since the last contact ended
  float distress = 1, security = 1;  // 1-7
};
struct PromptReports {
  int per_day = 0;  // evenly over the waking hours
  std::vector<PromptReport> reports;
  // By month: felt security, 0 to 1, in the reports that lie long after a contact. It is the haven by then.
  struct Month {
    double security = 0, reports = 0;
  };
  std::vector<Month> months;
};

inline constexpr int most_full_diary_days = 7300;

// Draws are those of the pair's stream.
DiaryPair draw_pair(const Params&, const Draws&) noexcept;

// `days` cut to 1..7300, beginning at an age in years. A shorter diary is the beginning of a longer one.
// `prompts`: is filled with that many a day, all of them answered; nothing that was lived depends on it.
FullDiary keep_full_diary(const DiaryPair&, double age, int days, const Params&, const Draws&,
                          PromptReports* prompts = nullptr);

// Distress and felt security so many hours after a contact, 0 and up and 0 to 1.
struct Feeling {
  double distress = 0, security = 0;
};
Feeling felt_after(const Mood&, const Traits&, double hours, const Params&) noexcept;

// A pair's slow state at the door of a day: the haven follows at the end of a month.
struct DiaryLife {
  Person person;
  Tie tie;
  int month = 0;
  // Closes the months that have ended before `day`, and says what the person brings to a moment of it.
  Traits on_day(int day, const Mood&, const Params&) noexcept;
};

}  // namespace bowlby
