#include "app/sweep/calibrated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/build.hpp"
#include "base/json.hpp"
#include "io/sweep/laid_out.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr const char* file_copy = "calibration.yaml";
constexpr const char* until_words[]{"screen", "design", "posterior"};  // in the order of CalibrationStage

Expected<CalibrateRequest> request_in(const std::string& dir) {
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  auto file = read_calibration(dir + "/" + file_copy);
  if (!file) return file.problems();
  CalibrateRequest r;
  r.file = std::move(*file);
  r.small = laid->one("small") == "yes";
  if (r.small) r.file = quick(std::move(r.file));
  if (laid->one("near") == "yes") r.file = near_home(std::move(r.file));
  const auto* until = std::ranges::find(until_words, laid->one("until"));
  r.until = static_cast<CalibrationStage>(until - std::begin(until_words));
  r.tasks = laid->key, r.command = laid->command;
  return r;
}

// What another folder has of the runs, and this one has not. Their stamps are judged when they are read.
std::optional<Problem> take_over(const std::string& dir, const std::string& other) {
  namespace fs = std::filesystem;
  const fs::path theirs = fs::path(piece_path(other, "x")).parent_path();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(theirs, error)) {
    if (entry.path().extension() != ".tsv") continue;
    if (auto problem = take_piece(entry.path().string(), piece_path(dir, entry.path().stem().string()))) return problem;
  }
  return std::nullopt;
}

std::string words_of(const CalibrateSummary& done) {
  std::string out = fmt::format("{}\n{} runs\nresults      {}\n", done.text, done.runs, done.results);
  if (!done.calibrated.empty()) out += fmt::format("parameters   {}\n", done.calibrated);
  if (!done.sensitivity.empty()) out += fmt::format("sensitivity  {}\n", done.sensitivity);
  return out + fmt::format("digest {}\n", num::hex(done.digest));
}

// The tables are in the files.
std::string json_of(const CalibrateSummary& done) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.object([&] {
    json.field("runs", done.runs);
    json.field("results", done.results);
    json.field("parameters", text_or_null(done.calibrated));
    json.field("sensitivity", text_or_null(done.sensitivity));
    json.field("digest", num::hex(done.digest));
  });
  return json.take() + "\n";
}

}  // namespace

Expected<CalibrationSteps> lay_out_calibration(const CalibrateRequest& r) {
  if (const auto plan = plan_calibration(r.file); !plan) return plan.problems();
  LaidOut laid{"calibration", std::string(build_commit()), r.command, {}};
  if (r.small) laid.ask("small", std::string("yes"));
  if (r.file.at_home) laid.ask("near", std::string("yes"));
  laid.ask("until", std::string(until_words[static_cast<std::size_t>(r.until)]));
  if (auto problem = lay_out(r.output, laid, {{file_copy, r.file.source}})) return *problem;
  return steps_of(r);
}

Expected<std::size_t> cells_of_calibration(const std::string& dir) {
  const auto request = request_in(dir);
  if (!request) return request.problems();
  return steps_of(*request).most_runs;
}

Expected<std::size_t> stages_of_calibration(const std::string& dir) {
  const auto request = request_in(dir);
  if (!request) return request.problems();
  return steps_of(*request).stages;
}

Expected<SweepWorked> work_calibration(const SweepWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  request->task = r.task, request->of = r.of, request->enough = r.enough;
  pass_on(r, *request);
  const auto done = calibrate(*request);
  if (!done) return done.problems();
  const auto& due = done->due;
  const std::size_t lived = done->runs - done->reused;  // in the stages before, too
  SweepWorked out{due.share + lived - due.done, due.there, lived, done->seconds, done->stopped};
  out.note =
      due.stage.empty()
          ? "All stages are lived; gather them."
          : fmt::format("Stage {} is due; runs missing: {}.", due.stage, due.left) +
                (due.there + due.done == due.share ? " They are other tasks': call again when they are done." : "");
  return out;
}

Expected<GatheredWork> gather_calibration(const GatherWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  for (const std::string& other : r.others) {
    const auto key = key_of_laid_out(other);
    if (!key) return key.problems();
    if (*key != request->tasks) return another_work(r.dir, other);
    if (auto problem = take_over(r.dir, other)) return *problem;
  }
  const std::string command = request->command;  // as in one go
  pass_on(r, *request);
  request->command = command;
  const auto done = calibrate(*request);
  if (!done) return done.problems();
  GatheredWork out;
  out.text = r.json ? json_of(*done) : words_of(*done);
  out.stopped = done->stopped;
  return out;
}

}  // namespace bowlby
