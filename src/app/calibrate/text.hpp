// How a calibration is told: the fitted parameters as a file, the sensitivity tables as a page, both for a terminal.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/calibrate/analysis.hpp"

namespace bowlby {

struct OutcomeTable {
  CalibrationOutcome outcome;
  std::vector<OutcomeRow> rows;
};

// One target before and after. Errors are standard errors over the check's seeds.
struct FitRow {
  const Aim* aim = nullptr;
  double predicted = 0;  // by the emulator at the posterior median
  double defaults = 0, defaults_error = 0, fitted = 0, fitted_error = 0;
};

struct ParameterRow {
  std::string name;
  double low = 0, high = 0, standard = 0;  // prior bounds, first guess
  double q05 = 0, q25 = 0, median = 0, q75 = 0, q95 = 0, rhat = 0, ess = 0, learned = 0;
  std::optional<double> taken;  // the value to take over, where it is not the median
};

std::string outcome_text(const std::vector<OutcomeTable>&);
std::string outcome_page(const CalibrationPlan&, const std::vector<OutcomeTable>&, const std::string& made_by);
std::string parameter_text(const std::vector<ParameterRow>&);
std::string fit_text(const std::vector<FitRow>&);
std::string recovery_text(const std::vector<std::string>& names, const fit::Recovery&);

// Targets with a say whose value lies inside their band, for one of the two columns.
int inside(const std::vector<FitRow>&, bool fitted, evidence::Role);

// YAML whose `parameters` block a study file can take over as it is.
std::string calibrated_file(const CalibrationPlan&, const std::vector<ParameterRow>&, const std::string& command,
                            const std::string& program, std::uint64_t digest, bool small);

}  // namespace bowlby
