#include "app/calibrate/runs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/build.hpp"
#include "app/run/in_memory.hpp"
#include "app/run/opening.hpp"
#include "app/validate/compare.hpp"
#include "app/workers.hpp"
#include "io/embedded.hpp"
#include "num/digest.hpp"
#include "num/distributions.hpp"

namespace bowlby {

double cost_of(const CalibrationPlan& plan, const CalibrationPoint& point) {
  double cost = 0;
  for (const CalibrationStudy& s : plan.file.studies)
    cost += (point.screening ? s.screen_people : s.people * point.times) * s.study.scenario.years *
            s.study.scenario.generations;
  return cost;
}

Study CalibrationRuns::study_at(const CalibrationPoint& point, std::size_t place) const {
  const CalibrationStudy& use = plan_.file.studies[place];
  Study study = use.study;
  Scenario& s = study.scenario;
  for (const auto& [row, value] : point.set) s.params.*(row->field) = value;
  s.founders = point.screening ? use.screen_people : use.people * point.times;
  s.record_moments = s.record_courses = 0;
  // 32 bits: a seed that anybody can type
  s.seed = num::mix64(plan_.file.seed ^ num::mix64((std::uint64_t{point.luck} << 8) + place)) >> 32;
  study.replicates = 1;
  return study;
}

std::uint64_t CalibrationRuns::inputs_of(const CalibrationPoint& point) const {
  num::Digest d;
  for (std::size_t s = 0; s < plan_.file.studies.size(); ++s) d.word(config_hash(study_at(point, s)));
  std::string text(build_commit());
  for (const Aim& a : plan_.aims)
    text += a.target.id +
            (a.sql.empty() ? std::string(embedded_file("queries/" + a.target.id + ".sql").value_or("")) : a.sql);
  d.bytes(text.data(), text.size());
  return d.result();
}

Expected<std::vector<double>> CalibrationRuns::outputs_at(const CalibrationPoint& point) const {
  std::vector<double> outputs(plan_.aims.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t s = 0; s < plan_.file.studies.size(); ++s) {
    const auto lived = live_in_memory(study_at(point, s), settings_.stop);
    if (!lived) return lived.problems();
    if (!*lived) break;
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      if (plan_.aims[k].study != s) continue;
      const Aim& a = plan_.aims[k];
      const auto measured = a.sql.empty() ? measure_target(**lived, a.target.id) : measure_sql(**lived, a.sql);
      if (!measured) return measured.problems();
      if (*measured && std::isfinite((*measured)->value)) outputs[k] = (*measured)->value;
    }
  }
  return outputs;
}

Expected<fit::Matrix> CalibrationRuns::run(const std::vector<CalibrationPoint>& points) {
  const std::vector<std::string> ids = plan_.ids();
  fit::Matrix out(points.size(), ids.size());
  std::vector<std::size_t> open;
  std::vector<std::uint64_t> inputs(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    inputs[i] = inputs_of(points[i]);
    const auto found = store_.find(points[i].stage, points[i].number, inputs[i], ids);
    if (!found) return found.problems();
    if (*found) {
      std::ranges::copy((*found)->outputs, out.row(i).begin());
      if (settings_.done) settings_.done(points[i], true);
    } else {
      open.push_back(i);
    }
  }
  const auto keep = [&](std::size_t job, const std::vector<double>& outputs) -> std::optional<Problem> {
    const std::size_t place = open[job];
    const CalibrationPoint& point = points[place];
    std::ranges::copy(outputs, out.row(place).begin());
    StoredRun row{point.stage, point.number, inputs[place], {}, {}, outputs};
    for (const auto& [parameter, value] : point.set) {
      row.set.emplace_back(parameter->name);
      row.point.push_back(value);
    }
    if (auto problem = store_.put(row, ids)) return problem;
    if (settings_.done) settings_.done(point, false);
    return std::nullopt;
  };
  const auto problems = work_through(
      open.size(), settings_.threads, [this] { return stopped(); },
      [&](std::size_t job) { return outputs_at(points[open[job]]); }, keep);
  if (!problems.empty()) return problems;
  return out;
}

}  // namespace bowlby
