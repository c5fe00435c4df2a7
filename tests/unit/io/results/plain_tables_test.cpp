// Every database of ours opens in SQLite programs from 3.24 on, and still holds no value of another type.
#include "io/results/plain_tables.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>

#include <regex>

#include "io/results/calibration_store.hpp"
#include "io/results/claims_store.hpp"
#include "io/results/schema.hpp"
#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

// What SQLite learned after 3.24, as far as a table, a view or an index can hold it: any of it makes an older program
// call the whole file malformed.
const std::regex newer(
    R"(\b(STRICT|MATERIALIZED|OVER|WINDOW|GENERATED|STORED|RETURNING|FILTER|NULLS|I{2}F|UNIXEPOCH|FORMAT|FULL JOIN|RIGHT JOIN|TRUE|FALSE|CEIL|FLOOR|LN|LOG|POW|POWER|SQRT|EXP|STRING_AGG|CONCAT)\b|->)",
    std::regex::icase);

void expect_plain(const std::string& path) {
  const SQLite::Database db(path, SQLite::OPEN_READONLY);
  SQLite::Statement rows(db, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL");
  int seen = 0;
  for (; rows.executeStep(); ++seen) {
    std::smatch found;
    const std::string sql = rows.getColumn(1).getString();
    EXPECT_FALSE(std::regex_search(sql, found, newer))
        << path << ": " << rows.getColumn(0).getString() << " says " << found.str();
  }
  EXPECT_GT(seen, 2);
}

class PlainFiles : public ResultsFile {};

TEST_F(PlainFiles, ResultsOpenInOlderPrograms) {
  finished(dir());
  expect_plain(dir() + "/results.sqlite");
}

TEST_F(PlainFiles, ClaimsOpenInOlderPrograms) {
  ASSERT_TRUE(ClaimsStore::open_new(dir()));
  expect_plain(claims_path(dir()));
}

TEST_F(PlainFiles, CalibrationsOpenInOlderPrograms) {
  ASSERT_TRUE(CalibrationStore::open_new(dir()));
  expect_plain(calibration_path(dir()));
}

TEST(PlainTables, AValueOfAnotherTypeIsRefused) {
  SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  db.exec(io::with_types_checked(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER NOT NULL, x REAL, s TEXT, UNIQUE(n, s)); SELECT 1;"));
  for (const char* good : {"(1, 2, .5, 'a')", "(2, 3, 4, NULL)", "(3, 4, NULL, '5')"})
    EXPECT_NO_THROW(db.exec(std::string("INSERT INTO t VALUES ") + good)) << good;
  for (const char* bad :
       {"(4, 'two', 1, 'a')", "(5, 2.5, 1, 'a')", "(6, NULL, 1, 'a')", "(7, 8, 'much', 'a')", "(8, 9, 1, x'00')"})
    EXPECT_THROW(db.exec(std::string("INSERT INTO t VALUES ") + bad), SQLite::Exception) << bad;
}

TEST(PlainTables, EveryColumnOfTheResultsIsChecked) {
  const std::string sql = io::create_tables();
  const std::regex column(R"(\b(INTEGER|REAL|TEXT)\b(?! PRIMARY KEY,)(?![^,()]* CHECK\(typeof))");
  std::smatch bare;
  EXPECT_FALSE(std::regex_search(sql, bare, column)) << bare.str() << " at " << bare.position();
}

}  // namespace
}  // namespace bowlby
