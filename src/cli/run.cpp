#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/run/run_study.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

struct Options : LongOptions {
  std::string study, parameters, rung, isa = "auto";
  std::vector<std::string> set, off;
  std::optional<std::string> output;
  StudyChanges changes;
  std::size_t block = 256;
  double checkpoint_seconds = 10;
  bool no_report = false, force_no_record = false;
};

// The study file with the command line's changes, every fault reported at once.
Expected<Study> resolve(const Options& o) {
  std::optional<ParameterSet> base;
  if (!o.parameters.empty()) {
    auto set = read_parameter_set(o.parameters);
    if (!set) return set.problems();
    base = std::move(*set);
  }
  auto study = read_study(o.study, base ? &*base : nullptr, o.changes);
  std::vector<Problem> problems;
  const auto note = [&problems](const std::optional<Problem>& p) {
    if (p) problems.push_back(*p);
  };
  if (!study) problems = study.problems();
  Scenario unread;  // the options are judged even where the file cannot be
  Scenario& s = study ? study->scenario : unread;
  for (const auto& text : o.set) note(set_parameter(s.params, text));
  if (!o.rung.empty()) note(cut_to_rung(s.edges, o.rung));
  for (const auto& name : o.off) note(cut_edge(s.edges, name));
  if (o.force_no_record) s.record_moments = s.record_courses = 0;
  if (!problems.empty()) return problems;
  return study;
}

int run(const Options& o, const std::string& command_line) {
  const auto study = resolve(o);
  if (!study) return complain(study.problems());
  for (const auto& text : o.set)
    if (const auto unread = unread_in_runs(text)) fmt::print(stderr, "bowlby: {}\n", *unread);
  RunRequest request;
  request.study = *study;
  request.output = o.output.value_or("out/" + study->name);
  request.block = o.block;
  request.report = !o.no_report;
  request.checkpoint_seconds = o.checkpoint_seconds;
  if (o.isa != "auto") {
    request.isa = o.isa == "base" ? Isa::base : o.isa == "v3" ? Isa::v3 : Isa::v4;
    if (!isa_available(request.isa))
      return complain(
          {Problem{Fault::usage, "", 0, 0, "--isa", "this processor does not have " + o.isa, "leave it at auto"}});
  }
  return long_command(o, command_line, request, run_study, [&](const RunSummary& done) {
    if (!o.quiet) {
      fmt::print("{}: {} person-days in {} ({} person-days/s)\n", study->title.empty() ? study->name : study->title,
                 count_text(done.person_days), duration_text(done.seconds), count_text(done.rate));
      fmt::print("results  {}\n", done.results);
      if (!done.report.empty()) fmt::print("report   {}\n", done.report);
    }
    fmt::print("digest {}\n", num::hex(done.digest));
    return 0;
  });
}

}  // namespace

void add_run(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* run_command = app.add_subcommand("run", "Run a study: write DIR/results.sqlite and DIR/report.html");
  run_command->add_option("study", o->study, "study file (YAML)")->required();
  run_command->add_option("-o,--output", o->output, "folder for the results; must not exist or be empty (out/NAME)");
  add_number(*run_command, "--people", o->changes.founders, study_limits::founders, "founders");
  add_number(*run_command, "--generations", o->changes.generations, study_limits::generations,
             "generations, founders included");
  add_number(*run_command, "--years", o->changes.years, study_limits::years, "years from the first founder's birth");
  add_number(*run_command, "--replicates", o->changes.replicates, study_limits::replicates,
             "runs with other luck, one after the other");
  add_number(*run_command, "--seed", o->changes.seed, study_limits::seed, "seed; the study file's if left out");
  run_command->add_option("--parameters", o->parameters,
                          "parameter set: a name (see `bowlby sets`) or a file such as calibrated.yaml");
  run_command->add_option("--set", o->set, "parameter: name=value (repeatable)");
  run_command->add_option("--off", o->off, "edge to cut (repeatable); see `bowlby edges`");
  run_command->add_option("--rung", o->rung, "rung of the ladder, R0 to R6; see `bowlby rungs`");
  add_number(*run_command, "--block", o->block, io::Limits<std::size_t>{1, 512},
             "people per block; never changes the result");
  run_command->add_option("--isa", o->isa, "auto, base, v3 or v4; never changes the result")
      ->check(CLI::IsMember({"auto", "base", "v3", "v4"}));
  add_number(*run_command, "--checkpoint-seconds", o->checkpoint_seconds, io::Limits<double>{0, 1e6},
             "seconds between checkpoints");
  add_long_options(*run_command, *o,
                   {"continue an interrupted run from its last checkpoint, or from the beginning if there is none; a "
                    "finished run is only given its report, if that is missing",
                    "only the digest line"});
  run_command->add_flag("--no-report", o->no_report, "results only");
  run_command->add_flag("--no-record", o->force_no_record,
                        "no moment log and no life courses; never changes the digest");
  run_command->footer(
      "Examples:\n"
      "  bowlby run studies/generations.yaml --people 2000 --output out/small\n"
      "  bowlby run studies/generations.yaml --people 2000 --output out/small --resume\n"
      "  bowlby run studies/rearing.yaml --off uncertainty_to_press --output out/no_press\n"
      "  bowlby run studies/couples.yaml --set press_taxes=0.2 --seed 7 --output out/gentle");
  run_command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
