#include "io/files/run_folder.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>

#include "io/files/files.hpp"
#include "io/results/results.hpp"
#include "io/results/schema.hpp"

namespace bowlby {

namespace fs = std::filesystem;

Expected<std::optional<Begun>> begun_by(const std::string& dir) {
  std::optional<Begun> found;
  const std::string path = unfinished_results_path(dir);
  const auto problem = io::guarded(path, [&] {
    SQLite::Database db(path, SQLite::OPEN_READWRITE, 5000);
    const int magic = db.execAndGet("PRAGMA application_id"), version = db.execAndGet("PRAGMA user_version");
    if (magic != io::results_magic || version != io::results_version) return;
    const auto told = [&db](const char* key) {
      SQLite::Statement row(db, "SELECT value FROM provenance WHERE key = ?");
      row.bind(1, key);
      return row.executeStep() ? row.getColumn(0).getString() : std::string();
    };
    Begun begun{told("config_hash"), told("commit")};
    if (!begun.config.empty()) found = std::move(begun);
  });
  if (problem && problem->fault != Fault::data) return *problem;
  return found;
}

std::optional<Problem> must_hold_a_run_or_nothing(const std::string& dir) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(dir, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("results.sqlite") && !name.starts_with("run.checkpoint"))
      return Problem{Fault::file,
                     dir,
                     0,
                     0,
                     "",
                     "holds no run, but other things (" + name + ")",
                     "name the --output of the run that was interrupted; nothing is overwritten"};
  }
  return std::nullopt;
}

namespace {

std::string free_name(const std::string& path) {
  std::error_code error;
  for (int n = 1;; ++n)
    if (const std::string aside = path + ".before-" + std::to_string(n); !fs::exists(aside, error)) return aside;
}

Expected<std::string> set_aside(const std::string& path, const std::string& aside, const std::error_code& error) {
  if (!error) return aside;
  return Problem{Fault::file, path, 0, 0, "", "cannot be moved aside: " + error.message(), "move it, and call again"};
}

}  // namespace

Expected<std::string> move_aside(const std::string& path) {
  const std::string aside = free_name(path);
  std::error_code error;
  fs::rename(path, aside, error);
  return set_aside(path, aside, error);
}

Expected<std::string> copy_aside(const std::string& path) {
  const std::string aside = free_name(path);
  std::error_code error;
  fs::copy_file(path, aside, error);
  return set_aside(path, aside, error);
}

Expected<std::string> keep_runs_of_another(const std::string& path, const Expected<std::string>& by,
                                           std::string_view ours) {
  if (!by) return by.problems();
  if (by->empty() || *by == ours) return std::string();
  const auto copy = copy_aside(path);
  if (!copy) return copy;
  return "The runs of another build of bowlby (" + *by + ") are not used; they are kept in " + *copy + ".";
}

Expected<std::string> move_unfinished_aside(const std::string& dir) {
  const std::string path = unfinished_results_path(dir), journal = path + "-journal";
  // The journal first and on its own: it must never be taken for that of the next file.
  std::error_code error;
  if (fs::exists(journal, error))
    if (const auto moved = move_aside(journal); !moved) return moved;
  return move_aside(path);
}

}  // namespace bowlby
