// Reading a finished run: plain SQL in, tables out. The file is opened read-only and never changed.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/problem.hpp"

namespace SQLite {
class Database;
}

namespace bowlby {

using Cell = std::variant<std::monostate, double, std::string>;  // nothing, a number, or text

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
  // The number in a cell, or nothing if it is empty or text.
  std::optional<double> number(std::size_t row, std::size_t column) const;
  // The text in a cell, or "" if it is empty or a number.
  const std::string& text(std::size_t row, std::size_t column) const;
};

class ResultsReader {
 public:
  explicit ResultsReader(SQLite::Database&&);  // of rows in memory, which no other connection sees
  ResultsReader(ResultsReader&&) noexcept;
  ResultsReader& operator=(ResultsReader&&) noexcept;
  ~ResultsReader();

  // One statement; its ? take `values` in order. A fault in the SQL is a usage problem.
  Expected<Table> query(const std::string& sql, const std::vector<Cell>& values = {}) const;
  // The same for a statement of numbers only, column by column; nothing and text become NaN.
  Expected<std::vector<std::vector<double>>> numbers(const std::string& sql,
                                                     const std::vector<Cell>& values = {}) const;
  // The same without holding the rows: `row` sees each once, after `header` saw the column names.
  std::optional<Problem> visit(const std::string& sql, const std::vector<Cell>& values,
                               const std::function<void(const std::vector<std::string>&)>& header,
                               const std::function<void(std::span<const Cell>)>& row) const;

  // Another connection to the same file, for another thread; what was checked when this one opened is not checked
  // again.
  Expected<ResultsReader> again() const;
  // From now on this reader sees one replicate alone, in every table and view that knows replicates.
  std::optional<Problem> narrow_to(std::uint32_t replicate) const;
  // Holds the rows of a view from now on, for questions that come back to one that is dear to make.
  std::optional<Problem> lay_out(const std::string& view) const;
  // What is told about the run under a key, or nothing.
  std::optional<std::string> provenance(std::string_view key) const;
  const std::string& path() const;

 private:
  class Source;
  explicit ResultsReader(std::unique_ptr<Source>);
  friend Expected<ResultsReader> read_results(const std::string&, bool);
  std::unique_ptr<Source> source_;
};

// Opens DIR/results.sqlite (or the file itself). Checks that it is ours, of this version, and as long as it says;
// `thorough` reads every page too, which takes some seconds per 100 MB.
Expected<ResultsReader> read_results(const std::string& dir_or_file, bool thorough = false);

}  // namespace bowlby
