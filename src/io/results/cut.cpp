#include "io/results/cut.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace bowlby::io {

// Rows are numbered from 1 in the order they came, so whatever is beyond the counts came later.
std::optional<Problem> cut_back(SQLite::Database& db, const std::string& path, const RowCounts& to,
                                std::map<std::string, RowDigest>& digests) {
  if (const std::string state = db.execAndGet("PRAGMA quick_check(1)").getString(); state != "ok")
    throw SQLite::Exception(state, SQLITE_CORRUPT);
  std::optional<Problem> problem;
  db.exec("BEGIN");
  // A run may die between complete() and its new name: its last words would stand beside rows that are not theirs.
  db.exec("DELETE FROM provenance WHERE key IN ('digest', 'seconds', 'person_days') OR key LIKE 'digest of %'");
  const auto cut = [&](const char* table, std::uint64_t rows) {
    db.exec("DELETE FROM " + std::string(table) + " WHERE rowid > " + std::to_string(rows));
    const std::int64_t left = db.execAndGet("SELECT coalesce(max(rowid), 0) FROM " + std::string(table));
    if (static_cast<std::uint64_t>(left) != rows && !problem)
      problem = Problem{Fault::data, path, 0, 0, table, "has fewer rows than the checkpoint", "start a new run"};
  };
  cut("person", to.people);
  cut("observation_raw", to.observations);
  cut("invitation_raw", to.invitations);
  cut("event_raw", to.events);
  cut("tie_raw", to.ties);
  cut("moment_raw", to.moments);
  cut("diary_raw", to.diary);
  cut("course", to.courses);
  cut("stream", to.stream);
  db.exec("COMMIT");
  for (std::size_t t = 0; t < grown_tables.size(); ++t) {
    const RowDigest found = digests[grown_tables[t]] = digest_of_table(db, grown_tables[t]);
    if (to.digests[t] != 0 && to.digests[t] != found.result() && !problem)
      problem = Problem{Fault::data,
                        path,
                        0,
                        0,
                        grown_tables[t],
                        "is not as it was at the checkpoint: it was damaged",
                        "restore the folder from a copy, or start a new run"};
  }
  return problem;
}

}  // namespace bowlby::io
