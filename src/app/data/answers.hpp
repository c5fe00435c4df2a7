// The page of imported answers: which pictures there are, and their numbers, by SQL over the results alone.
#pragma once
#include "io/results/reader.hpp"
#include "report/answers_page.hpp"

namespace bowlby {

Expected<report::AnswersPage> answers_page_of(const ResultsReader&);

}  // namespace bowlby
