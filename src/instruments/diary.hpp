// Diary: several prompts a day for some days, answered from the life one is living.
//
// Each day from today on, fifteen waking hours are cut into equal stretches that end with a prompt. In each stretch
// moments come as a Poisson number at the person's own rate and are lived with the model's own moment step, with
// copies of mood and ties: the diary's days are a window on what days are like, they do not happen a second time.
//
//   stressor = stress_size * exponential     figure by today's shares     report = 1 + 6 x + noise, on 1-7
//   x: felt security f, or distress as 1 - exp(-d)      swing = standard deviation of 1 + 6 f over answered prompts
//   prompt unanswered with log odds ln(m / (1 - m)) + diary_missing_distress * d,  m = diary_missing
//
// The swing is that of felt security itself, in points of the report and free of the error of an answer; it needs two
// answers, and what the rounding of a stored state could have made is none.
//
// Sees      felt security and distress at prompts, own bids    Cannot see  what happened at unanswered prompts, beliefs
// Claims C131    Limits  moment_rate 0: felt security at its rest point    Tests  unit/instruments/diary_test
#pragma once
#include "instruments/answers.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// What a study may ask for. Whoever reads a study refuses more; the instrument does as it is asked.
inline constexpr int most_diary_days = 366, most_diary_prompts = 48;

// At least one prompt on one day; without any nothing is written.
void take_diary(const Subject& s, int days, int prompts, const Params& p, const Draws& draws,
                AnswerSheet& sheet) noexcept;

}  // namespace bowlby
