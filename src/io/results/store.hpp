// A session's file: one SQLite file in its own folder, of one kind and version, with provenance. What is in it is said
// by a schema; calibration_store and claims_store are such files.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "io/results/reader.hpp"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace bowlby::io {

struct StoreKind {
  int magic, version;   // application_id, user_version
  std::string file;     // its name in the folder
  std::string session;  // "calibration": whose --output is to be named
  const char* schema;
};

void bind(SQLite::Statement&, int at, const Cell&);

class Store {
 public:
  // A new file in a folder that does not exist yet or is empty.
  static Expected<std::shared_ptr<Store>> open_new(const std::string& dir, const StoreKind&);
  // The file of an earlier session, finished or not. Another process that writes to it is a problem.
  static Expected<std::shared_ptr<Store>> open_again(const std::string& dir, const StoreKind&);
  // A new file of another name in that folder, in place of one that a killed session left: what is gathered from
  // elsewhere is put together in it.
  static Expected<std::shared_ptr<Store>> open_aside(const std::string& dir, const StoreKind&);
  Store(const std::string& path, int flags);

  // Reads, or one change.
  std::optional<Problem> look(const std::function<void(SQLite::Database&)>&);
  // Changes, all or none.
  std::optional<Problem> change(const std::function<void(SQLite::Database&)>&);
  // The whole content of a table, in place of what was there. NaN becomes nothing.
  std::optional<Problem> fill(std::string_view table, const std::vector<std::vector<Cell>>& rows);
  std::optional<Problem> provenance(std::string_view key, std::string_view value);
  Expected<std::string> provenance(std::string_view key);  // "" when it was never told
  // The last thing that is done: the file under its name, laid out anew, so that equal contents are equal bytes
  // whatever the order in which they came.
  std::optional<Problem> settle();

 private:
  static Expected<std::shared_ptr<Store>> open(const std::string& path, const StoreKind&, bool fresh);
  std::string path_, name_;  // where it is now, and where it belongs
  std::shared_ptr<SQLite::Database> db_;
};

}  // namespace bowlby::io
