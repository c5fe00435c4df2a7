// What both ways of calibrating share: the folder, the runs kept in it, how much is left, and what is written at the
// end.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/calibrate/calibrate.hpp"
#include "app/calibrate/runs.hpp"
#include "app/calibrate/tables.hpp"
#include "app/calibrate/text.hpp"
#include "app/session.hpp"
#include "io/results/calibration_store.hpp"

namespace bowlby {

// What went wrong in a stage, or nothing.
using Early = std::optional<std::vector<Problem>>;

// Stages draw their simulated luck from numbers of their own.
enum : std::uint32_t {
  noise_luck = 0,
  screen_luck = 100'000,
  design_luck = 200'000,
  second_luck = 600'000,
  check_luck = 1'000'000,
  near_luck = 1'200'000,
  round_luck = 1'300'000
};

class CalibrationSession : public LongSession<CalibrateRequest> {
 public:
  CalibrationSession(const CalibrateRequest& request, CalibrationPlan plan)
      : LongSession(request), plan_(std::move(plan)) {}
  virtual ~CalibrationSession() = default;
  CalibrationSession(const CalibrationSession&) = delete;
  CalibrationSession& operator=(const CalibrationSession&) = delete;

  Expected<CalibrateSummary> go();

 protected:
  using Step = std::function<Early()>;
  virtual std::vector<Step> steps() = 0;
  virtual void count_work() = 0;  // by add_work
  // The last tables, pages and the summary's text; the digest, tables and calibrated.yaml follow by themselves.
  virtual std::optional<Problem> write_up() = 0;

  const CalibrationStages& stages() const { return plan_.file.stages; }
  // One of many, which lives its share of the stage that is due.
  [[nodiscard]] bool task() const { return request_.of > 0; }
  void add_work(std::size_t n, bool screening, std::uint32_t times);
  void tell(const std::string& what);
  // Outputs of the points, kept as `stage`; nothing when asked to stop, or while other tasks have some of them to do.
  Expected<std::optional<fit::Matrix>> live(const std::string& stage, const std::vector<CalibrationPoint>&);
  // A point whose free parameters at `places` have the coordinates x.
  CalibrationPoint point(const char* stage, std::size_t number, std::uint32_t luck,
                         const std::vector<std::size_t>& places, fit::Values x) const;
  // calibrated.yaml, from rows_.
  std::optional<Problem> write_calibrated();

  CalibrationPlan plan_;
  CalibrateSummary summary_;
  CalibrationTables tables_;
  std::map<std::string, fit::Matrix> lived_;  // outputs of every stage
  std::vector<ParameterRow> rows_;
  std::vector<FitRow> fit_rows_;
  bool reached_ = false;  // as far as was asked

 private:
  void count(const CalibrationPoint&, bool reused);
  std::optional<Problem> open_store();
  std::optional<Problem> note_provenance();
  Expected<CalibrateSummary> finish();

  std::optional<CalibrationStore> store_;
  std::optional<CalibrationRuns> runs_;
  double work_ = 0, done_ = 0, fresh_ = 0;
  std::size_t runs_in_all_ = 0;
};

// A fit near home, of a plan made by near_home().
std::unique_ptr<CalibrationSession> near_session(const CalibrateRequest&, CalibrationPlan);

}  // namespace bowlby
