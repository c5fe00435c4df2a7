#include "evidence/validation.hpp"

#include <algorithm>
#include <cmath>

namespace bowlby::evidence {
namespace {

constexpr double least_confidence = .6;
constexpr std::size_t worst_shown = 10;

int group(const ValidationRow& row) {
  switch (row.judgement.verdict) {
    case Verdict::outside:
      return 0;
    case Verdict::inside:
      return 1;
    case Verdict::unmeasured:
      return 2;
  }
  return 2;
}

double size_of_error(const ValidationRow& row) {
  const auto e = standardised_error(row);
  return e ? std::fabs(*e) : 0.0;
}

}  // namespace

bool fitted(const Target& target) {
  return target.role != Role::context && !target.recalled() && target.confidence >= least_confidence;
}

std::optional<double> standardised_error(const ValidationRow& row) {
  if (!row.simulated || row.target.statistic == Statistic::sign) return std::nullopt;
  const double published = (row.judgement.high - row.judgement.low) / (2 * z95);
  const double simulated = (row.simulated->high - row.simulated->low) / (2 * z95);
  const double variance = published * published + simulated * simulated;
  if (!(variance > 0) || !std::isfinite(variance)) return std::nullopt;
  return (row.simulated->value - row.target.estimate) / std::sqrt(variance);
}

ValidationSummary summarise(const std::vector<ValidationRow>& rows, bool of_fitted) {
  ValidationSummary s;
  std::vector<const ValidationRow*> erring;
  double squares = 0;
  for (const ValidationRow& row : rows) {
    if (fitted(row.target) != of_fitted) continue;
    s.rows += 1;
    s.measured += row.simulated ? 1 : 0;
    s.inside += row.judgement.verdict == Verdict::inside ? 1 : 0;
    if (const auto e = standardised_error(row)) {
      squares += *e * *e;
      erring.push_back(&row);
    }
  }
  if (!erring.empty()) s.root_mean_square = std::sqrt(squares / static_cast<double>(erring.size()));
  std::stable_sort(erring.begin(), erring.end(), [](const ValidationRow* a, const ValidationRow* b) {
    return size_of_error(*a) > size_of_error(*b);
  });
  for (std::size_t i = 0; i < std::min(worst_shown, erring.size()); ++i) s.worst.push_back(erring[i]->target.id);
  return s;
}

void sort_misses_first(std::vector<ValidationRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const ValidationRow& a, const ValidationRow& b) {
    return group(a) != group(b) ? group(a) < group(b) : group(a) == 0 && size_of_error(a) > size_of_error(b);
  });
}

}  // namespace bowlby::evidence
