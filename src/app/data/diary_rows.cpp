#include "app/data/diary_rows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "app/data/cells.hpp"

namespace bowlby {
namespace {

constexpr double most_days = 100'000;

// Columns of day and prompt; nothing where the occasions are no days.
std::vector<std::size_t> places(const Prepared& p) {
  std::vector<std::size_t> out;
  for (const io::MappedColumn& c : p.map.occasion)
    if (const auto at = std::ranges::find(p.table.columns, c.name); at != p.table.columns.end())
      out.push_back(static_cast<std::size_t>(at - p.table.columns.begin()));
  return out.size() == p.map.occasion.size() && !out.empty() && out.size() <= 2 ? out : std::vector<std::size_t>{};
}

// Values of a scale of the key, by used row; nullptr without it.
const std::vector<double>* values_of(const scoring::Key& key, const scoring::Scored& scored, const char* name) {
  for (std::size_t s = 0; s < key.scales.size(); ++s)
    for (std::size_t o = 0; o < key.scales[s].outputs.size(); ++o)
      if (key.scales[s].outputs[o].name == name && key.scales[s].outputs[o].method == scoring::Method::mean)
        return &scored.scales[s].values[o];
  return nullptr;
}

// Whom each person lives with, by number of the person.
std::vector<std::size_t> partners(const Prepared& p) {
  std::vector<std::size_t> out(p.people, DataSet::nobody);
  if (!p.members) return out;
  std::map<std::string, std::vector<std::size_t>> couples;
  for (std::size_t r = 0; r < p.used.size(); ++r)
    if (const std::string& couple = p.members->couple[p.used[r]]; !couple.empty()) {
      auto& members = couples[couple];
      if (std::ranges::count(members, p.person[r]) == 0) members.push_back(p.person[r]);
    }
  for (const auto& [name, members] : couples)
    if (members.size() == 2) out[members[0]] = members[1], out[members[1]] = members[0];
  return out;
}

}  // namespace

void add_diary(const ScoredData& d, DataSet& to) {
  const Prepared& p = d.people;
  const auto columns = places(p);
  if (columns.empty()) return;
  const auto partner = partners(p);
  for (std::size_t i = 0; i < p.map.instruments.size(); ++i) {
    const scoring::Key& key = p.map.instruments[i].key;
    if (key.name != "diary" || key.low != 1 || key.high != 7) continue;
    const auto *security = values_of(key, d.scores[i], "security"), *distress = values_of(key, d.scores[i], "distress");
    if (!security && !distress) continue;
    std::vector<DataSet::DiaryRow> rows;
    for (std::size_t r = 0; r < p.used.size(); ++r) {
      double when[2]{0, 1};
      for (std::size_t k = 0; k < columns.size(); ++k) {
        const bool number = io::cell_number(trimmed_cell(p.table.cell(p.used[r], columns[k])), p.table.point, when[k]);
        if (!number || when[k] != std::floor(when[k]) || when[k] < 0 || when[k] > most_days) return;
      }
      constexpr double none = std::numeric_limits<double>::quiet_NaN();
      rows.push_back({i, p.person[r], static_cast<int>(when[0]), static_cast<int>(when[1]),
                      security ? (*security)[r] : none, distress ? (*distress)[r] : none, partner[p.person[r]]});
    }
    to.diary.insert(to.diary.end(), rows.begin(), rows.end());
  }
}

}  // namespace bowlby
