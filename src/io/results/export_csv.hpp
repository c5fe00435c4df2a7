// Results as CSV files, one per table, for programs that do not read SQLite.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/results/reader.hpp"

namespace bowlby {

// How cells are set apart and decimals written. A byte order mark tells Excel that the text is UTF-8.
struct CsvDialect {
  char separator = ',', point = '.';
  bool mark = false;
};
inline constexpr CsvDialect excel_de{';', ',', true};

// One line of such a file, its end included; nothing between two separators where a value is missing.
std::string csv_line(std::span<const Cell> cells, const CsvDialect& = {});
// What a file begins with, before its header line.
std::string csv_begin(const CsvDialect&);

// Writes person.csv, observation.csv, ..., codebook.csv into `dir`, which is made if need be. No file that exists is
// touched: then nothing is written at all. RFC 4180 (quotes, CRLF), a header line, nothing where a value is missing.
// Left to itself: commas and decimal points. `wide` adds wide.csv, one row per person with everything it was asked in
// columns WAVE[_VISIT]_INSTRUMENT_SCALE[_ABOUT], and wide_codebook.csv, which says what each of them is. Refused where
// two columns would have one name, or one person two values for a column.
std::optional<Problem> export_csv(const ResultsReader&, const std::string& dir, const CsvDialect& = {},
                                  bool wide = false);

// What people answered, in the shape that an analysis wants.
enum class Shape { long_form, wide, pairwise, household };
inline constexpr std::string_view shape_names[]{"long", "wide", "pairwise", "household"};

// Writes SHAPE.csv for each of them, codebook.csv, and told.csv where an import kept columns as they stand. Without
// shapes: all that the results can fill. Returns the names of the files.
Expected<std::vector<std::string>> export_shapes(const ResultsReader&, const std::string& dir, std::vector<Shape>,
                                                 const CsvDialect& = {});

}  // namespace bowlby
