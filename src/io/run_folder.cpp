#include "io/run_folder.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>

#include "io/files.hpp"
#include "io/results.hpp"
#include "io/results_schema.hpp"

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

Expected<std::string> move_aside(const std::string& path) {
  std::error_code error;
  for (int n = 1;; ++n) {
    const std::string aside = path + ".before-" + std::to_string(n);
    if (fs::exists(aside, error)) continue;
    fs::rename(path, aside, error);
    if (!error) return aside;
    return Problem{Fault::file, path, 0, 0, "", "cannot be moved aside: " + error.message(), "move it, and call again"};
  }
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
