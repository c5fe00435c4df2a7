// Plan: how many people a study needs, by living it many times.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>

#include "app/plan/couples.hpp"
#include "app/plan/plan.hpp"
#include "app/sweep/planned.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "io/plan/plan_file.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

struct Options {
  std::string study, baseline, analysis, covariance, edge, output, progress = "auto";
  std::vector<std::string> outcome, predictor;
  std::vector<std::uint32_t> sizes;
  std::uint32_t replicates = 0;
  double cost_person = 0, cost_visit = 0;
  std::string draws;
  std::optional<std::uint32_t> draw_count;
  int threads = 0;
  bool quiet = false, json = false, resume = false, begin = false;
};

LongOptions common_of(const Options& o) {
  LongOptions common;
  common.progress = o.progress;
  common.threads = o.threads;
  common.resume = o.resume;
  common.quiet = o.quiet;
  return common;
}

int refuse(const char* option, const char* reason, const char* remedy) {
  return complain({{Fault::usage, "", 0, 0, option, reason, remedy}});
}

int run_couples(const Options& o, const std::string& command_line) {
  if (!o.outcome.empty() || !o.baseline.empty() || !o.analysis.empty() || !o.sizes.empty() || !o.predictor.empty() ||
      !o.edge.empty() || !o.covariance.empty() || o.cost_person + o.cost_visit > 0 || !o.draws.empty() || o.draw_count)
    return refuse("plan", "a plan file says outcome, analysis, sizes, draws and cost itself",
                  "leave --outcome, --predictor, --baseline, --analysis, --covariance, --edge, --sizes, --draws and "
                  "--cost-... out");
  if (o.resume && o.output.empty()) return refuse("--resume", "needs the folder to go on with", "give --output FOLDER");
  if (o.begin && o.replicates > 0)
    return refuse("--replicates", "a plan that is laid out says its replicates itself",
                  "change replicates: in the file");
  auto plan = read_plan(o.study);
  if (!plan) return complain(plan.problems());
  if (o.begin) {
    const auto cells = lay_out_plan(*plan, o.output);
    return cells ? told_laid_out(*cells, "ten replicates each, or a draw of parameters", o.output)
                 : complain(cells.problems());
  }
  CouplePlanRequest request;
  request.plan = std::move(*plan);
  if (o.replicates > 0) request.plan.replicates = o.replicates;
  request.output = o.output;
  return long_command(
      common_of(o), command_line, request, plan_couples,
      [&o](const CouplePlanSummary& done) {
        fmt::print("{}", o.json ? to_json(done) : to_text(done));
        return 0;
      },
      o.output.empty() ? "Interrupted; nothing is kept without --output.\n" : all_kept);
}

int run(const Options& o, const std::string& command_line) {
  if (o.begin && o.output.empty()) return refuse("--begin", "needs a folder to lay it out in", "give --output FOLDER");
  if (o.begin && o.resume) return complain({begin_or_resume});
  if (is_plan_file(o.study)) return run_couples(o, command_line);
  if (o.outcome.empty()) return refuse("--outcome", "is needed for a study file", "name one, as in q.ecr.anxiety_mean");
  if (o.resume && o.output.empty()) return refuse("--resume", "needs the folder to go on with", "give --output FOLDER");
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
  request.partner = o.predictor == std::vector<std::string>{"partner"};
  if (!request.partner) request.predictor = o.predictor;
  request.edge = o.edge;
  if (!o.covariance.empty())
    request.covariance = o.covariance == "intercept" ? PlanCovariance::intercept : PlanCovariance::free;
  request.cost_person = o.cost_person, request.cost_visit = o.cost_visit;
  if (o.draw_count && o.draws.empty()) return refuse("--draw-count", "draws from no set", "name one: --draws SET");
  if (!o.draws.empty())
    if (auto problem = draw_from(request, o.draws, o.draw_count.value_or(usual_draws))) return complain({*problem});
  request.output = o.output;
  for (std::size_t i = 0; i < std::size(plan_tests); ++i)
    if (o.analysis == plan_tests[i]) request.test = static_cast<PlanTest>(i);
  if (o.replicates > 0) request.replicates = o.replicates;
  if (o.begin) {
    request.command = command_line;
    const auto cells = lay_out_people_plan(request);
    return cells ? told_laid_out(*cells, "ten lives each, or a draw of parameters", o.output)
                 : complain(cells.problems());
  }
  return long_command(
      common_of(o), command_line, request, plan,
      [&o](const PlanSummary& done) {
        fmt::print("{}", o.json ? to_json(done) : to_text(done));
        return 0;
      },
      o.output.empty() ? "Interrupted; nothing is kept without --output.\n" : all_kept);
}

}  // namespace

void add_plan(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("plan", "How many people, couples and days a study needs to find its effect");
  command
      ->add_option(
          "study", o->study,
          "plan file, or a study file with two arms that are treated differently (or one group, of --analysis paired)")
      ->required();
  const auto names = [](CLI::Option* option) {
    option->delimiter(',')->allow_extra_args(false)->type_name("NAME,...");
  };
  names(command->add_option("--outcome", o->outcome,
                            "of a study file: WAVE.INSTRUMENT.SCALE, as in q.ecr.anxiety_mean; of repeated, growth and "
                            "crossed several with commas, or a wave with several visits"));
  names(command->add_option("--predictor", o->predictor,
                            "the same: of growth what may change the rate, in place of the arm; of crossed the other "
                            "variable at the same visits, or partner: the partner's outcome"));
  command->add_option("--edge", o->edge, "with --predictor: the arrow that is cut for the false alarms");
  command->add_option("--baseline", o->baseline,
                      "an earlier wave: analysis of covariance; of repeated, the wave before the arms part");
  command
      ->add_option("--analysis", o->analysis,
                   "of a study file: means (Welch's t, or covariance); odds: proportional odds, for ordered answers of "
                   "which many lie at one end; paired: one group, less --baseline; repeated: arms over waves; growth: "
                   "a latent growth curve; or crossed: a cross-lagged panel with random intercepts")
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(plan_tests), std::end(plan_tests))));
  command
      ->add_option(
          "--covariance", o->covariance,
          "of repeated: free, each variance and covariance of the waves (the default); or intercept, a random one")
      ->check(CLI::IsMember({"free", "intercept"}));
  add_numbers(*command, "--sizes", o->sizes, study_limits::founders,
              "people in all; otherwise the study's own, twice and four times as many");
  add_number(*command, "--replicates", o->replicates, plan_replicates,
             "times each size is lived; otherwise 200, or what the plan file says");
  add_number(*command, "--cost-person", o->cost_person, io::Limits<double>{0, 1e9},
             "what a person costs, of a study file");
  add_number(*command, "--cost-visit", o->cost_visit, io::Limits<double>{0, 1e9},
             "what each visit of a person costs at which an answer of the analysis is given");
  command->add_option(
      "--draws", o->draws,
      "of a study file: the effect once more, with parameters drawn as far as this set leaves them open; a "
      "name (see `bowlby sets`) or a file");
  add_number(*command, "--draw-count", o->draw_count, draw_counts, "with --draws: how many; otherwise 20");
  command->add_option("-o,--output", o->output, "folder for the page, the numbers, one replicate and its R script");
  command->add_flag("--resume", o->resume, "go on with what an interrupted plan has kept in the folder");
  add_begin(*command, o->begin);
  add_threads(*command, o->threads);
  command->add_option("--progress", o->progress, "auto or json")->check(CLI::IsMember({"auto", "json"}));
  command->add_flag("-q,--quiet", o->quiet, "no progress");
  command->add_flag("--json", o->json, "as JSON");
  command->footer(
      "Examples:\n  bowlby plan pilot.yaml --outcome q.ecr.anxiety_mean\n"
      "  bowlby plan pilot.yaml --outcome q.ecr.anxiety_mean --sizes 60 120 240 --replicates 500 --json\n"
      "  bowlby plan pilot.yaml --outcome q.symptoms.depression --analysis odds\n"
      "  bowlby plan course.yaml --outcome after.ecr.anxiety_mean --baseline before.ecr.anxiety_mean --analysis "
      "paired\n"
      "  bowlby plan trial.yaml --outcome course.ecr.anxiety_mean --analysis repeated --output planned\n"
      "  bowlby plan trial.yaml --outcome course.ecr.anxiety_mean --analysis growth --cost-person 40 --cost-visit 15\n"
      "  bowlby plan panel.yaml --outcome y.symptoms.depression --predictor y.ecr.anxiety_mean --analysis crossed "
      "--edge "
      "EDGE\n"
      "  bowlby plan diary.yaml --output planned\n"
      "  bowlby plan diary.yaml --output planned --resume\n"
      "On several machines:\n"
      "  bowlby plan trial.yaml --outcome course.ecr.anxiety_mean --analysis repeated --output planned --begin\n"
      "  bowlby sweep work planned --task 3 --of 20           each of 1 to 20\n"
      "  bowlby sweep gather planned");
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
