// What can be asked of the server, address by address.
#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server/http.hpp"
#include "server/jobs.hpp"
#include "server/notebook/door.hpp"
#include "server/orders.hpp"

namespace bowlby::server {

// So many at a time.
class Semaphore {
 public:
  explicit Semaphore(int free) : free_(free) {}
  // Holds a permit while it lives.
  using Permit = std::shared_ptr<void>;
  // A permit, or nothing if none gets free within `seconds`.
  Permit acquire(double seconds = 0);

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  int free_;
};

// Everything the answers are made from.
class Routes {
 public:
  struct Setting {
    StudyShelf shelf;
    std::string help_lines;               // a file in place of the built-in table, or empty
    int threads = 0;                      // for a scene that is answered at once
    std::function<bool()> stopping = {};  // true when the server ends: streams end, too
    double heartbeat_seconds = 15;
    std::shared_ptr<NotebookDoor> notebook = {};  // only where one was asked for
  };
  static constexpr std::size_t jobs_per_page = 100, most_jobs_per_page = 1000;
  static constexpr int most_streams = 8;
  static constexpr int most_scenes = 8;    // answered at the same time; others wait
  static constexpr int most_lineages = 1;  // of those: each takes seconds of every core
  static constexpr double scene_wait = 3;  // seconds, then they are asked to come again

  // Reads what does not change once; a problem of the built-in tables or of the user's own file is told at once.
  static Expected<std::shared_ptr<Routes>> make(Setting, JobTable&);

  // For a request that the guard let through.
  Response answer(const Request&);

 private:
  Routes(Setting setting, JobTable& jobs) : setting_(std::move(setting)), jobs_(jobs) {}
  std::optional<std::vector<Problem>> prepare();
  Response page(const Request&) const;
  Response scene(const Request&, std::string_view kind);
  Response new_job(const Request&);
  Response job_list(const Request&) const;
  Response one_job(const Request&, std::string_view rest);
  Response cancelled(std::string_view id);
  Response removed(std::string_view id);
  Response events(std::string_view id);
  Response result(const Job&) const;
  Job with_faults(Job) const;
  Response file(const Job&, std::string_view name) const;

  Setting setting_;
  JobTable& jobs_;
  std::map<std::string, std::string, std::less<>> fixed_;  // answers that do not change, by name
  Semaphore streams_{most_streams}, scenes_{most_scenes}, lineages_{most_lineages};
};

}  // namespace bowlby::server
