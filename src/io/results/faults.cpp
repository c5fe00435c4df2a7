#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <new>

#include "io/results/schema.hpp"

namespace bowlby::io {

Problem our_fault(const std::string& path, const std::string& table, const std::string& reason) {
  return {Fault::internal, path, 0, 0, table, reason, "this is a fault of the program: please report it"};
}

namespace {

Problem no_memory(const std::string& path) {
  return {Fault::file, path, 0, 0, "", "there is not enough memory", "free some, or ask for fewer people or threads"};
}

}  // namespace

Problem database_problem(int code, const std::string& message, const std::string& path) {
  const auto file = [&](std::string reason, std::string remedy) {
    return Problem{Fault::file, path, 0, 0, "", std::move(reason), std::move(remedy)};
  };
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return file("the disk is full", "make room or choose another --output");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return file("may not be written", "choose a folder you may write to");
    case SQLITE_CANTOPEN:
      return file("cannot be opened", "check the path and that you may read and write there");
    case SQLITE_IOERR:
      return file("could not be read or written (" + message + ")", "check the disk and its free space");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return file("another program is using it", "wait for it or close it");
    case SQLITE_NOMEM:
      return no_memory(path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {Fault::data,
              path,
              0,
              0,
              "",
              "is not a sound results file (" + message + ")",
              "run the study again into a new folder"};
    case SQLITE_ERROR:
    case SQLITE_AUTH:
    case SQLITE_INTERRUPT:
    case SQLITE_TOOBIG:
      return {Fault::usage, path, 0, 0, "", message, "see the codebook table for tables and columns"};
    default:
      return our_fault(path, "", message);
  }
}

bool blank(SQLite::Database& db) { return db.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0; }

std::optional<Problem> guarded(const std::string& path, const std::function<void()>& work) {
  try {
    work();
    return std::nullopt;
  } catch (const SQLite::Exception& e) {
    return database_problem(e.getErrorCode(), e.what(), path);
  } catch (const std::bad_alloc&) {
    return no_memory(path);
  } catch (const std::exception& e) {
    return our_fault(path, "", e.what());
  }
}

}  // namespace bowlby::io
