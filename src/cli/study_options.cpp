#include "cli/study_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/numbers.hpp"
#include "cli/terminal.hpp"

namespace bowlby {

void add_study_options(CLI::App& command, StudyOptions& o, const char* name) {
  command.add_option(name, o.study, "study file (YAML)")->required();
  add_number(command, "--people", o.changes.founders, study_limits::founders, "founders");
  add_number(command, "--generations", o.changes.generations, study_limits::generations,
             "generations, founders included");
  add_number(command, "--years", o.changes.years, study_limits::years, "years from the first founder's birth");
  add_number(command, "--seed", o.changes.seed, study_limits::seed, "seed; the study file's if left out");
  command.add_option("--parameters", o.parameters,
                     "parameter set: a name (see `bowlby sets`) or a file such as calibrated.yaml");
  command.add_option("--set", o.set, "parameter: name=value (repeatable)");
  command.add_option("--off", o.off, "edge to cut (repeatable); see `bowlby edges`");
  command.add_option("--rung", o.rung, "rung of the ladder, R0 to R6; see `bowlby rungs`");
}

Expected<Study> resolve(const StudyOptions& o) {
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
  if (!problems.empty()) return problems;
  for (const auto& text : o.set)
    if (const auto unread_here = unread_in_runs(text)) say("bowlby: " + *unread_here + "\n");
  return study;
}

}  // namespace bowlby
