#include "io/data/csv_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "io/data/csv_dialect.hpp"
#include "io/files/files.hpp"
#include "io/text/numbers.hpp"
#include "io/text/yaml_tree.hpp"

namespace bowlby::io {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_columns = 20'000;

Problem problem_in(const std::string& file, int line, int column, std::string reason, std::string remedy) {
  return {Fault::data, file, line, column, "", std::move(reason), std::move(remedy)};
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

std::optional<Problem> not_text(const std::string& file, std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return problem_in(file, 1, 1, "is UTF-16 text", "save it as CSV UTF-8");
  const auto [line, column] = first_bad_byte(text);
  if (line == 0) return std::nullopt;
  return problem_in(file, line, column, "is no UTF-8 text here", "save it as CSV UTF-8");
}

std::optional<Problem> take_names(AnswerTable& table, const std::vector<std::string_view>& head, int line) {
  std::map<std::string, std::size_t> seen;
  for (const std::string_view cell : head) {
    const std::string name(trimmed(cell));
    const auto [at, fresh] = seen.emplace(name, table.columns.size());
    if (!fresh && !name.empty())
      return problem_in(table.file, line, 0,
                        "two columns are called " + shown(name) + ": the " + std::to_string(at->second + 1) +
                            ". and the " + std::to_string(table.columns.size() + 1) + ".",
                        "give each column its own name");
    table.columns.push_back(name);
  }
  table.aliases.assign(table.columns.size(), "");
  return std::nullopt;
}

// {"ImportId":"QID20_3"} under the head and the wording is Qualtrics' third head.
std::string import_id(std::string_view cell) {
  constexpr std::string_view before = "{\"ImportId\":\"";
  if (!cell.starts_with(before)) return {};
  cell.remove_prefix(before.size());
  return std::string(cell.substr(0, cell.find('"')));
}

void take_heads_of_qualtrics(AnswerTable& table) {
  const std::size_t width = table.columns.size();
  if (table.rows() < 2 || import_id(table.cell(1, 0)).empty()) return;
  for (std::size_t c = 0; c < width; ++c) table.aliases[c] = import_id(table.cell(1, c));
  table.cells.erase(table.cells.begin(), table.cells.begin() + static_cast<std::ptrdiff_t>(2 * width));
  table.lines.erase(table.lines.begin(), table.lines.begin() + 2);
  table.concluded.push_back("three heads, as Qualtrics writes them: names, wording, import ids");
}

bool blank_line(const std::vector<std::string_view>& record) {
  return record.size() == 1 && trimmed(record[0]).empty();
}

}  // namespace

bool cell_number(std::string_view cell, char point, double& number) {
  cell = trimmed(cell);
  constexpr std::size_t longest = 32;
  char plain[longest];
  if (cell.empty() || cell.size() >= longest) return false;
  if (cell.front() == '+') cell.remove_prefix(1);
  std::copy(cell.begin(), cell.end(), plain);
  char* const end = plain + cell.size();
  if (point != '.') {
    if (std::find(plain, end, '.') != end) return false;  // a mark of thousands, or another dialect: never guessed
    std::replace(plain, end, point, '.');
  }
  const auto read = std::from_chars(plain, end, number);
  return read.ec == std::errc{} && read.ptr == end && std::isfinite(number);
}

Expected<AnswerTable> parse_csv(std::string text, const std::string& name, const CsvHints& hints) {
  AnswerTable table;
  table.file = name;
  table.text = std::make_shared<const std::string>(std::move(text));
  std::string_view rest = *table.text;
  if (const auto problem = not_text(name, rest)) return *problem;
  const bool marked = rest.starts_with(byte_order_mark);
  if (marked) rest.remove_prefix(byte_order_mark.size());
  const auto dialect = conclude_dialect(rest, name, hints);
  if (!dialect) return dialect.problems();
  table.point = dialect->point;
  table.concluded.push_back(dialect->told + (marked ? ", byte order mark" : ""));

  CsvRecords records(rest, dialect->delimiter, *table.made);
  std::vector<std::string_view> record;
  while (records.next(record)) {
    if (table.columns.empty()) {
      if (blank_line(record)) continue;
      if (record.size() > most_columns)
        return problem_in(name, records.line(), 0, "has more than 20000 columns", "name the separator: --delimiter");
      if (const auto problem = take_names(table, record, records.line())) return *problem;
      continue;
    }
    if (blank_line(record) && table.columns.size() > 1) continue;
    if (record.size() != table.columns.size()) {
      table.ragged.push_back({records.line(), record.size()});
      continue;
    }
    table.cells.insert(table.cells.end(), record.begin(), record.end());
    table.lines.push_back(records.line());
  }
  if (records.unclosed() > 0)
    return problem_in(name, records.unclosed(), 0, "a quote opens here and never closes",
                      "close it, or double a quote that belongs to the text");
  if (table.columns.empty()) return problem_in(name, 1, 1, "has no head line", "name the columns in the first line");
  take_heads_of_qualtrics(table);
  return table;
}

Expected<AnswerTable> read_csv(const std::string& path, const CsvHints& hints) {
  auto text = read_whole(path, largest_data_file);
  if (!text) return text.problems();
  return parse_csv(std::move(*text), path, hints);
}

}  // namespace bowlby::io
