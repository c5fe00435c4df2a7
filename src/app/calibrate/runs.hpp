// The runs of a calibration: every study of the plan at one point, several points at once, each kept when it is done.
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/calibrate/calibrate.hpp"
#include "app/calibrate/pieces.hpp"
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
    std::optional<CalibrationPieces> pieces;                         // where tasks keep them
    std::uint32_t task = 1, of = 0;                                  // of > 0: a task's share, and no store
    const std::atomic<bool>* enough = nullptr;
  };
  // Kept in the store; a task has none.
  CalibrationRuns(const CalibrationPlan& plan, CalibrationStore* store, Settings settings)
      : plan_(plan), store_(store), settings_(std::move(settings)) {}

  // Outputs, points x aims, in the order given. Points that the store holds are not run again. When asked to stop, the
  // result is of no use; see stopped(). The same for a task while runs of others are missing; see due().
  Expected<fit::Matrix> run(const std::vector<CalibrationPoint>&);
  [[nodiscard]] bool stopped() const { return settings_.stop != nullptr && settings_.stop->load(); }
  // Of the last call, in a task.
  [[nodiscard]] const CalibrateSummary::Due& due() const { return due_; }

 private:
  using Outputs = std::optional<std::vector<double>>;
  Expected<Outputs> kept(const CalibrationPoint&, std::uint64_t inputs, const std::vector<std::string>& ids);
  std::optional<Problem> keep(const CalibrationPoint&, std::uint64_t inputs, const std::vector<std::string>& ids,
                              const std::vector<double>& outputs);
  void share(std::vector<std::size_t>& open, std::size_t count);
  Study study_at(const CalibrationPoint&, std::size_t study) const;
  std::uint64_t inputs_of(const CalibrationPoint&) const;
  Expected<std::vector<double>> outputs_at(const CalibrationPoint&) const;

  const CalibrationPlan& plan_;
  CalibrationStore* store_;
  Settings settings_;
  CalibrateSummary::Due due_;
};

}  // namespace bowlby
