// The shape of a results file: its tables, its views with names in place of codes, and its codebook.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "instruments/measures.hpp"

namespace SQLite {
class Database;
}

namespace bowlby::io {

inline constexpr int results_magic = 0x426F7762;  // SQLite's application_id of our files
inline constexpr int results_version = 7;         // SQLite's user_version; raise it when a column changes

// SQL that makes every table and view, that fills those which are the same in every run (measures, kinds of event,
// actions, codebook), and that makes the indices once all rows are in.
std::string create_tables();
std::string fill_names();
std::string create_indices();

struct ColumnInfo {
  std::string table, column, unit, meaning;
};
// A line for every column a reader of the file meets, and for every measure.
std::vector<ColumnInfo> codebook();

// Tables and views for people, in the order of the export.
std::span<const std::string_view> public_tables();

// Who writes the number down: coder, interviewer, parent or self.
std::string_view rater(Instrument);

// What an SQLite result code means for the user.
Problem database_problem(int code, const std::string& message, const std::string& path);

// A fault of the program, found while working on `table` (or "").
Problem our_fault(const std::string& path, const std::string& table, const std::string& reason);

// Whether a database holds nothing at all: its program was killed while it made it.
bool blank(SQLite::Database&);

// Runs `work`; whatever SQLite throws becomes a problem.
std::optional<Problem> guarded(const std::string& path, const std::function<void()>& work);

}  // namespace bowlby::io
