#include "app/sweep/planned.hpp"

#include "io/files/files.hpp"
#include "io/plan/plan_work.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

constexpr std::size_t largest_set = 1 << 22;

// The folder's plan, if it is this build's.
Expected<PlanFile> plan_in(const std::string& dir) {
  auto plan = read_planned(dir);
  if (!plan) return plan.problems();
  const auto key = read_plan_key(dir);
  if (!key) return key.problems();
  if (*key == plan_key(*plan)) return std::move(*plan);
  return Problem{Fault::data,
                 dir,
                 0,
                 0,
                 "",
                 "was laid out by another build of bowlby, or changed since",
                 "work on it with that build, or lay it out anew in another folder"};
}

}  // namespace

Expected<std::size_t> lay_out_plan(const PlanFile& plan, const std::string& output) {
  std::string set;
  if (!plan.draws_file.empty()) {
    auto text = read_whole(plan.draws_file, largest_set);
    if (!text) return text.problems();
    set = std::move(*text);
  }
  if (auto problem = write_planned(output, plan_key(plan), plan.source, write_study(plan.study), set)) return *problem;
  return cells_of_plan(output);
}

Expected<std::size_t> cells_of_plan(const std::string& dir) {
  const auto plan = plan_in(dir);
  if (!plan) return plan.problems();
  return pieces_of(*plan).all();
}

Expected<SweepWorked> work_plan(const SweepWork& r) {
  auto plan = plan_in(r.dir);
  if (!plan) return plan.problems();
  CouplePlanRequest request;
  request.plan = std::move(*plan);
  request.task = r.task, request.of = r.of, request.enough = r.enough;
  pass_on(r, request);
  const auto done = plan_couples(request);
  if (!done) return done.problems();
  return SweepWorked{done->share, done->there, done->done, done->seconds, done->stopped};
}

Expected<GatheredWork> gather_plan(const GatherWork& r) {
  auto plan = plan_in(r.dir);
  if (!plan) return plan.problems();
  auto out = bring_together(r, plan_key(*plan), pieces_of(*plan).all(), read_plan_key);
  if (!out || !out->missing.empty()) return out;
  CouplePlanRequest request;
  request.plan = std::move(*plan), request.resume = true;
  pass_on(r, request);
  const auto done = plan_couples(request);
  if (!done) return done.problems();
  out->text = r.json ? to_json(*done) : to_text(*done), out->stopped = done->stopped;
  return out;
}

}  // namespace bowlby
