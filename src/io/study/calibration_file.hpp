// Calibration files: what is to be fitted, to what, and how hard. studies/calibration.yaml shows every key.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "io/study/parameter_set.hpp"
#include "model/parameters.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct CalibrationStudy {
  Study study;
  std::uint32_t people = 0, screen_people = 0;
};

struct FreeParameter {
  const ParamInfo* row = nullptr;
  double low = 0, high = 0;  // the prior
};

struct CalibrationOutcome {
  std::string name, title;
  std::vector<std::string> targets;  // ids
};

struct CalibrationStages {
  std::uint32_t trajectories = 3, fitted = 12, runs = 300, second_runs = 180, noise_runs = 8;
  std::uint32_t check_seeds = 4, check_times = 3, chains = 4, steps = 40'000, recovery_runs = 150;
};

// A relation between outputs that no fit may break. Its query begins with "-- estimator: NAME".
struct CalibrationRelation {
  std::string name, says, study, sql;
  double low = 0, high = 0;
};

// A fit near home: straight lines through runs in a small box around the set (`bowlby calibrate --near`).
struct NearHomeFit {
  std::uint32_t runs = 100, rounds = 4, check_seeds = 2, check_times = 3;
  double stride = .4;      // a round goes this far at most, in half widths of the box
  double weight_soft = 0;  // of soft targets here
  ParameterSet base;       // home
  std::vector<CalibrationStudy> studies;
  std::vector<FreeParameter> parameters;
  std::vector<CalibrationRelation> relations;
};

struct CalibrationFile {
  std::string name, title;
  std::uint64_t seed = 0;
  ParameterSet base;  // the first guesses: what is not fitted stays there
  std::vector<CalibrationStudy> studies;
  double weight_calibrate = 1, weight_soft = 0, least_confidence = 0;
  std::optional<double> degrees;       // of Student's t; normal if left out
  std::vector<std::string> leave_out;  // ids
  std::vector<CalibrationOutcome> outcomes;
  CalibrationStages stages;
  std::vector<FreeParameter> parameters;
  std::optional<NearHomeFit> near;
  bool at_home = false;  // it was made near_home()
  std::string source;    // the file's text
};

// All faults of the file at once, each with its place. A study is the name of a shipped one or the path of a file.
Expected<CalibrationFile> read_calibration(const std::string& path);
Expected<CalibrationFile> parse_calibration(std::string_view text, const std::string& name_for_errors);

// The shipped file.
Expected<CalibrationFile> shipped_calibration();

// The plan of its `near`, in place of the whole prior; the file must have one.
CalibrationFile near_home(CalibrationFile);

// The same plan in small, for trying and for continuous integration: every sixth parameter, few people, few runs.
CalibrationFile quick(CalibrationFile);

}  // namespace bowlby
