// Answers to a published questionnaire, scored for the notebook. Nothing is kept here; the page saves what it was told.
#pragma once
#include "io/text/json_tree.hpp"
#include "server/http.hpp"

namespace bowlby::server {

// {"keys": [...]}: the shipped ones.
Response keys_answer();

// From {"key" or "key_text", "file", "answers", "prefix" or "columns", "labels", "total", "row"} to scores and answers.
Response score_answer(const Json& body);

}  // namespace bowlby::server
