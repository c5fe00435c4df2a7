#include "app/plan/people/judge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bowlby {
namespace {

constexpr double found_below = .05, far_off = std::numeric_limits<double>::quiet_NaN();
constexpr double told_apart = 3;  // standard errors from none: below, nothing is so many times a large sample's value

double at_share(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return far_off;
  return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

evidence::Maybe share_of(std::size_t found, std::size_t tried) {
  std::vector<double> each(tried, 0);
  std::fill_n(each.begin(), found, 1);
  return evidence::proportion(each);
}

bool covers(const PlanOutcome& o, const LargeSample& truth) {
  const double half = o.degrees_of_freedom > 0 ? evidence::t95(o.degrees_of_freedom) : evidence::z95;
  return std::fabs(o.estimate - truth.value) <= half * o.error;
}

std::optional<double> share_covered(std::size_t covered, std::size_t tests, const LargeSample& truth) {
  if (tests == 0 || !truth.failed.empty()) return std::nullopt;
  return static_cast<double>(covered) / static_cast<double>(tests);
}

}  // namespace

double middle_effect(std::span<const PlanOutcome> outcomes) {
  std::vector<double> all;
  for (std::size_t i = 0; i < outcomes.size(); i += 2)
    if (outcomes[i].failed.empty()) all.push_back(outcomes[i].estimate * outcomes[i].scale);
  std::ranges::sort(all);
  return at_share(all, .5);
}

PlanSize judge_size(const PlanSummary& plan, std::uint32_t people, std::span<const PlanOutcome> outcomes) {
  PlanSize size;
  size.people = people;
  std::vector<double> effects, differences;
  double tested = 0, sum = 0, size_of_found = 0;
  std::size_t covered = 0, cut_covered = 0;
  for (std::size_t i = 0; i + 1 < outcomes.size(); i += 2) {
    const PlanOutcome &with = outcomes[i], &without = outcomes[i + 1];
    ++size.tried, ++size.cut_tried;
    if (!without.failed.empty()) {
      ++size.cut_failed;
    } else {
      size.cut_found += without.p < found_below ? 1 : 0;
      cut_covered += covers(without, plan.cut_truth) ? 1 : 0;
    }
    if (!with.failed.empty()) {
      ++size.failed, ++size.failures[with.failed];
      continue;
    }
    effects.push_back(with.estimate * with.scale);
    differences.push_back(with.estimate);
    sum += with.estimate, tested += static_cast<double>(with.couples);
    size.singular += with.singular ? 1 : 0;
    covered += covers(with, plan.truth) ? 1 : 0;
    if (!(with.p < found_below)) continue;
    ++size.found;
    size_of_found += std::fabs(with.estimate);
    size.wrong_sign += effects.back() * plan.effect < 0 ? 1 : 0;
  }
  std::ranges::sort(effects);
  std::ranges::sort(differences);
  size.effect = at_share(effects, .5), size.effect_low = at_share(effects, .05),
  size.effect_high = at_share(effects, .95);
  size.difference = at_share(differences, .5);
  size.power = share_of(size.found, size.tried);
  size.false_alarms = share_of(size.cut_found, size.cut_tried);
  size.coverage = share_covered(covered, effects.size(), plan.truth);
  size.cut_coverage = share_covered(cut_covered, size.cut_tried - size.cut_failed, plan.cut_truth);
  if (effects.empty()) return size;
  const auto n = static_cast<double>(effects.size());
  size.people_tested = tested / n;
  if (plan.truth.failed.empty()) size.bias = (sum / n - plan.truth.value) * plan.truth.scale;
  const bool told = plan.truth.failed.empty() && std::fabs(plan.truth.value) > told_apart * plan.truth.error;
  if (told && size.found > 0)
    size.exaggeration = size_of_found / static_cast<double>(size.found) / std::fabs(plan.truth.value);
  return size;
}

}  // namespace bowlby
