#include "io/text/table_file.hpp"

#include <algorithm>

#include "io/text/fields.hpp"

namespace bowlby {

namespace {

constexpr std::size_t largest_table = 16u << 20;
constexpr std::size_t most_columns = 1000;

std::vector<std::string> split(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

// 1-based byte column at which a cell starts.
int place(const TsvTable::Row& row, std::size_t cell) {
  std::size_t column = 1;
  for (std::size_t c = 0; c < cell; ++c) column += row.cells[c].size() + 1;
  return static_cast<int>(column);
}

void check_header(const TsvTable& table, int line, io::Problems& problems) {
  if (table.columns.size() > most_columns)
    return problems.add(line, 1, "", "has " + std::to_string(table.columns.size()) + " columns",
                        "this is no table of ours");
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const std::string& name = table.columns[c];
    const int at = place({line, table.columns}, c);
    if (name.empty())
      problems.add(line, at, "", "a column has no name", "name every column once");
    else if (std::find(table.columns.begin(), table.columns.begin() + static_cast<std::ptrdiff_t>(c), name) !=
             table.columns.begin() + static_cast<std::ptrdiff_t>(c))
      problems.add(line, at, name, "this column is already there", "name every column once");
  }
}

}  // namespace

Expected<std::size_t> TsvTable::column(const std::string& name) const {
  const auto at = std::find(columns.begin(), columns.end(), name);
  if (at != columns.end()) return static_cast<std::size_t>(at - columns.begin());
  return Problem{Fault::data, file, 0, 0, name, "the table has no such column", io::offer(name, columns)};
}

Expected<std::vector<double>> TsvTable::numbers(const std::string& name, double low, double high) const {
  const auto at = column(name);
  if (!at) return at.problems();
  io::Problems problems(file);
  std::vector<double> out;
  for (const Row& row : rows) {
    const std::string& cell = row.cells[*at];
    const auto v = io::to_number(cell);
    if (!v)
      problems.add(row.line, place(row, *at), name, io::shown(cell) + " is not a number", "write a plain number");
    else if (*v < low || *v > high)
      problems.add(row.line, place(row, *at), name, io::number_text(*v) + " is out of range",
                   "choose a number between " + io::number_text(low) + " and " + io::number_text(high));
    out.push_back(v.value_or(0));
  }
  if (!problems.none()) return problems.take();
  return out;
}

Expected<TsvTable> parse_tsv(std::string_view text, const std::string& name_for_errors) {
  io::Problems problems(name_for_errors);
  TsvTable table;
  table.file = name_for_errors;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const bool zero = text.find('\0') != std::string_view::npos;  // told below, with its line
  if (const auto [line, column] = io::first_bad_byte(text); line > 0 && !zero) {
    problems.add(line, column, "", "this byte is not UTF-8 text", "save the file as UTF-8, without control characters");
    return problems.take();
  }
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with('#')) {
      line.remove_prefix(line.starts_with("# ") ? 2 : 1);
      table.comments.emplace_back(line);
    } else if (line.find('\0') != std::string_view::npos) {
      problems.add(number, 1, "", "a zero byte", "this is no text file");
    } else if (!line.empty() && table.columns.empty()) {
      table.columns = split(line);
      check_header(table, number, problems);
    } else if (!line.empty() && !problems.full()) {
      TsvTable::Row row{number, split(line)};
      if (row.cells.size() == table.columns.size())
        table.rows.push_back(std::move(row));
      else
        problems.add(
            number, 1, "",
            "has " + std::to_string(row.cells.size()) + " cells instead of " + std::to_string(table.columns.size()),
            "separate cells by one tab each");
    }
  }
  if (table.columns.empty())
    problems.add(1, 1, "", "the table has no header", "name the columns in the first line");
  else if (table.rows.empty() && problems.none())
    problems.add(1, 1, "", "the table has no rows", "add a row");
  if (!problems.none()) return problems.take();
  return table;
}

Expected<TsvTable> read_tsv(const std::string& path) {
  const auto bytes = read_whole(path, largest_table);
  if (!bytes) return bytes.problems();
  return parse_tsv(*bytes, path);
}

}  // namespace bowlby
