#include "io/results/calibration_store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <limits>
#include <map>

#include "io/results/store.hpp"

namespace bowlby {
namespace {

constexpr const char* schema = R"(
CREATE TABLE run(stage TEXT NOT NULL, number INTEGER NOT NULL, inputs INTEGER NOT NULL,
  PRIMARY KEY(stage, number)) WITHOUT ROWID;
CREATE TABLE input(stage TEXT NOT NULL, number INTEGER NOT NULL, parameter TEXT NOT NULL, value REAL NOT NULL,
  PRIMARY KEY(stage, number, parameter)) WITHOUT ROWID;
CREATE TABLE output(stage TEXT NOT NULL, number INTEGER NOT NULL, target TEXT NOT NULL, value REAL,
  PRIMARY KEY(stage, number, target)) WITHOUT ROWID;
CREATE TABLE target(target TEXT PRIMARY KEY, quantity TEXT NOT NULL, study TEXT NOT NULL, role TEXT NOT NULL,
  published REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL, weight REAL NOT NULL, noise REAL);
CREATE TABLE left_out(target TEXT PRIMARY KEY, quantity TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE screening(target TEXT NOT NULL, parameter TEXT NOT NULL, mu REAL, mu_star REAL, sigma REAL, steps INTEGER,
  noise_floor REAL, PRIMARY KEY(target, parameter)) WITHOUT ROWID;
CREATE TABLE chosen(place INTEGER PRIMARY KEY, parameter TEXT NOT NULL, low REAL NOT NULL, high REAL NOT NULL,
  default_value REAL NOT NULL, influence REAL NOT NULL);
CREATE TABLE emulator(wave INTEGER NOT NULL, target TEXT NOT NULL, runs INTEGER, ridge REAL, error REAL, spread REAL,
  explained REAL, PRIMARY KEY(wave, target)) WITHOUT ROWID;
CREATE TABLE sensitivity(target TEXT NOT NULL, parameter TEXT NOT NULL, first REAL, first_low REAL, first_high REAL,
  total REAL, total_low REAL, total_high REAL, PRIMARY KEY(target, parameter)) WITHOUT ROWID;
CREATE TABLE outcome(outcome TEXT NOT NULL, place INTEGER NOT NULL, parameter TEXT NOT NULL, influence REAL,
  noise_floor REAL, direction INTEGER, total REAL, PRIMARY KEY(outcome, place)) WITHOUT ROWID;
CREATE TABLE fisher(stage TEXT NOT NULL, place INTEGER NOT NULL, eigenvalue REAL NOT NULL, parameter TEXT NOT NULL,
  loading REAL NOT NULL, PRIMARY KEY(stage, place, parameter)) WITHOUT ROWID;
CREATE TABLE learned(stage TEXT NOT NULL, parameter TEXT NOT NULL, share REAL NOT NULL,
  PRIMARY KEY(stage, parameter)) WITHOUT ROWID;
CREATE TABLE posterior(parameter TEXT PRIMARY KEY, q05 REAL, q25 REAL, median REAL, q75 REAL, q95 REAL, rhat REAL,
  ess REAL, learned REAL);
CREATE TABLE draw(number INTEGER NOT NULL, parameter TEXT NOT NULL, value REAL NOT NULL,
  PRIMARY KEY(number, parameter)) WITHOUT ROWID;
CREATE TABLE recovery(parameter TEXT PRIMARY KEY, data_sets INTEGER, rank_correlation REAL, even REAL,
  bins TEXT);
CREATE TABLE fit(target TEXT PRIMARY KEY, published REAL, low REAL, high REAL, weight REAL, predicted REAL,
  at_defaults REAL, defaults_error REAL, fitted REAL, fitted_error REAL);
CREATE TABLE provenance(key TEXT PRIMARY KEY, value TEXT NOT NULL);
)";

const io::StoreKind kind{calibration_magic, 1, calibration_path("").substr(1), "calibration", schema};

void drop_run(SQLite::Database& db, const char* table, const StoredRun& run) {
  SQLite::Statement drop(db, std::string("DELETE FROM ") + table + " WHERE stage = ? AND number = ?");
  drop.bind(1, run.stage);
  drop.bind(2, run.number);
  drop.exec();
}

void put_values(SQLite::Database& db, const char* table, const StoredRun& run, const std::vector<std::string>& names,
                const std::vector<double>& values) {
  drop_run(db, table, run);
  SQLite::Statement to(db, std::string("INSERT INTO ") + table + " VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < names.size(); ++i) {
    to.bind(1, run.stage);
    to.bind(2, run.number);
    to.bind(3, names[i]);
    to.bind(4, values[i]);
    to.exec();
    to.reset();
  }
}

std::map<std::string, double> values_of(const SQLite::Database& db, std::string_view stage, std::uint32_t number) {
  SQLite::Statement rows(db, "SELECT target, value FROM output WHERE stage = ? AND number = ?");
  rows.bind(1, std::string(stage));
  rows.bind(2, number);
  std::map<std::string, double> out;
  while (rows.executeStep())
    out[rows.getColumn(0).getString()] =
        rows.getColumn(1).isNull() ? std::numeric_limits<double>::quiet_NaN() : rows.getColumn(1).getDouble();
  return out;
}

}  // namespace

Expected<CalibrationStore> CalibrationStore::open_new(const std::string& dir) {
  const auto store = io::Store::open_new(dir, kind);
  if (!store) return store.problems();
  return CalibrationStore(*store);
}

Expected<CalibrationStore> CalibrationStore::open_again(const std::string& dir) {
  const auto store = io::Store::open_again(dir, kind);
  if (!store) return store.problems();
  return CalibrationStore(*store);
}

Expected<CalibrationStore> CalibrationStore::open_aside(const std::string& dir) {
  const auto store = io::Store::open_aside(dir, kind);
  if (!store) return store.problems();
  return CalibrationStore(*store);
}

std::optional<Problem> CalibrationStore::settle() { return store_->settle(); }

std::optional<Problem> CalibrationStore::put(const StoredRun& run, const std::vector<std::string>& targets) {
  return store_->change([&](SQLite::Database& db) {
    drop_run(db, "run", run);
    SQLite::Statement to(db, "INSERT INTO run VALUES (?, ?, ?)");
    to.bind(1, run.stage);
    to.bind(2, run.number);
    to.bind(3, static_cast<std::int64_t>(run.inputs));
    to.exec();
    put_values(db, "input", run, run.set, run.point);
    put_values(db, "output", run, targets, run.outputs);
  });
}

Expected<std::optional<StoredRun>> CalibrationStore::find(std::string_view stage, std::uint32_t number,
                                                          std::uint64_t inputs,
                                                          const std::vector<std::string>& targets) const {
  std::optional<StoredRun> found;
  const auto problem = store_->look([&](SQLite::Database& db) {
    SQLite::Statement row(db, "SELECT inputs FROM run WHERE stage = ? AND number = ?");
    row.bind(1, std::string(stage));
    row.bind(2, number);
    if (!row.executeStep() || static_cast<std::uint64_t>(row.getColumn(0).getInt64()) != inputs) return;
    const auto values = values_of(db, stage, number);
    StoredRun run;
    run.stage = stage;
    run.number = number;
    run.inputs = inputs;
    for (const std::string& target : targets) run.outputs.push_back(values.at(target));
    found = std::move(run);
  });
  if (problem) return *problem;
  return found;
}

std::optional<Problem> CalibrationStore::fill(std::string_view table, const std::vector<std::vector<Cell>>& rows) {
  return store_->fill(table, rows);
}

std::optional<Problem> CalibrationStore::provenance(std::string_view key, std::string_view value) {
  return store_->provenance(key, value);
}

Expected<std::string> CalibrationStore::provenance(std::string_view key) const { return store_->provenance(key); }

}  // namespace bowlby
