#include "app/data/occasions.hpp"

#include <algorithm>
#include <map>

#include "app/data/cells.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

using Key = std::vector<double>;  // ranks or numbers, column by column

// Cells of one column as numbers that stand in the order of time.
std::vector<double> in_order(const io::AnswerTable& table, std::size_t column) {
  std::vector<double> out(table.rows());
  bool numbers = true;
  for (std::size_t r = 0; r < table.rows() && numbers; ++r) {
    const std::string_view cell = trimmed_cell(table.cell(r, column));
    if (cell.empty())
      out[r] = 0;  // before the first
    else
      numbers = io::cell_number(cell, table.point, out[r]);
  }
  if (numbers) return out;
  std::map<std::string_view, double> seen;
  for (std::size_t r = 0; r < table.rows(); ++r)
    out[r] = seen.emplace(trimmed_cell(table.cell(r, column)), static_cast<double>(seen.size())).first->second;
  return out;
}

Expected<std::vector<std::size_t>> places(const io::DataMap& map, const io::AnswerTable& table) {
  std::vector<std::size_t> out;
  for (const io::MappedColumn& c : map.occasion) {
    const auto place = find_column(map, table, c);
    if (!place) return place.problems();
    out.push_back(*place);
  }
  return out;
}

}  // namespace

Expected<std::optional<Occasions>> occasions_of(const io::DataMap& map, const io::AnswerTable& table) {
  if (map.occasion.empty()) return std::optional<Occasions>();
  const auto columns = places(map, table);
  if (!columns) return columns.problems();
  std::vector<std::vector<double>> order;
  for (const std::size_t c : *columns) order.push_back(in_order(table, c));
  std::map<Key, std::size_t> all;  // and a row that is one
  const auto key_of = [&](std::size_t r) {
    Key key;
    for (const auto& column : order) key.push_back(column[r]);
    return key;
  };
  for (std::size_t r = 0; r < table.rows(); ++r) all.emplace(key_of(r), r);
  Occasions out;
  for (auto& [key, row] : all) {
    std::string words;
    for (const std::size_t c : *columns)
      if (const std::string_view cell = trimmed_cell(table.cell(row, c)); !cell.empty())
        words += (words.empty() ? "" : ", ") + (map.round_robin ? "" : table.columns[c] + " ") + std::string(cell);
    row = out.words.size();
    out.words.push_back(words);
  }
  for (std::size_t r = 0; r < table.rows(); ++r) out.of.push_back(all.at(key_of(r)));
  return std::optional(std::move(out));
}

}  // namespace bowlby
