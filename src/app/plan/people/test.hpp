// The analysis of one life lived: from answers to what its test says.
#pragma once
#include "app/plan/people/answers.hpp"
#include "io/plan/plan_work.hpp"

namespace bowlby {

// Only who has what the analysis needs; its baseline, where repeated measures have one, is the first wave.
AnswerTable used_answers(const PlanRequest&, AnswerTable);

// Several such tables as one.
AnswerTable together(const std::vector<AnswerTable>&);

// Of `used_answers`. `couples`: people (or couples) tested; the estimate times `scale` is standardised.
PlanOutcome test_answers(const PlanRequest&, const AnswerColumns&, const AnswerTable&);

}  // namespace bowlby
