// The job table: a queue with one worker for runs and claims and one for scenes, so that a short scene never waits for
// a long run. Every job is a folder of its own under the state folder, written before anybody is told of it: after a
// crash what was waiting waits again, and what ran goes on from its last checkpoint.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/job.hpp"

namespace bowlby::server {

// What a job may tell while it runs, and how it learns that it should end.
class JobControl {
 public:
  virtual ~JobControl() = default;
  virtual void progress(const JobProgress&) = 0;
  virtual const std::atomic<bool>& stop() const = 0;
};

struct JobOutcome {
  bool stopped = false;  // asked to end before it was through
  std::string digest;
  std::vector<std::string> files;
  std::vector<Problem> problems;  // not empty: failed
  std::vector<Problem> notes;     // what went wrong beside it; the job is done all the same
};

class JobTable {
 public:
  // Does a job inside its folder; may find there what an earlier attempt left.
  using Work = std::function<JobOutcome(const Job&, const std::string& folder, JobControl&)>;

  static constexpr std::size_t most_waiting = 32;

  // Reads the jobs below `folder` and begins with what waits there. One program at a time may hold a folder,
  // and none but its owner may look into it.
  static Expected<JobTable> open(const std::string& folder, Work);
  JobTable(JobTable&&) noexcept;
  JobTable& operator=(JobTable&&) noexcept;
  ~JobTable();  // stops what runs, which a later start continues

  Expected<std::string> add(JobOrder);  // its id; a usage problem when too many wait
  std::vector<Job> all() const;         // newest first
  std::optional<Job> find(std::string_view id) const;
  bool cancel(std::string_view id);  // false: it has ended, or is none
  // Takes an ended job off the list and its files off the disk; false: it has not ended, or is none. Nothing but this,
  // asked for by name, ever deletes what a job made.
  bool remove(std::string_view id);
  std::string folder_of(std::string_view id) const;

  // A job and a number that grows with each of its changes. Waits until that is larger than `seen`, or for `seconds`.
  struct Seen {
    Job job;
    unsigned long change = 0;
  };
  std::optional<Seen> wait(std::string_view id, unsigned long seen, double seconds) const;
  // What could not be read when the folder was opened.
  const std::vector<Problem>& unreadable() const;
  // Ends the work and everybody's waiting; what ran will be continued by the next start.
  void stop();

 private:
  class Desk;
  explicit JobTable(std::unique_ptr<Desk>);
  std::unique_ptr<Desk> desk_;
};

}  // namespace bowlby::server
