#include "app/calibrate/plan.hpp"

#include <algorithm>

#include "app/validate/compare.hpp"
#include "evidence/verdict.hpp"
#include "io/embedded.hpp"

namespace bowlby {
namespace {

fit::Scale scale_of(Scale s) {
  return s == Scale::log ? fit::Scale::log : s == Scale::prob ? fit::Scale::prob : fit::Scale::lin;
}

// Why a row has no say, or nothing.
std::string reason_against(const CalibrationFile& file, const evidence::Target& t, const std::string& study,
                           bool has_study) {
  if (std::ranges::find(file.leave_out, t.id) != file.leave_out.end()) return "left out by the calibration file";
  if (t.recalled()) return "recalled: nobody has checked it against its source";
  if (t.confidence < file.least_confidence) return "transcribed with too little confidence";
  if (study.empty()) return "the instruments cannot express it (evidence/queries/README.md)";
  if (!has_study) return "measured by the study " + study + ", which this calibration does not run";
  if (t.statistic == evidence::Statistic::sign) return "a direction without a size";
  return {};
}

// A relation as a number to be met, as hard as a calibrate target.
Aim aim_of(const CalibrationFile& file, const CalibrationRelation& r) {
  evidence::Target t;
  t.id = r.name;
  t.role = evidence::Role::calibrate;
  t.quantity = r.says;
  t.estimate = (r.low + r.high) / 2;
  const auto at = std::ranges::find_if(file.studies, [&](const auto& s) { return s.study.name == r.study; });
  return {
      t,    static_cast<std::size_t>(at - file.studies.begin()), 1, r.low, r.high, (r.high - r.low) / 2 / evidence::z95,
      r.sql};
}

}  // namespace

std::vector<std::string> CalibrationPlan::ids() const {
  std::vector<std::string> out;
  for (const Aim& a : aims) out.push_back(a.target.id);
  return out;
}

Expected<CalibrationPlan> plan_calibration(CalibrationFile file) {
  const auto targets = published_targets();
  if (!targets) return targets.problems();
  CalibrationPlan plan;
  for (const evidence::Target& t : *targets) {
    const std::string study = study_of_target(t.id);
    const auto at =
        std::ranges::find_if(file.studies, [&](const CalibrationStudy& s) { return s.study.name == study; });
    const bool has_study = at != file.studies.end();
    double weight = t.role == evidence::Role::calibrate ? file.weight_calibrate
                    : t.role == evidence::Role::soft    ? file.weight_soft
                                                        : 0;
    if (weight > 0) {
      const std::string reason = reason_against(file, t, study, has_study);
      if (!reason.empty()) {
        plan.left_out.push_back({t.id, t.quantity, reason});
        weight = 0;
      }
    }
    const bool looked_at = std::ranges::any_of(file.outcomes, [&](const CalibrationOutcome& o) {
      return std::ranges::find(o.targets, t.id) != o.targets.end();
    });
    if (!has_study || (weight <= 0 && !looked_at)) continue;
    const evidence::Judgement band = evidence::judge(t, std::nullopt);
    plan.aims.push_back({t,
                         static_cast<std::size_t>(at - file.studies.begin()),
                         weight,
                         band.low,
                         band.high,
                         (band.high - band.low) / 2 / evidence::z95,
                         {}});
  }
  if (file.at_home)
    for (const CalibrationRelation& r : file.near->relations) plan.aims.push_back(aim_of(file, r));
  if (std::ranges::none_of(plan.aims, [](const Aim& a) { return a.weight > 0; }))
    return Problem{Fault::data,
                   "",
                   0,
                   0,
                   "targets",
                   "no published number has a say",
                   "give weights above 0 and studies that measure calibrate or soft rows"};
  for (const FreeParameter& p : file.parameters)
    plan.axes.push_back({std::string(p.row->name), p.low, p.high, scale_of(p.row->scale)});
  plan.file = std::move(file);
  return plan;
}

}  // namespace bowlby
