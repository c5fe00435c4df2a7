// The effect of a plan once more for parameters that are drawn as far as a fit leaves them open.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "io/plan/plan_work.hpp"
#include "io/study/parameter_set.hpp"
#include "model/draws.hpp"

namespace bowlby {

// The study's own parameters, each moved by as much as a draw between its 5 % and its 95 % quantile lies off the
// median. One by one: how they hang together no set tells.
Params draw_parameters(const Params& own, std::span<const ParameterSpread>, const Draws&);

// Of one length of the diary, or of people, over all draws.
struct DrawnEffects {
  int days = 0;
  std::size_t drawn = 0, failed = 0, same_sign = 0;    // as the plan's own effect
  double effect = 0, effect_low = 0, effect_high = 0;  // median and middle 90 %
  // Couples (or people) that give a power of .80, from each draw's own effect and error: the same three, the fewest
  // first.
  double couples = 0, couples_low = 0, couples_high = 0;
};

// "0.12 (0.05 to 0.2), of the same sign in 18 of 20; for .80: 90 couples (60 to 400)"; `unit`: couples, people.
std::string drawn_line(const DrawnEffects&, const char* unit);
// The same as fields of an object; a size without an end is null.
void drawn_fields(JsonWriter&, const DrawnEffects&, const std::string& unit);

// One large sample each; `own` is the effect at the study's parameters.
DrawnEffects drawn_effects(int days, std::span<const PlanOutcome> samples, double own);

}  // namespace bowlby
