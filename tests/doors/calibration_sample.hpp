// The smallest calibrations there are: of a shipped study only its name and its first laboratory, whose numbers are
// enough for a fit.
#pragma once
#include <string>

#include "doors/program.hpp"

namespace bowlby::doors {

// Writes FOLDER/NAME.yaml, infants of 24 founders, or what `population` says besides; returns its path.
inline std::string laboratory(const Folder& folder, const std::string& name, const std::string& population = "") {
  return folder.write(name + ".yaml", "name: " + name +
                                          "\nseed: 3\n"
                                          "population: {founders: 24, years: 1.2, birth_years: .05, unions: false,\n"
                                          "  friends: false, deaths: false, adversity: false" +
                                          population +
                                          "}\n"
                                          "waves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n");
}

// Writes FOLDER/generations.yaml and FOLDER/fit.yaml; returns the path of the latter.
inline std::string calibration_sample(const Folder& folder) {
  return folder.write("fit.yaml", "name: tiny\nseed: 3\nstudies:\n  - {study: " + laboratory(folder, "generations") +
                                      "}\ntargets: {calibrate: 1}\n"
                                      "stages: {trajectories: 1, fitted: 2, runs: 20, second_runs: 20, noise_runs: 3,\n"
                                      "  check_seeds: 1, check_times: 1, chains: 2, steps: 1000, recovery_runs: 10}\n"
                                      "parameters:\n  care_fright: [.01, .1]\n  care_mean: [-.6, 1]\n");
}

// Two studies, a target for either, an outcome, and places near home: a second or two in all, of which a kill finds the
// middle. `seed`: another one is another result. What is written reads FOLDER/generations.yaml and FOLDER/twins.yaml.
inline std::string calibration_of_two(const Folder& folder, const std::string& file, const std::string& seed = "3") {
  return folder.write(
      file, "name: tiny\nseed: " + seed + "\nstudies:\n  - {study: " + laboratory(folder, "generations") +
                ", people: 60}\n  - {study: " + laboratory(folder, "twins", ", twins: true") + R"(, people: 60}
targets: {calibrate: 1}
outcomes:
  - {name: secure, title: Secure, targets: [INF01]}
stages: {trajectories: 1, fitted: 2, runs: 20, second_runs: 20, noise_runs: 3, check_seeds: 1, check_times: 1,
         chains: 2, steps: 1000, recovery_runs: 10}
parameters:
  care_fright: [.01, .1]
  care_mean: [-.6, 1]
near:
  runs: 8
  rounds: 2
  check_seeds: 1
  check_times: 1
  parameters:
    care_fright: [.02, .03]
    care_mean: [.1, .3]
)");
}

}  // namespace bowlby::doors
