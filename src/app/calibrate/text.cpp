#include "app/calibrate/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/text/shell.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

std::string total_text(const OutcomeRow& r) { return r.total ? fmt::format("{:.2f}", *r.total) : "-"; }
const char* sign_text(const OutcomeRow& r) { return r.direction > 0 ? "+" : r.direction < 0 ? "-" : ""; }

std::string with_error(double value, double error) {
  if (std::isnan(value)) return "-";
  return std::isnan(error) ? fmt::format("{:.3g}", value) : fmt::format("{:.3g} ({:.2g})", value, error);
}

bool in_band(const Aim& a, double value) { return value >= a.low && value <= a.high; }  // false for NaN

const char* word(const Aim& a, double value) { return std::isnan(value) ? "" : in_band(a, value) ? "in" : "out"; }

// The numbers of the file that decided how hard was tried.
std::string settings_text(const CalibrationFile& file) {
  const CalibrationStages& s = file.stages;
  if (file.at_home)
    return fmt::format(
        "runs: {}, rounds: {}, check_seeds: {}, check_times: {}, stride: {}, soft: {}, chains: {}, steps: {}",
        file.near->runs, file.near->rounds, s.check_seeds, s.check_times, file.near->stride, file.weight_soft, s.chains,
        s.steps);
  return fmt::format(
      "trajectories: {}, fitted: {}, runs: {}, second_runs: {}, noise_runs: {}, check_seeds: {}, check_times: {}, "
      "chains: {}, steps: {}, recovery_runs: {}",
      s.trajectories, s.fitted, s.runs, s.second_runs, s.noise_runs, s.check_seeds, s.check_times, s.chains, s.steps,
      s.recovery_runs);
}

}  // namespace

std::string outcome_text(const std::vector<OutcomeTable>& tables) {
  std::string out;
  for (const OutcomeTable& t : tables) {
    out += fmt::format("\n{}: the parameters that matter most\n", t.outcome.title);
    out += fmt::format("  {:>2}  {:<34}{:>10}{:>8}{:>12}{:>8}\n", "", "parameter", "influence", "chance", "direction",
                       "total");
    int place = 0;
    for (const OutcomeRow& r : t.rows)
      out += fmt::format("  {:>2}  {:<34}{:>10.2f}{:>8.2f}{:>12}{:>8}\n", ++place, r.parameter, r.influence, r.floor,
                         sign_text(r), total_text(r));
  }
  return out;
}

std::string outcome_page(const CalibrationPlan& plan, const std::vector<OutcomeTable>& tables,
                         const std::string& made_by) {
  std::string out = fmt::format(
      "# What matters most\n\nMade by `{}`; do not edit. For each outcome the ten of {} free parameters that move it "
      "most when each is moved across its prior (`studies/calibration.yaml`), others being anywhere in theirs.\n\n"
      "*Influence*: mean size of the change, in standard deviations of the outcome over the screening runs (mean over "
      "the "
      "outcome's targets). *Chance*: the influence that luck alone would show if the two ends of a step shared none; a "
      "parameter near it may have no influence at all. *Direction*: the sign of the mean change of the first target. "
      "*Total*: share of the outcome's variance over the fitted parameters that goes with this one, alone or with "
      "others "
      "(Sobol's total index); \"-\" if it was not fitted.\n",
      made_by, plan.axes.size());
  for (const OutcomeTable& t : tables) {
    std::string ids;
    for (const std::string& id : t.outcome.targets) ids += (ids.empty() ? "" : ", ") + id;
    out += fmt::format(
        "\n## {}\n\nTargets: {}.\n\n| | parameter | influence | chance | direction | total | meaning |\n"
        "|---|---|---|---|---|---|---|\n",
        t.outcome.title, ids);
    int place = 0;
    for (const OutcomeRow& r : t.rows)
      out += fmt::format("| {} | `{}` | {:.2f} | {:.2f} | {} | {} | {} |\n", ++place, r.parameter, r.influence, r.floor,
                         sign_text(r), total_text(r), find_parameter(r.parameter)->meaning);
  }
  return out;
}

std::string parameter_text(const std::vector<ParameterRow>& rows) {
  const bool taken = !rows.empty() && rows.front().taken;
  std::string out = fmt::format("\n{:<34}{:>10}{:>22}{:>10}{:>22}{:>7}{:>7}{:>9}\n", "parameter", "guess", "prior",
                                taken ? "taken" : "median", "90 %", "R-hat", "ESS", "learned");
  for (const ParameterRow& r : rows)
    out += fmt::format("{:<34}{:>10.4g}{:>22}{:>10.4g}{:>22}{:>7.3f}{:>7.0f}{:>7.0f} %\n", r.name, r.standard,
                       fmt::format("[{:.4g}, {:.4g}]", r.low, r.high), r.taken.value_or(r.median),
                       fmt::format("[{:.4g}, {:.4g}]", r.q05, r.q95), r.rhat, r.ess, 100 * r.learned);
  return out;
}

int inside(const std::vector<FitRow>& rows, bool fitted, evidence::Role role) {
  int n = 0;
  for (const FitRow& r : rows)
    if (r.aim->weight > 0 && r.aim->target.role == role && in_band(*r.aim, fitted ? r.fitted : r.defaults)) ++n;
  return n;
}

std::string fit_text(const std::vector<FitRow>& rows) {
  std::size_t name = 7;  // relations have names, targets short ids
  for (const FitRow& r : rows) name = std::max(name, r.aim->target.id.size() + 1);
  std::string out = fmt::format("\n{:<{}}{:<46}{:>7}{:>10}{:>18}{:>16}{:>5}{:>11}{:>16}{:>5}\n", "id", name, "quantity",
                                "weight", "published", "band", "first guess", "", "predicted", "fitted", "");
  for (const FitRow& r : rows) {
    if (r.aim->weight <= 0) continue;
    out += fmt::format("{:<{}}{:<46}{:>7.2g}{:>10.3g}{:>18}{:>16}{:>5}{:>11.3g}{:>16}{:>5}\n", r.aim->target.id, name,
                       r.aim->target.quantity.substr(0, 44), r.aim->weight, r.aim->target.estimate,
                       fmt::format("[{:.3g}, {:.3g}]", r.aim->low, r.aim->high),
                       with_error(r.defaults, r.defaults_error), word(*r.aim, r.defaults), r.predicted,
                       with_error(r.fitted, r.fitted_error), word(*r.aim, r.fitted));
  }
  for (const evidence::Role role : {evidence::Role::calibrate, evidence::Role::soft}) {
    int all = 0;
    for (const FitRow& r : rows) all += r.aim->weight > 0 && r.aim->target.role == role ? 1 : 0;
    out += fmt::format("{} targets inside their band: {} of {} at the first guess, {} fitted\n",
                       evidence::name_of(role), inside(rows, false, role), all, inside(rows, true, role));
  }
  return out;
}

std::string recovery_text(const std::vector<std::string>& names, const fit::Recovery& r) {
  std::string out = fmt::format(
      "\nrecovery over {} runs taken for data: rank correlation of posterior median and truth (p of even ranks)\n",
      r.data_sets);
  for (std::size_t d = 0; d < names.size(); ++d)
    out += fmt::format("  {:<34}{:>6.2f}  ({:.3f})\n", names[d], r.correlation[d], r.uniform[d]);
  return out;
}

std::string calibrated_file(const CalibrationPlan& plan, const std::vector<ParameterRow>& rows,
                            const std::string& command, const std::string& program, std::uint64_t digest, bool small) {
  std::string out = fmt::format(
      "# {}, to be taken over into a study's `parameters`, and the posterior they come from.\n{}"
      "name: {}\nmade_by: {}\ncommand: {}\nseed: {}\ndigest: {}\n\nparameters:\n",
      plan.file.at_home ? "The best place near home" : "Posterior medians",
      small ? "# Made with --quick: for trying, never for use.\n" : "", plan.file.name, program,
      command_for_others(command, "out/fit"), plan.file.seed, num::hex(digest));
  for (const ParameterRow& r : rows) out += fmt::format("  {}: {:.6g}\n", r.name, r.taken.value_or(r.median));
  out +=
      "\n# guess: value before the fit; learned: share of the prior's variance that the targets took "
      "away\nposterior:\n";
  for (const ParameterRow& r : rows)
    out += fmt::format(
        "  - {{name: {}, guess: {:.6g}, prior: [{:.6g}, {:.6g}], q05: {:.6g}, q25: {:.6g}, median: {:.6g}, q75: "
        "{:.6g}, "
        "q95: {:.6g}, rhat: {:.4f}, ess: {:.0f}, learned: {:.3f}}}\n",
        r.name, r.standard, r.low, r.high, r.q05, r.q25, r.median, r.q75, r.q95, r.rhat, r.ess, r.learned);
  out += "\nsettings: {" + settings_text(plan.file) + "}\nstudies:\n";
  for (const CalibrationStudy& use : plan.file.studies)
    out += fmt::format("  - {{study: {}, people: {}, screen_people: {}}}\n", use.study.name, use.people,
                       use.screen_people);
  return out;
}

}  // namespace bowlby
