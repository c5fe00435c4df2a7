// From the cells of a file to numbers that can be scored: what every cell is, and which rows and values are refused.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/data/members.hpp"
#include "app/data/occasions.hpp"
#include "evidence/reliability.hpp"
#include "io/data/answer_table.hpp"
#include "io/data/map_file.hpp"

namespace bowlby {

// How the complaint begins where every row is refused; the first refusal follows.
inline constexpr std::string_view no_row_left = "no row is left: the first, ";

struct Refusal {
  int line = 0;
  std::string column, value;  // "" where the whole row is meant
  std::string why;
  bool row = false;  // the whole row is left out; else this value alone
};

// What stands in one item's column, in the rows that are used.
struct ItemCounts {
  std::map<double, std::size_t> values;  // as given
  std::size_t missing = 0, refused = 0;
};

struct PreparedInstrument {
  evidence::Items answers;  // one column per item of the key, by used row; NaN: none
  std::vector<ItemCounts> counts;
  std::vector<double> totals;  // the file's own; empty without
};

struct Prepared {
  io::DataMap map;
  io::AnswerTable table;
  std::vector<std::size_t> used;  // rows of the table
  std::vector<PreparedInstrument> instruments;
  std::vector<std::string> ids;
  std::vector<double> age;  // years; NaN: not told
  std::vector<char> sex;    // f, m or a space
  std::vector<int> arm;     // place in `arms`, or -1
  std::vector<std::string> arms;
  std::vector<std::vector<std::string>> told;  // by column of the map
  std::optional<Occasions> occasions;
  std::vector<std::size_t> person;     // by used row, from 0 in the order of the file
  std::size_t people = 0, silent = 0;  // persons; rows of an occasion without any answer, which are no fault
  std::optional<Members> members;      // of couples, by row of the table
  std::vector<Refusal> refusals;       // in the order of the file
  std::vector<int> same_answer;        // lines of rows with one answer throughout that are kept
  std::size_t rows_read = 0, rows_refused = 0;
};

Expected<Prepared> prepare(io::DataMap, io::AnswerTable);

}  // namespace bowlby
