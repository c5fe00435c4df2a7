// Results as CSV files, one per table, for programs that do not read SQLite.
#pragma once
#include <optional>
#include <string>

#include "io/results_reader.hpp"

namespace bowlby {

// How cells are set apart and decimals written. A byte order mark tells Excel that the text is UTF-8.
struct CsvDialect {
  char separator = ',', point = '.';
  bool mark = false;
};
inline constexpr CsvDialect excel_de{';', ',', true};

// Writes person.csv, observation.csv, ..., codebook.csv into `dir`, which is made if need be. No file that exists is
// touched: then nothing is written at all. RFC 4180 (quotes, CRLF), a header line, nothing where a value is missing.
// Left to itself: commas and decimal points.
std::optional<Problem> export_csv(const ResultsReader&, const std::string& dir, const CsvDialect& = {});

}  // namespace bowlby
