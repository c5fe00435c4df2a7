#include "io/results/plain_tables.hpp"

#include <array>

namespace bowlby::io {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// One column of a table, or one of its constraints, which stays as it is.
std::string checked(std::string_view column) {
  std::string out(column);
  const std::size_t start = column.find_first_not_of(" \n"), end = column.find(' ', start);
  if (end == std::string_view::npos || contains(column, "INTEGER PRIMARY KEY")) return out;
  const std::string_view name = column.substr(start, end - start), rest = column.substr(end + 1);
  constexpr std::array<std::array<std::string_view, 2>, 3> types{
      {{"INTEGER", "integer"}, {"REAL", "real"}, {"TEXT", "text"}}};
  for (const auto& [declared, stored] : types)
    if (rest.starts_with(declared))
      out += " CHECK(typeof(" + std::string(name) + ") " +
             (contains(rest, "NOT NULL") ? "= '" + std::string(stored) + "'"
                                         : "IN ('" + std::string(stored) + "', 'null')") +
             ")";
  return out;
}

}  // namespace

std::string with_types_checked(std::string_view sql) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; (at = sql.find("CREATE TABLE", done)) != std::string_view::npos;) {
    std::size_t from = sql.find('(', at) + 1;
    out += sql.substr(done, from - done);
    int depth = 1;
    for (std::size_t i = from; depth > 0; ++i) {
      depth += sql[i] == '(' ? 1 : sql[i] == ')' ? -1 : 0;
      if (depth > 1 || (depth == 1 && sql[i] != ',')) continue;
      out += checked(sql.substr(from, i - from)) + sql[i];
      done = from = i + 1;
    }
  }
  return out += sql.substr(done);
}

}  // namespace bowlby::io
