// FHIR QuestionnaireResponse (R4, R5): one response, a list or a bundle of them, as rows with a column for each link
// id.
#pragma once
#include <string>
#include <string_view>

#include "io/data/answer_table.hpp"

namespace bowlby::io {

// Whether a file is JSON by its first character, and so no CSV.
bool looks_like_fhir(std::string_view text);

// Rows have the columns `subject`, `authored` and every link id that has an answer anywhere. A coded answer is its
// code, or its words where it has no code; a number is written plainly.
Expected<AnswerTable> parse_fhir(std::string_view text, const std::string& name_for_errors);

// The table of a data file, whatever kind it is.
struct CsvHints;
Expected<AnswerTable> read_answers(const std::string& path, const CsvHints&);

}  // namespace bowlby::io
