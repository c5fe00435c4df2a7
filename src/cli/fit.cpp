// Fit: which values of a few parameters make simulated people look like a sample of one's own.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/fit/fit_data.hpp"
#include "app/persons/persons.hpp"
#include "app/sweep/fitted.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "cli/study_options.hpp"

namespace bowlby {
namespace {

struct Options : LongOptions, StudyOptions {
  std::string data, output = "out/fit";
  std::vector<std::string> parameters, only;
  std::optional<std::uint32_t> runs;
  std::optional<double> age;
  std::optional<std::uint32_t> task, of;
  std::optional<std::uint32_t> trials, particles;
  bool begin = false, persons = false;
};

Problem refused(const char* option, std::string reason, std::string remedy) {
  return {Fault::usage, "", 0, 0, option, std::move(reason), std::move(remedy)};
}

std::vector<Problem> read_parameters(const Options& o, FitDataRequest& request) {
  std::vector<Problem> problems;
  for (const std::string& text : o.parameters) {
    const auto p = read_fitted(text, request.study.scenario.params);
    if (!p)
      problems.insert(problems.end(), p.problems().begin(), p.problems().end());
    else if (std::ranges::any_of(request.parameters, [&](const FittedParameter& q) { return q.row == p->row; }))
      problems.push_back(refused("--fit", std::string(p->row->name) + " is named twice", "name every parameter once"));
    else
      request.parameters.push_back(*p);
  }
  if (request.parameters.size() > most_fitted)
    problems.push_back(refused("--fit", fmt::format("names {} parameters", request.parameters.size()),
                               fmt::format("name {} at most: a sample tells of few", most_fitted)));
  return problems;
}

std::optional<Problem> read_task(const Options& o) {
  if (o.task && !o.of) return refused("--task", "does not say of how many", "add --of, as in --task 3 --of 20");
  if (o.of && !o.task) return refused("--of", "does not say which of them", "add --task, as in --task 3 --of 20");
  if (o.task && *o.task > *o.of)
    return refused("--task", fmt::format("{} of {}", *o.task, *o.of), "tasks are numbered from 1 to --of");
  if (o.task && o.begin)
    return refused("--begin", "is no task", "begin first, then call the tasks, then fit with --resume");
  return std::nullopt;
}

// The parameters are chosen and the runs laid out: what was asked stands beside them, for tasks.
int begun(const FitDataRequest& request) {
  const auto cells = lay_out_fit(request);
  return cells ? told_laid_out(*cells, "a run each", request.output) : complain(cells.problems());
}

// What is asked of single people has no runs of samples and no tasks, and the other way round.
std::optional<Problem> read_persons(const Options& o) {
  const auto only_with = [](const char* option, const char* other, const char* remedy) {
    return refused(option, std::string("is not for ") + other, remedy);
  };
  constexpr const char *persons = "a fit of persons", *leave = "leave it out, or leave out --persons";
  if (!o.persons) {
    for (const auto& [given, name] :
         {std::pair{o.trials.has_value(), "--trials"}, {o.particles.has_value(), "--particles"}})
      if (given) return only_with(name, "a fit of the sample", "add --persons");
    return std::nullopt;
  }
  for (const auto& [given, name] : {std::pair{!o.parameters.empty(), "--fit"},
                                    {o.runs.has_value(), "--runs"},
                                    {!o.only.empty(), "--only"},
                                    {o.begin, "--begin"},
                                    {o.task.has_value(), "--task"},
                                    {o.of.has_value(), "--of"}})
    if (given) return only_with(name, persons, leave);
  return std::nullopt;
}

int run_persons(const Options& o, Study study, const std::string& command_line) {
  PersonsRequest request;
  request.data = o.data, request.study = std::move(study), request.age = o.age, request.output = o.output;
  request.trials = o.trials.value_or(usual_trials), request.particles = o.particles.value_or(usual_particles);
  return long_command(
      o, command_line, request, fit_persons,
      [&o](const PersonsFit& done) {
        fmt::print("{}", o.json ? to_json(done) : to_text(done));
        for (const std::string& file : done.files) say("written  " + file + "\n");
        return 0;
      },
      all_kept);
}

int run(const Options& o, const std::string& command_line) {
  if (o.study.empty())
    return complain({refused("--study", "says whose worlds are lived, and is not there",
                             "name a study: --study studies/couples.yaml")});
  if (const auto problem = read_persons(o)) return complain({*problem});
  if (const auto problem = read_task(o)) return complain({*problem});
  FitDataRequest request;
  auto study = resolve(o);
  if (!study) return complain(study.problems());
  if (o.persons) return run_persons(o, std::move(*study), command_line);
  request.study = std::move(*study);
  if (const auto problems = read_parameters(o, request); !problems.empty()) return complain(problems);
  request.data = o.data, request.output = o.output, request.only = o.only, request.age = o.age;
  request.runs = o.runs.value_or(0);
  request.begin = o.begin, request.task = o.task.value_or(1), request.of = o.of.value_or(0);
  if (o.of) request.enough = enough_on_signal();
  return long_command(
      o, command_line, request, fit_data,
      [&o, &request](const DataFit& done) {
        if (!done.reckoned) {
          if (o.begin) return begun(request);
          if (!o.quiet) fmt::print("{} runs are laid out, {} lived now\n", done.runs, done.lived);
          return 0;
        }
        fmt::print("{}", o.json ? to_json(done) : to_text(done));
        for (const std::string& file : done.files) say("written  " + file + "\n");
        return 0;
      },
      all_kept);
}

constexpr const char* footer =
    "Examples:\n"
    "  bowlby fit out/mine --study studies/couples.yaml -o out/mine_fitted\n"
    "  bowlby fit out/mine --study studies/couples.yaml --fit press_taxes=0:1.5 --fit stress_size -o out/two\n"
    "  bowlby fit out/mine --study studies/couples.yaml --only ecr --runs 120 -o out/ecr_only\n"
    "What a diary tells of the one who keeps it, where it tells anything:\n"
    "  bowlby fit out/mine --study studies/couples.yaml --persons -o out/mine_persons\n"
    "On several machines:\n"
    "  bowlby fit out/mine --study studies/couples.yaml -o out/f --begin\n"
    "  bowlby sweep work out/f --task 3 --of 20                                       each of 1 to 20\n"
    "  bowlby sweep gather out/f                                                      gathers, and fits";

}  // namespace

void add_fit(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("fit", "Which values of a few parameters make simulated people look like your sample");
  command->add_option("data", o->data, "folder of an import (`bowlby data import`), or of a finished run")->required();
  add_study_options(*command, *o, "--study");
  command->add_option("--fit", o->parameters,
                      "NAME or NAME=LOW:HIGH (repeatable, 6 at most): a parameter and its prior; left out: the four "
                      "that the data tell most of");
  add_number(*command, "--runs", o->runs, io::Limits<std::uint32_t>{fewest_runs, most_runs},
             "simulated samples; left out: 50 for each parameter, and at least 100");
  command->add_option("--only", o->only, "these alone: instruments (ecr, diary) or scales (ecr.anxiety_mean)");
  add_number(*command, "--age", o->age, io::Limits<double>{0, 120}, "age of everybody, where the data tell none");
  command->add_option("-o,--output", o->output, "folder for tables, words and picture; runs are kept there, too");
  command->add_flag("--persons", o->persons,
                    "of single people, by the days of their diaries: traits that simulated diaries like these tell");
  add_number(*command, "--trials", o->trials, io::Limits<std::uint32_t>{fewest_trials, most_trials},
             "with --persons: simulated people on whom it is tried; 200 unless it is said");
  add_number(*command, "--particles", o->particles, io::Limits<std::uint32_t>{fewest_particles, most_particles},
             "with --persons: guesses at what went on between prompts; 300 unless it is said");
  command->add_flag("--begin", o->begin, "lay out the runs for tasks, and live none of them");
  add_number(*command, "--task", o->task, io::Limits<std::uint32_t>{1, 100'000},
             "which share of the runs, from 1; with --of");
  add_number(*command, "--of", o->of, io::Limits<std::uint32_t>{1, 100'000}, "how many shares there are; with --task");
  add_long_options(*command, *o,
                   {"go on with the runs that are in the folder", "no progress",
                    "threads; 0 = all. Never changes the result", "as JSON"});
  command->footer(footer);
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
