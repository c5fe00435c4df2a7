// What a calibration file means once it meets the ledger: which numbers are to be met, how closely, and by which study.
#pragma once
#include <string>
#include <vector>

#include "evidence/target.hpp"
#include "fit/design.hpp"
#include "io/study/calibration_file.hpp"

namespace bowlby {

// One measured output. Weight 0: looked at for the sensitivity tables only.
struct Aim {
  evidence::Target target;  // of a relation: its name, what it says and the middle of its band
  std::size_t study = 0;    // place in the file's studies
  double weight = 0;
  double low = 0, high = 0;  // band
  double tolerance = 0;      // the band's half width, read as 1.96 standard deviations
  std::string sql;           // of a relation; a target is measured by its own query
};

struct LeftOut {
  std::string id, quantity, reason;
};

struct CalibrationPlan {
  CalibrationFile file;
  std::vector<Aim> aims;
  std::vector<LeftOut> left_out;  // calibrate and soft rows that weigh nothing, and why
  std::vector<fit::Axis> axes;    // one per free parameter

  [[nodiscard]] std::vector<std::string> ids() const;
};

Expected<CalibrationPlan> plan_calibration(CalibrationFile);

}  // namespace bowlby
