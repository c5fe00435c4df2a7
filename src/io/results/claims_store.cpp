#include "io/results/claims_store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <algorithm>
#include <filesystem>

#include "evidence/estimators.hpp"
#include "io/files/files.hpp"
#include "io/results/plain_tables.hpp"
#include "io/results/schema.hpp"
#include "io/study/claims_file.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

class ClaimsStore::Database {
 public:
  Database(const std::string& file, int flags) : path(file), db(file, flags) {
    db.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL");
  }
  std::string path;
  SQLite::Database db;
};

namespace {

using io::guarded;

constexpr int magic = claims_magic;
constexpr int version = 1;

constexpr const char* schema = R"(
CREATE TABLE value(claim TEXT NOT NULL, part TEXT NOT NULL, cut TEXT NOT NULL, seed INTEGER NOT NULL, value REAL,
  n INTEGER NOT NULL, study_hash TEXT NOT NULL, readout_hash TEXT NOT NULL,
  PRIMARY KEY(claim, part, cut, seed)) WITHOUT ROWID;
CREATE TABLE verdict(claim TEXT NOT NULL, part TEXT NOT NULL, headlines TEXT NOT NULL, says TEXT NOT NULL,
  study TEXT NOT NULL, cut TEXT NOT NULL, expect INTEGER NOT NULL, estimator TEXT NOT NULL, readout TEXT NOT NULL,
  published TEXT, seeds INTEGER NOT NULL, right_sign INTEGER, estimate REAL, low REAL, high REAL, ablated REAL,
  ablated_low REAL, ablated_high REAL, fall REAL, fall_low REAL, fall_high REAL, verdict TEXT NOT NULL,
  reason TEXT NOT NULL, claim_verdict TEXT NOT NULL, PRIMARY KEY(claim, part)) WITHOUT ROWID;
CREATE TABLE provenance(key TEXT PRIMARY KEY, value TEXT NOT NULL);
)";

void bind(SQLite::Statement& to, int at, const std::optional<double>& v) { v ? to.bind(at, *v) : to.bind(at); }

void bind(SQLite::Statement& to, int& at, const std::optional<evidence::Pooled>& p) {
  for (const auto& v : {p ? std::optional(p->value) : std::nullopt, p ? std::optional(p->low) : std::nullopt,
                        p ? std::optional(p->high) : std::nullopt})
    bind(to, ++at, v);
}

ClaimValue value_of(SQLite::Statement& row) {
  ClaimValue v;
  v.claim = row.getColumn(0).getString();
  v.part = row.getColumn(1).getString();
  v.cut = row.getColumn(2).getString();
  v.seed = static_cast<std::uint64_t>(row.getColumn(3).getInt64());
  if (!row.getColumn(4).isNull()) v.value = row.getColumn(4).getDouble();
  v.n = static_cast<std::uint64_t>(row.getColumn(5).getInt64());
  v.study = row.getColumn(6).getString();
  v.readout = row.getColumn(7).getString();
  return v;
}

void write_verdict(SQLite::Statement& to, const ClaimLine& line, std::size_t part) {
  const evidence::Claim& c = *line.claim;
  const evidence::ClaimPart& p = c.parts[part];
  const evidence::PartResult& r = line.parts[part];
  int at = 0;
  const auto text = [&](std::string_view v) { to.bind(++at, std::string(v)); };
  const auto whole = [&](int v) { to.bind(++at, v); };
  text(c.id), text(p.name), text(io::joined(c.headlines, [](int h) { return "H" + std::to_string(h); }));
  text(p.says), text(p.study), text(io::joined(p.cut, [](const std::string& e) { return e; }));
  whole(p.expect), text(p.estimator), text(p.readout);
  p.published.empty() ? to.bind(++at) : text(p.published);
  whole(static_cast<int>(r.with_edge.size()));
  r.effect ? whole(r.effect->right) : to.bind(++at);
  for (const auto& pooled : {r.effect, r.ablated, r.drop}) bind(to, at, pooled);
  text(name_of(r.verdict)), text(r.reason), text(name_of(line.verdict));
  to.exec();
  to.reset();
}

}  // namespace

ClaimsStore::ClaimsStore(std::unique_ptr<Database> db) : db_(std::move(db)) {}
ClaimsStore::ClaimsStore(ClaimsStore&&) noexcept = default;
ClaimsStore& ClaimsStore::operator=(ClaimsStore&&) noexcept = default;
ClaimsStore::~ClaimsStore() = default;

Expected<ClaimsStore> ClaimsStore::open(const std::string& dir, bool fresh) {
  const std::string path = claims_path(dir);
  std::unique_ptr<Database> db;
  bool ours = true, blank = fresh;
  const auto problem = guarded(path, [&] {
    db = std::make_unique<Database>(path, SQLite::OPEN_READWRITE | (fresh ? SQLite::OPEN_CREATE : 0));
    if (!fresh) {
      const int id = db->db.execAndGet("PRAGMA application_id"), number = db->db.execAndGet("PRAGMA user_version");
      blank = io::blank(db->db);
      ours = blank || (id == magic && number == version);
      if (!ours) return;
    }
    SQLite::Transaction all(db->db, SQLite::TransactionBehavior::EXCLUSIVE);
    if (blank) {
      db->db.exec("PRAGMA application_id = " + std::to_string(magic) +
                  "; PRAGMA user_version = " + std::to_string(version));
      db->db.exec(io::with_types_checked(schema));
    }
    all.commit();
  });
  if (problem) return *problem;
  if (!ours)
    return Problem{Fault::data, path, 0, 0, "", "was not written by this version of bowlby", "choose a new --output"};
  return ClaimsStore(std::move(db));
}

Expected<ClaimsStore> ClaimsStore::open_new(const std::string& dir) {
  if (const auto problem = make_empty_folder(dir, claims_path(""))) return *problem;
  return open(dir, true);
}

Expected<ClaimsStore> ClaimsStore::open_again(const std::string& dir) {
  std::error_code ignored;
  if (!std::filesystem::exists(claims_path(dir), ignored))
    return Problem{Fault::file,
                   claims_path(dir),
                   0,
                   0,
                   "",
                   "there is nothing to resume here",
                   "name the --output of the interrupted session"};
  return open(dir, false);
}

Expected<std::vector<ClaimValue>> ClaimsStore::values() const {
  std::vector<ClaimValue> all;
  const auto problem = guarded(db_->path, [&] {
    SQLite::Statement rows(db_->db,
                           "SELECT claim, part, cut, seed, value, n, study_hash, readout_hash FROM value "
                           "ORDER BY claim, part, cut, seed");
    while (rows.executeStep()) all.push_back(value_of(rows));
  });
  if (problem) return *problem;
  return all;
}

std::optional<Problem> ClaimsStore::keep(const std::function<bool(const ClaimValue&)>& wanted) {
  const auto all = values();
  if (!all) return all.problems().front();
  return guarded(db_->path, [&] {
    SQLite::Transaction whole(db_->db);
    SQLite::Statement drop(db_->db, "DELETE FROM value WHERE claim = ? AND part = ? AND cut = ? AND seed = ?");
    for (const ClaimValue& v : *all) {
      if (wanted(v)) continue;
      drop.bind(1, v.claim), drop.bind(2, v.part), drop.bind(3, v.cut);
      drop.bind(4, static_cast<std::int64_t>(v.seed));
      drop.exec();
      drop.reset();
    }
    whole.commit();
  });
}

std::optional<Problem> ClaimsStore::put(std::span<const ClaimValue> rows) {
  return guarded(db_->path, [&] {
    SQLite::Transaction whole(db_->db);
    SQLite::Statement to(db_->db, "INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const ClaimValue& v : rows) {
      to.bind(1, v.claim), to.bind(2, v.part), to.bind(3, v.cut);
      to.bind(4, static_cast<std::int64_t>(v.seed));
      bind(to, 5, v.value);
      to.bind(6, static_cast<std::int64_t>(v.n));
      to.bind(7, v.study), to.bind(8, v.readout);
      to.exec();
      to.reset();
    }
    whole.commit();
  });
}

std::optional<Problem> ClaimsStore::provenance(std::string_view key, std::string_view value) {
  return guarded(db_->path, [&] {
    SQLite::Statement to(db_->db, "INSERT OR REPLACE INTO provenance VALUES (?, ?)");
    to.bind(1, std::string(key)), to.bind(2, std::string(value));
    to.exec();
  });
}

std::optional<Problem> ClaimsStore::verdicts(std::span<const ClaimLine> lines) {
  return guarded(db_->path, [&] {
    SQLite::Transaction whole(db_->db);
    db_->db.exec("DELETE FROM verdict");
    std::string places = "?";
    for (int c = 1; c < 24; ++c) places += ",?";
    SQLite::Statement to(db_->db, "INSERT INTO verdict VALUES (" + places + ")");
    for (const ClaimLine& line : lines)
      for (std::size_t part = 0; part < line.parts.size(); ++part) write_verdict(to, line, part);
    whole.commit();
  });
}

std::vector<Problem> check_readouts(const std::vector<evidence::Claim>& claims) {
  std::vector<Problem> problems;
  const auto failed = guarded("the empty results file", [&] {
    SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    db.exec(io::create_tables());
    for (const evidence::Claim& c : claims)
      for (const evidence::ClaimPart& p : c.parts) {
        const auto bad = [&](std::string reason, std::string remedy) {
          problems.push_back({Fault::data, "evidence/claims", 0, 0,
                              c.id + (p.name.empty() ? "" : "." + p.name) + ".readout", std::move(reason),
                              std::move(remedy)});
        };
        try {
          SQLite::Statement query(db, p.readout);
          std::vector<std::string> names;
          for (int i = 0; i < query.getColumnCount(); ++i) names.emplace_back(query.getColumnName(i));
          for (const std::string_view column : evidence::columns_of(p.estimator))
            if (std::find(names.begin(), names.end(), column) == names.end())
              bad("returns no column " + std::string(column), p.estimator + " reads it");
        } catch (const SQLite::Exception& e) {
          bad(e.what(), "see the tables in `bowlby export`'s codebook");
        }
      }
  });
  if (failed) problems.push_back(*failed);
  return problems;
}

}  // namespace bowlby
