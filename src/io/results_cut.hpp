// An unfinished results file, cut back to the rows it had at a checkpoint.
#pragma once
#include <optional>
#include <string>

#include "io/results.hpp"

namespace SQLite {
class Database;
}

namespace bowlby::io {

// What is wrong with the file, if anything is; SQLite's own failures are thrown.
std::optional<Problem> cut_back(SQLite::Database&, const std::string& path, const RowCounts&);

}  // namespace bowlby::io
