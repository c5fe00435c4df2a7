// Which of several groups a sentence of the page may set against each other, and how sure that is.
#include <algorithm>
#include <cmath>

#include "app/report/parts.hpp"
#include "evidence/contrast.hpp"

namespace bowlby::page {
namespace {

constexpr std::size_t least_group = 10;

struct Mean {
  std::size_t group = 0, n = 0;
  double value = 0;
};

std::vector<Mean> means(const Sample& s, std::size_t groups) {
  std::vector<Mean> all(groups);
  for (std::size_t g = 0; g < groups; ++g) all[g].group = g;
  for (std::size_t i = 0; i < s.value.size(); ++i) {
    if (!(s.group[i] >= 0 && s.group[i] < static_cast<double>(groups))) continue;
    Mean& m = all[static_cast<std::size_t>(s.group[i])];
    m.n += 1;
    m.value += s.value[i];
  }
  std::erase_if(all, [](const Mean& m) { return m.n < least_group; });
  for (Mean& m : all) m.value /= static_cast<double>(m.n);
  return all;
}

}  // namespace

report::Contrast widened(report::Contrast c, std::size_t picked_from) {
  const auto of = static_cast<std::size_t>(c.of);
  const double wider = evidence::quantile_of(of * picked_from) / evidence::quantile_of(of);
  c.low = c.difference - wider * (c.difference - c.low);
  c.high = c.difference + wider * (c.high - c.difference);
  c.of = static_cast<int>(of * picked_from);
  return c;
}

const report::ArmPanel* widest_panel(const report::PageData& page) {
  const report::ArmPanel* found = nullptr;
  double most = 0;
  for (const report::ArmPanel& p : page.arms) {
    const double half = .5 * (p.contrast.high - p.contrast.low);
    const double apart = half > 0 ? std::abs(p.contrast.difference) / half : 0;
    if (apart <= most) continue;
    most = apart;
    found = &p;
  }
  return found;
}

void judge(const std::vector<Gap>& gaps) {
  const auto n = static_cast<std::size_t>(
      std::count_if(gaps.begin(), gaps.end(), [](const Gap& g) { return std::isfinite(g.published); }));
  for (const Gap& g : gaps) {
    if (!std::isfinite(g.published)) continue;
    // a number published without an interval is taken as it stands
    const auto known = [&g](double end) { return std::isfinite(end) ? end : g.published; };
    const evidence::Estimate apart = evidence::apart(
        {g.simulated, g.low, g.high, 0, 0}, {g.published, known(g.published_low), known(g.published_high), 0, 0}, n);
    *g.gap_low = apart.low;
    *g.gap_high = apart.high;
  }
}

report::Contrast contrast(const Sample& s, const std::vector<std::string>& labels, Pick pick) {
  const std::vector<Mean> all = means(s, labels.size());
  const bool to_first = pick == Pick::first_and_most_unlike;
  if (all.size() < 2 || (to_first && all.front().group != 0)) return {};
  const double first = all.front().value;
  const auto lower = [](const Mean& a, const Mean& b) { return a.value < b.value; };
  const auto nearer = [first](const Mean& a, const Mean& b) {
    return std::abs(a.value - first) < std::abs(b.value - first);
  };
  const auto [low, high] = std::minmax_element(all.begin(), all.end(), lower);
  const Mean one = to_first ? *std::max_element(all.begin() + 1, all.end(), nearer) : *high,
             other = to_first ? all.front() : *low;
  const std::size_t k = all.size(), of = to_first ? k - 1 : k * (k - 1) / 2;
  const auto d = difference_of(s, one.group, other.group, of);
  if (!d || one.group == other.group) return {};
  return {labels[one.group], labels[other.group], d->value, d->low, d->high, static_cast<int>(of)};
}

}  // namespace bowlby::page
