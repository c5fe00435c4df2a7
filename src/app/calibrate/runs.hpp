// The runs of a calibration: every study of the plan at one point, several points at once, each kept when it is done.
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/calibrate/plan.hpp"
#include "fit/matrix.hpp"
#include "io/results/calibration_store.hpp"

namespace bowlby {

struct CalibrationPoint {
  std::string stage;
  std::uint32_t number = 0;  // within the stage
  std::uint32_t luck = 0;    // points that share it share their simulated luck
  bool screening = false;    // with screen_people
  std::uint32_t times = 1;   // people, times those of the file
  std::vector<std::pair<const ParamInfo*, double>> set;
};

// People it lives through, in arbitrary units: for telling how much is left.
double cost_of(const CalibrationPlan&, const CalibrationPoint&);

class CalibrationRuns {
 public:
  struct Settings {
    int threads = 0;  // points at once; 0: one per core
    const std::atomic<bool>* stop = nullptr;
    std::function<void(const CalibrationPoint&, bool reused)> done;  // called under a lock
  };
  CalibrationRuns(const CalibrationPlan& plan, CalibrationStore& store, Settings settings)
      : plan_(plan), store_(store), settings_(std::move(settings)) {}

  // Outputs, points x aims, in the order given. Points that the store holds are not run again. When asked to stop, the
  // result is of no use; see stopped().
  Expected<fit::Matrix> run(const std::vector<CalibrationPoint>&);
  [[nodiscard]] bool stopped() const { return settings_.stop != nullptr && settings_.stop->load(); }

 private:
  Study study_at(const CalibrationPoint&, std::size_t study) const;
  std::uint64_t inputs_of(const CalibrationPoint&) const;
  Expected<std::vector<double>> outputs_at(const CalibrationPoint&) const;

  const CalibrationPlan& plan_;
  CalibrationStore& store_;
  Settings settings_;
};

}  // namespace bowlby
