// `bowlby data`: one's own answers scored, and written into the tables of a run.
#pragma once
#include <string>
#include <vector>

#include "app/data/prepare.hpp"
#include "io/data/csv_file.hpp"
#include "scoring/scores.hpp"

namespace bowlby {

inline constexpr const char* sheet_key = "data_sheet";  // of the sheet in provenance

struct DataRequest {
  std::string file, map;
  std::string output;  // a folder that is not there or is empty
  io::CsvHints hints;
  std::string command;
};

struct ScoredData {
  Prepared people;
  std::vector<scoring::Scored> scores;  // by instrument
};

// Stops at items that point the wrong way, unless the map says otherwise.
Expected<ScoredData> score_data(const DataRequest&);
// The same, written whole or not at all: results.sqlite, data_sheet.md, refused.csv and report.html.
Expected<ScoredData> import_data(const DataRequest&);
// Scores by row: line, id, and a column for each score.
std::string scores_csv(const ScoredData&);
// The sheet that an import left in a folder or results file.
Expected<std::string> stored_sheet(const std::string& dir_or_file);

}  // namespace bowlby
