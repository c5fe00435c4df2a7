// One replicate handed over: its rows as CSV, and an R script that fits the same model to them.
#pragma once
#include <span>
#include <string>

#include "app/plan/columns.hpp"
#include "io/plan/plan_work.hpp"

namespace bowlby {

std::string replicate_csv(const PlanFile&, std::span<const CoupleDays* const>);
// With what was found here, so that the two can be compared.
std::string replicate_script(const PlanFile&, const PlanOutcome& here);

}  // namespace bowlby
