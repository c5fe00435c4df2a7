// How far a parameter may go where nobody says.
#include <fmt/format.h>

#include <algorithm>

#include "app/fit/fit_data.hpp"
#include "io/text/fields.hpp"
#include "io/text/numbers.hpp"
#include "num/normal.hpp"

namespace bowlby {
namespace {

// Of each kind of mechanism that answers and diaries of adults feel, one or two; and the levels of questionnaires,
// which otherwise would be told as mechanisms.
constexpr const char* candidates[] = {
    "stress_size",         "alarm_threshold",  "self_soothing",  "security_memory",
    "cost_of_no_answer",   "insistence",       "press_taxes",    "distress_narrows",
    "care_mean",           "outside_spread",   "life_stress_sd", "ecr_anxiety_level",
    "ecr_avoidance_level", "ecr_person_noise", "report_habit",   "symptom_from_stress"};

// Like tools/fit/calibration_priors.py: levels move by a distance, shares by a distance in probits, other numbers by a
// factor. That one names its levels and offsets; here every parameter called so, or told in probits, is one.
constexpr double level_step = .6, probit_offset_step = .3, probit_step = .35, log_factor = 1.6, least_factor = .6,
                 most_factor = 1.5;

const ParamInfo* row_named(const std::string& name) {
  const auto at = std::ranges::find_if(parameter_table, [&](const ParamInfo& r) { return r.name == name; });
  return at == parameter_table.end() ? nullptr : &*at;
}

Problem refused(std::string reason, std::string remedy) {
  return {Fault::usage, "", 0, 0, "--fit", std::move(reason), std::move(remedy)};
}

}  // namespace

FittedParameter usual_prior(const ParamInfo& row, const Params& own) {
  const double v = own.*(row.field);
  double low = v * least_factor, high = v * most_factor;
  if (row.name.ends_with("_level") && row.scale != Scale::prob)
    low = v - level_step, high = v + level_step;
  else if (row.unit == "probit" && row.low < 0)
    low = v - probit_offset_step, high = v + probit_offset_step;
  else if (row.scale == Scale::prob)
    low = num::normal_cdf(num::normal_quantile(v) - probit_step),
    high = num::normal_cdf(num::normal_quantile(v) + probit_step);
  else if (row.scale == Scale::log)
    low = v / log_factor, high = v * log_factor;
  if (low > high) std::swap(low, high);
  return {&row, std::max(low, row.low), std::min(high, row.high)};
}

std::vector<FittedParameter> fit_candidates(const Params& own) {
  std::vector<FittedParameter> out;
  for (const char* name : candidates)
    if (const ParamInfo* row = row_named(name)) {
      const FittedParameter p = usual_prior(*row, own);
      if (p.high > p.low) out.push_back(p);
    }
  return out;
}

Expected<FittedParameter> read_fitted(const std::string& text, const Params& own) {
  const std::size_t equals = text.find('=');
  const std::string name = text.substr(0, equals);
  const ParamInfo* row = row_named(name);
  if (!row) {
    std::vector<std::string> known;
    for (const ParamInfo& r : parameter_table) known.emplace_back(r.name);
    return refused("there is no parameter " + io::shown(name), io::offer(name, known));
  }
  if (equals == std::string::npos) {
    const FittedParameter p = usual_prior(*row, own);
    if (p.high > p.low) return p;
    return refused(
        fmt::format("{} is {} in the study, and no prior follows from that", name, io::number_text(own.*(row->field))),
        fmt::format("say how far it may go: --fit {}=LOW:HIGH", name));
  }
  const std::string range = text.substr(equals + 1);
  const std::size_t colon = range.find(':');
  const auto low = io::to_number(range.substr(0, colon));
  const auto high = io::to_number(colon == std::string::npos ? "" : range.substr(colon + 1));
  if (!low || !high || !(*high > *low))
    return refused(io::shown(text) + " does not say a lower and a higher value",
                   fmt::format("write {}=LOW:HIGH", name));
  const double least = row->scale == Scale::lin ? row->low : std::max(row->low, 1e-9);
  const double most = row->scale == Scale::prob ? std::min(row->high, 1 - 1e-9) : row->high;
  if (*low < least || *high > most)
    return refused(fmt::format("{} goes from {} to {}", name, io::number_text(least), io::number_text(most)),
                   "stay within");
  return FittedParameter{row, *low, *high};
}

}  // namespace bowlby
