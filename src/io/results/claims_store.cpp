#include "io/results/claims_store.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>

#include "evidence/estimators.hpp"
#include "evidence/test_kind.hpp"
#include "io/results/schema.hpp"
#include "io/results/store.hpp"
#include "io/study/claims_file.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr const char* schema = R"(
CREATE TABLE value(claim TEXT NOT NULL, part TEXT NOT NULL, cut TEXT NOT NULL, seed INTEGER NOT NULL, value REAL,
  n INTEGER NOT NULL, study_hash TEXT NOT NULL, readout_hash TEXT NOT NULL,
  PRIMARY KEY(claim, part, cut, seed)) WITHOUT ROWID;
CREATE TABLE verdict(claim TEXT NOT NULL, part TEXT NOT NULL, headlines TEXT NOT NULL, says TEXT NOT NULL,
  study TEXT NOT NULL, cut TEXT NOT NULL, expect INTEGER NOT NULL, estimator TEXT NOT NULL, readout TEXT NOT NULL,
  published TEXT, seeds INTEGER NOT NULL, right_sign INTEGER, estimate REAL, low REAL, high REAL, ablated REAL,
  ablated_low REAL, ablated_high REAL, fall REAL, fall_low REAL, fall_high REAL, verdict TEXT NOT NULL,
  reason TEXT NOT NULL, claim_verdict TEXT NOT NULL, kind TEXT NOT NULL, size_letter TEXT, size REAL,
  by_construction TEXT, raised TEXT, placebo TEXT NOT NULL, placebo_estimate REAL, placebo_low REAL,
  placebo_high REAL, PRIMARY KEY(claim, part)) WITHOUT ROWID;
CREATE TABLE provenance(key TEXT PRIMARY KEY, value TEXT NOT NULL);
)";

const io::StoreKind kind{claims_magic, 2, claims_path("").substr(1), "session", schema};

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

std::vector<Cell> verdict_row(const ClaimLine& line, std::size_t part) {
  const evidence::Claim& c = *line.claim;
  const evidence::ClaimPart& p = c.parts[part];
  const evidence::PartResult& r = line.parts[part];
  const auto number = [](auto n) { return Cell(static_cast<double>(n)); };
  const auto text = [](std::string_view words) { return Cell(std::string(words)); };
  std::vector<Cell> row{c.id,
                        p.name,
                        io::joined(c.headlines, [](int h) { return "H" + std::to_string(h); }),
                        p.says,
                        p.study,
                        io::joined(p.cut, [](const std::string& e) { return e; }),
                        number(p.expect),
                        p.estimator,
                        p.readout,
                        p.published.empty() ? Cell() : p.published,
                        number(r.with_edge.size()),
                        r.effect ? number(r.effect->right) : Cell()};
  const auto interval = [&](const std::optional<evidence::Pooled>& pooled) {
    for (const auto field : {&evidence::Pooled::value, &evidence::Pooled::low, &evidence::Pooled::high})
      row.push_back(pooled ? number((*pooled).*field) : Cell());
  };
  for (const auto& pooled : {r.effect, r.ablated, r.drop}) interval(pooled);
  for (const auto& words : {text(name_of(r.verdict)), text(r.reason), text(name_of(line.verdict)),
                            text(evidence::name_of(evidence::kind_of(p, &r)))})
    row.push_back(words);
  const auto size = r.effect ? evidence::effect_size(p.estimator, r.effect->value) : std::nullopt;
  row.push_back(size ? text(std::string(1, size->letter)) : Cell());
  row.push_back(size ? number(size->value) : Cell());
  for (const std::string& words : {p.by_construction, p.raised}) row.push_back(words.empty() ? Cell() : text(words));
  row.push_back(io::joined(p.placebo, [](const std::string& e) { return e; }));
  interval(r.placebo);
  return row;
}

}  // namespace

Expected<ClaimsStore> ClaimsStore::open_new(const std::string& dir) {
  const auto store = io::Store::open_new(dir, kind);
  if (!store) return store.problems();
  return ClaimsStore(*store);
}

Expected<ClaimsStore> ClaimsStore::open_again(const std::string& dir) {
  const auto store = io::Store::open_again(dir, kind);
  if (!store) return store.problems();
  return ClaimsStore(*store);
}

Expected<ClaimsStore> ClaimsStore::open_aside(const std::string& dir) {
  const auto store = io::Store::open_aside(dir, kind);
  if (!store) return store.problems();
  return ClaimsStore(*store);
}

std::optional<Problem> ClaimsStore::settle() { return store_->settle(); }

Expected<std::vector<ClaimValue>> ClaimsStore::values() const {
  std::vector<ClaimValue> all;
  const auto problem = store_->look([&](SQLite::Database& db) {
    SQLite::Statement rows(db,
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
  return store_->change([&](SQLite::Database& db) {
    SQLite::Statement drop(db, "DELETE FROM value WHERE claim = ? AND part = ? AND cut = ? AND seed = ?");
    for (const ClaimValue& v : *all) {
      if (wanted(v)) continue;
      drop.bind(1, v.claim), drop.bind(2, v.part), drop.bind(3, v.cut);
      drop.bind(4, static_cast<std::int64_t>(v.seed));
      drop.exec();
      drop.reset();
    }
  });
}

std::optional<Problem> ClaimsStore::put(std::span<const ClaimValue> rows) {
  return store_->change([&](SQLite::Database& db) {
    SQLite::Statement to(db, "INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const ClaimValue& v : rows) {
      to.bind(1, v.claim), to.bind(2, v.part), to.bind(3, v.cut);
      to.bind(4, static_cast<std::int64_t>(v.seed));
      io::bind(to, 5, v.value ? Cell(*v.value) : Cell());
      to.bind(6, static_cast<std::int64_t>(v.n));
      to.bind(7, v.study), to.bind(8, v.readout);
      to.exec();
      to.reset();
    }
  });
}

std::optional<Problem> ClaimsStore::provenance(std::string_view key, std::string_view value) {
  return store_->provenance(key, value);
}

std::optional<Problem> ClaimsStore::verdicts(std::span<const ClaimLine> lines) {
  std::vector<std::vector<Cell>> rows;
  for (const ClaimLine& line : lines)
    for (std::size_t part = 0; part < line.parts.size(); ++part) rows.push_back(verdict_row(line, part));
  return store_->fill("verdict", rows);
}

std::vector<Problem> check_readouts(const std::vector<evidence::Claim>& claims) {
  std::vector<Problem> problems;
  const auto failed = io::guarded("the empty results file", [&] {
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
