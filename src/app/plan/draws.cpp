#include "app/plan/draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace bowlby {
namespace {

constexpr double least_share = .05, share_between = .9;
constexpr double z_of_test = 1.959964, z_of_80 = .841621;

double quantile(const ParameterSpread& s, double share) {
  const double shares[]{.05, .25, .5, .75, .95}, values[]{s.q05, s.q25, s.median, s.q75, s.q95};
  for (std::size_t k = 1; k < std::size(shares); ++k)
    if (share <= shares[k])
      return values[k - 1] + (values[k] - values[k - 1]) * (share - shares[k - 1]) / (shares[k] - shares[k - 1]);
  return s.q95;
}

struct Three {
  double middle = 0, low = 0, high = 0;
};
Three middle_of(std::vector<double> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const auto at = [&values](double share) {
    return values[static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)))];
  };
  return {at(.5), at(least_share), at(least_share + share_between)};
}

}  // namespace

Params draw_parameters(const Params& own, std::span<const ParameterSpread> spreads, const Draws& draws) {
  Params out = own;
  std::uint32_t index = 0;
  for (const ParameterSpread& s : spreads) {
    const double share = least_share + share_between * draws.uniform(Purpose::sample, index++);
    double& value = out.*(s.row->field);
    value = std::clamp(value + quantile(s, share) - s.median, s.row->low, s.row->high);
  }
  return out;
}

std::string drawn_line(const DrawnEffects& d, const char* unit) {
  const auto size = [](double n) { return std::isfinite(n) ? fmt::format("{:.0f}", std::ceil(n)) : "no end"; };
  std::string out = fmt::format("{:.4f} ({:.4f} to {:.4f}), of the same sign in {} of {}", d.effect, d.effect_low,
                                d.effect_high, d.same_sign, d.drawn - d.failed);
  out += fmt::format("; for .80: {} {} ({} to {})", size(d.couples), unit, size(d.couples_low), size(d.couples_high));
  return out + (d.failed > 0 ? fmt::format("; {} without a test\n", d.failed) : "\n");
}

void drawn_fields(JsonWriter& json, const DrawnEffects& d, const std::string& unit) {
  const auto size = [](double n) { return std::isfinite(n) ? std::optional(n) : std::nullopt; };
  json.field("draws", d.drawn);
  json.field("failed", d.failed);
  json.field("same_sign", d.same_sign);
  json.field("effect", d.effect);
  json.field("effect_low", d.effect_low);
  json.field("effect_high", d.effect_high);
  json.field(unit + "_for_80", size(d.couples));
  json.field(unit + "_for_80_low", size(d.couples_low));
  json.field(unit + "_for_80_high", size(d.couples_high));
}

DrawnEffects drawn_effects(int days, std::span<const PlanOutcome> samples, double own) {
  DrawnEffects out;
  out.days = days, out.drawn = samples.size();
  std::vector<double> effects, couples;
  for (const PlanOutcome& o : samples) {
    if (!o.failed.empty()) {
      ++out.failed;
      continue;
    }
    effects.push_back(o.estimate);
    out.same_sign += o.estimate * own > 0 ? 1 : 0;
    const double z = (z_of_test + z_of_80) * o.error / o.estimate;
    couples.push_back(o.estimate == 0 ? std::numeric_limits<double>::infinity()
                                      : std::ceil(static_cast<double>(o.couples) * z * z));
  }
  const Three effect = middle_of(std::move(effects)), size = middle_of(std::move(couples));
  out.effect = effect.middle, out.effect_low = effect.low, out.effect_high = effect.high;
  out.couples = size.middle, out.couples_low = size.low, out.couples_high = size.high;
  return out;
}

}  // namespace bowlby
