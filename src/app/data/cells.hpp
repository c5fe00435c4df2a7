// Single cells: where the map's columns are, what an answer is, and when a whole column must be wrong.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/data/answer_table.hpp"
#include "io/data/map_file.hpp"

namespace bowlby {

struct ColumnPlaces {
  std::optional<std::size_t> id, age, sex, arm;
  std::vector<std::size_t> told;
  std::vector<std::vector<std::size_t>> items;  // by instrument
  std::vector<std::optional<std::size_t>> totals;
};

// Where a column is that the map names, or that the file has not got it and which name may be meant.
Expected<std::size_t> find_column(const io::DataMap&, const io::AnswerTable&, const io::MappedColumn&);

// Every column that the map names and the file has not, with its place in the map and the nearest right name.
std::vector<Problem> find_columns(const io::DataMap&, const io::AnswerTable&, ColumnPlaces&);

std::string_view trimmed_cell(std::string_view);

enum class AnswerFault { none, no_number, outside, between };
struct AnswerRead {
  double value;  // NaN: none, or refused
  AnswerFault fault;
  bool given;  // something stands there
};

// Reads the answers of one instrument.
class AnswerReader {
 public:
  AnswerReader(const io::DataMap&, const io::MappedInstrument&, char point);
  AnswerRead read(std::string_view cell) const;
  std::string why(std::string_view cell) const;  // it was refused

 private:
  const io::DataMap& map_;
  const io::MappedInstrument& instrument_;
  std::vector<double> missing_;  // codes that are numbers
  char point_;
  bool whole_ = false;
};

// Of one column: a few bad cells are slips, many are a wrong map or key.
class ColumnFaults {
 public:
  void add(const AnswerRead&);
  std::optional<Problem> grave(const scoring::Key&, const io::AnswerTable&, std::size_t column) const;

 private:
  std::size_t given_ = 0, words_ = 0, outside_ = 0;
};

std::string why_no_age(double age, const io::DataMap&);

}  // namespace bowlby
