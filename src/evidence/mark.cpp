#include "evidence/mark.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace bowlby::evidence {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

int place(Verdict v) { return v == Verdict::outside ? 0 : v == Verdict::inside ? 1 : 2; }

}  // namespace

MarkRow judge(const Mark& mark, const Target* target, const Maybe& simulated) {
  MarkRow row;
  row.mark = mark;
  row.low = mark.low.value_or(-infinity);
  row.high = mark.high.value_or(infinity);
  row.simulated = simulated;
  if (target != nullptr && !mark.low && !mark.high) {
    const Judgement published = judge(*target, simulated);
    row.low = published.low;
    row.high = published.high;
    row.verdict = published.verdict;
    return row;
  }
  if (simulated)
    row.verdict = simulated->value >= row.low && simulated->value <= row.high ? Verdict::inside : Verdict::outside;
  return row;
}

double distance(const MarkRow& row) {
  if (!row.simulated || row.verdict != Verdict::outside) return 0.0;
  const double value = row.simulated->value, beyond = std::max(row.low - value, value - row.high);
  const double nearest = value < row.low ? row.low : row.high;
  const double width = row.high - row.low;
  const double unit = std::isfinite(width) && width > 0 ? width : std::fabs(nearest);
  return unit > 0 ? beyond / unit : beyond;
}

void sort_misses_first(std::vector<MarkRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const MarkRow& a, const MarkRow& b) {
    const int one = place(a.verdict), two = place(b.verdict);
    return one != two ? one < two : distance(a) > distance(b);
  });
}

}  // namespace bowlby::evidence
