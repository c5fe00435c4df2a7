#include <algorithm>

#include "app/build.hpp"
#include "app/sweep/planned.hpp"
#include "io/files/files.hpp"
#include "io/plan/plan_work.hpp"
#include "io/study/file.hpp"
#include "io/sweep/laid_out.hpp"

namespace bowlby {
namespace {

constexpr const char* study_copy = "study.yaml";
constexpr const char *partner = "partner", *set_copy = "set.yaml";
constexpr std::size_t largest_set = 1 << 22;
constexpr const char* covariances[]{"", "free", "intercept"};  // in the order of PlanCovariance

// What was asked, back from the folder; a problem where the folder does not say what its key does.
Expected<PlanRequest> request_in(const std::string& dir) {
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  const auto text = read_copy(dir, study_copy);
  if (!text) return text.problems();
  auto study = parse_study(*text, dir + "/" + study_copy);
  if (!study) return study.problems();
  PlanRequest r;
  r.study = std::move(*study);
  r.outcome = laid->all("outcome"), r.baseline = laid->one("baseline"), r.edge = laid->one("edge");
  r.predictor = laid->all("predictor");
  r.partner = r.predictor == std::vector<std::string>{partner};
  if (r.partner) r.predictor.clear();
  const auto* covariance = std::ranges::find(covariances, laid->one("covariance"));
  r.covariance = static_cast<PlanCovariance>(covariance - std::begin(covariances));
  const auto* test = std::ranges::find(plan_tests, laid->one("analysis"));
  r.test = static_cast<PlanTest>(test - std::begin(plan_tests));
  io::Refusal why;
  for (const std::string& size : laid->all("size"))
    if (const auto n = io::read_whole_number(size, study_limits::founders, why)) r.sizes.push_back(*n);
  r.replicates = io::read_whole_number(laid->one("replicates"), plan_replicates, why).value_or(0);
  r.cost_person = io::to_number(laid->one("cost_person")).value_or(0);
  r.cost_visit = io::to_number(laid->one("cost_visit")).value_or(0);
  if (const std::string set = laid->one("draws_from"); !set.empty()) {
    const auto draws = io::read_whole_number(laid->one("draws"), draw_counts, why).value_or(0);
    if (auto problem = draw_from(r, names_a_file(set) ? dir + "/" + set_copy : set, draws)) return *problem;
    r.draws_from = set;
  }
  const auto key = read_plan_key(dir);
  if (!key) return key.problems();
  if (test != std::end(plan_tests) && covariance != std::end(covariances) && !r.sizes.empty() && r.replicates > 0 &&
      *key == plan_key(r))
    return r;
  return Problem{Fault::data,
                 dir,
                 0,
                 0,
                 "",
                 "holds another plan than plan.key says",
                 "restore plan.key, or lay the plan out anew in another folder"};
}

}  // namespace

Expected<std::size_t> lay_out_people_plan(const PlanRequest& r) {
  if (auto problem = judge_plan(r)) return *problem;
  LaidOut laid{"plan", std::string(build_commit()), r.command, {}};
  laid.ask("outcome", r.outcome);
  laid.ask("predictor", r.partner ? std::vector<std::string>{partner} : r.predictor);
  if (!r.baseline.empty()) laid.ask("baseline", r.baseline);
  if (!r.edge.empty()) laid.ask("edge", r.edge);
  laid.ask("analysis", std::string(plan_tests[static_cast<std::size_t>(r.test)]));
  if (r.covariance != PlanCovariance::unsaid)
    laid.ask("covariance", std::string(covariances[static_cast<std::size_t>(r.covariance)]));
  for (const std::uint32_t size : r.sizes) laid.ask("size", std::to_string(size));
  laid.ask("replicates", std::to_string(r.replicates));
  if (r.cost_person > 0) laid.ask("cost_person", io::number_text(r.cost_person));
  if (r.cost_visit > 0) laid.ask("cost_visit", io::number_text(r.cost_visit));
  std::vector<CopiedFile> copies{{study_copy, write_study(r.study)}, {"plan.key", plan_key(r) + "\n"}};
  if (r.draws > 0) {
    laid.ask("draws_from", r.draws_from), laid.ask("draws", std::to_string(r.draws));
    if (names_a_file(r.draws_from)) {
      auto text = read_whole(r.draws_from, largest_set);
      if (!text) return text.problems();
      copies.push_back({set_copy, std::move(*text)});
    }
  }
  if (auto problem = lay_out(r.output, laid, copies)) return *problem;
  return pieces_of(r);
}

Expected<std::size_t> cells_of_people_plan(const std::string& dir) {
  const auto request = request_in(dir);
  if (!request) return request.problems();
  return pieces_of(*request);
}

Expected<SweepWorked> work_people_plan(const SweepWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  request->task = r.task, request->of = r.of, request->enough = r.enough;
  pass_on(r, *request);
  const auto done = plan(*request);
  if (!done) return done.problems();
  return SweepWorked{done->share, done->there, done->done, done->seconds, done->stopped};
}

Expected<GatheredWork> gather_people_plan(const GatherWork& r) {
  auto request = request_in(r.dir);
  if (!request) return request.problems();
  auto out = bring_together(r, plan_key(*request), pieces_of(*request), read_plan_key);
  if (!out || !out->missing.empty()) return out;
  request->resume = true;
  pass_on(r, *request);
  const auto done = plan(*request);
  if (!done) return done.problems();
  out->text = r.json ? to_json(*done) : to_text(*done), out->stopped = done->stopped;
  return out;
}

}  // namespace bowlby
