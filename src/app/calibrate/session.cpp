#include "app/calibrate/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/build.hpp"
#include "app/clock.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/run_folder.hpp"
#include "num/digest.hpp"

namespace bowlby {

Expected<CalibrateSummary> CalibrationSession::go() {
  std::optional<FolderLock> lock;
  if (!task()) {  // tasks share nothing but the folder
    auto held = FolderLock::hold(request_.output);
    if (!held) return held.problems();
    lock.emplace(std::move(*held));
    if (auto problem = open_store()) return *problem;
  }
  count_work();
  CalibrationRuns::Settings settings;
  settings.threads = request_.threads, settings.stop = request_.stop;
  settings.done = [this](const CalibrationPoint& p, bool reused) { count(p, reused); };
  settings.task = request_.task, settings.of = request_.of, settings.enough = request_.enough;
  if (!request_.tasks.empty()) settings.pieces.emplace(request_.output, request_.tasks);
  runs_.emplace(plan_, store_ ? &*store_ : nullptr, std::move(settings));
  if (!task())
    if (auto problem = note_provenance()) return *problem;
  for (const Step& step : steps()) {
    if (const Early problems = step(); problems && !problems->empty()) return *problems;
    if (task() && summary_.due.left > 0) break;
    if (stopped()) {
      summary_.stopped = true;
      return summary_;
    }
    if (reached_) break;
  }
  if (!task()) return finish();
  summary_.seconds = seconds();
  return summary_;
}

std::optional<Problem> CalibrationSession::open_store() {
  std::error_code ignored;
  const bool again = request_.resume && std::filesystem::exists(calibration_path(request_.output), ignored);
  auto store = !request_.tasks.empty() ? CalibrationStore::open_aside(request_.output)
               : again                 ? CalibrationStore::open_again(request_.output)
                                       : CalibrationStore::open_new(request_.output);
  if (!store) return store.problems().front();
  store_.emplace(std::move(*store));
  if (!request_.tasks.empty()) return std::nullopt;
  auto note = keep_runs_of_another(calibration_path(request_.output), store_->provenance("commit"), build_commit());
  if (!note) return note.problems().front();
  summary_.note = *note;
  return std::nullopt;
}

void CalibrationSession::add_work(std::size_t n, bool screening, std::uint32_t times) {
  CalibrationPoint p;
  p.screening = screening;
  p.times = times;
  work_ += static_cast<double>(n) * cost_of(plan_, p);
  runs_in_all_ += n;
}

void CalibrationSession::count(const CalibrationPoint& p, bool reused) {
  const double cost = cost_of(plan_, p);
  ++summary_.runs;
  done_ += cost;
  if (reused)
    ++summary_.reused;
  else
    fresh_ += cost;
  if (!reused || summary_.runs % 50 == 0) tell(p.stage);
}

void CalibrationSession::tell(const std::string& what) {
  if (request_.progress == nullptr) return;
  Progress p;
  p.phase = "calibrate";
  p.what = what;
  p.done = summary_.runs;
  p.of = runs_in_all_;
  p.fraction = work_ > 0 ? std::min(1.0, done_ / work_) : 0;
  p.seconds = seconds();
  if (fresh_ > 0) p.seconds_left = p.seconds / fresh_ * std::max(0.0, work_ - done_);
  request_.progress->report(p);
}

Expected<std::optional<fit::Matrix>> CalibrationSession::live(const std::string& stage,
                                                              const std::vector<CalibrationPoint>& points) {
  auto outputs = runs_->run(points);
  if (!outputs) return outputs.problems();
  if (task()) {
    auto& due = summary_.due;
    due = runs_->due();
    if (due.left > 0) due.stage = stage;
  }
  if (stopped() || summary_.due.left > 0) return std::optional<fit::Matrix>();
  lived_[stage] = *outputs;
  return std::optional(std::move(*outputs));
}

CalibrationPoint CalibrationSession::point(const char* stage, std::size_t number, std::uint32_t luck,
                                           const std::vector<std::size_t>& places, fit::Values x) const {
  CalibrationPoint p{stage, static_cast<std::uint32_t>(number), luck, false, 1, {}};
  for (std::size_t d = 0; d < places.size(); ++d)
    p.set.emplace_back(plan_.file.parameters[places[d]].row, plan_.axes[places[d]].value(x[d]));
  return p;
}

std::optional<Problem> CalibrationSession::note_provenance() {
  Facts facts = made_by();
  facts.insert(facts.end(), {{"seed", std::to_string(plan_.file.seed)},
                             {"quick", request_.small ? "yes" : "no"},
                             {"file", plan_.file.source},
                             {"started", utc_now()}});
  for (const auto& [key, value] : facts)
    if (auto problem = store_->provenance(key, value)) return problem;
  return std::nullopt;
}

std::optional<Problem> CalibrationSession::write_calibrated() {
  const std::string program = fmt::format("bowlby {} ({})", build_version(), build_commit());
  summary_.calibrated = request_.output + "/calibrated.yaml";
  return write_whole(summary_.calibrated,
                     calibrated_file(plan_, rows_, request_.command, program, summary_.digest, request_.small));
}

Expected<CalibrateSummary> CalibrationSession::finish() {
  if (auto problem = write_up()) return *problem;
  summary_.digest = digest_of(tables_, lived_);
  for (const auto& [table, rows] : tables_)
    if (auto problem = store_->fill(table, rows)) return *problem;
  if (!rows_.empty())
    if (auto problem = write_calibrated()) return *problem;
  if (auto problem = store_->provenance("digest", num::hex(summary_.digest))) return *problem;
  if (auto problem = store_->provenance("seconds", fmt::format("{:.0f}", seconds()))) return *problem;
  if (!request_.tasks.empty())
    if (auto problem = store_->settle()) return *problem;
  summary_.results = calibration_path(request_.output);
  summary_.seconds = seconds();
  return summary_;
}

}  // namespace bowlby
