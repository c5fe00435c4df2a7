// Couples: what two people answered at one visit, side by side. In a run they are a couple while they live together; in
// an import the map says who belongs to whom.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "io/results/reader.hpp"
#include "io/results/wide.hpp"

namespace bowlby {

class Couples {
 public:
  static Expected<Couples> of(const ResultsReader&);
  bool none() const { return rows_.empty(); }
  // A row per person and visit at which the partner answered, too: X is the person's own, X_P the partner's. Where
  // there are arms, and where help was given before the visit (help_KIND, the sum of its doses), they are told of both.
  WideTable pairwise() const;  // valid while this lives
  // A row per couple and visit: X_1 and X_2. Women first where the two differ; otherwise the lower number, or the order
  // of the file.
  WideTable household() const;

 private:
  struct Row {
    double replicate = 0, person = 0, partner = 0, visit = 0;
    double day = 0;  // of the visit
    std::string wave, couple, role, arm;
    std::vector<double> values;  // by column; NaN where there is none
    std::size_t partners_row = 0;
    bool first = false;
  };
  using Place = std::tuple<double, double, std::string, double>;  // replicate, person, wave, visit
  std::optional<Problem> read_rows(const ResultsReader&);
  std::optional<Problem> read_help(const ResultsReader&);
  void keep_pairs();
  std::vector<Cell> told(const Row&) const;

  std::vector<std::string> columns_;  // INSTRUMENT_SCALE[_ABOUT], then help
  bool arms_ = false;
  std::vector<Row> rows_;
  std::map<Place, std::size_t> place_;
  std::vector<std::size_t> firsts_;
};

}  // namespace bowlby
