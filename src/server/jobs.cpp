#include "server/jobs.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/private_folder.hpp"

namespace bowlby::server {
namespace {

namespace fs = std::filesystem;
// Of a new job: leaves room for what will be said of it later.
constexpr std::size_t longest_new_record = longest_record / 2;
// Of a job that was asked to be removed: renamed at once, deleted then; no name of a job ends like this.
constexpr std::string_view removed_suffix = ".removed";

// Runs and claims wait for each other, scenes for neither.
bool same_queue(JobKind a, JobKind b) { return (a == JobKind::scene) == (b == JobKind::scene); }

std::string iso_now() {
  char when[32];
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return when;
}

// Names sort as the jobs came: the time in milliseconds, and a count for those of one millisecond.
std::string fresh_id(unsigned long count) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  char id[48];
  std::snprintf(id, sizeof id, "%012llx-%04lx", static_cast<unsigned long long>(ms), count & 0xffff);
  return id;
}

struct Entry {
  Job job;
  unsigned long change = 1;
  std::atomic<bool> stop{false};
  bool cancelled = false;
};

}  // namespace

class JobTable::Desk {
 public:
  Desk(std::string folder, FolderLock lock, Work work)
      : folder_(std::move(folder)), lock_(std::move(lock)), work_(std::move(work)) {}
  ~Desk() { stop(); }

  void read() {
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& at : fs::directory_iterator(folder_, error)) names.push_back(at.path().filename().string());
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
      if (name.ends_with(removed_suffix) && is_job_id(name.substr(0, name.size() - removed_suffix.size())))
        fs::remove_all(folder_of(name), error);  // asked for before the program ended
      if (!is_job_id(name) || !fs::exists(record_path(name), error)) continue;
      const auto bytes = read_whole(record_path(name), longest_record);
      auto job = bytes ? from_record(*bytes, record_path(name)) : Expected<Job>(bytes.problems());
      if (job && job->id != name)
        job = Problem{Fault::data, record_path(name), 0, 0, "", "names another job", "move the folder away"};
      if (!job) {
        for (Problem p : job.problems()) {
          p.key = "jobs/" + name;
          p.remedy = "move that folder out of the state folder; what the job made lies in it";
          unreadable_.push_back(std::move(p));
        }
        continue;
      }
      auto entry = std::make_shared<Entry>();
      entry->job = std::move(*job);
      if (entry->job.state == JobState::running) entry->job.state = JobState::waiting;
      entries_.push_back(std::move(entry));
    }
  }

  void start() {
    for (const JobKind kind : {JobKind::run, JobKind::scene}) threads_.emplace_back([this, kind] { serve(kind); });
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return;
      closed_ = true;
      for (const auto& e : entries_) e->stop.store(true);
    }
    changed_.notify_all();
    for (std::thread& t : threads_) t.join();
  }

  Expected<std::string> add(JobOrder order) {
    const std::lock_guard lock(mutex_);
    const auto waiting = std::count_if(entries_.begin(), entries_.end(),
                                       [](const auto& e) { return e->job.state == JobState::waiting; });
    if (closed_ || static_cast<std::size_t>(waiting) >= most_waiting)
      return Problem{Fault::usage, "", 0, 0, "", "too many jobs wait already", "cancel one, or wait for one to end"};
    auto entry = std::make_shared<Entry>();
    entry->job.id = fresh_id(count_++);
    entry->job.order = std::move(order);
    entry->job.created = iso_now();
    const std::string record = to_record(entry->job);
    if (record.size() > longest_new_record)
      return Problem{Fault::data, "", 0, 0, "", "the job is too large to be kept", "ask for a smaller study"};
    std::error_code error;
    fs::create_directories(folder_of(entry->job.id), error);
    if (auto problem = write_whole(record_path(entry->job.id), record)) {
      fs::remove_all(folder_of(entry->job.id), error);  // made just now; what nobody was promised leaves nothing behind
      return *problem;
    }
    entries_.push_back(entry);
    changed_.notify_all();
    return entry->job.id;
  }

  std::vector<Job> all() const {
    const std::lock_guard lock(mutex_);
    std::vector<Job> jobs;
    for (auto e = entries_.rbegin(); e != entries_.rend(); ++e) jobs.push_back((*e)->job);
    return jobs;
  }

  std::optional<Seen> wait(std::string_view id, unsigned long seen, double seconds) const {
    std::unique_lock lock(mutex_);
    const auto entry = entry_of(id);
    if (!entry) return std::nullopt;
    changed_.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return closed_ || entry->change > seen; });
    return Seen{entry->job, entry->change};
  }

  bool cancel(std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto entry = entry_of(id);
    if (!entry || ended(entry->job.state)) return false;
    entry->cancelled = true;
    entry->stop.store(true);
    if (entry->job.state == JobState::waiting)
      finish(*entry, JobState::cancelled);
    else
      keep_cancelled(entry->job);
    return true;
  }

  bool remove(std::string_view id) {
    std::error_code error;
    const std::string gone = folder_of(id) + std::string(removed_suffix);
    {
      const std::lock_guard lock(mutex_);
      const auto entry = entry_of(id);
      if (!entry || !ended(entry->job.state)) return false;
      fs::rename(folder_of(id), gone, error);
      if (error && fs::exists(folder_of(id))) return false;
      entries_.erase(std::find(entries_.begin(), entries_.end(), entry));
      ++entry->change;
    }
    changed_.notify_all();
    fs::remove_all(gone, error);
    return true;
  }

  std::string folder_of(std::string_view id) const { return folder_ + "/" + std::string(id); }

  std::vector<Problem> unreadable_;

 private:
  std::string record_path(std::string_view id) const { return folder_of(id) + "/job.json"; }

  std::shared_ptr<Entry> entry_of(std::string_view id) const {
    for (const auto& e : entries_)
      if (e->job.id == id) return e;
    return nullptr;
  }

  // Under the lock. A change of state is on the disk before anybody hears of it.
  void finish(Entry& e, JobState state) {
    e.job.state = state;
    e.job.ended = iso_now();
    if (state == JobState::done) e.job.progress.done = e.job.progress.total;
    e.job.progress.seconds_left.reset();
    save(e);
  }
  void save(Entry& e) {
    std::string record = to_record(e.job);
    if (record.size() > longest_record) {  // nobody could read it again: what was asked matters more than what was said
      e.job.problems = {{Fault::data, "", 0, 0, "", "too many faults to keep", "order the job again"}};
      record = to_record(e.job);
    }
    if (auto problem = write_whole(record_path(e.job.id), record)) e.job.problems.push_back(*problem);
    ++e.change;
    changed_.notify_all();
  }

  // What runs ends in its own time; should the program end before, the next start must know. A disk that refuses is
  // told of when the work has ended.
  void keep_cancelled(Job job) const {
    job.state = JobState::cancelled;
    job.ended = iso_now();
    [[maybe_unused]] const auto later = write_whole(record_path(job.id), to_record(job));
  }

  class Control final : public JobControl {
   public:
    Control(Desk& desk, Entry& entry) : desk_(desk), entry_(entry) {}
    void progress(const JobProgress& p) override {
      {
        const std::lock_guard lock(desk_.mutex_);
        entry_.job.progress = p;
        ++entry_.change;
      }
      desk_.changed_.notify_all();
    }
    const std::atomic<bool>& stop() const override { return entry_.stop; }

   private:
    Desk& desk_;
    Entry& entry_;
  };

  void serve(JobKind kind) {
    for (;;) {
      std::shared_ptr<Entry> entry;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return closed_ || (entry = next(kind)); });
        if (closed_) return;
        entry->job.state = JobState::running;
        entry->job.started = iso_now();
        save(*entry);
      }
      do_one(*entry);
    }
  }

  std::shared_ptr<Entry> next(JobKind kind) const {
    for (const auto& e : entries_)
      if (e->job.state == JobState::waiting && same_queue(e->job.order.kind, kind)) return e;
    return nullptr;
  }

  void do_one(Entry& e) {
    Control control(*this, e);
    JobOutcome outcome;
    Job job;
    {
      const std::lock_guard lock(mutex_);
      job = e.job;
    }
    try {
      outcome = work_(job, folder_of(job.id), control);
    } catch (const std::exception& fault) {
      outcome.problems = {{Fault::internal, "", 0, 0, "", std::string("a fault of the program: ") + fault.what(),
                           "please report it with what you asked for"}};
    }
    const std::lock_guard lock(mutex_);
    e.job.digest = outcome.digest;
    e.job.files = outcome.files;
    e.job.problems = outcome.problems;
    e.job.problems.insert(e.job.problems.end(), outcome.notes.begin(), outcome.notes.end());
    if (e.cancelled)
      finish(e, JobState::cancelled);
    else if (outcome.stopped)  // the program ends: the next start goes on with it
      e.job.state = JobState::waiting, save(e);
    else
      finish(e, outcome.problems.empty() ? JobState::done : JobState::failed);
  }

  const std::string folder_;
  FolderLock lock_;
  const Work work_;
  mutable std::mutex mutex_;  // guards what follows
  mutable std::condition_variable changed_;
  std::deque<std::shared_ptr<Entry>> entries_;  // as they came
  unsigned long count_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

JobTable::JobTable(std::unique_ptr<Desk> desk) : desk_(std::move(desk)) {}
JobTable::JobTable(JobTable&&) noexcept = default;
JobTable& JobTable::operator=(JobTable&&) noexcept = default;
JobTable::~JobTable() = default;

Expected<JobTable> JobTable::open(const std::string& folder, Work work) {
  const std::string jobs = folder + "/jobs";
  // What people tried here is nobody else's business.
  if (auto problem = make_private_folder(folder, "jobs")) return *problem;
  if (auto problem = make_private_folder(jobs)) return *problem;
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.problems();
  auto desk = std::make_unique<Desk>(jobs, std::move(*lock), std::move(work));
  desk->read();
  desk->start();
  return JobTable(std::move(desk));
}

Expected<std::string> JobTable::add(JobOrder order) { return desk_->add(std::move(order)); }
std::vector<Job> JobTable::all() const { return desk_->all(); }
std::optional<Job> JobTable::find(std::string_view id) const {
  auto seen = desk_->wait(id, 0, 0);
  return seen ? std::optional<Job>(std::move(seen->job)) : std::nullopt;
}
std::optional<JobTable::Seen> JobTable::wait(std::string_view id, unsigned long seen, double seconds) const {
  return desk_->wait(id, seen, seconds);
}
bool JobTable::cancel(std::string_view id) { return desk_->cancel(id); }
bool JobTable::remove(std::string_view id) { return desk_->remove(id); }
std::string JobTable::folder_of(std::string_view id) const { return desk_->folder_of(id); }
const std::vector<Problem>& JobTable::unreadable() const { return desk_->unreadable_; }
void JobTable::stop() { desk_->stop(); }

}  // namespace bowlby::server
