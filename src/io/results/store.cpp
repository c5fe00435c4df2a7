#include "io/results/store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <filesystem>

#include "io/files/files.hpp"
#include "io/results/plain_tables.hpp"
#include "io/results/schema.hpp"

namespace bowlby::io {

void bind(SQLite::Statement& to, int at, const Cell& cell) {
  if (const double* number = std::get_if<double>(&cell))
    to.bind(at, *number);  // SQLite keeps NaN as nothing
  else if (const std::string* text = std::get_if<std::string>(&cell))
    to.bind(at, *text);
  else
    to.bind(at);
}

Store::Store(const std::string& path, int flags)
    : path_(path), name_(path), db_(std::make_shared<SQLite::Database>(path, flags, 2000)) {
  db_->exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL");
}

Expected<std::shared_ptr<Store>> Store::open(const std::string& path, const StoreKind& kind, bool fresh) {
  std::shared_ptr<Store> store;
  bool ours = true, empty = fresh;
  const auto problem = guarded(path, [&] {
    store = std::make_shared<Store>(path, SQLite::OPEN_READWRITE | (fresh ? SQLite::OPEN_CREATE : 0));
    SQLite::Database& db = *store->db_;
    if (!fresh) {
      const int id = db.execAndGet("PRAGMA application_id"), number = db.execAndGet("PRAGMA user_version");
      empty = blank(db);
      ours = empty || (id == kind.magic && number == kind.version);
      if (!ours) return;
    }
    SQLite::Transaction all(db, SQLite::TransactionBehavior::EXCLUSIVE);
    if (empty) {
      db.exec("PRAGMA application_id = " + std::to_string(kind.magic) +
              "; PRAGMA user_version = " + std::to_string(kind.version));
      db.exec(with_types_checked(kind.schema));
    }
    all.commit();
  });
  if (problem) return *problem;
  if (!ours)
    return Problem{Fault::data, path, 0, 0, "", "was not written by this version of bowlby", "choose a new --output"};
  return store;
}

Expected<std::shared_ptr<Store>> Store::open_new(const std::string& dir, const StoreKind& kind) {
  if (const auto problem = make_empty_folder(dir, "/" + kind.file)) return *problem;
  return open(dir + "/" + kind.file, kind, true);
}

Expected<std::shared_ptr<Store>> Store::open_aside(const std::string& dir, const StoreKind& kind) {
  const std::string path = dir + "/gathering.sqlite";
  std::error_code ignored;
  for (const char* part : {"", "-journal"}) std::filesystem::remove(path + part, ignored);
  auto store = open(path, kind, true);
  if (store) (*store)->name_ = dir + "/" + kind.file;
  return store;
}

Expected<std::shared_ptr<Store>> Store::open_again(const std::string& dir, const StoreKind& kind) {
  const std::string path = dir + "/" + kind.file;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return Problem{Fault::file,
                   path,
                   0,
                   0,
                   "",
                   "there is nothing to resume here",
                   "name the --output of the interrupted " + kind.session};
  return open(path, kind, false);
}

std::optional<Problem> Store::look(const std::function<void(SQLite::Database&)>& work) {
  return guarded(path_, [&] { work(*db_); });
}

std::optional<Problem> Store::change(const std::function<void(SQLite::Database&)>& work) {
  return look([&](SQLite::Database& db) {
    SQLite::Transaction whole(db);
    work(db);
    whole.commit();
  });
}

std::optional<Problem> Store::fill(std::string_view table, const std::vector<std::vector<Cell>>& rows) {
  return change([&](SQLite::Database& db) {
    db.exec("DELETE FROM " + std::string(table));
    if (rows.empty()) return;
    std::string places = "?";
    for (std::size_t c = 1; c < rows.front().size(); ++c) places += ", ?";
    SQLite::Statement to(db, "INSERT INTO " + std::string(table) + " VALUES (" + places + ")");
    for (const auto& row : rows) {
      for (std::size_t c = 0; c < row.size(); ++c) bind(to, static_cast<int>(c) + 1, row[c]);
      to.exec();
      to.reset();
    }
  });
}

std::optional<Problem> Store::provenance(std::string_view key, std::string_view value) {
  return look([&](SQLite::Database& db) {
    SQLite::Statement to(db, "INSERT OR REPLACE INTO provenance VALUES (?, ?)");
    to.bind(1, std::string(key));
    to.bind(2, std::string(value));
    to.exec();
  });
}

Expected<std::string> Store::provenance(std::string_view key) {
  std::string value;
  const auto problem = look([&](SQLite::Database& db) {
    SQLite::Statement row(db, "SELECT value FROM provenance WHERE key = ?");
    row.bind(1, std::string(key));
    if (row.executeStep()) value = row.getColumn(0).getString();
  });
  if (problem) return *problem;
  return value;
}

std::optional<Problem> Store::settle() {
  const std::string fresh = name_ + ".partial";
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  auto problem = look([&](SQLite::Database& db) {
    SQLite::Statement into(db, "VACUUM INTO ?");
    into.bind(1, fresh);
    into.exec();
  });
  if (!problem) problem = bowlby::settle(fresh, name_);
  if (!problem && path_ != name_) std::filesystem::remove(path_, ignored);
  return problem;
}

}  // namespace bowlby::io
