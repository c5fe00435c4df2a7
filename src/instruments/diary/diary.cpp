#include "instruments/diary/diary.hpp"

#include "instruments/attrition.hpp"
#include "instruments/diary/days.hpp"
#include "model/day.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double prompt_noise = .3;              // points of 7
constexpr double points = 6;                     // from one end of the report scale to the other
constexpr double rounding = points / (1 << 22);  // what states kept in single precision tell apart, in points

float report(double x, double noise) noexcept {
  return static_cast<float>(num::clamp(1 + points * x + prompt_noise * noise, 1.0, 7.0));
}

// The k-th prompt of the diary as a whole, counted from 0.
DiaryPrompt answered(const DiaryLook& now, std::uint32_t k, const Params& p, const Draws& luck) noexcept {
  DiaryPrompt line;
  if (luck.uniform(Purpose::diary, 4 * k) < chance_moved(p.diary_missing, p.diary_missing_distress * now.distress))
    return line;
  double z[4];
  luck.normals(Purpose::diary, 4 * k + 1, z);
  line.answered = true;
  line.security = report(now.security, z[0]);
  line.distress = report(1 - num::exp(-now.distress), z[1]);
  line.bids = static_cast<float>(now.bids);
  line.asked = static_cast<float>(now.asked);
  return line;
}

struct Notes {
  num::Moments security, distress, felt, bids;  // points, bids a prompt; felt security without the error of an answer
  int asked = 0;

  void add(const DiaryPrompt& line, double felt_security) noexcept {
    ++asked;
    if (!line.answered) return;
    security.add(static_cast<double>(line.security));
    distress.add(static_cast<double>(line.distress));
    bids.add(static_cast<double>(line.bids));
    felt.add(points * felt_security);
  }
  void write(int prompts, AnswerSheet& sheet) const noexcept {
    sheet.write(Measure::diary_prompts_answered, static_cast<double>(security.n) / asked);
    if (security.n == 0) return;
    sheet.write(Measure::diary_security, security.mean);
    sheet.write(Measure::diary_distress, distress.mean);
    sheet.write(Measure::diary_bids, bids.mean * prompts);
    if (security.n == 1) return;
    const double swing = felt.deviation();
    sheet.write(Measure::diary_security_swing, swing > rounding ? swing : 0);
  }
};

}  // namespace

void take_diary(const Subject& s, const DiaryPlan& plan, const Params& p, const Draws& life, const Draws& luck,
                AnswerSheet& sheet, std::vector<DiaryPrompt>* lines) noexcept {
  if (plan.days < 1 || plan.prompts < 1) return;
  DiaryDays days(s, plan.partner, p, life);
  Notes notes;
  std::uint32_t number = 0;
  for (int day = 1; day <= plan.days; ++day) {
    days.wake();
    for (int k = 1; k <= plan.prompts; ++k, ++number) {
      const double hour = wake_hour + waking_hours * k / plan.prompts;
      const DiaryLook now = days.look(hour);
      DiaryPrompt line = answered(now, number, p, luck);
      line.day = static_cast<std::uint16_t>(day);
      line.prompt = static_cast<std::uint16_t>(k);
      line.minute = static_cast<std::uint16_t>(60 * hour + .5);
      notes.add(line, now.security);
      if (lines) lines->push_back(line);
    }
    days.sleep();
  }
  notes.write(plan.prompts, sheet);
}

}  // namespace bowlby
