// Two diaries of the same days, kept by two who live together.
//
// Lines are those that take_diary would give each of the two: the days of a couple are the same whoever writes.
// Tests  unit/instruments/diary/couple_test
#pragma once
#include <vector>

#include "instruments/diary/diary.hpp"

namespace bowlby {

struct CoupleDiary {
  std::vector<DiaryPrompt> lines[2];
};

// The draws of the days have the key and the first day of `life`; those of a visit have the key of `luck`.
void keep_couple_diary(const Subject& first, const Subject& second, int days, int prompts, const Params& p,
                       const Draws& life, const Draws& luck, CoupleDiary& into) noexcept;

}  // namespace bowlby
