#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/run/run_study.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "cli/study_options.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

struct Options : LongOptions, StudyOptions {
  std::string isa = "auto";
  std::optional<std::string> output;
  std::size_t block = 256;
  double checkpoint_seconds = 10;
  bool no_report = false, force_no_record = false;
};

int run(const Options& o, const std::string& command_line) {
  auto study = resolve(o);
  if (!study) return complain(study.problems());
  if (o.force_no_record) study->scenario.record_moments = study->scenario.record_courses = 0;
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
  add_study_options(*run_command, *o);
  run_command->add_option("-o,--output", o->output, "folder for the results; must not exist or be empty (out/NAME)");
  add_number(*run_command, "--replicates", o->changes.replicates, study_limits::replicates,
             "runs with other luck, one after the other");
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
