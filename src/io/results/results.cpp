#include "io/results/results.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <filesystem>
#include <map>

#include "io/files/files.hpp"
#include "io/results/cut.hpp"
#include "io/results/insert.hpp"
#include "io/results/reader.hpp"
#include "io/results/rows.hpp"
#include "io/results/schema.hpp"
#include "io/results/study.hpp"
#include "io/study/file.hpp"
#include "io/study/names.hpp"
#include "io/text/fields.hpp"
#include "num/digest.hpp"

namespace bowlby {

namespace {

using io::guarded;
using io::Insert;

constexpr const char* in_memory = ":memory:";
constexpr int batch = 16;  // rows per statement where rows come by the thousand

}  // namespace

// The open database, its prepared inserts, and the first failure.
class Results::Writer {
 public:
  // One thread writes, so SQLite need not lock at every value.
  Writer(const std::string& dir, int flags)
      : dir_(dir),
        path_(dir.empty() ? in_memory : unfinished_results_path(dir)),
        db_(path_, flags | SQLite::OPEN_NOMUTEX) {
    if (dir.empty()) {
      db_.exec("PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY");
      return;
    }
    // The rollback journal survives kill -9; rows are only ever appended, so it stays small.
    db_.exec(
        "PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000;"
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;");
  }

  void begin() { db_.exec("BEGIN"); }

  void create(const Study& study, const Facts& facts) {
    begin();
    db_.exec("PRAGMA application_id = " + std::to_string(io::results_magic) +
             "; PRAGMA user_version = " + std::to_string(io::results_version));
    db_.exec(io::create_tables());
    db_.exec(io::fill_names());
    io::write_study_tables(db_, study, facts);
    db_.exec("COMMIT");
  }

  void cut_back(const RowCounts& to) {
    problem_ = io::cut_back(db_, path_, to, digests_);
    counts_ = to;
  }

  RowCounts counts() {
    for (std::size_t t = 0; t < io::grown_tables.size(); ++t)
      counts_.digests[t] = digests_[io::grown_tables[t]].result();
    return counts_;
  }

  // Reads the names that rows point to, makes the inserts ready and opens the first transaction.
  void start() {
    SQLite::Statement arms(db_, "SELECT name FROM arm ORDER BY \"index\"");
    while (arms.executeStep()) arms_.push_back(arms.getColumn(0).getString());
    waves_ = static_cast<std::size_t>(db_.execAndGet("SELECT count(*) FROM wave").getInt64());
    to_.emplace(db_, dir_.empty() ? nullptr : &digests_);
    begin();
  }

  template <class Row, class Write>
  void rows(std::span<const Row> rows, std::uint64_t& count, Write&& write) {
    if (problem_ || rows.empty()) return;
    const auto failure = guarded(path_, [&] {
      for (const Row& row : rows) {
        write(row);
        ++count;
      }
    });
    if (!problem_) problem_ = failure;
  }

  // The same with whole batches in one statement each, and the rest one by one.
  template <class Row, class Write>
  void batches(std::span<const Row> all, std::uint64_t& count, Write&& write, Insert& many, Insert& one) {
    const std::size_t whole = all.size() - all.size() % batch;
    rows(all.first(whole), count, write(many));
    rows(all.subspan(whole), count, write(one));
  }

  void fault(const std::string& table, const std::string& reason) {
    if (!problem_) problem_ = io::our_fault(path_, table, reason);
  }

  std::optional<Problem> commit() {
    if (problem_) return problem_;
    problem_ = guarded(path_, [&] { db_.exec("COMMIT"); });
    if (!problem_) problem_ = guarded(path_, [&] { begin(); });
    return problem_;
  }

  void provenance(std::string_view key, std::string_view value) {
    if (problem_) return;
    problem_ = guarded(path_, [&] { tell(std::string(key), std::string(value)); });
  }

  void tell(const std::string& key, const std::string& value) {
    SQLite::Statement s(db_, "INSERT OR REPLACE INTO provenance VALUES (?, ?)");
    s.bind(1, key);
    s.bind(2, value);
    s.exec();
  }

  // Last words of the database; the file still has its unfinished name afterwards.
  std::optional<Problem> complete() {
    if (problem_) return problem_;
    problem_ = guarded(path_, [&] {
      db_.exec(io::create_indices());
      std::map<std::string, std::uint64_t> known;
      for (const auto& [table, digest] : digests_) known[table] = digest.result();
      for (const auto& [table, digest] : io::digests_of(db_, known)) tell(io::digest_key(table), num::hex(digest));
      tell(std::string(io::seal_key), std::string(io::no_seal));
      db_.exec("COMMIT");
      to_.reset();
    });
    return problem_;
  }

  using Digests = std::map<std::string, io::RowDigest>;

  struct Inserts {
    Inserts(SQLite::Database& db, Digests* digests)
        : person(db, "person", 11, of(digests, "person")),
          observation(db, "observation_raw", 9, of(digests, "observation_raw")),
          observation_batch(db, "observation_raw", 9, of(digests, "observation_raw"), batch),
          invitation(db, "invitation_raw", 6, of(digests, "invitation_raw")),
          invitation_batch(db, "invitation_raw", 6, of(digests, "invitation_raw"), batch),
          event(db, "event_raw", 6, of(digests, "event_raw")),
          event_batch(db, "event_raw", 6, of(digests, "event_raw"), batch),
          tie(db, "tie_raw", io::columns_of<TieRow>(), of(digests, "tie_raw")),
          moment(db, "moment_raw", io::columns_of<MomentRow>(), of(digests, "moment_raw")),
          diary(db, "diary_raw", 15, of(digests, "diary_raw")),
          diary_batch(db, "diary_raw", 15, of(digests, "diary_raw"), batch),
          course(db, "course", io::columns_of<CourseRow>(), of(digests, "course")),
          stream(db, "stream", 4, of(digests, "stream")) {}
    // Rows in memory are asked at once, so no digest says what they were.
    static io::RowDigest* of(Digests* digests, const char* table) { return digests ? &(*digests)[table] : nullptr; }
    Insert person, observation, observation_batch, invitation, invitation_batch, event, event_batch, tie, moment, diary,
        diary_batch, course, stream;
  };

  std::string dir_, path_;
  SQLite::Database db_;
  Digests digests_;            // of the rows so far, for the tables that grow
  std::optional<Inserts> to_;  // after db_: statements close before their database
  std::optional<Problem> problem_;
  RowCounts counts_;
  std::vector<std::string> arms_;
  std::size_t waves_ = 0;
  std::uint32_t replicate_ = 0;
};

Results::Results(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}
Results::Results(Results&&) noexcept = default;
Results& Results::operator=(Results&&) noexcept = default;
Results::~Results() = default;

Expected<Results> Results::open_new(const std::string& dir, const Study& study, const Facts& facts) {
  std::error_code ignored;
  const bool finished = std::filesystem::exists(results_path(dir), ignored);
  if (auto p = must_be_free(dir, finished ? results_path("") : unfinished_results_path(""))) return *p;
  if (auto p = make_folder(dir)) return *p;
  return open_beside(dir, study, facts);
}

Expected<Results> Results::open_beside(const std::string& dir, const Study& study, const Facts& facts) {
  if (auto p = create_new(unfinished_results_path(dir))) return *p;  // from here on the file is ours alone
  std::unique_ptr<Writer> writer;
  const auto problem = guarded(unfinished_results_path(dir), [&] {
    writer = std::make_unique<Writer>(dir, SQLite::OPEN_READWRITE);
    writer->create(study, facts);
    writer->start();
  });
  if (!problem) return Results(std::move(writer));
  writer.reset();
  std::error_code ignored;  // leave no half-made file behind; the folder may have been there before us
  std::filesystem::remove(unfinished_results_path(dir), ignored);
  std::filesystem::remove(unfinished_results_path(dir) + "-journal", ignored);
  return *problem;
}

Expected<Results> Results::open_resume(const std::string& dir, const RowCounts& counts) {
  std::error_code ignored;
  if (std::filesystem::exists(results_path(dir), ignored))
    return Problem{Fault::file, results_path(dir), 0, 0, "", "this run is finished", "there is nothing to resume"};
  std::unique_ptr<Writer> writer;
  const std::string path = unfinished_results_path(dir);
  auto problem = guarded(path, [&] {
    writer = std::make_unique<Writer>(dir, SQLite::OPEN_READWRITE);
    const int magic = writer->db_.execAndGet("PRAGMA application_id");
    const int version = writer->db_.execAndGet("PRAGMA user_version");
    if (magic == io::results_magic && version == io::results_version)
      writer->cut_back(counts);
    else
      writer->problem_ =
          Problem{Fault::data, path, 0, 0, "", "was not written by this version of bowlby", "start a new run"};
    writer->start();
  });
  if (!problem) problem = writer->problem_;
  if (problem) return *problem;
  return Results(std::move(writer));
}

Expected<Results> Results::open_in_memory(const Study& study) {
  std::unique_ptr<Writer> writer;
  const auto problem = guarded(in_memory, [&] {
    writer = std::make_unique<Writer>("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    writer->create(study, {});
    writer->start();
  });
  if (problem) return *problem;
  return Results(std::move(writer));
}

void Results::replicate(std::uint32_t r) { writer_->replicate_ = r; }

void Results::people(std::span<const PersonRow> rows) {
  Writer& w = *writer_;
  w.rows(rows, w.counts_.people, [&](const PersonRow& r) {
    if (r.arm != no_arm && r.arm >= w.arms_.size()) return w.fault("person", "a person belongs to no arm");
    Insert& to = w.to_->person;
    (to << r.id).known(r.mother).known(r.father) << (r.female ? "f" : "m") << r.generation << r.born_day;
    to.later(r.died_day);
    r.arm == no_arm ? to << nullptr : to << w.arms_[r.arm];
    to.known(r.twin_pair);
    if (r.twin_pair == nobody)
      to << nullptr;
    else
      to << (r.identical ? "mz" : "dz");
    (to << w.replicate_).row();
  });
}

void Results::observations(std::span<const ObservationRow> rows) {
  Writer& w = *writer_;
  const auto write = [&w](Insert& to) {
    return [&w, &to](const ObservationRow& r) {
      if (r.wave >= w.waves_ || r.measure >= measures_and_items)
        return w.fault("observation", "an observation belongs to no wave or measure");
      (to << r.person << r.wave << r.measure).role(r.role).known(r.target);
      (to << r.age_days << r.value << r.visit << w.replicate_).row();
    };
  };
  w.batches(rows, w.counts_.observations, write, w.to_->observation_batch, w.to_->observation);
}

void Results::invitations(std::span<const InvitationRow> rows) {
  Writer& w = *writer_;
  const auto write = [&w](Insert& to) {
    return [&w, &to](const InvitationRow& r) {
      (to << r.person << r.wave << r.visit << r.day << static_cast<int>(r.outcome) << w.replicate_).row();
    };
  };
  w.batches(rows, w.counts_.invitations, write, w.to_->invitation_batch, w.to_->invitation);
}

void Results::events(std::span<const EventRow> rows) {
  Writer& w = *writer_;
  const auto write = [&w](Insert& to) {
    return [&w, &to](const EventRow& r) {
      ((to << r.person << r.day << static_cast<int>(r.kind)).known(r.other) << r.value << w.replicate_).row();
    };
  };
  w.batches(rows, w.counts_.events, write, w.to_->event_batch, w.to_->event);
}

void Results::ties(std::span<const TieRow> rows) {
  Writer& w = *writer_;
  w.rows(rows, w.counts_.ties, [&](const TieRow& r) { io::insert_row(w.to_->tie, r, w.replicate_); });
}

void Results::moments(std::span<const MomentRow> rows) {
  Writer& w = *writer_;
  w.rows(rows, w.counts_.moments, [&](const MomentRow& r) { io::insert_row(w.to_->moment, r, w.replicate_); });
}

void Results::diary(std::span<const DiaryRow> rows) {
  Writer& w = *writer_;
  const auto write = [&w](Insert& to) {
    return [&w, &to](const DiaryRow& r) {
      if (r.wave >= w.waves_) return w.fault("diary", "a diary belongs to no wave");
      const auto said = [&r](float v) { return r.answered ? std::optional<double>(v) : std::nullopt; };
      const auto of_two = [&](float v) { return r.partner == nobody ? std::nullopt : said(v); };
      to << r.person << r.wave << r.visit << r.diary_day << r.day << r.prompt << r.minute << r.answered;
      to << said(r.security) << said(r.distress) << said(r.bids) << of_two(r.asked) << of_two(r.offered);
      (to.known(r.partner) << w.replicate_).row();
    };
  };
  w.batches(rows, w.counts_.diary, write, w.to_->diary_batch, w.to_->diary);
}

void Results::courses(std::span<const CourseRow> rows) {
  Writer& w = *writer_;
  w.rows(rows, w.counts_.courses, [&](const CourseRow& r) { io::insert_row(w.to_->course, r, w.replicate_); });
}

void Results::stream(const StreamRow& row) {
  Writer& w = *writer_;
  w.rows(std::span(&row, 1), w.counts_.stream,
         [&](const StreamRow& r) { (w.to_->stream << r.day << num::hex(r.digest) << r.living << w.replicate_).row(); });
}

void Results::provenance(std::string_view key, std::string_view value) { writer_->provenance(key, value); }

Expected<RowCounts> Results::checkpoint() {
  if (const auto p = writer_->commit()) return *p;
  return writer_->counts();
}

std::optional<Problem> Results::problem() const { return writer_ ? writer_->problem_ : std::nullopt; }

std::optional<Problem> Results::finish() {
  if (auto p = writer_->complete()) return p;
  const std::string dir = writer_->dir_;
  writer_.reset();
  if (auto p = io::seal(unfinished_results_path(dir))) return p;
  return settle(unfinished_results_path(dir), results_path(dir));
}

Expected<ResultsReader> Results::read() {
  Writer& w = *writer_;
  if (!w.problem_)
    w.problem_ = guarded(w.path_, [&w] {
      w.db_.exec(io::create_indices());
      w.db_.exec("COMMIT");
      w.to_.reset();
    });
  if (w.problem_) return *w.problem_;
  return ResultsReader(std::move(w.db_));
}

}  // namespace bowlby
