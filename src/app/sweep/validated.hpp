// Validations done in shares. A cell is the run of one study.
#pragma once
#include "app/sweep/shared.hpp"
#include "app/validate/validate.hpp"

namespace bowlby {

// A new folder in the request's output. `set`: the parameter set as it was asked for, or nothing. How many cells it
// has.
Expected<std::size_t> lay_out_validation(const ValidateRequest&, const std::string& set);
Expected<std::size_t> cells_of_validation(const std::string& dir);
Expected<SweepWorked> work_validation(const SweepWork&);
Expected<GatheredWork> gather_validation(const GatherWork&);

}  // namespace bowlby
