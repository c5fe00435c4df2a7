// Structural checks: relations between simulated numbers that a fit must not break.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/validate.hpp"
#include "io/results_reader.hpp"

namespace bowlby {

// `runs` by the name of their study; a check whose study is missing has no verdict.
std::vector<StructuralCheck> check_structure(const std::map<std::string, ResultsReader>& runs);

}  // namespace bowlby
