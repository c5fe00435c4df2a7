// Plan: how many people a study needs, by living it many times.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/plan/plan.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

struct Options {
  std::string study, outcome, baseline, progress = "auto";
  std::vector<std::uint32_t> sizes;
  std::uint32_t replicates = 200;
  int threads = 0;
  bool quiet = false, json = false;
};

int run(const Options& o, const std::string& command_line) {
  auto study = read_study(o.study);
  if (!study) return complain(study.problems());
  PlanRequest request;
  request.sizes = o.sizes;
  const std::uint32_t own = study->scenario.founders;
  if (request.sizes.empty()) request.sizes = {own, 2 * own, 4 * own};
  std::ranges::sort(request.sizes);
  request.sizes.erase(std::unique(request.sizes.begin(), request.sizes.end()), request.sizes.end());
  request.study = std::move(*study);
  request.outcome = o.outcome;
  request.baseline = o.baseline;
  request.replicates = o.replicates;
  LongOptions common;
  common.progress = o.progress;
  common.threads = o.threads;
  common.quiet = o.quiet;
  return long_command(
      common, command_line, request, plan,
      [&o](const PlanSummary& done) {
        fmt::print("{}", o.json ? to_json(done) : to_text(done));
        return 0;
      },
      "Interrupted; nothing is kept.\n");
}

}  // namespace

void add_plan(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("plan", "How many people a study with two arms needs to find its effect");
  command->add_option("study", o->study, "study file with two arms that are treated differently")->required();
  command->add_option("--outcome", o->outcome, "WAVE.INSTRUMENT.SCALE, as in q.ecr.anxiety_mean")->required();
  command->add_option("--baseline", o->baseline, "the same for an earlier wave: analysis of covariance");
  add_numbers(*command, "--sizes", o->sizes, study_limits::founders,
              "people in all; otherwise the study's own, twice and four times as many");
  add_number(*command, "--replicates", o->replicates, study_limits::replicates, "times each size is lived");
  add_threads(*command, o->threads);
  command->add_option("--progress", o->progress, "auto or json")->check(CLI::IsMember({"auto", "json"}));
  command->add_flag("-q,--quiet", o->quiet, "no progress");
  command->add_flag("--json", o->json, "as JSON");
  command->footer(
      "Examples:\n  bowlby plan pilot.yaml --outcome q.ecr.anxiety_mean\n"
      "  bowlby plan pilot.yaml --outcome q.ecr.anxiety_mean --sizes 60 120 240 --replicates 500 --json");
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
