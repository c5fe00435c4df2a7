// Calibrations done in shares. A cell is one run of the stage that is due; stages follow each other, as each chooses
// its runs by what the one before gave.
#pragma once
#include "app/calibrate/calibrate.hpp"
#include "app/sweep/shared.hpp"

namespace bowlby {

// A new folder in the request's output. How many stages, and runs of the largest.
Expected<CalibrationSteps> lay_out_calibration(const CalibrateRequest&);
Expected<std::size_t> cells_of_calibration(const std::string& dir);
Expected<std::size_t> stages_of_calibration(const std::string& dir);
Expected<SweepWorked> work_calibration(const SweepWork&);
Expected<GatheredWork> gather_calibration(const GatherWork&);

}  // namespace bowlby
