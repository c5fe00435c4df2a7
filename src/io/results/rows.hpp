// Tables of the results that are told from a list (population/record.hpp): how each kind of column is stored and shown.
#pragma once
#include <string>

#include "io/results/insert.hpp"
#include "io/results/schema.hpp"
#include "population/record.hpp"

namespace bowlby::io {

// A column of text names for a column of codes: `name(code)` for codes from 0 to `count`.
template <class Name>
std::string names_of(const std::string& column, int count, Name name) {
  std::string out = "CASE " + column;
  for (int code = 0; code < count; ++code) out += " WHEN " + std::to_string(code) + " THEN '" + name(code) + "'";
  return out + " END";
}
inline std::string role_names(const std::string& column) {
  return names_of(column, role_count, [](int r) { return std::string(role_name(static_cast<Role>(r))); });
}

// The declaration of a column.
constexpr const char* declared(cells::real) { return " REAL"; }
constexpr const char* declared(cells::someone) { return " INTEGER"; }
constexpr const char* declared(cells::later) { return " INTEGER"; }
constexpr const char* declared(cells::role_or_none) { return " INTEGER"; }
constexpr const char* declared(auto) { return " INTEGER NOT NULL"; }

// What a reader sees of it: codes become names.
inline std::string shown(cells::role, const std::string& name) { return role_names(name) + " AS " + name; }
inline std::string shown(cells::role_or_none, const std::string& name) { return shown(cells::role{}, name); }
inline std::string shown(cells::action, const std::string& name) {
  return names_of(name, action_count, [](int a) { return std::string(action_name(static_cast<Action>(a))); }) + " AS " +
         name;
}
inline std::string shown(auto, const std::string& name) { return name; }

// Codes that mean "none" become NULL.
inline void put(Insert& to, cells::someone, std::uint32_t id) { to.known(id); }
inline void put(Insert& to, cells::later, std::int32_t day) { to.later(day); }
inline void put(Insert& to, cells::role_or_none, std::uint8_t r) { to.role(r); }
inline void put(Insert& to, auto, auto value) { to << value; }

// Every such table ends with the replicate.
template <class Row>
int columns_of() {
  int count = 1;
  Row{}.each([&count](auto...) { ++count; });
  return count;
}

template <class Row>
std::string create_table(const std::string& table) {
  std::string sql = "CREATE TABLE " + table + "(";
  Row{}.each([&sql](auto kind, const char* name, auto...) { sql += name + std::string(declared(kind)) + ", "; });
  return sql + "replicate INTEGER NOT NULL);\n";
}

template <class Row>
std::string create_view(const std::string& view, const std::string& table) {
  std::string sql = "CREATE VIEW " + view + " AS SELECT ";
  Row{}.each([&sql](auto kind, const char* name, auto...) { sql += shown(kind, name) + ", "; });
  return sql + "replicate FROM " + table + ";\n";
}

template <class Row>
void add_to_codebook(std::vector<ColumnInfo>& rows, const std::string& table) {
  Row{}.each([&](auto, const char* name, const char* unit, const char* meaning, auto) {
    rows.push_back({table, name, unit, meaning});
  });
  rows.push_back({table, "replicate", "count", "as in person"});
}

template <class Row>
void insert_row(Insert& to, const Row& row, std::uint32_t replicate) {
  row.each([&to](auto kind, const char*, const char*, const char*, auto value) { put(to, kind, value); });
  (to << replicate).row();
}

}  // namespace bowlby::io
