// From the outcomes of all replicates of a study to what a plan says of each size.
#pragma once
#include <span>

#include "app/plan/plan.hpp"
#include "io/plan/plan_work.hpp"

namespace bowlby {

// Outcomes with the effect and without it, in turn. The median standardised effect of those with it.
double middle_effect(std::span<const PlanOutcome>);
// The same of one size; the summary has the middle effect and the large samples already.
PlanSize judge_size(const PlanSummary&, std::uint32_t people, std::span<const PlanOutcome>);

}  // namespace bowlby
