#include "io/results/calibration_store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "io/files/files.hpp"
#include "io/results/plain_tables.hpp"
#include "io/results/schema.hpp"

namespace bowlby {

class CalibrationStore::Database {
 public:
  Database(const std::string& file, int flags) : path(file), db(file, flags, 5000) {
    db.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL");
  }
  std::string path;
  SQLite::Database db;
};

namespace {

using io::guarded;

constexpr int magic = calibration_magic;
constexpr int version = 1;

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

void bind(SQLite::Statement& to, int at, double v) { std::isnan(v) ? to.bind(at) : to.bind(at, v); }

void bind(SQLite::Statement& to, int at, const Cell& cell) {
  if (const double* number = std::get_if<double>(&cell))
    bind(to, at, *number);
  else if (const std::string* text = std::get_if<std::string>(&cell))
    to.bind(at, *text);
  else
    to.bind(at);
}

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
    bind(to, 4, values[i]);
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

CalibrationStore::CalibrationStore(std::unique_ptr<Database> db) : db_(std::move(db)) {}
CalibrationStore::CalibrationStore(CalibrationStore&&) noexcept = default;
CalibrationStore& CalibrationStore::operator=(CalibrationStore&&) noexcept = default;
CalibrationStore::~CalibrationStore() = default;

Expected<CalibrationStore> CalibrationStore::open(const std::string& dir, bool fresh) {
  const std::string path = calibration_path(dir);
  std::unique_ptr<Database> db;
  bool ours = true;
  const auto problem = guarded(path, [&] {
    db = std::make_unique<Database>(path, SQLite::OPEN_READWRITE | (fresh ? SQLite::OPEN_CREATE : 0));
    if (!fresh) {
      const int id = db->db.execAndGet("PRAGMA application_id"), number = db->db.execAndGet("PRAGMA user_version");
      const bool blank = io::blank(db->db);
      ours = blank || (id == magic && number == version);
      if (!blank) return;
    }
    SQLite::Transaction all(db->db, SQLite::TransactionBehavior::EXCLUSIVE);
    db->db.exec("PRAGMA application_id = " + std::to_string(magic) +
                "; PRAGMA user_version = " + std::to_string(version));
    db->db.exec(io::with_types_checked(schema));
    all.commit();
  });
  if (problem) return *problem;
  if (!ours)
    return Problem{Fault::data, path, 0, 0, "", "was not written by this version of bowlby", "choose a new --output"};
  return CalibrationStore(std::move(db));
}

Expected<CalibrationStore> CalibrationStore::open_new(const std::string& dir) {
  if (const auto problem = make_empty_folder(dir, calibration_path(""))) return *problem;
  return open(dir, true);
}

Expected<CalibrationStore> CalibrationStore::open_again(const std::string& dir) {
  std::error_code ignored;
  if (!std::filesystem::exists(calibration_path(dir), ignored))
    return Problem{Fault::file,
                   calibration_path(dir),
                   0,
                   0,
                   "",
                   "there is nothing to resume here",
                   "name the --output of the interrupted calibration"};
  return open(dir, false);
}

std::optional<Problem> CalibrationStore::put(const StoredRun& run, const std::vector<std::string>& targets) {
  return guarded(db_->path, [&] {
    SQLite::Transaction whole(db_->db);
    drop_run(db_->db, "run", run);
    SQLite::Statement to(db_->db, "INSERT INTO run VALUES (?, ?, ?)");
    to.bind(1, run.stage);
    to.bind(2, run.number);
    to.bind(3, static_cast<std::int64_t>(run.inputs));
    to.exec();
    put_values(db_->db, "input", run, run.set, run.point);
    put_values(db_->db, "output", run, targets, run.outputs);
    whole.commit();
  });
}

Expected<std::optional<StoredRun>> CalibrationStore::find(std::string_view stage, std::uint32_t number,
                                                          std::uint64_t inputs,
                                                          const std::vector<std::string>& targets) const {
  std::optional<StoredRun> found;
  const auto problem = guarded(db_->path, [&] {
    SQLite::Statement row(db_->db, "SELECT inputs FROM run WHERE stage = ? AND number = ?");
    row.bind(1, std::string(stage));
    row.bind(2, number);
    if (!row.executeStep() || static_cast<std::uint64_t>(row.getColumn(0).getInt64()) != inputs) return;
    const auto values = values_of(db_->db, stage, number);
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
  return guarded(db_->path, [&] {
    SQLite::Transaction whole(db_->db);
    db_->db.exec("DELETE FROM " + std::string(table));
    if (!rows.empty()) {
      std::string places = "?";
      for (std::size_t c = 1; c < rows.front().size(); ++c) places += ", ?";
      SQLite::Statement to(db_->db, "INSERT INTO " + std::string(table) + " VALUES (" + places + ")");
      for (const auto& row : rows) {
        for (std::size_t c = 0; c < row.size(); ++c) bind(to, static_cast<int>(c) + 1, row[c]);
        to.exec();
        to.reset();
      }
    }
    whole.commit();
  });
}

std::optional<Problem> CalibrationStore::provenance(std::string_view key, std::string_view value) {
  return guarded(db_->path, [&] {
    SQLite::Statement to(db_->db, "INSERT OR REPLACE INTO provenance VALUES (?, ?)");
    to.bind(1, std::string(key));
    to.bind(2, std::string(value));
    to.exec();
  });
}

Expected<std::string> CalibrationStore::provenance(std::string_view key) const {
  std::string value;
  const auto problem = guarded(db_->path, [&] {
    SQLite::Statement row(db_->db, "SELECT value FROM provenance WHERE key = ?");
    row.bind(1, std::string(key));
    if (row.executeStep()) value = row.getColumn(0).getString();
  });
  if (problem) return *problem;
  return value;
}

}  // namespace bowlby
