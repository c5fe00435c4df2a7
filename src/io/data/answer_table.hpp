// Rows and columns of somebody's data file, every cell still text and with its place in the file.
#pragma once
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace bowlby::io {

class AnswerTable {
 public:
  std::string file;
  std::vector<std::string> columns;
  std::vector<std::string> aliases;    // a second name of each column (Qualtrics' import ids), or empty
  std::vector<std::string> concluded;  // how the file was read, for the reader
  char point = '.';                    // before the decimals

  struct Ragged {  // a row of another width than the head: not read
    int line;
    std::size_t cells;
  };
  std::vector<Ragged> ragged;

  // What a file says of its own columns: their labels, and answers that it calls missing (their cells are empty).
  struct Said {
    std::string label;
    std::vector<std::pair<std::string, std::string>> values;   // and what each stands for
    std::vector<std::pair<std::string, std::size_t>> missing;  // which, and how often
  };
  std::vector<Said> said;  // by column, or none at all

  // Where the column of that name is, or of that second name.
  std::optional<std::size_t> place(std::string_view name) const {
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c] == name || (c < aliases.size() && !aliases[c].empty() && aliases[c] == name)) return c;
    return std::nullopt;
  }

  std::size_t rows() const { return lines.size(); }
  std::string_view cell(std::size_t row, std::size_t column) const { return cells[row * columns.size() + column]; }
  std::vector<int> lines;  // of each row in the file; for FHIR and SPSS the number of the response or case

  // Cells point into these.
  std::shared_ptr<const std::string> text;
  std::shared_ptr<std::deque<std::string>> made = std::make_shared<std::deque<std::string>>();
  std::vector<std::string_view> cells;  // row by row
  std::string_view keep(std::string s) { return made->emplace_back(std::move(s)); }
};

// The cell as a number with that decimal mark: nothing where it is no finite number, or is 18 digits long or more.
bool cell_number(std::string_view cell, char point, double& number);

inline constexpr std::size_t largest_data_file = std::size_t{1} << 30;

}  // namespace bowlby::io
