// Diary: several prompts a day for some days, answered from the days one lives.
//
// The waking day (7 to 23 o'clock) is cut into equal stretches that end with a prompt. A prompt is one line: the day,
// the minute, whether it was answered, and if so what was said. Means over the answered lines are what the wave as a
// whole reports.
//
//   report = 1 + 6 x + noise, on 1-7     x: felt security f, or distress as 1 - exp(-d)
//   counted since the prompt before: own bids, how often one's partner asked, and how often he or she came unasked
//   swing = standard deviation of 1 + 6 f over answered prompts
//   prompt unanswered with log odds ln(m / (1 - m)) + diary_missing_distress * d,  m = diary_missing
//
// The days are those of diary/days.hpp. Noise and gaps are luck of the visit, addressed by the day it begins, so that
// two diaries kept on the same days differ by what was written and not by what was lived.
// The swing is that of felt security itself, in points of the report and free of the error of an answer; it needs two
// answers, and what the rounding of a stored state could have made is none.
//
// Sees      felt security and distress at prompts, bids    Cannot see  what happened before unanswered prompts, beliefs
// Claims C131    Limits  moment_rate 0: felt security at its rest point    Tests  unit/instruments/diary/diary_test
#pragma once
#include <vector>

#include "instruments/answers.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// What a study may ask for. Whoever reads a study refuses more; the instrument does as it is asked.
inline constexpr int most_diary_days = 366, most_diary_prompts = 48;

struct DiaryPlan {
  int days = 7, prompts = 8;
  const Subject* partner = nullptr;  // whom the writer lives with, if that is a person of the run
};

struct DiaryPrompt {
  std::uint16_t day = 1, prompt = 1;  // from 1
  std::uint16_t minute = 0;           // of the day
  bool answered = false;
  float security = 0, distress = 0;        // reports, 1-7; these and the counts mean nothing without an answer
  float bids = 0, asked = 0, offered = 0;  // since the prompt before
};

// The draws of the person's life begin with those of the first day; `luck` is that of the visit. Lines are appended to
// `lines` if it is not null. Without at least one prompt on one day nothing is written.
void take_diary(const Subject& s, const DiaryPlan&, const Params& p, const Draws& life, const Draws& luck,
                AnswerSheet& sheet, std::vector<DiaryPrompt>* lines) noexcept;

}  // namespace bowlby
