#include "app/data/members.hpp"

#include <algorithm>
#include <map>

#include "app/data/cells.hpp"
#include "app/data/round_robin.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr const char *couple_column = "(couple)", *role_column = "(role)";

// Members are no two people in every row, if the map names no id that differs between them.
bool needs_member(const io::DataMap& map, const std::vector<std::string>& paired) {
  return !map.occasion.empty() && (!map.id || std::ranges::count(paired, map.id->name) == 0);
}

using Names = std::vector<std::string>;

std::optional<std::size_t> place_of(const Names& names, const std::string& name) {
  const auto at = std::ranges::find(names, name);
  return at == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - names.begin()));
}

Problem at_map(const io::DataMap& map, const std::string& reason, const std::string& remedy) {
  return {Fault::data, map.file, map.couple->line, map.couple->column, "couple", reason, remedy};
}

// A column of each member, and what it is called without the member's ending.
struct Pair {
  std::string name;
  std::size_t of[2];
};

std::vector<Pair> pairs_of(const Names& columns, const std::string& first, const std::string& second) {
  std::vector<Pair> pairs;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].ends_with(first) || columns[c].size() == first.size()) continue;
    const std::string base = columns[c].substr(0, columns[c].size() - first.size());
    if (const auto other = place_of(columns, base + second); other && *other != c) pairs.push_back({base, {c, *other}});
  }
  return pairs;
}

// "_1" -> "1"
std::string role_from(const std::string& ending, std::size_t k) {
  const std::size_t at = ending.find_first_not_of("_.- ");
  return at == std::string::npos ? std::to_string(k + 1) : ending.substr(at);
}

// The table anew: columns of a member, then those that both share, then whose row it is.
class Halves {
 public:
  Halves(const io::DataMap& map, io::AnswerTable& table, std::vector<Pair> pairs, bool member)
      : map_(map), table_(table), pairs_(std::move(pairs)), member_(member) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (std::ranges::none_of(pairs_, [&](const Pair& p) { return p.of[0] == c || p.of[1] == c; }))
        shared_.push_back(c);
  }

  void make() {
    io::AnswerTable out = table_;
    out.columns.clear(), out.aliases.clear(), out.cells.clear(), out.lines.clear(), out.said.clear();
    for (const Pair& p : pairs_) out.columns.push_back(p.name);
    for (const std::size_t c : shared_) out.columns.push_back(table_.columns[c]);
    for (const char* own : {couple_column, role_column}) out.columns.emplace_back(own);
    if (member_) out.columns.emplace_back(member_column);
    out.aliases.resize(out.columns.size());
    const auto unit = map_.couple->unit ? table_.place(map_.couple->unit->name) : std::nullopt;
    for (std::size_t r = 0; r < table_.rows(); ++r)
      for (std::size_t k = 0; k < 2; ++k) {
        for (const Pair& p : pairs_) out.cells.push_back(table_.cell(r, p.of[k]));
        for (const std::size_t c : shared_) out.cells.push_back(table_.cell(r, c));
        const std::string_view couple = unit ? table_.cell(r, *unit) : out.keep(std::to_string(table_.lines[r]));
        out.cells.push_back(couple);
        out.cells.push_back(out.keep(role(k)));
        if (member_)
          out.cells.push_back(trimmed_cell(couple).empty() ? couple : out.keep(std::string(couple) + " " + role(k)));
        out.lines.push_back(table_.lines[r]);
      }
    out.concluded.push_back(std::to_string(pairs_.size()) + " columns of two members, a row per couple");
    table_ = std::move(out);
  }

 private:
  std::string role(std::size_t k) const {
    const io::MappedCouple& c = *map_.couple;
    return c.roles.size() == 2 ? c.roles[k] : role_from(c.endings[k], k);
  }
  const io::DataMap& map_;
  io::AnswerTable& table_;
  std::vector<Pair> pairs_;
  bool member_;  // a column that names each of the two
  std::vector<std::size_t> shared_;
};

// Cells of the partner's columns against those of the partner's own row.
std::optional<Problem> hold_against_partner(const io::DataMap& map, const io::AnswerTable& table,
                                            const std::optional<Occasions>& occasions, Members& out) {
  const auto pairs = pairs_of(table.columns, "", map.couple->partner);
  if (pairs.empty())
    return at_map(map, "no column ends in " + io::shown(map.couple->partner) + " beside one without",
                  "say how the columns of the partner end (partner: _P)");
  std::map<std::pair<std::string, std::size_t>, std::vector<std::size_t>> rows;  // of a couple at one occasion
  for (std::size_t r = 0; r < table.rows(); ++r)
    if (!out.couple[r].empty()) rows[{out.couple[r], occasions ? occasions->of[r] : 0}].push_back(r);
  const auto alone = std::ranges::count_if(rows, [](const auto& c) { return c.second.size() == 1; });
  // In a diary one of the two is often silent; then only a file in which nobody ever has a partner's row is no such
  // file.
  if (occasions ? static_cast<std::size_t>(alone) == rows.size() : 2 * static_cast<std::size_t>(alone) > rows.size())
    return at_map(map,
                  std::to_string(alone) + " of " + std::to_string(rows.size()) +
                      (occasions ? " days or visits of couples have a single row" : " couples have a single row"),
                  "if each row is a couple, say endings: ['', " + map.couple->partner + "] in place of partner:");
  for (const auto& [couple, both] : rows) {
    if (both.size() != 2) continue;
    for (const Pair& p : pairs)
      for (std::size_t k = 0; k < 2; ++k) {
        const bool alike = trimmed_cell(table.cell(both[k], p.of[1])) == trimmed_cell(table.cell(both[1 - k], p.of[0]));
        ++(alike ? out.agree : out.differ);
        if (!alike && out.first_difference.empty())
          out.first_difference = "line " + std::to_string(table.lines[both[k]]) + ", " + table.columns[p.of[1]];
      }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Problem> one_row_each(io::DataMap& map, io::AnswerTable& table) {
  if (!map.couple || map.couple->endings.empty()) return std::nullopt;
  const std::string &first = map.couple->endings[0], &second = map.couple->endings[1];
  auto pairs = pairs_of(table.columns, first, second);
  if (pairs.empty())
    return at_map(
        map, "no two columns are alike but for " + io::shown(first) + " and " + io::shown(second) + " at their end",
        "look at how the columns of the two members end");
  if (map.couple->unit && !table.place(map.couple->unit->name))
    return at_map(map, "the data file has no column " + io::shown(map.couple->unit->name),
                  "leave unit: out; then a couple is named by its line");
  std::vector<std::string> paired;
  for (const Pair& p : pairs) paired.push_back(p.name);
  const bool member = needs_member(map, paired);
  if (member && !map.couple->unit)
    return at_map(map, "several rows of one couple need its name, since " + io::shown(map.id->name) + " is of both",
                  "name the column of the couple: unit: COLUMN");
  Halves(map, table, std::move(pairs), member).make();
  const auto own = [&](const char* name) {
    return io::MappedColumn{name, "couple", map.couple->line, map.couple->column};
  };
  map.couple->unit = own(couple_column), map.couple->role = own(role_column);
  if (member) map.id = own(member_column);
  return std::nullopt;
}

Expected<std::optional<Members>> members_of(const io::DataMap& map, const io::AnswerTable& table,
                                            const std::optional<Occasions>& occasions) {
  if (!map.couple) return std::optional<Members>();
  Members out;
  const auto column = [&](const std::optional<io::MappedColumn>& c, std::vector<std::string>& into) {
    into.assign(table.rows(), "");
    const auto at = c ? table.place(c->name) : std::nullopt;
    if (at)
      for (std::size_t r = 0; r < table.rows(); ++r) into[r] = trimmed_cell(table.cell(r, *at));
    return at || !c;
  };
  for (const auto* c : {&map.couple->unit, &map.couple->role})
    if (!column(*c, c == &map.couple->unit ? out.couple : out.role)) {
      const std::string near = nearest_name((*c)->name, table.columns);
      return at_map(map, "the data file has no column " + io::shown((*c)->name),
                    near.empty() ? "name the column that is meant" : "did you mean " + near + "?");
    }
  const auto id = map.occasion.empty() || !map.id ? std::nullopt : table.place(map.id->name);
  std::map<std::string, std::vector<std::string>> roles;
  std::map<std::pair<std::string, std::string_view>, bool> counted;  // one person's rows at several occasions
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (out.couple[r].empty() || map.is_missing(out.couple[r])) {
      out.couple[r].clear();
      continue;
    }
    if (id && !counted.emplace(std::pair(out.couple[r], trimmed_cell(table.cell(r, *id))), true).second) continue;
    auto& seen = roles[out.couple[r]];
    if (seen.size() == 2 || (!out.role[r].empty() && std::ranges::count(seen, out.role[r]) > 0))
      out.surplus.push_back(r);
    else
      seen.push_back(out.role[r]);
  }
  if (!map.couple->partner.empty())
    if (auto problem = hold_against_partner(map, table, occasions, out)) return *problem;
  return std::optional(std::move(out));
}

}  // namespace bowlby
