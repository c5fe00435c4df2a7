// The notebook as the page meets it: made, opened, written into, locked. Every answer that changes something shows what
// is on the disk now, and nothing is answered as saved before it is.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "io/text/json_tree.hpp"
#include "notebook/age_file.hpp"
#include "notebook/book.hpp"
#include "notebook/entries.hpp"
#include "server/http.hpp"

namespace bowlby::server {

class NotebookDoor {
 public:
  struct Setting {
    std::string path;           // of the file; empty: nothing is kept at all
    double idle_seconds = 600;  // then it locks itself, and what is not in a file is forgotten
    notebook::Cost cost = notebook::moderate;
    int age_work = notebook::age_work;  // of what leaves the notebook sealed
  };

  explicit NotebookDoor(Setting);
  NotebookDoor(const NotebookDoor&) = delete;
  NotebookDoor& operator=(const NotebookDoor&) = delete;
  ~NotebookDoor();

  // `what` is the address behind /api/notebook, without its slash.
  Response answer(const Request&, std::string_view what);

 private:
  Response state() const;
  Response posted(std::string_view what, const Json& body);
  Response create(const Json& body);
  Response session();
  Response unlock(const Json& body);
  Response add(const Json& body);
  Response take(const Json& body);
  Response renew(const Json& body);
  Response change(std::string_view id, const Json& body);
  Response remove_entry(std::string_view id);
  Response remove_all(const Json& body);
  Response written_out() const;
  // Puts `next` in the place of the entries, if it could be saved.
  std::optional<Response> saved(notebook::Entries next);
  void open(std::optional<notebook::Book>, notebook::Entries);
  void lock();
  void watch();

  const Setting setting_;
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable ended_;
  std::optional<notebook::Book> book_;
  std::optional<notebook::Entries> entries_;  // there: the notebook is open
  std::chrono::steady_clock::time_point used_;
  bool idle_ = false;  // locked by itself
  bool end_ = false;
  std::thread watch_;
};

// For requests when no notebook was asked for.
Response no_notebook(const Request&, std::string_view what);

}  // namespace bowlby::server
