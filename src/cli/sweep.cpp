// Sweep: one study at many values and seeds, cell by cell, on this machine or on many.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/sweep/measures.hpp"
#include "app/sweep/planned.hpp"
#include "app/sweep/shared.hpp"
#include "app/sweep/sweep.hpp"
#include "base/json.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "cli/study_options.hpp"

namespace bowlby {
namespace {

constexpr io::Limits<std::uint32_t> tasks{1, 100'000};
constexpr std::uint32_t usual_seeds = 5;

struct Options : LongOptions, StudyOptions {
  std::vector<std::string> vary, measures, others;
  std::optional<std::uint32_t> seeds;
  std::uint32_t task = 1, of = 1;
  std::string output, dir;
  bool partial = false;
  SlurmOptions slurm;
};

Problem refused(const char* option, std::string reason, std::string remedy) {
  return {Fault::usage, "", 0, 0, option, std::move(reason), std::move(remedy)};
}

// A plan of couples, in handfuls of replicates.
int plan_of_couples(const Options& o) {
  const bool changed = !o.set.empty() || !o.off.empty() || !o.parameters.empty() || !o.rung.empty() ||
                       o.changes.founders || o.changes.replicates || o.changes.generations || o.changes.years ||
                       o.changes.seed || o.seeds;
  if (!o.vary.empty() || !o.measures.empty() || changed)
    return complain({refused("plan", "a plan file says itself what is tried and measured",
                             "leave all options but --output out, and change the files")});
  const auto read = read_plan(o.study);
  if (!read) return complain(read.problems());
  const auto cells = lay_out_plan(*read, o.output);
  if (!cells) return complain(cells.problems());
  return told_laid_out(*cells, "ten replicates each, or a draw of parameters", o.output);
}

int plan(const Options& o) {
  if (is_plan_file(o.study)) return plan_of_couples(o);
  if (o.measures.empty())
    return complain({refused("--measure", "is needed for a study file",
                             "see `bowlby sweep measures`; a plan of it is laid out by `bowlby plan --begin`")});
  SweepRequest request;
  std::vector<Problem> problems;
  for (const std::string& text : o.vary) {
    auto axis = read_axis(text);
    if (axis)
      request.axes.push_back(std::move(*axis));
    else
      problems.insert(problems.end(), axis.problems().begin(), axis.problems().end());
  }
  auto study = resolve(o);
  if (!study) problems.insert(problems.end(), study.problems().begin(), study.problems().end());
  if (!problems.empty()) return complain(problems);
  request.study = std::move(*study);
  request.seeds = o.seeds.value_or(usual_seeds);
  request.measures = o.measures;
  request.output = o.output;
  const auto planned = plan_sweep(request);
  if (!planned) return complain(planned.problems());
  fmt::print("{} cells, {} seeds at each of {} points\nplan   {}/plan.tsv\n", planned->cells.size(), request.seeds,
             planned->cells.size() / request.seeds, o.output);
  return 0;
}

int work(const Options& o, const std::string& command_line) {
  if (o.task > o.of)
    return complain({Problem{Fault::usage, "", 0, 0, "--task", fmt::format("{} of {}", o.task, o.of),
                             "tasks are numbered from 1 to --of"}});
  SweepWork request;
  request.dir = o.dir;
  request.task = o.task, request.of = o.of;
  request.enough = enough_on_signal();
  const auto shared = shared_work_in(o.dir);
  if (!shared) return complain(shared.problems());
  return long_command(
      o, command_line, request, *shared ? (*shared)->work : work_sweep,
      [&o](const SweepWorked& done) {
        if (!o.quiet)
          fmt::print("{} cells: {} lived now in {}, {} there before, {} left\n", done.share, done.lived,
                     duration_text(done.seconds), done.there, done.share - done.lived - done.there);
        return 0;
      },
      "Interrupted; every finished cell is kept. Continue with the same command.\n");
}

std::string missing_words(const std::vector<std::uint32_t>& missing, std::size_t cells) {
  return fmt::format("{} of {} cells are missing: {}", missing.size(), cells, ranges_text(missing));
}

// What is there and what is not, for programs; of a sweep over values also what was written.
std::string gathered_json(std::size_t cells, const std::vector<std::uint32_t>& missing,
                          const SweepGathered* written = nullptr) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.object([&] {
    json.field("cells", cells);
    json.field("missing", missing);
    if (!written) return;
    json.field("table", text_or_null(written->table));
    json.field("picture", text_or_null(written->picture));
  });
  return json.take() + "\n";
}

int gather_shared(const Options& o, const SharedWork& kind, const std::string& command_line) {
  if (o.partial)
    return complain(
        {refused("--partial", fmt::format("what is gathered here ({}) is judged as a whole: {}", kind.name, kind.whole),
                 "do what is missing with `bowlby sweep work`")});
  GatherWork request;
  request.dir = o.dir, request.others = o.others, request.json = o.json;
  return long_command(o, command_line, request, kind.gather, [&o](const GatheredWork& done) {
    if (done.missing.empty()) {
      fmt::print("{}", done.text);
      return 0;
    }
    if (o.json) fmt::print("{}", gathered_json(done.cells, done.missing));
    return complain({Problem{Fault::data, o.dir, 0, 0, "", missing_words(done.missing, done.cells),
                             "live them with `bowlby sweep work`"}});
  });
}

int gather(const Options& o, const std::string& command_line) {
  const auto shared = shared_work_in(o.dir);
  if (!shared) return complain(shared.problems());
  if (*shared) return gather_shared(o, **shared, command_line);
  const auto done = gather_sweep(o.dir, o.others, o.partial);
  if (!done) return complain(done.problems());
  if (o.json) fmt::print("{}", gathered_json(done->cells, done->missing, &*done));
  if (!done->missing.empty()) {
    const std::string words = missing_words(done->missing, done->cells);
    if (done->table.empty())
      return complain({Problem{Fault::data, o.dir, 0, 0, "", words,
                               "live them with `bowlby sweep work`, or lay out the others with --partial"}});
    say("bowlby: " + words + "\n");
  }
  if (!o.json) fmt::print("table    {}\npicture  {}\n", done->table, done->picture);
  return 0;
}

int slurm(const Options& o) {
  const auto shared = shared_work_in(o.dir);
  if (!shared) return complain(shared.problems());
  const auto cells = *shared ? (*shared)->cells(o.dir) : cells_of_sweep(o.dir);
  if (!cells) return complain(cells.problems());
  SlurmOptions options = o.slurm;
  if (*shared && (*shared)->stages) {
    const auto stages = (*shared)->stages(o.dir);
    if (!stages) return complain(stages.problems());
    options.stages = *stages;
  }
  fmt::print("{}", slurm_script(o.dir, *cells, options));
  return 0;
}

int list_measures(const Options& o) {
  const auto study = resolve(o);
  if (!study) return complain(study.problems());
  for (const NamedMeasure& m : measures_of(*study)) fmt::print("{:<44} {}\n", m.name, m.says);
  return 0;
}

// A subcommand that is run as `call`.
template <class Call>
CLI::App& part(CLI::App& sweep, Chosen& chosen, const char* name, const char* says, Call call) {
  CLI::App* command = sweep.add_subcommand(name, says);
  command->callback([&chosen, call] { chosen = call; });
  return *command;
}

void add_dir(CLI::App& command, Options& o) {
  command.add_option("dir", o.dir, "folder of a sweep, or of what a command laid out with --begin")->required();
}

void add_planning(CLI::App& command, Options& o) {
  add_study_options(command, o);
  command.add_option("--vary", o.vary,
                     "NAME=FROM:TO:HOW_MANY or NAME=VALUE,VALUE (repeatable); a parameter, people, years, generations, "
                     "or off (edges; + between several, or none)");
  add_number(command, "--seeds", o.seeds, study_limits::replicates, "times each point is lived, with other luck");
  command.add_option("--measure", o.measures,
                     "what is measured in each cell (repeatable); see `bowlby sweep measures`");
  command.add_option("-o,--output", o.output, "folder; must not exist or be empty")->required();
  command.footer(
      "Examples:\n"
      "  bowlby sweep plan studies/couples.yaml --vary press_taxes=0:1.5:10 --seeds 5 --measure dissolution -o "
      "out/taxes\n"
      "  bowlby sweep plan studies/couples.yaml --vary off=none,uncertainty_to_press --vary people=500,1000 --measure "
      "parted -o out/cut\n"
      "  bowlby sweep plan diary.yaml -o out/planned          a plan file (docs/plan.md), in handfuls of replicates");
}

void add_slurm(CLI::App& command, Options& o) {
  add_dir(command, o);
  add_number(command, "--tasks", o.slurm.tasks, io::Limits<std::uint32_t>{1, 1000},
             "tasks of the array; otherwise one a cell, 1000 at most");
  add_number(command, "--at-once", o.slurm.at_once, io::Limits<std::uint32_t>{1, 1000}, "tasks at the same time");
  add_number(command, "--minutes", o.slurm.minutes, io::Limits<std::uint32_t>{3, 43'200}, "time limit of a task");
  add_number(command, "--memory", o.slurm.memory_mb, io::Limits<std::uint32_t>{100, 1'000'000}, "MB of a task");
  command.footer(
      "Examples:\n  bowlby sweep slurm out/taxes > taxes.sh\n"
      "  bowlby sweep slurm out/taxes --tasks 200 --at-once 20 --minutes 240 > taxes.sh");
}

}  // namespace

void add_sweep(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* sweep = app.add_subcommand("sweep", "Live a study at many values and seeds, on one machine or on many");
  sweep->require_subcommand(1);
  add_planning(part(*sweep, chosen, "plan", "Lay out the cells of a sweep in a new folder; live nothing",
                    [o] { return plan(*o); }),
               *o);
  CLI::App& working = part(*sweep, chosen, "work", "Live the cells that are missing, or a task's share of them",
                           [o, command_line] { return work(*o, command_line); });
  add_dir(working, *o);
  add_number(working, "--task", o->task, tasks, "which share, from 1");
  add_number(working, "--of", o->of, tasks, "how many shares there are");
  add_threads(working, o->threads);
  working.add_option("--progress", o->progress, "auto or json")->check(CLI::IsMember({"auto", "json"}));
  working.add_flag("-q,--quiet", o->quiet, "no progress, and no word at the end");
  working.footer(
      "Examples:\n  bowlby sweep work out/taxes\n  bowlby sweep work out/taxes --task 3 --of 20 --threads 1");
  CLI::App& gathering = part(*sweep, chosen, "gather", "Lay out what was measured: table.csv and picture.svg",
                             [o, command_line] { return gather(*o, command_line); });
  add_dir(gathering, *o);
  gathering.add_option("others", o->others, "folders of the same plan, from other machines");
  gathering.add_flag("--partial", o->partial, "lay out what is there, although cells are missing; of a sweep only");
  gathering.add_flag("--json", o->json,
                     "what the command itself says as JSON; of a sweep and of cells that are missing, which");
  gathering.footer(
      "Examples:\n  bowlby sweep gather out/taxes\n  bowlby sweep gather out/taxes out/from_other_machine");
  add_slurm(part(*sweep, chosen, "slurm", "Print a batch script for Slurm; call nothing", [o] { return slurm(*o); }),
            *o);
  CLI::App& measuring =
      part(*sweep, chosen, "measures", "What can be measured in a study, by name", [o] { return list_measures(*o); });
  add_study_options(measuring, *o);
  measuring.footer("Example:\n  bowlby sweep measures studies/couples.yaml");
  sweep->footer(
      "Examples:\n"
      "  bowlby sweep plan studies/couples.yaml --vary press_taxes=0,1 --measure dissolution -o out/two\n"
      "  bowlby sweep work out/two\n  bowlby sweep gather out/two\n"
      "Long commands laid out for tasks, with --begin (docs/sweep.md):\n"
      "  bowlby claims run --all --output out/claims --begin\n"
      "  bowlby sweep work out/claims --task 3 --of 20\n  bowlby sweep gather out/claims");
}

}  // namespace bowlby
