#include "evidence/test_kind.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace bowlby::evidence {
namespace {

// Gravest first; holding comes after all of them.
constexpr std::array gravest_first{ClaimVerdict::unmeasured, ClaimVerdict::not_shown,  ClaimVerdict::restated,
                                   ClaimVerdict::offset,     ClaimVerdict::quick_look, ClaimVerdict::not_run};

ClaimVerdict gravest(const std::vector<const PartResult*>& parts) {
  for (const ClaimVerdict grave : gravest_first)
    for (const PartResult* part : parts)
      if (part->verdict == grave) return grave;
  return parts.empty() ? ClaimVerdict::unmeasured : ClaimVerdict::holds;
}

}  // namespace

std::string_view name_of(TestKind kind) {
  switch (kind) {
    case TestKind::fair:
      return "fair test";
    case TestKind::made:
      return "made groups";
    case TestKind::set_by_design:
      return "set by the design";
    case TestKind::raised:
      return "raised strength";
    case TestKind::by_construction:
      return "by construction";
  }
  return {};
}

std::optional<EffectSize> effect_size(std::string_view estimator, double effect) {
  if (estimator == "difference" || estimator == "change") return EffectSize{'d', effect};
  // A log odds ratio is that of a logistic variable cut in two, whose sd is pi over the root of three.
  if (estimator == "odds_ratio") return EffectSize{'d', effect * std::numbers::sqrt3 / std::numbers::pi};
  if (estimator == "correlation" || estimator == "partial" || estimator == "intraclass") return EffectSize{'r', effect};
  if (estimator == "interaction" || estimator == "curvature" || estimator == "slope_difference")
    return EffectSize{'b', effect};
  return std::nullopt;
}

TestKind kind_of(const ClaimPart& part, const PartResult* result) {
  if (!part.raised.empty()) return TestKind::raised;
  if (!part.by_construction.empty()) return TestKind::by_construction;
  if (result != nullptr && result->effect) {
    const auto size = effect_size(part.estimator, result->effect->value);
    if (size && size->letter == 'd' && std::fabs(size->value) > largest_natural_d) return TestKind::set_by_design;
  }
  return part.ordinary ? TestKind::fair : TestKind::made;
}

TestKind kind_of(const Claim& claim, std::span<const PartResult> results) {
  TestKind best = TestKind::raised;
  for (std::size_t i = 0; i < claim.parts.size(); ++i)
    best = std::min(best, kind_of(claim.parts[i], i < results.size() ? &results[i] : nullptr));
  return best;
}

std::optional<ClaimVerdict> fair_verdict(const Claim& claim, std::span<const PartResult> results) {
  std::vector<const PartResult*> fair;
  for (std::size_t i = 0; i < results.size(); ++i)
    if (kind_of(claim.parts[i], &results[i]) == TestKind::fair) fair.push_back(&results[i]);
  return fair.empty() ? std::nullopt : std::optional(gravest(fair));
}

ClaimVerdict verdict_of(const Claim& claim, std::span<const PartResult> parts) {
  if (claim.rivals) return ClaimVerdict::rivals;
  std::vector<const PartResult*> counting, all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    all.push_back(&parts[i]);
    if (claim.parts[i].raised.empty()) counting.push_back(&parts[i]);
  }
  const ClaimVerdict verdict = gravest(counting.empty() ? all : counting);
  if (verdict != ClaimVerdict::holds) return verdict;
  if (counting.empty()) return ClaimVerdict::raised;
  switch (kind_of(claim, parts)) {
    case TestKind::fair:
    case TestKind::made:
      return ClaimVerdict::holds;
    case TestKind::set_by_design:
      return ClaimVerdict::set_by_design;
    case TestKind::by_construction:
    case TestKind::raised:
      break;
  }
  return ClaimVerdict::by_construction;
}

}  // namespace bowlby::evidence
