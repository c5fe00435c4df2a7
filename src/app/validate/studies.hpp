// The studies of a validation, and the run of each.
#pragma once
#include <string>
#include <vector>

#include "app/run/run_study.hpp"
#include "app/validate/validate.hpp"
#include "evidence/target.hpp"

namespace bowlby {

// Those asked for, or every one that a published number or a mark is measured in, with as many people as asked.
Expected<std::vector<Study>> studies_to_validate(const std::vector<evidence::Target>&, const ValidateRequest&);

std::string run_folder(const ValidateRequest&, const Study&);
// Whether its run is finished. A problem: what is there is another run's, or cannot be read.
// `thorough`: every row is looked at, too.
Expected<bool> is_validated(const ValidateRequest&, const Study&, bool thorough = true);
// Runs a study, or finds it already run.
Expected<RunSummary> live_validated(const ValidateRequest&, const Study&, ProgressSink&);

}  // namespace bowlby
