#include "evidence/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace bowlby::evidence {
namespace {

constexpr double wanted_chance = .05, least_spread = .5;

// One statistic of everybody, the data last.
struct Everybody {
  std::vector<double> x;
  double sum = 0, squares = 0, centre = 0, error = 0;

  explicit Everybody(const std::vector<const Estimate*>& all) {
    std::vector<double> errors;
    for (const Estimate* e : all) {
      x.push_back(e->value);
      const double half = (e->high - e->low) / (2 * z95);
      if (std::isfinite(half)) errors.push_back(half);
    }
    if (!errors.empty()) {
      const auto middle = errors.begin() + static_cast<std::ptrdiff_t>(errors.size() / 2);
      std::nth_element(errors.begin(), middle, errors.end());
      error = *middle;
    }
    centre = x.front();
    for (const double v : x) sum += v - centre, squares += (v - centre) * (v - centre);
  }
  double distance(std::size_t of) const {
    const double others = static_cast<double>(x.size() - 1), own = x[of] - centre;
    const double mean = (sum - own) / others;
    const double variance = std::max(0.0, (squares - own * own - others * mean * mean) / (others - 1));
    const double spread = std::max(std::sqrt(variance), least_spread * error);
    const double away = own - mean;
    if (spread > 0) return away / (spread * std::sqrt(1 + 1 / others));
    return away == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), away);
  }
};

void place(LikenessRow& row, const Everybody& all) {
  const std::size_t worlds = all.x.size() - 1;
  row.data = all.x.back();
  row.least = row.greatest = all.x.front();
  for (std::size_t w = 0; w < worlds; ++w) {
    row.mean += all.x[w] / static_cast<double>(worlds);
    row.least = std::min(row.least, all.x[w]), row.greatest = std::max(row.greatest, all.x[w]);
    row.below += all.x[w] < row.data ? 1 : 0;
    row.above += all.x[w] > row.data ? 1 : 0;
  }
  double squares = 0;
  for (std::size_t w = 0; w < worlds; ++w) squares += (all.x[w] - row.mean) * (all.x[w] - row.mean);
  row.sd = std::sqrt(squares / static_cast<double>(worlds - 1));
  row.distance = all.distance(worlds);
}

}  // namespace

double LikenessTable::edges_by_chance() const {
  return 2 * static_cast<double>(measured) / static_cast<double>(worlds + 1);
}

LikenessTable likeness(std::span<const Maybe> data, const std::vector<std::vector<Maybe>>& worlds) {
  LikenessTable table;
  table.worlds = worlds.size();
  table.rows.resize(data.size());
  std::vector<double> strangeness(worlds.size(), 0);  // of each world
  for (std::size_t s = 0; s < data.size(); ++s) {
    std::vector<const Estimate*> all;
    for (const auto& world : worlds)
      if (world[s] && std::isfinite(world[s]->value)) all.push_back(&*world[s]);
    table.rows[s].worlds_without = worlds.size() - all.size();
    if (data[s] && std::isfinite(data[s]->value)) table.rows[s].data = data[s]->value, all.push_back(&*data[s]);
    if (all.size() != worlds.size() + 1 || worlds.size() < 2) continue;
    const Everybody everybody(all);
    place(table.rows[s], everybody);
    const bool same = std::ranges::all_of(everybody.x, [&](double x) { return x == everybody.x.front(); });
    table.rows[s].verdict = same ? Likeness::same : Likeness::fits;
    if (same) continue;
    ++table.measured;
    for (std::size_t w = 0; w < worlds.size(); ++w)
      strangeness[w] = std::max(strangeness[w], std::fabs(everybody.distance(w)));
  }
  const double all = static_cast<double>(worlds.size() + 1);
  const auto allowed = std::clamp<std::size_t>(static_cast<std::size_t>(wanted_chance * all + 1e-9), 1,
                                               std::max<std::size_t>(worlds.size(), 1));
  table.chance = static_cast<double>(allowed) / all;
  std::ranges::sort(strangeness, std::greater<>());
  table.limit = strangeness.empty() ? 0 : strangeness[allowed - 1];
  double own = 0;
  for (LikenessRow& row : table.rows) {
    if (row.verdict != Likeness::fits) continue;
    own = std::max(own, std::fabs(row.distance));
    if (std::fabs(row.distance) > table.limit)
      row.verdict = Likeness::differs;
    else if (row.data < row.least || row.data > row.greatest)
      row.verdict = Likeness::edge;
  }
  table.stranger = static_cast<std::size_t>(std::ranges::count_if(strangeness, [own](double x) { return x >= own; }));
  return table;
}

}  // namespace bowlby::evidence
