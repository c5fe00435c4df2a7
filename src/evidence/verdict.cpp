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

Judgement band_of(const Target& target) {
  Judgement result;
  if (target.statistic == Statistic::sign) {
    const double infinity = std::numeric_limits<double>::infinity();
    result.low = target.estimate < 0 ? -infinity : 0.0;
    result.high = target.estimate > 0 ? infinity : 0.0;
    return result;
  }
  result.published_band = target.has_interval();
  result.low = result.published_band ? *target.ci_low : target.estimate - tolerance(target);
  result.high = result.published_band ? *target.ci_high : target.estimate + tolerance(target);
  if (target.statistic == Statistic::proportion && !result.published_band) {
    result.low = std::max(0.0, result.low);
    result.high = std::min(1.0, result.high);
  }
  return result;
}

bool met(const Target& target, const Judgement& band, const Estimate& simulated) {
  if (target.statistic != Statistic::sign) return simulated.value >= band.low && simulated.value <= band.high;
  if (target.estimate > 0) return simulated.low > 0;
  if (target.estimate < 0) return simulated.high < 0;
  return simulated.low <= 0 && simulated.high >= 0;
}

}  // namespace

Judgement judge(const Target& target, const std::optional<Estimate>& simulated) {
  Judgement result = band_of(target);
  if (!simulated) return result;
  result.verdict = met(target, result, *simulated) ? Verdict::inside : Verdict::outside;
  result.intervals_overlap = simulated->high >= result.low && simulated->low <= result.high;
  return result;
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::inside:
      return "inside";
    case Verdict::outside:
      return "outside";
    case Verdict::unmeasured:
      return "unmeasured";
  }
  return {};
}

}  // namespace bowlby::evidence
