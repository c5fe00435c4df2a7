// Fits to a sample, whose runs are done in shares. A cell is one run; the data stay where they are.
#pragma once
#include "app/fit/fit_data.hpp"
#include "app/sweep/shared.hpp"

namespace bowlby {

// In the request's output, which was begun. How many cells it has.
Expected<std::size_t> lay_out_fit(const FitDataRequest&);
Expected<std::size_t> cells_of_fit(const std::string& dir);
Expected<SweepWorked> work_fit(const SweepWork&);
Expected<GatheredWork> gather_fit(const GatherWork&);

}  // namespace bowlby
