// Strict reader of the tab-separated tables under evidence/: # comments, one header line, as many cells in every row.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "io/files/files.hpp"

namespace bowlby {

struct TsvTable {
  struct Row {
    int line = 0;                    // in the file, for messages
    std::vector<std::string> cells;  // as many as columns
  };
  std::string file;
  std::vector<std::string> columns;
  std::vector<Row> rows;
  std::vector<std::string> comments;  // without the #

  // Place of a column, or a problem that offers the nearest name.
  Expected<std::size_t> column(const std::string& name) const;
  // A whole column as finite numbers within bounds; every bad cell is a problem with line and column.
  Expected<std::vector<double>> numbers(const std::string& name, double low, double high) const;
};

Expected<TsvTable> read_tsv(const std::string& path);
Expected<TsvTable> parse_tsv(std::string_view text, const std::string& name_for_errors);

}  // namespace bowlby
