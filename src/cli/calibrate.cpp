#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/calibrate/calibrate.hpp"
#include "app/sweep/calibrated.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "io/text/shell.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

struct Options : LongOptions {
  std::string file, output, stage = "posterior";
  bool small = false, near = false, begin = false;
};

// Laid out for tasks; nothing is lived.
int begin(const Options& o, CalibrateRequest& request, const std::string& command_line) {
  if (o.resume) return complain({begin_or_resume});
  request.command = without_flag(command_line, "--begin");
  const auto steps = lay_out_calibration(request);
  if (!steps) return complain(steps.problems());
  return told_laid_out(steps->most_runs,
                       fmt::format("runs of the largest of {} stages, which wait for each other", steps->stages),
                       o.output);
}

int run(const Options& o, const std::string& command_line) {
  auto file = o.file.empty() ? shipped_calibration() : read_calibration(o.file);
  if (!file) return complain(file.problems());
  CalibrateRequest request;
  if (o.near && !file->near)
    return complain({Problem{Fault::data, o.file, 0, 0, "near", "is not there, so there is no home to stay near",
                             "add the block near: as in studies/calibration.yaml, or leave --near out"}});
  request.file = std::move(*file);
  if (o.small) request.file = quick(std::move(request.file));
  if (o.near) request.file = near_home(std::move(request.file));
  request.output = o.output;
  request.small = o.small;
  request.until = o.stage == "screen"   ? CalibrationStage::screen
                  : o.stage == "design" ? CalibrationStage::design
                                        : CalibrationStage::posterior;
  if (o.begin) return begin(o, request, command_line);
  return long_command(o, command_line, request, calibrate, [&](const CalibrateSummary& done) {
    if (!o.quiet) {
      fmt::print("{}\n{} runs in {}{}\n", done.text, done.runs, duration_text(done.seconds),
                 done.reused > 0 ? fmt::format(", {} of them from before", done.reused) : "");
      fmt::print("results      {}\n", done.results);
      if (!done.calibrated.empty()) fmt::print("parameters   {}\n", done.calibrated);
      if (!done.sensitivity.empty()) fmt::print("sensitivity  {}\n", done.sensitivity);
    }
    fmt::print("digest {}\n", num::hex(done.digest));
    return 0;
  });
}

}  // namespace

void add_calibrate(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("calibrate", "Fit the parameters to published numbers: a posterior, checked");
  command->add_option("file", o->file, "calibration file (YAML); the shipped studies/calibration.yaml if left out");
  command->add_option("-o,--output", o->output, "folder for the results; must not exist or be empty")->required();
  command->add_flag("--quick", o->small, "everything in small, two minutes: for trying, never for use");
  command->add_flag("--near", o->near, "only near a set that the file names (near:), by straight lines");
  add_begin(*command, o->begin);
  add_long_options(*command, *o,
                   {"go on in that folder; runs that are there and still valid are kept", "only the digest line",
                    "runs at once; 0 = one per core. Never changes the result"});
  command->add_option("--stage", o->stage, "how far to go: screen, design or posterior")
      ->check(CLI::IsMember({"screen", "design", "posterior"}));
  command->footer(
      "Examples:\n"
      "  bowlby calibrate --quick --output out/try\n"
      "  bowlby calibrate --output out/fit                    more than an hour on two cores\n"
      "  bowlby calibrate --near --output out/near            half an hour, near a set of today\n"
      "  bowlby calibrate --output out/fit --resume           after Ctrl-C, a crash or --stage\n"
      "  bowlby calibrate my.yaml --stage screen --output out/look\n"
      "On several machines, once for each stage:\n"
      "  bowlby calibrate --output out/fit --begin\n"
      "  bowlby sweep work out/fit --task 3 --of 20           each of 1 to 20; again until all stages are lived\n"
      "  bowlby sweep gather out/fit\n"
      "Writes DIR/calibration.sqlite (every run, every table), DIR/calibrated.yaml and DIR/sensitivity.md.");
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
