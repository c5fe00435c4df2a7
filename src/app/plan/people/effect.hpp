// What a planned study of people compares, and what is taken away for the false alarms.
#pragma once
#include "app/plan/plan.hpp"

namespace bowlby {

// Judges the request but for the names of its answers. Fills what the summary says of the analysis, and `cut`: the
// study without the effect.
std::optional<Problem> judge_request(const PlanRequest&, PlanSummary&, Study& cut);

}  // namespace bowlby
