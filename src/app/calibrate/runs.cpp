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

Expected<CalibrationRuns::Outputs> CalibrationRuns::kept(const CalibrationPoint& point, std::uint64_t inputs,
                                                         const std::vector<std::string>& ids) {
  if (store_) {
    const auto found = store_->find(point.stage, point.number, inputs, ids);
    if (!found) return found.problems();
    if (*found) return Outputs((*found)->outputs);
  }
  if (!settings_.pieces) return Outputs();
  auto found = settings_.pieces->find(point.stage, point.number, inputs, ids);
  if (found && *found && store_)
    if (auto problem = keep(point, inputs, ids, **found)) return *problem;
  return found;
}

std::optional<Problem> CalibrationRuns::keep(const CalibrationPoint& point, std::uint64_t inputs,
                                             const std::vector<std::string>& ids, const std::vector<double>& outputs) {
  if (!store_) return settings_.pieces->put(point.stage, point.number, inputs, ids, outputs);
  StoredRun row{point.stage, point.number, inputs, {}, {}, outputs};
  for (const auto& [parameter, value] : point.set) {
    row.set.emplace_back(parameter->name);
    row.point.push_back(value);
  }
  return store_->put(row, ids);
}

// Of the runs that are missing, those of this task alone stay.
void CalibrationRuns::share(std::vector<std::size_t>& open, std::size_t count) {
  due_ = {};
  due_.left = open.size();
  std::erase_if(open, [this](std::size_t i) { return i % settings_.of != settings_.task - 1; });
  for (std::size_t i = settings_.task - 1; i < count; i += settings_.of) ++due_.share;
  due_.there = due_.share - open.size();
}

Expected<fit::Matrix> CalibrationRuns::run(const std::vector<CalibrationPoint>& points) {
  const std::vector<std::string> ids = plan_.ids();
  fit::Matrix out(points.size(), ids.size());
  std::vector<std::size_t> open;
  std::vector<std::uint64_t> inputs(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    inputs[i] = inputs_of(points[i]);
    const auto found = kept(points[i], inputs[i], ids);
    if (!found) return found.problems();
    if (*found) {
      std::ranges::copy(**found, out.row(i).begin());
      if (settings_.done) settings_.done(points[i], true);
    } else {
      open.push_back(i);
    }
  }
  if (settings_.of > 0)
    share(open, points.size());
  else if (settings_.pieces && !open.empty())
    return Problem{Fault::data,
                   "",
                   0,
                   0,
                   "stage " + points[open.front()].stage,
                   "runs missing: " + std::to_string(open.size()),
                   "live them with `bowlby sweep work`; stages follow each other"};
  const auto problems = work_through(
      open.size(), settings_.threads, [this] { return stopped(); },
      [&](std::size_t job) -> Expected<Outputs> {
        if (settings_.enough && settings_.enough->load()) return Outputs();
        auto outputs = outputs_at(points[open[job]]);
        if (!outputs) return outputs.problems();
        return Outputs(std::move(*outputs));
      },
      [&](std::size_t job, const Outputs& outputs) -> std::optional<Problem> {
        if (!outputs) return std::nullopt;
        const std::size_t place = open[job];
        std::ranges::copy(*outputs, out.row(place).begin());
        if (auto problem = keep(points[place], inputs[place], ids, *outputs)) return problem;
        ++due_.done, due_.left -= due_.left > 0 ? 1 : 0;
        if (settings_.done) settings_.done(points[place], false);
        return std::nullopt;
      });
  if (!problems.empty()) return problems;
  return out;
}

}  // namespace bowlby
