#include "io/results/data_set.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "instruments/measures.hpp"
#include "io/files/files.hpp"
#include "io/results/digests.hpp"
#include "io/results/insert.hpp"
#include "io/results/plain_tables.hpp"
#include "io/results/reader.hpp"
#include "io/results/schema.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

using io::Insert;

constexpr int batch = 16;

constexpr const char* told_table = R"(
CREATE TABLE told(person INTEGER NOT NULL, "column" TEXT NOT NULL, value TEXT NOT NULL, replicate INTEGER NOT NULL);
)";

class Writer {
 public:
  Writer(SQLite::Database& db, const DataSet& data) : db_(db), data_(data) {}

  void write() {
    db_.exec("PRAGMA application_id = " + std::to_string(io::results_magic) +
             "; PRAGMA user_version = " + std::to_string(io::results_version) + "; BEGIN");
    db_.exec(io::create_tables() + io::with_types_checked(told_table));
    db_.exec(io::fill_names());
    head();
    people();
    observations();
    diary();
    told();
    db_.exec(io::create_indices());
    std::map<std::string, std::uint64_t> known;
    for (const auto& [table, digest] : digests_) known[table] = digest.result();
    for (const auto& [table, digest] : io::digests_of(db_, known)) tell(io::digest_key(table), num::hex(digest));
    tell(std::string(io::seal_key), std::string(io::no_seal));
    db_.exec("COMMIT");
  }

 private:
  void tell(const std::string& key, const std::string& value) {
    Insert to(db_, "provenance", 2);
    (to << key << value).row();
  }

  void head() {
    Insert arm(db_, "arm", 7), wave(db_, "wave", 19), visit(db_, "visit", 4);
    for (std::size_t a = 0; a < data_.arms.size(); ++a) {
      arm << a << data_.arms[a] << share(a) << nullptr << nullptr << nullptr << nullptr;
      arm.row();
    }
    for (std::size_t w = 0; w < data_.waves.size(); ++w) {
      wave << w << data_.waves[w].name << data_.waves[w].instrument;
      wave << nullptr << nullptr << nullptr << nullptr << "person" << nullptr << nullptr << 1.0 << 0.0 << 0.0
           << "person";
      wave << nullptr << nullptr << nullptr << nullptr << nullptr;
      wave.row();
      for (std::size_t v = 0; v < data_.visits.size(); ++v)
        (visit << w << v << data_.visits[v] << static_cast<double>(v + 1)).row();
    }
    tell("format", "bowlby results " + std::to_string(io::results_version));
    for (const auto& [key, value] : data_.facts) tell(key, value);
    SQLite::Statement meaning(db_,
                              "UPDATE codebook SET meaning = meaning || ?3 WHERE \"table\" = ?1 AND \"column\" = ?2");
    const auto add = [&](const char* table, const char* column, const char* more) {
      meaning.bind(1, table);
      meaning.bind(2, column);
      meaning.bind(3, more);
      meaning.exec();
      meaning.reset();
    };
    add("person", "sex", "; empty: not told");
    add("person", "born_day", "; here before the visit, which is day 0; 1: age not told");
    add("observation", "age_days", "; -1: not told");
    add("diary", "minute", "; 0 throughout in an import, which does not tell it");
    add("diary", "day", "; in an import the day of the diary");
  }

  double share(std::size_t arm) const {
    const auto own = std::ranges::count(data_.people, static_cast<int>(arm), &DataSet::Person::arm);
    return static_cast<double>(own) / static_cast<double>(data_.people.size());
  }

  void people() {
    Insert to(db_, "person", 11, &digests_["person"]);
    std::uint32_t id = 0;
    for (const DataSet::Person& p : data_.people) {
      to << ++id << nullptr << nullptr << (p.sex == ' ' ? std::string_view() : std::string_view(&p.sex, 1)) << 1;
      to << -p.age_days << nullptr;
      p.arm < 0 ? to << nullptr : to << data_.arms[static_cast<std::size_t>(p.arm)];
      to << nullptr << nullptr << 0;
      to.row();
    }
  }

  // A key may score what the model has, too, on another range: then the file says the key's.
  void tell_of(std::size_t known, const DataSet::Scale& s) {
    SQLite::Statement measure(db_, "UPDATE measure SET unit = ?2, meaning = ?3 WHERE id = ?1");
    measure.bind(1, static_cast<std::int64_t>(known));
    SQLite::Statement codebook(
        db_, "UPDATE codebook SET unit = ?2, meaning = ?3 WHERE \"table\" = 'observation' AND \"column\" = ?1");
    codebook.bind(1, s.instrument + "." + s.name);
    for (SQLite::Statement* to : {&measure, &codebook}) {
      to->bind(2, s.unit);
      to->bind(3, s.meaning);
      to->exec();
    }
  }

  // The number of a measure that a run has as well, or a new one.
  std::size_t measure_of(const DataSet::Scale& s) {
    for (std::size_t m = 0; m < measure_table.size(); ++m)
      if (measure_table[m].instrument_name == s.instrument && measure_table[m].scale == s.name) {
        if (measure_table[m].unit != s.unit) tell_of(m, s);
        return m;
      }
    const auto [at, fresh] = own_.emplace(std::pair(s.instrument, s.name), measure_table.size() + own_.size());
    if (!fresh) return at->second;
    Insert measure(db_, "measure", 6), codebook(db_, "codebook", 4);
    (measure << at->second << s.instrument << s.name << "self" << s.unit << s.meaning).row();
    (codebook << "observation" << s.instrument + "." + s.name << s.unit << s.meaning).row();
    return at->second;
  }

  void observations() {
    std::vector<std::size_t> measures;
    for (const DataSet::Scale& s : data_.scales) measures.push_back(measure_of(s));
    std::size_t left = 0;
    for (const DataSet::Scale& s : data_.scales)
      left += static_cast<std::size_t>(std::ranges::count_if(s.values, [](double v) { return !std::isnan(v); }));
    io::RowDigest* const digest = &digests_["observation_raw"];
    Insert many(db_, "observation_raw", 9, digest, batch), one(db_, "observation_raw", 9, digest);
    std::size_t whole = left - left % batch;
    std::vector<DataSet::Row> rows = data_.rows;
    if (rows.empty())
      for (std::size_t p = 0; p < data_.people.size(); ++p)
        rows.push_back({p, 0, data_.people[p].age_days, DataSet::nobody});
    for (std::size_t r = 0; r < rows.size(); ++r)
      for (std::size_t s = 0; s < measures.size(); ++s) {
        const double value = data_.scales[s].values[r];
        if (std::isnan(value)) continue;
        Insert& to = whole > 0 ? many : one;
        if (whole > 0) --whole;
        to << rows[r].person + 1 << data_.scales[s].wave << measures[s] << nullptr;
        rows[r].about == DataSet::nobody ? to << nullptr : to << rows[r].about + 1;
        to << rows[r].age_days << value;
        to << rows[r].visit << 0;
        to.row();
      }
  }

  void diary() {
    Insert to(db_, "diary_raw", 15, &digests_["diary_raw"]);
    const auto real = [&to](double v) { std::isnan(v) ? to << nullptr : to << v; };
    for (const DataSet::DiaryRow& d : data_.diary) {
      to << d.person + 1 << d.wave << 1 << d.day << d.day << d.prompt << 0 << 1;
      real(d.security), real(d.distress);
      to << nullptr << nullptr << nullptr;
      d.partner == DataSet::nobody ? to << nullptr : to << d.partner + 1;
      to << 0;
      to.row();
    }
  }

  void told() {
    Insert to(db_, "told", 4, &digests_["told"]), codebook(db_, "codebook", 4);
    for (const DataSet::Told& t : data_.told)
      for (std::size_t p = 0; p < t.values.size(); ++p) {
        if (t.values[p].empty()) continue;
        (to << p + 1 << t.column << t.values[p] << 0).row();
      }
    (codebook << "told"
              << "person"
              << "id"
              << "who told it")
        .row();
    (codebook << "told"
              << "column"
              << "name"
              << "the column of the data file")
        .row();
    (codebook << "told"
              << "value"
              << "text"
              << "what stands there")
        .row();
    (codebook << "told"
              << "replicate"
              << "count"
              << "as in person")
        .row();
  }

  SQLite::Database& db_;
  const DataSet& data_;
  std::map<std::string, io::RowDigest> digests_;
  std::map<std::pair<std::string, std::string>, std::size_t> own_;
};

}  // namespace

std::optional<Problem> write_data_set(const std::string& path, const DataSet& data) {
  if (auto problem = create_new(path)) return problem;
  auto problem = io::guarded(path, [&] {
    SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    // The file is new and takes its name only when it is whole: nothing has to be rolled back.
    db.exec(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000; PRAGMA locking_mode = "
        "EXCLUSIVE");
    Writer(db, data).write();
  });
  return problem ? problem : io::seal(path);
}

Expected<std::set<std::string>> instruments_on_another_range(const ResultsReader& from) {
  const auto rows = from.query("SELECT instrument, scale, unit FROM measure");
  if (!rows) return rows.problems();
  std::set<std::string> out;
  for (std::size_t r = 0; r < rows->rows.size(); ++r)
    for (const MeasureInfo& m : measure_table)
      if (m.instrument_name == rows->text(r, 0) && m.scale == rows->text(r, 1) && m.unit != rows->text(r, 2))
        out.insert(rows->text(r, 0));
  return out;
}

}  // namespace bowlby
