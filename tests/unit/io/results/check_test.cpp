// Damage of a results file is found, and the table is named; what changes no row is told from it.
#include "io/results/check.hpp"

#include <SQLiteCpp/Database.h>

#include <array>
#include <fstream>

#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

void change(const std::string& path, const char* sql) {
  SQLite::Database db(path, SQLite::OPEN_READWRITE);
  db.exec(sql);
}

TEST_F(ResultsFile, OneThatIsAsItWasWrittenIsSound) {
  finished(dir());
  const auto sound = check_results(results_path(dir()));
  ASSERT_TRUE(sound) << first_problem(sound);
  EXPECT_TRUE(sound->untouched);
  EXPECT_GT(sound->tables, 15u);
}

TEST_F(ResultsFile, AChangedRowIsFoundAndItsTableNamed) {
  for (const auto& [table, sql] :
       {std::pair{"person", "UPDATE person SET born_day = born_day + 1 WHERE id = 1"},
        std::pair{"observation_raw", "UPDATE observation_raw SET value = value + .125 WHERE rowid = 2"},
        std::pair{"course", "DELETE FROM course WHERE rowid = 1"},
        std::pair{"event_raw", "UPDATE event_raw SET rowid = 1000 - rowid"},
        std::pair{"parameter", "UPDATE parameter SET value = value * 2 WHERE value > 0"},
        std::pair{"provenance", "UPDATE provenance SET value = '6' WHERE key = 'seed'"},
        std::pair{"schema", "DROP VIEW event"}}) {
    fs::remove_all(dir());
    finished(dir());
    change(results_path(dir()), sql);
    const auto sound = check_results(results_path(dir()));
    ASSERT_FALSE(sound) << table;
    EXPECT_EQ(sound.problems().size(), 1u) << table;
    EXPECT_EQ(sound.problems().front().key, table);
    EXPECT_EQ(sound.problems().front().fault, Fault::data);
    EXPECT_FALSE(read_results(dir(), true));
  }
}

TEST_F(ResultsFile, AFileWrittenAnewWithTheSameRowsIsTouchedAndSound) {
  finished(dir());
  change(results_path(dir()), "VACUUM");
  const auto sound = check_results(results_path(dir()));
  ASSERT_TRUE(sound) << first_problem(sound);
  EXPECT_FALSE(sound->untouched);
  EXPECT_TRUE(read_results(dir(), true)) << "every row is as it was";
}

TEST_F(ResultsFile, LostDigestsAreDamage) {
  finished(dir());
  change(results_path(dir()), "DELETE FROM provenance WHERE key LIKE 'digest of %'");
  EXPECT_FALSE(check_results(results_path(dir())));
}

TEST_F(ResultsFile, EveryByteCounts) {
  finished(dir());
  const std::string path = results_path(dir());
  const auto size = fs::file_size(path);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  int missed = 0;
  for (std::uintmax_t at = 24; at < size; at += size / 150) {
    file.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(file.get());
    const auto put = [&](char byte) { file.seekp(static_cast<std::streamoff>(at)).put(byte).flush(); };
    put(static_cast<char>(was ^ 4));
    const auto sound = check_results(path);
    missed += sound && sound->untouched;
    put(was);
  }
  EXPECT_EQ(missed, 0);
  const auto again = check_results(path);
  ASSERT_TRUE(again) << first_problem(again);
  EXPECT_TRUE(again->untouched);
}

TEST_F(ResultsFile, RowsThatChangedBehindACheckpointAreNotContinued) {
  RowCounts counts;
  {
    auto w = Results::open_new(dir(), study());
    ASSERT_TRUE(w);
    fill(*w);
    const auto kept = w->checkpoint();
    ASSERT_TRUE(kept);
    counts = *kept;
  }
  { ASSERT_TRUE(Results::open_resume(dir(), counts)); }
  change(unfinished_results_path(dir()), "UPDATE observation_raw SET value = value + 1 WHERE rowid = 1");
  const auto damaged = Results::open_resume(dir(), counts);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.problems().front().key, "observation_raw");
}

}  // namespace
}  // namespace bowlby
