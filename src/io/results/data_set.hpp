// Real people's answers in the tables of a run, so that whatever reads a run reads them, too. What a run alone has
// (parameters, edges, events, ties, days) stays empty.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

class ResultsReader;

struct DataSet {
  struct Wave {
    std::string name, instrument;
  };
  struct Person {
    char sex = ' ';              // f, m, or a space: not told
    std::int32_t age_days = -1;  // at the visit; -1: not told
    int arm = -1;                // place in `arms`, or -1
  };
  struct Scale {  // of an instrument; one that a run knows, too, has its measure
    std::size_t wave = 0;
    std::string instrument, name, unit, meaning;
    std::vector<double> values;  // by row; NaN: none
  };
  static constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();
  struct Row {  // of answers
    std::size_t person = 0, visit = 0;
    std::int32_t age_days = -1;
    std::size_t about = nobody;  // the person it is about
  };
  struct DiaryRow {  // an answered prompt
    std::size_t wave = 0, person = 0;
    int day = 1, prompt = 1;
    double security = 0, distress = 0;  // 1-7; NaN: not asked
    std::size_t partner = nobody;
  };
  struct Told {  // a column kept as it stands
    std::string column;
    std::vector<std::string> values;  // by person; "" : none
  };
  std::vector<std::string> arms;
  std::vector<Wave> waves;
  std::vector<Person> people;       // numbered from 1 in this order
  std::vector<Row> rows;            // empty: a row is a person
  std::vector<std::string> visits;  // what each visit is called, where a person has several
  std::vector<Scale> scales;
  std::vector<Told> told;
  std::vector<DiaryRow> diary;
  std::vector<std::pair<std::string, std::string>> facts;  // provenance
};

// A whole results file at a path where nothing lies.
std::optional<Problem> write_data_set(const std::string& path, const DataSet&);

// Instruments that the model has, too, and of which this file has a score on another range than the model's. Numbers of
// theirs can be held against no run and against nothing published for runs.
Expected<std::set<std::string>> instruments_on_another_range(const ResultsReader&);

// Under this key of provenance stands "answers" in a file of real people.
inline constexpr const char* data_kind_key = "holds";
inline constexpr const char* data_kind = "answers of real people";

}  // namespace bowlby
