#include "app/sweep/planned.hpp"

#include <algorithm>
#include <filesystem>

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

// What another folder of the same plan has, and this one has not. What both have must be alike.
std::optional<Problem> take_over(const std::string& dir, const std::string& other, const PlanFile& plan) {
  const auto key = read_plan_key(other);
  if (!key) return key.problems().front();
  const auto refuse = [&](std::string reason, std::string remedy) {
    return Problem{Fault::data, other, 0, 0, "", std::move(reason), std::move(remedy)};
  };
  if (*key != plan_key(plan))
    return refuse("has another plan than " + dir,
                  "gather folders of one plan: copy the laid out folder to the other machine");
  for (std::size_t piece = 0; piece < pieces_of(plan).all(); ++piece) {
    const auto theirs = outcomes_of(other, plan, piece);
    if (!theirs) continue;
    if (const auto own = outcomes_of(dir, plan, piece); !own) {
      if (auto problem = make_folder(dir + "/work")) return problem;
      if (auto problem = write_plan_outcomes(dir, piece, *theirs)) return problem;
    } else if (*own != *theirs) {
      return refuse("cell " + std::to_string(piece + 1) + " came out differently in two of the folders",
                    "one of them was changed by hand, or done by another build; please report it if neither");
    }
  }
  return std::nullopt;
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
  request.plan = std::move(*plan), request.output = r.dir, request.command = r.command;
  request.task = r.task, request.of = r.of, request.threads = r.threads;
  request.progress = r.progress, request.stop = r.stop, request.enough = r.enough;
  const auto done = plan_couples(request);
  if (!done) return done.problems();
  return SweepWorked{done->share, done->there, done->done, done->seconds, done->stopped};
}

Expected<PlanGathered> gather_plan(const PlanGather& r) {
  auto plan = plan_in(r.dir);
  if (!plan) return plan.problems();
  for (const std::string& other : r.others)
    if (auto problem = take_over(r.dir, other, *plan)) return *problem;
  PlanGathered out;
  out.cells = pieces_of(*plan).all();
  for (std::size_t piece = 0; piece < out.cells; ++piece)
    if (!outcomes_of(r.dir, *plan, piece)) out.missing.push_back(static_cast<std::uint32_t>(piece + 1));
  if (!out.missing.empty()) return out;
  CouplePlanRequest request;
  request.plan = std::move(*plan), request.output = r.dir, request.command = r.command;
  request.threads = r.threads, request.resume = true, request.progress = r.progress, request.stop = r.stop;
  auto done = plan_couples(request);
  if (!done) return done.problems();
  out.plan = std::move(*done), out.stopped = out.plan.stopped;
  return out;
}

}  // namespace bowlby
