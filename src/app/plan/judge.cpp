#include "app/plan/judge.hpp"

#include <algorithm>
#include <cmath>

namespace bowlby {
namespace {

constexpr double found_below = .05;
constexpr double told_apart =
    3;  // standard errors from none: below, a truth has no sign and nothing is so many times it

double at_share(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return 0;
  return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

evidence::Maybe share_of(std::size_t found, std::size_t tried) {
  std::vector<double> each(tried, 0);
  std::fill_n(each.begin(), found, 1);
  return evidence::proportion(each);
}

bool covers(const PlanOutcome& o, double truth) {
  const double half = o.degrees_of_freedom > 0 ? evidence::t95(o.degrees_of_freedom) : evidence::z95;
  return std::fabs(o.estimate - truth) <= half * o.error;
}

// Outcomes of one size and length.
class Cell {
 public:
  Cell(CouplePlanCell& cell, bool told) : cell_(cell), told_(told) {}

  void add(const PlanOutcome& with, const PlanOutcome& without) {
    ++cell_.tried;
    if (!without.failed.empty()) {
      ++cell_.cut_failed;
    } else {
      cell_.cut_found += without.p < found_below ? 1 : 0;
      cut_covered_ += covers(without, cell_.cut_truth.value) ? 1 : 0;
    }
    if (!with.failed.empty()) {
      ++cell_.failed[with.failed];
      return;
    }
    cell_.singular += with.singular ? 1 : 0;
    estimates_.push_back(with.estimate), standardised_.push_back(with.estimate * with.scale);
    covered_ += covers(with, cell_.truth.value) ? 1 : 0;
    if (!(with.p < found_below)) return;
    ++cell_.found;
    size_of_found_ += std::fabs(with.estimate);
    cell_.wrong_sign += told_ && with.estimate * cell_.truth.value < 0 ? 1 : 0;
  }

  void finish() {
    double sum = 0;
    for (const double e : estimates_) sum += e;
    const auto n = static_cast<double>(estimates_.size());
    cell_.bias = n > 0 ? sum / n - cell_.truth.value : 0;
    if (n > 0 && cell_.truth.failed.empty()) cell_.coverage = static_cast<double>(covered_) / n;
    if (const std::size_t tests = cell_.tried - cell_.cut_failed; tests > 0 && cell_.cut_truth.failed.empty())
      cell_.cut_coverage = static_cast<double>(cut_covered_) / static_cast<double>(tests);
    if (told_ && cell_.found > 0)
      cell_.exaggeration = size_of_found_ / static_cast<double>(cell_.found) / std::fabs(cell_.truth.value);
    std::ranges::sort(estimates_);
    std::ranges::sort(standardised_);
    cell_.effect = at_share(estimates_, .5);
    cell_.effect_low = at_share(estimates_, .05), cell_.effect_high = at_share(estimates_, .95);
    cell_.standardised = at_share(standardised_, .5);
    cell_.power = share_of(cell_.found, cell_.tried);
    cell_.false_alarms = share_of(cell_.cut_found, cell_.tried);
  }

 private:
  CouplePlanCell& cell_;
  bool told_;
  std::vector<double> estimates_, standardised_;
  std::size_t covered_ = 0, cut_covered_ = 0;
  double size_of_found_ = 0;
};

}  // namespace

double cost_of(const PlanFile& plan, double couples, int days) {
  return couples * (plan.cost_couple + days * (plan.cost_day + 2 * plan.prompts * plan.cost_prompt));
}

void judge(CouplePlanSummary& out, std::span<const PlanOutcome> outcomes, const std::vector<PlanTruth> (&truths)[2]) {
  const PlanFile& plan = out.plan;
  const std::size_t lengths = plan.days.size(), cells = plan.sizes.size() * lengths;
  for (std::size_t c = 0; c < cells; ++c) {
    CouplePlanCell cell;
    cell.couples = plan.sizes[c / lengths];
    cell.days = plan.days[c % lengths];
    cell.truth = truths[0][c % lengths], cell.cut_truth = truths[1][c % lengths];
    cell.cost = cost_of(plan, cell.couples, cell.days);
    Cell sums(cell, cell.truth.failed.empty() && std::fabs(cell.truth.value) > told_apart * cell.truth.error);
    for (std::size_t r = 0; r < plan.replicates; ++r)
      sums.add(outcomes[(2 * r) * cells + c], outcomes[(2 * r + 1) * cells + c]);
    sums.finish();
    out.cells.push_back(std::move(cell));
  }
  for (std::size_t d = 0; d < lengths; ++d) {
    std::vector<evidence::PowerAt> points;
    for (std::size_t s = 0; s < plan.sizes.size(); ++s) {
      const CouplePlanCell& cell = out.cells[s * lengths + d];
      points.push_back({static_cast<double>(cell.couples), cell.found, cell.tried});
    }
    CouplePlanSummary::Needed needed{plan.days[d], evidence::size_needed(points, .8), evidence::size_needed(points, .9),
                                     0};
    if (needed.for_80) needed.cost_80 = cost_of(plan, std::ceil(needed.for_80->size), needed.days);
    out.needed.push_back(needed);
  }
}

}  // namespace bowlby
