#include "instruments/diary/couple.hpp"

#include "instruments/diary/days.hpp"
#include "instruments/diary/prompts.hpp"

namespace bowlby {

void keep_couple_diary(const Subject& first, const Subject& second, int days, int prompts, const Params& p,
                       const Draws& life, const Draws& luck, CoupleDiary& into) noexcept {
  const auto of = [](Draws draws, const Subject& whose) {
    draws.stream[0] = whose.stream[0], draws.stream[1] = whose.stream[1];
    return draws;
  };
  const Draws own[2]{of(luck, first), of(luck, second)};
  DiaryDays both(first, &second, p, of(life, first));
  for (auto& lines : into.lines) lines.clear();
  std::uint32_t number = 0;
  for (int day = 1; day <= days; ++day) {
    both.wake();
    for (int k = 1; k <= prompts; ++k, ++number)
      for (int who = 0; who < 2; ++who)
        into.lines[who].push_back(
            prompt(day, k, prompts, number, both.look(hour_of_prompt(k, prompts), who), p, own[who]));
    both.sleep();
  }
}

}  // namespace bowlby
