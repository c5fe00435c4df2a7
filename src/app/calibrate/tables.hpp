// The tables of a calibration, as calibration.sqlite keeps them, and the digest of all that came out.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "app/calibrate/analysis.hpp"
#include "app/calibrate/text.hpp"
#include "io/results/reader.hpp"

namespace bowlby {

using CalibrationTables = std::map<std::string, std::vector<std::vector<Cell>>>;

void add_targets(CalibrationTables&, const CalibrationPlan&, const std::vector<double>& noise);
void add_screening(CalibrationTables&, const CalibrationPlan&, const Screening&, const Chosen&);
void add_sensitivity(CalibrationTables&, const CalibrationPlan&, const std::vector<std::string>& names,
                     const std::vector<fit::Indices>&);
void add_emulators(CalibrationTables&, const CalibrationPlan&, int wave, const Emulators&);
// The twenty best told directions, and per parameter how much is told.
void add_fisher(CalibrationTables&, const std::string& stage, const fit::Fisher&,
                const std::vector<std::string>& names);
// One column of `draws` per row, in units of the parameter.
void add_posterior(CalibrationTables&, const std::vector<ParameterRow>&, const fit::Matrix& draws);
void add_recovery(CalibrationTables&, const std::vector<std::string>& names, const fit::Recovery&);
void add_fit(CalibrationTables&, const std::vector<FitRow>&);
void add_outcomes(CalibrationTables&, const std::vector<OutcomeTable>&);

// Runs bit by bit; tables, which went through libraries of others, to nine digits. Sorted, so that order means nothing.
std::uint64_t digest_of(const CalibrationTables&, const std::map<std::string, fit::Matrix>& runs);

}  // namespace bowlby
