// What must come out of a run whatever befell it, as text.
#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>
#include <vector>

#include "io/results/reader.hpp"

namespace bowlby::doors {

// The digests that a run carries: its states, and every table but the one that tells of the clock.
inline std::string digests_of_run(const std::string& folder) {
  const auto reader = read_results(folder, true);
  if (!reader) return text(reader.problems().front());
  const auto rows = reader->query(
      "SELECT key, value FROM provenance WHERE key LIKE 'digest%' AND key NOT IN ('digest of provenance', "
      "'digest of the file') ORDER BY key");
  std::string out;
  for (std::size_t i = 0; rows && i < rows->rows.size(); ++i) out += rows->text(i, 0) + " " + rows->text(i, 1) + "\n";
  return out;
}

// The first column of every row.
inline std::string rows_of(const std::string& file, const std::vector<std::string>& queries) {
  const SQLite::Database db(file, SQLite::OPEN_READONLY);
  std::string out;
  for (const std::string& sql : queries) {
    SQLite::Statement rows(db, sql);
    while (rows.executeStep()) out += rows.getColumn(0).getString() + "\n";
  }
  return out;
}

// What the runs of claims told, and what was made of it.
inline std::string values_of_claims(const std::string& folder) {
  return rows_of(
      folder + "/claims.sqlite",
      {"SELECT value FROM provenance WHERE key = 'digest'",
       "SELECT claim || part || cut || seed || ' ' || value || ' ' || n FROM value ORDER BY claim, part, cut, seed",
       "SELECT claim || part || ' ' || verdict || estimate FROM verdict ORDER BY claim, part"});
}

}  // namespace bowlby::doors
