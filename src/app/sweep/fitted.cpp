#include "app/sweep/fitted.hpp"

#include "app/build.hpp"
#include "io/study/file.hpp"
#include "io/sweep/laid_out.hpp"

namespace bowlby {
namespace {

constexpr const char* study_copy = "study.yaml";

std::string runs_in(const std::string& dir) { return dir + "/runs"; }

// What was asked, back from the folder. Whether it is what was begun there, the fit judges itself by its own key.
Expected<FitDataRequest> request_in(const std::string& dir) {
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  const auto text = read_copy(dir, study_copy);
  if (!text) return text.problems();
  auto study = parse_study(*text, dir + "/" + study_copy);
  if (!study) return study.problems();
  FitDataRequest r;
  r.study = std::move(*study);
  for (const std::string& parameter : laid->all("fit")) {
    const auto p = read_fitted(parameter, r.study.scenario.params);
    if (!p) return p.problems();
    r.parameters.push_back(*p);
  }
  r.data = laid->one("data"), r.only = laid->all("only");
  r.age = io::to_number(laid->one("age"));
  io::Refusal why;
  r.runs = io::read_whole_number<std::uint32_t>(laid->one("runs"), {0, most_runs}, why).value_or(0);
  return r;
}

}  // namespace

Expected<std::size_t> lay_out_fit(const FitDataRequest& r) {
  LaidOut laid{"fit", std::string(build_commit()), r.command, {}};
  laid.ask("data", r.data);
  for (const FittedParameter& p : r.parameters)
    laid.ask("fit", std::string(p.row->name) + "=" + io::number_text(p.low) + ":" + io::number_text(p.high));
  laid.ask("only", r.only);
  if (r.age) laid.ask("age", io::number_text(*r.age));
  laid.ask("runs", std::to_string(r.runs));
  if (auto problem = lay_out_there(r.output, laid, {{study_copy, write_study(r.study)}})) return *problem;
  return cells_of_fit(r.output);
}

Expected<std::size_t> cells_of_fit(const std::string& dir) { return cells_of_sweep(runs_in(dir)); }

Expected<SweepWorked> work_fit(const SweepWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  request->task = r.task, request->of = r.of, request->enough = r.enough;
  pass_on(r, *request);
  const auto done = fit_data(*request);
  if (!done) return done.problems();
  return SweepWorked{done->share, done->there, done->lived, done->seconds, done->stopped};
}

Expected<GatheredWork> gather_fit(const GatherWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  std::vector<std::string> runs;
  for (const std::string& other : r.others) runs.push_back(runs_in(other));
  if (auto problem = take_over_cells(runs_in(r.dir), runs)) return *problem;
  const auto cells = cells_of_fit(r.dir);
  const auto missing = missing_cells(runs_in(r.dir));
  if (!cells || !missing) return cells ? missing.problems() : cells.problems();
  GatheredWork out;
  out.cells = *cells, out.missing = *missing;
  if (!out.missing.empty()) return out;
  request->resume = true;
  pass_on(r, *request);
  const auto done = fit_data(*request);
  if (!done) return done.problems();
  out.text = r.json ? to_json(*done) : to_text(*done), out.stopped = done->stopped;
  return out;
}

}  // namespace bowlby
