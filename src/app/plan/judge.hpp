// From the outcomes of all replicates to what a plan says of each size.
#pragma once
#include <span>

#include "app/plan/couples.hpp"
#include "io/plan/plan_work.hpp"

namespace bowlby {

// Outcomes by replicate, with the effect and without, size, days; truths by days, with and without.
void judge(CouplePlanSummary&, std::span<const PlanOutcome>, const std::vector<PlanTruth> (&truths)[2]);

}  // namespace bowlby
