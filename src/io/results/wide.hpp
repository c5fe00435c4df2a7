// One row per person: what observations hold a row for, laid out in columns. Everything is held at once.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "io/results/reader.hpp"

namespace bowlby {

struct WideTable {
  std::vector<std::string> columns;
  std::size_t size = 0;  // rows
  std::function<void(std::size_t, std::vector<Cell>&)> row;
};

class Wide {
 public:
  static Expected<Wide> of(const ResultsReader&);
  WideTable table() const;     // valid while this lives
  WideTable codebook() const;  // likewise

 private:
  struct Column {
    std::string name;
    std::vector<Cell> told;  // wave, visit, instrument, scale, about, unit, meaning
  };
  std::optional<Problem> read_columns(const ResultsReader&);
  std::optional<Problem> read_people(const ResultsReader&);
  std::optional<Problem> read_values(const ResultsReader&);

  std::vector<std::string> person_columns_;
  std::vector<std::vector<Cell>> people_;
  std::map<std::pair<double, double>, std::size_t> place_;  // of replicate and number
  std::vector<Column> columns_;
  std::map<std::string, std::size_t> column_;  // by wave, visit, instrument, scale and about
  std::vector<double> values_;                 // people by columns; NaN where there is none
};

}  // namespace bowlby
