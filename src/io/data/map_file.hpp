// The map of a data file: which of its columns is what. YAML in, plain values out; docs/data.md has every key.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "scoring/key.hpp"

namespace bowlby::io {

// A column by its name in the file, and where the map names it.
struct MappedColumn {
  std::string name, key;
  int line = 0, column = 0;
};

struct MappedInstrument {
  scoring::Key key;
  std::string wave;                                   // the name of the visit
  std::vector<MappedColumn> items;                    // in the order of the key
  bool as_keyed = false;                              // the file holds reversed answers already
  std::map<std::string, double, std::less<>> labels;  // words for answers
  std::optional<MappedColumn> total;                  // the file's own sum of the first scale
};

// Who belongs to whom. Either a column names the couple, or each row is one and the columns of its members differ by
// their endings.
struct MappedCouple {
  std::optional<MappedColumn> unit, role;
  std::string partner;                      // how columns end that repeat the partner's answers
  std::vector<std::string> endings, roles;  // two of each, or none
  int line = 0, column = 0;
};

// A row is one member of a family or group about another.
struct MappedRoundRobin {
  MappedColumn unit, actor, partner;
};

struct DataMap {
  std::string file, text;  // of the map
  std::string name, title;
  std::optional<MappedColumn> id, age, sex, arm;
  double age_low = 0, age_high = 120;
  std::string female, male;          // how the file writes them
  std::vector<MappedColumn> told;    // kept as they stand
  std::vector<std::string> missing;  // what stands for no answer in columns of numbers
  std::vector<MappedInstrument> instruments;
  std::optional<MappedCouple> couple;
  std::optional<MappedRoundRobin> round_robin;
  std::vector<MappedColumn> occasion;  // what tells the rows of one person apart; empty: a row is a person
  bool refuse_row_of_bad_value = false, refuse_same_answer = false;
  bool direction_stops = true;
  bool items = false;  // every answer becomes an observation, too

  bool is_missing(std::string_view cell) const;
};

Expected<DataMap> read_map(const std::string& path);
Expected<DataMap> parse_map(std::string_view text, const std::string& path);

}  // namespace bowlby::io
