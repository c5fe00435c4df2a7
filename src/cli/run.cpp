#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/run_study.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "io/study_file.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

struct Options {
  std::string study, parameters, rung, progress = "auto", isa = "auto";
  std::vector<std::string> set, off;
  std::optional<std::uint32_t> people, generations, replicates;
  std::optional<std::string> output;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
  int threads = 0;
  std::size_t block = 256;
  double checkpoint_seconds = 10;
  bool resume = false, quiet = false, no_report = false, force_no_record = false;
};

// The study file with the command line's changes, every fault reported at once.
Expected<Study> resolve(const Options& o) {
  std::optional<ParameterSet> base;
  if (!o.parameters.empty()) {
    auto set = read_parameter_set(o.parameters);
    if (!set) return set.problems();
    base = std::move(*set);
  }
  auto read = read_study(o.study, base ? &*base : nullptr);
  if (!read) return read;
  Study study = *read;
  std::vector<Problem> problems;
  const auto note = [&problems](const std::optional<Problem>& p) {
    if (p) problems.push_back(*p);
  };
  Scenario& s = study.scenario;
  for (const auto& text : o.set) note(set_parameter(s.params, text));
  if (!o.rung.empty()) note(cut_to_rung(s.edges, o.rung));
  for (const auto& name : o.off) note(cut_edge(s.edges, name));
  if (o.people) s.founders = *o.people;
  if (o.generations) s.generations = static_cast<int>(*o.generations);
  if (o.replicates) study.replicates = *o.replicates;
  if (o.years) s.years = *o.years;
  if (o.seed) s.seed = *o.seed;
  if (o.force_no_record) s.record_moments = s.record_courses = 0;
  if (!problems.empty()) return problems;
  // what the flags set is judged by the same rules as a file: write it out and read it back
  auto checked = parse_study(write_study(study), o.study + " with the command line's changes");
  if (!checked) return checked;
  checked->source = study.source;
  return checked;
}

int run(const Options& o, const std::string& command_line) {
  const auto study = resolve(o);
  if (!study) return complain(study.problems());
  const ProgressStyle style = o.quiet                ? ProgressStyle::none
                              : o.progress == "json" ? ProgressStyle::json
                                                     : ProgressStyle::automatic;
  RunRequest request;
  request.study = *study;
  request.output = o.output.value_or("out/" + study->name);
  request.command = command_line;
  request.threads = o.threads;
  request.block = o.block;
  request.resume = o.resume;
  request.report = !o.no_report;
  request.checkpoint_seconds = o.checkpoint_seconds;
  request.stop = stop_on_signals();
  if (o.isa != "auto") {
    request.isa = o.isa == "base" ? Isa::base : o.isa == "v3" ? Isa::v3 : Isa::v4;
    if (!isa_available(request.isa))
      return complain(
          {Problem{Fault::usage, "", 0, 0, "--isa", "this processor does not have " + o.isa, "leave it at auto"}});
  }
  Expected<RunSummary> done = [&] {
    TerminalProgress progress(style);
    request.progress = &progress;
    return run_study(request);
  }();
  if (!done) return complain(done.problems());
  if (!done->note.empty()) say(fmt::format("{}\n", done->note));
  if (done->stopped) {
    say("Interrupted; everything so far is kept. Continue with the same command and --resume.\n");
    return 130;
  }
  if (!o.quiet) {
    fmt::print("{}: {} person-days in {} ({} person-days/s)\n", study->title.empty() ? study->name : study->title,
               count_text(done->person_days), duration_text(done->seconds), count_text(done->rate));
    fmt::print("results  {}\n", done->results);
    if (!done->report.empty()) fmt::print("report   {}\n", done->report);
  }
  fmt::print("digest {}\n", num::hex(done->digest));
  return 0;
}

}  // namespace

void add_run(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* run_command = app.add_subcommand("run", "Run a study: write DIR/results.sqlite and DIR/report.html");
  run_command->add_option("study", o->study, "study file (YAML)")->required();
  run_command->add_option("-o,--output", o->output, "folder for the results; must not exist or be empty (out/NAME)");
  run_command->add_option("--people", o->people, "founders");
  run_command->add_option("--generations", o->generations, "generations, founders included");
  run_command->add_option("--years", o->years, "years from the first founder's birth");
  run_command->add_option("--replicates", o->replicates, "runs with other luck, one after the other");
  run_command->add_option("--seed", o->seed, "seed; the study file's if left out");
  run_command->add_option("--parameters", o->parameters,
                          "parameter set: a name (see `bowlby sets`) or a file such as calibrated.yaml");
  run_command->add_option("--set", o->set, "parameter: name=value (repeatable)");
  run_command->add_option("--off", o->off, "edge to cut (repeatable); see `bowlby edges`");
  run_command->add_option("--rung", o->rung, "rung of the ladder, R0 to R6; see `bowlby rungs`");
  run_command->add_option("-j,--threads", o->threads, "threads; 0 = all. Never changes the result")
      ->check(CLI::Range(0, 1024));
  run_command->add_option("--block", o->block, "people per block; never changes the result")->check(CLI::Range(1, 512));
  run_command->add_option("--isa", o->isa, "auto, base, v3 or v4; never changes the result")
      ->check(CLI::IsMember({"auto", "base", "v3", "v4"}));
  run_command->add_option("--checkpoint-seconds", o->checkpoint_seconds, "seconds between checkpoints")
      ->check(CLI::Range(0.0, 1e6));
  run_command->add_option("--progress", o->progress, "auto or json")->check(CLI::IsMember({"auto", "json"}));
  run_command->add_flag("--resume", o->resume,
                        "continue an interrupted run from its last checkpoint, or from the beginning if there is none; "
                        "a finished run is only given its report, if that is missing");
  run_command->add_flag("--no-report", o->no_report, "results only");
  run_command->add_flag("--no-record", o->force_no_record,
                        "no moment log and no life courses; never changes the digest");
  run_command->add_flag("-q,--quiet", o->quiet, "only the digest line");
  run_command->footer(
      "Examples:\n"
      "  bowlby run studies/generations.yaml --people 2000 --output out/small\n"
      "  bowlby run studies/generations.yaml --people 2000 --output out/small --resume\n"
      "  bowlby run studies/rearing.yaml --off uncertainty_to_press --output out/no_press\n"
      "  bowlby run studies/couples.yaml --set press_taxes=0.2 --seed 7 --output out/gentle");
  run_command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
