#include "app/data/relations_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "app/data/round_robin.hpp"
#include "base/text.hpp"

namespace bowlby {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// The members of each family, those who answered and those who are answered about, in the order in which they are met.
class Families {
 public:
  explicit Families(const Prepared& p) {
    const auto about =
        static_cast<std::size_t>(std::ranges::find(p.table.columns, about_column) - p.table.columns.begin());
    for (std::size_t r = 0; r < p.used.size(); ++r) {
      const std::string family(family_of(p.map, p.table, p.used[r]));
      const std::size_t who = place(family, p.ids[r]),
                        whom = place(family, std::string(p.table.cell(p.used[r], about)));
      rows_.push_back({family, who, whom});
    }
  }

  std::vector<evidence::RatedGroup> rated(const std::vector<double>& values) const {
    std::map<std::string, evidence::RatedGroup> groups;
    for (const auto& [family, members] : members_)
      groups[family] = {members.size(), std::vector<double>(members.size() * members.size(), none)};
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      evidence::RatedGroup& group = groups[rows_[r].family];
      group.ratings[rows_[r].who * group.members + rows_[r].whom] = values[r];
    }
    std::vector<evidence::RatedGroup> out;
    for (auto& [family, group] : groups) out.push_back(std::move(group));
    return out;
  }

 private:
  struct Row {
    std::string family;
    std::size_t who, whom;
  };
  std::size_t place(const std::string& family, const std::string& member) {
    auto& known = members_[family];
    return known.emplace(member, known.size()).first->second;
  }

  std::map<std::string, std::map<std::string, std::size_t>> members_;
  std::vector<Row> rows_;
};

std::string interval(const evidence::Maybe& m) {
  return m ? fmt::format("{} ({} to {})", rounded(m->value, 3), rounded(m->low, 3), rounded(m->high, 3)) : "-";
}

// Of a variance none can be less than none; of all three together.
std::string share(const evidence::Maybe& part, const evidence::SocialRelations& all) {
  if (!part) return "-";
  double sum = 0;
  for (const evidence::Maybe* m : {&all.actor, &all.partner, &all.relationship}) sum += std::fmax(0, (*m)->value);
  return sum > 0 ? fixed(std::fmax(0, part->value) / sum, 2) : "-";
}

}  // namespace

std::vector<ScaleRelations> relations_of(const Prepared& p, const std::vector<scoring::Scored>& scores) {
  std::vector<ScaleRelations> out;
  if (!p.map.round_robin) return out;
  const Families families(p);
  for (std::size_t i = 0; i < scores.size(); ++i)
    for (std::size_t s = 0; s < scores[i].scales.size(); ++s) {
      const scoring::Key& key = p.map.instruments[i].key;
      out.push_back({key.name, key.scales[s].name, key.scales[s].outputs.front().name,
                     evidence::social_relations(families.rated(scores[i].scales[s].values.front()))});
    }
  return out;
}

std::string relations_sheet(const Prepared& p, const std::vector<scoring::Scored>& scores) {
  const auto all = relations_of(p, scores);
  if (all.empty()) return "";
  std::string out =
      "## Who rates, and who is rated\n\nVariance of each score (95 %), and its share of all three: how people rate "
      "all others, "
      "how all others rate them, and what is of the two alone, with the error of one answer. Members count as "
      "interchangeable. "
      "`returned` is the covariance of a pair's two answers beyond that, `as one gives` that of rating and being "
      "rated.\n\n"
      "| scale | groups | actor | share | partner | share | relationship | share | as one gives | returned |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n";
  for (const ScaleRelations& r : all) {
    const evidence::SocialRelations& f = r.found;
    out += fmt::format("| {}.{} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", r.instrument, r.scale, f.groups,
                       interval(f.actor), share(f.actor, f), interval(f.partner), share(f.partner, f),
                       interval(f.relationship), share(f.relationship, f), interval(f.generalised), interval(f.dyadic));
  }
  std::string left_out;
  for (const ScaleRelations& r : all)
    if (r.found.small + r.found.gaps > 0)
      left_out +=
          fmt::format("- {}.{}: left out are {} with fewer than four members and {} in which an answer is missing\n",
                      r.instrument, r.scale, r.found.small, r.found.gaps);
  return out + (left_out.empty() ? "\n" : "\n" + left_out + "\n");
}

}  // namespace bowlby
