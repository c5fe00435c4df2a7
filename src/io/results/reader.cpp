#include "io/results/reader.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <limits>
#include <set>

#include "io/files/file_kind.hpp"
#include "io/results/check.hpp"
#include "io/results/results.hpp"
#include "io/results/schema.hpp"
#include "io/results/store.hpp"

namespace bowlby {

class ResultsReader::Source {
 public:
  explicit Source(const std::string& file) : path(file), db(file, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 5000) {
    // One thread at a time has a reader (compare opens one for each), so SQLite need not lock at every value.
    // Never mapped: a file that somebody cuts short meanwhile would end the whole program, the studio with all its
    // jobs. A report reads the whole file a hundred times, so keep what was read and sorted.
    db.exec("PRAGMA mmap_size = 0");
    db.exec("PRAGMA cache_size = -131072");
  }
  explicit Source(SQLite::Database&& rows) : path(rows.getFilename()), db(std::move(rows)) {}
  std::string path;
  SQLite::Database db;
  std::set<std::string> laid_out;  // views that this connection holds the rows of
  std::string of_replicate;        // the condition, where it sees one alone
};

namespace {

Cell cell(const SQLite::Column& column) {
  if (column.isNull()) return std::monostate{};
  if (column.isInteger() || column.isFloat()) return column.getDouble();
  return column.getString();
}

}  // namespace

std::optional<double> Table::number(std::size_t row, std::size_t column) const {
  const double* v = std::get_if<double>(&rows[row][column]);
  return v ? std::optional<double>(*v) : std::nullopt;
}

const std::string& Table::text(std::size_t row, std::size_t column) const {
  static const std::string none;
  const std::string* v = std::get_if<std::string>(&rows[row][column]);
  return v ? *v : none;
}

ResultsReader::ResultsReader(SQLite::Database&& rows) : source_(std::make_unique<Source>(std::move(rows))) {}
ResultsReader::ResultsReader(std::unique_ptr<Source> source) : source_(std::move(source)) {}
ResultsReader::ResultsReader(ResultsReader&&) noexcept = default;
ResultsReader& ResultsReader::operator=(ResultsReader&&) noexcept = default;
ResultsReader::~ResultsReader() = default;

const std::string& ResultsReader::path() const { return source_->path; }

std::optional<Problem> ResultsReader::visit(const std::string& sql, const std::vector<Cell>& values,
                                            const std::function<void(const std::vector<std::string>&)>& header,
                                            const std::function<void(std::span<const Cell>)>& row) const {
  try {
    SQLite::Statement statement(source_->db, sql);
    for (std::size_t v = 0; v < values.size(); ++v) io::bind(statement, static_cast<int>(v) + 1, values[v]);
    const int width = statement.getColumnCount();
    std::vector<std::string> names;
    for (int c = 0; c < width; ++c) names.emplace_back(statement.getColumnName(c));
    header(names);
    std::vector<Cell> cells(static_cast<std::size_t>(width));
    while (statement.executeStep()) {
      for (int c = 0; c < width; ++c) cells[static_cast<std::size_t>(c)] = cell(statement.getColumn(c));
      row(cells);
    }
    return std::nullopt;
  } catch (const SQLite::Exception& e) {
    return io::database_problem(e.getErrorCode(), e.what(), source_->path);
  } catch (const std::exception& e) {
    return io::our_fault(source_->path, "", e.what());
  }
}

Expected<Table> ResultsReader::query(const std::string& sql, const std::vector<Cell>& values) const {
  Table table;
  const auto problem = visit(
      sql, values, [&](const std::vector<std::string>& names) { table.columns = names; },
      [&](std::span<const Cell> cells) { table.rows.emplace_back(cells.begin(), cells.end()); });
  if (problem) return *problem;
  return table;
}

Expected<std::vector<std::vector<double>>> ResultsReader::numbers(const std::string& sql,
                                                                  const std::vector<Cell>& values) const {
  std::vector<std::vector<double>> columns;
  const auto problem = visit(
      sql, values, [&](const std::vector<std::string>& names) { columns.resize(names.size()); },
      [&](std::span<const Cell> cells) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
          const double* v = std::get_if<double>(&cells[c]);
          columns[c].push_back(v ? *v : std::numeric_limits<double>::quiet_NaN());
        }
      });
  if (problem) return *problem;
  return columns;
}

Expected<ResultsReader> ResultsReader::again() const {
  std::unique_ptr<Source> source;
  if (auto problem = io::guarded(path(), [&] { source = std::make_unique<Source>(path()); })) return *problem;
  return ResultsReader(std::move(source));
}

// What the connection has of its own stands before the file's tables of the same name.
std::optional<Problem> ResultsReader::narrow_to(std::uint32_t replicate) const {
  return io::guarded(path(), [&] {
    for (const std::string& name : source_->laid_out) source_->db.exec("DROP TABLE temp." + name);
    source_->laid_out.clear();
    source_->of_replicate = " WHERE replicate = " + std::to_string(replicate);
    for (const char* name :
         {"person", "observation", "observation_raw", "event", "event_raw", "tie", "tie_raw", "moment", "moment_raw",
          "course", "stream", "union_spell", "first_marriage", "twin_pair", "parent_child"}) {
      source_->db.exec(std::string("DROP VIEW IF EXISTS temp.") + name);
      source_->db.exec(std::string("CREATE TEMP VIEW ") + name + " AS SELECT * FROM main." + name +
                       source_->of_replicate);
    }
  });
}

std::optional<Problem> ResultsReader::lay_out(const std::string& view) const {
  if (source_->laid_out.contains(view)) return std::nullopt;
  return io::guarded(path(), [&] {
    source_->db.exec("DROP VIEW IF EXISTS temp." + view);
    source_->db.exec("CREATE TEMP TABLE " + view + " AS SELECT * FROM main." + view + source_->of_replicate);
    source_->laid_out.insert(view);
  });
}

std::optional<std::string> ResultsReader::provenance(std::string_view key) const {
  const auto table = query("SELECT value FROM provenance WHERE key = ?", {std::string(key)});
  if (!table || table->rows.empty()) return std::nullopt;
  return table->text(0, 0);
}

Expected<ResultsReader> read_results(const std::string& dir_or_file, bool thorough) {
  std::error_code ignored;
  if (const auto is = other_kind(dir_or_file, FileKind::results)) return *is;
  std::string path = dir_or_file;
  if (std::filesystem::is_directory(dir_or_file, ignored)) path = results_path(dir_or_file);
  if (!std::filesystem::exists(path, ignored)) {
    const bool unfinished = std::filesystem::exists(path + ".partial", ignored);
    return Problem{Fault::file,
                   path,
                   0,
                   0,
                   "",
                   unfinished ? "the run is not finished" : "there are no results here",
                   unfinished ? "continue it with --resume" : "name the folder given to --output"};
  }
  const Problem foreign{Fault::data,
                        path,
                        0,
                        0,
                        "",
                        "was not written by this version of bowlby",
                        "name the results of a run of this version"};
  try {
    auto source = std::make_unique<ResultsReader::Source>(path);
    const int magic = source->db.execAndGet("PRAGMA application_id");
    const int version = source->db.execAndGet("PRAGMA user_version");
    if (magic != io::results_magic || version != io::results_version) return foreign;
    const std::int64_t pages = source->db.execAndGet("PRAGMA page_count"),
                       page = source->db.execAndGet("PRAGMA page_size");
    if (static_cast<std::uintmax_t>(pages * page) != std::filesystem::file_size(path))
      return Problem{Fault::data, path, 0, 0, "", "is cut short or too long", "copy it again or run the study again"};
    if (thorough)
      if (const auto sound = check_results(path); !sound) return sound.problems();
    ResultsReader reader(std::move(source));
    // Not a row is asked for: a view of spells would have to lay out all of them for its first.
    for (const std::string_view name : io::public_tables())
      if (const auto t = reader.query("SELECT * FROM \"" + std::string(name) + "\" LIMIT 0"); !t) return t.problems();
    return reader;
  } catch (const SQLite::Exception& e) {
    return io::database_problem(e.getErrorCode(), e.what(), path);
  } catch (const std::exception& e) {
    return io::our_fault(path, "", e.what());
  }
}

}  // namespace bowlby
