// The smallest calibration there is: of the main study only its name and its first laboratory, whose numbers are enough
// for a fit.
#pragma once
#include <string>

#include "doors/program.hpp"

namespace bowlby::doors {

// Writes FOLDER/generations.yaml and FOLDER/fit.yaml; returns the path of the latter.
inline std::string calibration_sample(const Folder& folder) {
  const std::string study = folder.write("generations.yaml",
                                         "name: generations\nseed: 3\n"
                                         "population: {founders: 24, years: 1.2, birth_years: .05, unions: false,\n"
                                         "  friends: false, deaths: false, adversity: false}\n"
                                         "waves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n");
  return folder.write("fit.yaml", "name: tiny\nseed: 3\nstudies:\n  - {study: " + study +
                                      "}\ntargets: {calibrate: 1}\n"
                                      "stages: {trajectories: 1, fitted: 2, runs: 20, second_runs: 20, noise_runs: 3,\n"
                                      "  check_seeds: 1, check_times: 1, chains: 2, steps: 1000, recovery_runs: 10}\n"
                                      "parameters:\n  care_fright: [.01, .1]\n  care_mean: [-.6, 1]\n");
}

}  // namespace bowlby::doors
