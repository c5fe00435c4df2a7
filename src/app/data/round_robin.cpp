#include "app/data/round_robin.hpp"

#include <algorithm>
#include <map>

#include "app/data/cells.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

std::string_view family_of(const io::DataMap& map, const io::AnswerTable& table, std::size_t row) {
  const auto place = find_column(map, table, map.round_robin->unit);
  return place ? trimmed_cell(table.cell(row, *place)) : std::string_view();
}

Expected<std::vector<std::pair<std::size_t, std::string>>> one_row_each_way(io::DataMap& map, io::AnswerTable& table) {
  std::vector<std::pair<std::size_t, std::string>> refused;
  if (!map.round_robin) return refused;
  std::size_t at[3];
  const io::MappedColumn* named[]{&map.round_robin->unit, &map.round_robin->actor, &map.round_robin->partner};
  for (std::size_t k = 0; k < 3; ++k) {
    const auto place = find_column(map, table, *named[k]);
    if (!place) return place.problems();
    at[k] = *place;
  }
  const std::size_t width = table.columns.size();
  std::vector<std::string_view> cells;
  cells.reserve(table.rows() * (width + 2));
  std::map<std::string, std::string_view> names;  // each once
  const auto name = [&](std::string_view unit, std::string_view member) {
    const auto [found, fresh] = names.emplace(std::string(unit) + "/" + std::string(member), "");
    if (fresh) found->second = table.keep(found->first);
    return found->second;
  };
  for (std::size_t r = 0; r < table.rows(); ++r) {
    std::string_view who[3];
    for (std::size_t k = 0; k < 3; ++k) {
      who[k] = trimmed_cell(table.cell(r, at[k]));
      if (map.is_missing(who[k])) who[k] = {};
    }
    if (who[0].empty() || who[1].empty() || who[2].empty())
      refused.emplace_back(r, "does not say whose family it is, who answers and about whom");
    else if (who[1] == who[2])
      refused.emplace_back(r, "is about the one who answers");
    for (std::size_t c = 0; c < width; ++c) cells.push_back(table.cell(r, c));
    cells.push_back(name(who[0], who[1])), cells.push_back(name(who[0], who[2]));
  }
  for (const char* added : {member_column, about_column}) {
    table.columns.emplace_back(added), table.aliases.emplace_back();
    if (!table.said.empty()) table.said.emplace_back();
  }
  table.cells = std::move(cells);
  const auto own = [&](const char* column) {
    return io::MappedColumn{column, "round_robin", named[0]->line, named[0]->column};
  };
  map.id = own(member_column);
  map.occasion = {own(about_column)};
  table.concluded.push_back("a row for everybody about everybody else");
  return refused;
}

}  // namespace bowlby
