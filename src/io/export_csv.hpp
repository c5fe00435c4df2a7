// Results as CSV files, one per table, for programs that do not read SQLite.
#pragma once
#include <optional>
#include <string>

#include "io/results_reader.hpp"

namespace bowlby {

// Writes person.csv, observation.csv, ..., codebook.csv into `dir`, which is made if need be. No file that exists is
// touched: then nothing is written at all. RFC 4180 (quotes, CRLF), a header line, numbers with a point, nothing
// where a value is missing.
std::optional<Problem> export_csv(const ResultsReader&, const std::string& dir);

}  // namespace bowlby
