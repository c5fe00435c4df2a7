// One replicate of a study handed over: its answers as CSV, an R script that fits the same model, and how it was found.
#pragma once
#include <string>

#include "app/plan/people/test.hpp"

namespace bowlby {

std::string answers_csv(const PlanRequest&, const AnswerTable&);
// With what was found here, so that the two can be compared.
std::string answers_script(const PlanRequest&, const AnswerColumns&, const PlanSummary&, const PlanOutcome& here);
std::string methods_text(const PlanRequest&, const PlanSummary&);
// The page to read.
std::string answers_page(const PlanRequest&, const PlanSummary&);

}  // namespace bowlby
