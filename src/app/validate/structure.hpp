// Structural checks: relations between simulated numbers that a fit must not break.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/validate/validate.hpp"
#include "io/results/reader.hpp"

namespace bowlby {

// `runs` by the name of their study; a check whose study is missing has no verdict.
std::vector<StructuralCheck> check_structure(const std::map<std::string, ResultsReader>& runs);

// Those of them that look at how scores are spread over people: continua, and three profiles of behaviour.
std::vector<StructuralCheck> check_scales(const std::map<std::string, ResultsReader>& runs);

}  // namespace bowlby
