#include "instruments/diary/diary.hpp"

#include "instruments/diary/days.hpp"
#include "instruments/diary/prompts.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double rounding = points / (1 << 22);  // what states kept in single precision tell apart, in points

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
      const DiaryLook now = days.look(hour_of_prompt(k, plan.prompts));
      const DiaryPrompt line = prompt(day, k, plan.prompts, number, now, p, luck);
      notes.add(line, now.security);
      if (lines) lines->push_back(line);
    }
    days.sleep();
  }
  notes.write(plan.prompts, sheet);
}

}  // namespace bowlby
