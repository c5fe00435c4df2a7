// One prompt of a diary: when it comes, and what is written down, by the equations of diary.hpp.
#pragma once
#include "instruments/attrition.hpp"
#include "instruments/diary/days.hpp"
#include "instruments/diary/diary.hpp"
#include "model/day.hpp"

namespace bowlby {

inline constexpr double prompt_noise = .3;  // points of 7
inline constexpr double points = 6;         // from one end of the report scale to the other

inline double hour_of_prompt(int k, int prompts) noexcept { return wake_hour + waking_hours * k / prompts; }

inline float diary_report(double x, double noise) noexcept {
  return static_cast<float>(num::clamp(1 + points * x + prompt_noise * noise, 1.0, 7.0));
}

// The k-th prompt of a day, from 1; `number` counts from 0 over the diary as a whole.
inline DiaryPrompt prompt(int day, int k, int prompts, std::uint32_t number, const DiaryLook& now, const Params& p,
                          const Draws& luck) noexcept {
  DiaryPrompt line;
  line.day = static_cast<std::uint16_t>(day);
  line.prompt = static_cast<std::uint16_t>(k);
  line.minute = static_cast<std::uint16_t>(60 * hour_of_prompt(k, prompts) + .5);
  if (luck.uniform(Purpose::diary, 4 * number) < chance_moved(p.diary_missing, p.diary_missing_distress * now.distress))
    return line;
  double z[4];
  luck.normals(Purpose::diary, 4 * number + 1, z);
  line.answered = true;
  line.security = diary_report(now.security, z[0]);
  line.distress = diary_report(1 - num::exp(-now.distress), z[1]);
  line.bids = static_cast<float>(now.bids);
  line.asked = static_cast<float>(now.asked);
  line.offered = static_cast<float>(now.offered);
  return line;
}

}  // namespace bowlby
