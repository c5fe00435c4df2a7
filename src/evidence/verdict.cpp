#include "evidence/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bowlby::evidence {
namespace {

bool small_scale(Statistic statistic) {
  return statistic == Statistic::proportion || statistic == Statistic::r || statistic == Statistic::kappa ||
         statistic == Statistic::d;
}

double tolerance(const Target& target) {
  const double relative = relative_tolerance * std::fabs(target.estimate);
  return small_scale(target.statistic) ? std::max(relative, least_tolerance) : relative;
}

Judgement judge_direction(const Target& target, const Estimate& simulated) {
  Judgement result;
  const double infinity = std::numeric_limits<double>::infinity();
  result.low = target.estimate > 0 ? 0.0 : -infinity;
  result.high = target.estimate < 0 ? 0.0 : infinity;
  bool met = false;
  if (target.estimate > 0) met = simulated.low > 0;
  else if (target.estimate < 0) met = simulated.high < 0;
  else met = simulated.low <= 0 && simulated.high >= 0;
  if (target.estimate == 0) result.low = result.high = 0.0;
  result.verdict = met ? Verdict::inside : Verdict::outside;
  result.intervals_overlap = simulated.high >= result.low && simulated.low <= result.high;
  return result;
}

}  // namespace

Judgement judge(const Target& target, const std::optional<Estimate>& simulated) {
  Judgement result;
  result.published_band = target.has_interval();
  result.low = result.published_band ? *target.ci_low : target.estimate - tolerance(target);
  result.high = result.published_band ? *target.ci_high : target.estimate + tolerance(target);
  if (target.statistic == Statistic::proportion && !result.published_band) {
    result.low = std::max(0.0, result.low);
    result.high = std::min(1.0, result.high);
  }
  if (!simulated) return result;
  if (target.statistic == Statistic::sign) return judge_direction(target, *simulated);
  const bool inside = simulated->value >= result.low && simulated->value <= result.high;
  result.verdict = inside ? Verdict::inside : Verdict::outside;
  result.intervals_overlap = simulated->high >= result.low && simulated->low <= result.high;
  return result;
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::inside: return "inside";
    case Verdict::outside: return "outside";
    case Verdict::unmeasured: return "unmeasured";
  }
  return {};
}

}  // namespace bowlby::evidence
