#include "io/results/check.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <map>

#include "io/results/digests.hpp"
#include "io/results/schema.hpp"

namespace bowlby {

namespace {

constexpr const char* what_to_do = "restore the file from a copy, or run the study again into a new folder";

std::map<std::string, std::string> told(const SQLite::Database& db) {
  std::map<std::string, std::string> out;
  SQLite::Statement rows(db, "SELECT key, value FROM provenance WHERE key LIKE 'digest of %'");
  while (rows.executeStep()) out[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
  return out;
}

// Table by table, each by itself: one that cannot be read is one that is damaged.
std::vector<Problem> damaged_tables(const SQLite::Database& db, const std::string& path,
                                    std::map<std::string, std::string> told) {
  std::vector<Problem> problems;
  told.erase(std::string(io::seal_key));
  for (const auto& [key, digest] : told) {
    const std::string table = key.substr(io::digest_key("").size());
    std::string found;
    const auto failed = io::guarded(path, [&] {
      if (table == "schema")
        found = num::hex(io::digest_of_schema(db));
      else
        found = num::hex(io::digest_of_table(db, table).result());
    });
    if (failed || found != digest)
      problems.push_back({Fault::data, path, 0, 0, table, "is not as it was written: the file is damaged", what_to_do});
  }
  return problems;
}

}  // namespace

Expected<Soundness> check_results(const std::string& file) {
  const auto found = io::digest_of_file(file);
  if (!found) return found.problems();
  Soundness out;
  std::vector<Problem> problems;
  const auto failed = io::guarded(file, [&] {
    const SQLite::Database db(file, SQLite::OPEN_READONLY, 5000);
    const auto digests = told(db);
    const auto sealed = digests.find(std::string(io::seal_key));
    out.tables = digests.size() > 2 ? digests.size() - 2 : 0;
    out.untouched = sealed != digests.end() && sealed->second == *found;
    if (out.untouched) return;
    if (sealed == digests.end() || out.tables == 0) {
      problems.push_back(
          {Fault::data, file, 0, 0, "provenance", "has lost the digests: the file is damaged", what_to_do});
      return;
    }
    problems = damaged_tables(db, file, digests);
    SQLite::Statement whole(db, "PRAGMA integrity_check(1)");
    if (problems.empty() && whole.executeStep() && whole.getColumn(0).getString() != "ok")
      problems.push_back(
          {Fault::data, file, 0, 0, "", "is damaged (" + whole.getColumn(0).getString() + ")", what_to_do});
  });
  if (!problems.empty()) return problems;
  if (failed) return Problem{Fault::data, file, 0, 0, "", failed->reason, what_to_do};
  return out;
}

}  // namespace bowlby
