// Cells that are not there yet, lived.
#include <algorithm>
#include <functional>

#include "app/build.hpp"
#include "app/run/in_memory.hpp"
#include "app/session.hpp"
#include "app/sweep/measures.hpp"
#include "app/sweep/sweep.hpp"
#include "app/validate/compare.hpp"
#include "app/workers.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

class Session : LongSession<SweepWork> {
 public:
  explicit Session(const SweepWork& r) : LongSession(r) {}

  Expected<SweepWorked> go() {
    auto plan = read_sweep_plan(request_.dir);
    if (!plan) return plan.problems();
    plan_ = std::move(*plan);
    if (auto problem = another_build(request_.dir, plan_.build)) return *problem;
    if (auto problem = look_up_measures()) return *problem;
    if (auto problem = look_what_is_missing()) return *problem;
    auto problems = work_through(
        missing_.size(), request_.threads, [this] { return stopped(); }, [this](std::size_t job) { return lived(job); },
        [this](std::size_t job, const std::optional<CellResult>& result) -> std::optional<Problem> {
          if (!result) return std::nullopt;
          auto problem = write_cell(request_.dir, plan_, *missing_[job], *result);
          if (!problem) tell(*missing_[job]);
          return problem;
        });
    if (!problems.empty()) return problems;
    out_.stopped = stopped();
    out_.seconds = seconds();
    return out_;
  }

 private:
  std::optional<Problem> look_up_measures() {
    const auto study = parse_study(plan_.study, request_.dir + "/study.yaml");
    if (!study) return study.problems().front();
    for (const std::string& name : plan_.measures) {
      auto measure = measure_named(*study, request_.dir + "/plan.tsv", name);
      if (!measure) return measure.problems().front();
      measures_.push_back(std::move(*measure));
    }
    return std::nullopt;
  }

  std::optional<Problem> look_what_is_missing() {
    for (std::size_t c = request_.task - 1; c < plan_.cells.size(); c += request_.of) {
      ++out_.share;
      const auto there = read_cell(request_.dir, plan_, plan_.cells[c]);
      if (!there) return there.problems().front();
      if (*there)
        ++out_.there;
      else
        missing_.push_back(&plan_.cells[c]);
    }
    return std::nullopt;
  }

  // Nothing where it is not to be lived any more.
  Expected<std::optional<CellResult>> lived(std::size_t job) const {
    if (request_.enough && request_.enough->load()) return std::optional<CellResult>();
    const auto study = study_of_cell(plan_, *missing_[job]);
    if (!study) return study.problems();
    const auto run = live_in_memory(*study, request_.stop, missing_[job]->seed - 1);
    if (!run) return run.problems();
    if (!*run) return std::optional<CellResult>();
    CellResult result;
    const auto last = (*run)->query("SELECT digest FROM stream ORDER BY day DESC LIMIT 1");
    if (!last) return last.problems();
    result.digest = last->rows.empty() ? "" : last->text(0, 0);
    for (const NamedMeasure& m : measures_) {
      const auto value = measure_sql(**run, m.sql);
      if (!value) return value.problems();
      result.values.push_back(*value);
    }
    return std::optional(std::move(result));
  }

  void tell(const SweepCell& cell) {
    ++out_.lived;
    if (!request_.progress) return;
    std::string what;
    for (std::size_t a = 0; a < plan_.varied.size(); ++a) what += plan_.varied[a] + "=" + cell.values[a] + " ";
    what += "seed " + std::to_string(cell.seed);
    request_.progress->report(progress_of(out_, missing_.size(), seconds(), what));
  }

  SweepPlan plan_;
  std::vector<NamedMeasure> measures_;
  std::vector<const SweepCell*> missing_;
  SweepWorked out_;
};

}  // namespace

Progress progress_of(const SweepWorked& worked, std::size_t of, double seconds, const std::string& what) {
  Progress p;
  p.phase = "sweep";
  p.done = worked.lived, p.of = of;
  p.fraction = static_cast<double>(p.done) / static_cast<double>(p.of);
  p.seconds = seconds;
  p.seconds_left = p.seconds * (1 - p.fraction) / p.fraction;
  p.what = what;
  return p;
}

std::optional<Problem> another_build(const std::string& dir, const std::string& build) {
  if (build == build_commit()) return std::nullopt;
  return Problem{Fault::data,
                 dir,
                 0,
                 0,
                 "",
                 "was planned by another build of bowlby (" + build + ")",
                 "work on it with that build, or plan it anew in another folder"};
}

Expected<std::size_t> cells_of_sweep(const std::string& dir) {
  const auto plan = read_sweep_plan(dir);
  if (!plan) return plan.problems();
  return plan->cells.size();
}

Expected<SweepWorked> work_sweep(const SweepWork& request) { return Session(request).go(); }

}  // namespace bowlby
