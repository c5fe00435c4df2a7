// Counted behaviours: what was done in the last month, per day, as an observer with a counter would have it.
//
//   rate = count of the month / 30.4        withdrawn = how far withdrawn from the partner, 0-1
//
// Sees      acts    Cannot see  what was meant or felt    Claims C106 C113 C136
// Limits  none: counts are exact, whoever wants error adds attrition    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

inline constexpr double days_per_month = 30.4;

inline void take_behaviour(const Subject& s, const Params&, const Draws&, AnswerSheet& sheet) noexcept {
  const auto per_day = [](double count) { return num::max(count, 0.0) / days_per_month; };
  sheet.write(Measure::behaviour_bids, per_day(s.person.bids));
  sheet.write(Measure::behaviour_presses, per_day(s.person.presses));
  sheet.write(Measure::behaviour_withdrawals, per_day(s.person.holds));
  sheet.write(Measure::behaviour_contacts_ex, per_day(s.person.ex_contacts), Role::ex_partner);
  sheet.write(Measure::behaviour_withdrawn, num::clamp(s.person.withdrawal, 0.0, 1.0));
}

}  // namespace bowlby
