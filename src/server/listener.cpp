#include "server/door.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "server/frame.hpp"
#include "server/socket.hpp"

namespace bowlby::server {
namespace {

using Clock = std::chrono::steady_clock;

Clock::time_point in(double seconds) {
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

// A connection. It belongs to the watching thread, or, with a whole request in `bytes`, to a worker.
struct Line {
  Socket socket;
  std::string bytes;
  Frame framed;
  Clock::time_point until;  // what it is waiting for must happen before this
  bool fresh = true;        // nothing was served on it yet
  bool known = false;       // its last request was none of a stranger
  bool leaving = false;     // refused: we only listen until the other side has read why
  std::size_t discarded = 0;
};
using LinePtr = std::unique_ptr<Line>;

class Conversation final : public Caller {
 public:
  Conversation(Line& line, double write_seconds) : line_(line), write_seconds_(write_seconds) {}
  std::string_view head() const override { return std::string_view(line_.bytes).substr(0, line_.framed.head); }
  std::string_view body() const override {
    return std::string_view(line_.bytes).substr(line_.framed.head, line_.framed.body);
  }
  bool send(const char* bytes, std::size_t size) override {
    good_ = good_ && line_.socket.send_all({bytes, size}, write_seconds_);
    return good_;
  }
  bool there() const override { return good_ && line_.socket.peer_listens(); }
  void turn_away() override {
    write_seconds_ = 0;
    stranger_ = true;
  }
  bool good() const { return good_; }
  bool stranger() const { return stranger_; }

 private:
  Line& line_;
  double write_seconds_;
  bool good_ = true, stranger_ = false;
};

}  // namespace

class Door::Hall {
 public:
  Hall(Socket listener, Socket wake, int port, DoorLimits limits)
      : listener_(std::move(listener)), wake_(std::move(wake)), port_(port), limits_(limits) {}

  int port() const { return port_; }
  bool stopping() const { return stopping_.load(); }
  void stop() {
    stopping_.store(true);
    wake_.ring();
  }

  void serve(const Answer& answer, const Refusal& refusal) {
    answer_ = &answer;
    refusal_ = &refusal;
    std::vector<std::thread> workers;
    try {
      for (std::size_t i = 0; i < limits_.workers; ++i) workers.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      if (workers.empty()) throw;  // fewer are slower, no worse
    }
    while (!stopping()) turn();
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      queue_.clear();
    }
    ready_.notify_all();
    for (std::thread& w : workers) w.join();
    lines_.clear();
    back_.clear();
  }

 private:
  // ---- workers
  void work() {
    for (;;) {
      LinePtr line;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return closed_ || !queue_.empty(); });
        if (closed_) return;
        line = std::move(queue_.front());
        queue_.pop_front();
      }
      Conversation with(*line, limits_.write_seconds);
      const bool keep = (*answer_)(with) && with.good() && !with.stranger();
      line->known = !with.stranger();
      line->bytes.erase(0, line->framed.head + line->framed.body);
      line->framed = {};
      line->fresh = false;
      if (!with.good()) continue;  // gone: the line closes here
      if (!keep) leave(*line);
      {
        const std::lock_guard lock(mutex_);
        back_.push_back(std::move(line));
      }
      wake_.ring();
    }
  }

  // ---- the watching thread
  void turn() {
    std::vector<pollfd> watched{{wake_.fd(), POLLIN, 0}, {listener_.fd(), POLLIN, 0}};
    for (const LinePtr& line : lines_) watched.push_back({line->socket.fd(), POLLIN, 0});
    if (::poll(watched.data(), watched.size(), milliseconds_to_next()) < 0) return;
    wake_.hush();
    std::vector<LinePtr> going = std::move(lines_);
    lines_.clear();
    for (std::size_t i = 0; i < going.size(); ++i)
      if (watched[i + 2].revents == 0 || hear(*going[i])) lines_.push_back(std::move(going[i]));
    take_back();
    send_the_late_away();
    pass_on();
    if ((watched[1].revents & POLLIN) != 0) welcome();
  }

  int milliseconds_to_next() const {
    auto next = in(60);
    for (const LinePtr& line : lines_) next = std::min(next, line->until);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count();
    return static_cast<int>(std::clamp<long>(left + 1, 0, 60000));
  }

  // Reads what there is; false when the line is over.
  bool hear(Line& line) {
    const std::size_t most_discarded = std::size_t{line.known ? 64u : 2u} << 20;
    char buffer[1 << 16];
    const long got = line.socket.receive(buffer, sizeof buffer);
    if (got < 0) return true;  // nothing there after all
    if (got == 0) return false;
    if (line.leaving) return (line.discarded += static_cast<std::size_t>(got)) < most_discarded;
    const bool began = line.bytes.empty();
    line.bytes.append(buffer, static_cast<std::size_t>(got));
    if (began && !line.fresh) line.until = in(limits_.head_seconds);
    judge(line);
    return true;
  }

  void judge(Line& line) {
    const bool had_head = line.framed.head > 0;
    line.framed = frame(line.bytes);
    if (line.framed.state == Frame::State::refused)
      refuse(line, line.framed.status, line.framed.reason, line.framed.remedy);
    else if (line.framed.head > 0 && !had_head)
      line.until = in(limits_.body_seconds);
  }

  void refuse(Line& line, int status, std::string_view reason, std::string_view remedy) {
    const std::string bytes = (*refusal_)(status, reason, remedy);
    line.socket.send_some(bytes);  // a refusal is short: what does not fit now is not worth a wait
    leave(line);
  }

  // Says no more; keeps reading for a moment, or the other side would lose our last words with its unread ones.
  void leave(Line& line) {
    line.socket.end_sending();
    line.leaving = true;
    line.bytes.clear();
    line.framed = {};
    line.until = in(2);
  }

  void take_back() {
    std::vector<LinePtr> back;
    {
      const std::lock_guard lock(mutex_);
      back.swap(back_);
    }
    for (LinePtr& line : back) {
      if (!line->leaving) {
        line->until = in(line->bytes.empty() ? limits_.idle_seconds : limits_.head_seconds);
        if (!line->bytes.empty()) judge(*line);  // sent ahead
      }
      lines_.push_back(std::move(line));
    }
  }

  void send_the_late_away() {
    const auto now = Clock::now();
    std::erase_if(lines_, [&](const LinePtr& line) {
      if (line->until > now || line->framed.state == Frame::State::whole) return false;
      if (line->leaving || (line->bytes.empty() && !line->fresh)) return true;
      refuse(*line, 408, "the request took too long to arrive", "send it at once");
      return false;
    });
  }

  // Whole requests go to the workers.
  void pass_on() {
    std::vector<LinePtr> waiting;
    for (LinePtr& line : lines_) {
      if (line->leaving || line->framed.state != Frame::State::whole) {
        waiting.push_back(std::move(line));
        continue;
      }
      bool taken = false;
      {
        const std::lock_guard lock(mutex_);
        taken = queue_.size() < limits_.queue;
        if (taken) queue_.push_back(std::move(line));
      }
      if (taken) {
        ready_.notify_one();
        continue;
      }
      refuse(*line, 503, "too many requests wait already", "try again in a moment");
      waiting.push_back(std::move(line));
    }
    lines_ = std::move(waiting);
  }

  void welcome() {
    constexpr int at_once = 64;  // those who are here already have their turn too
    for (int i = 0; i < at_once; ++i) {
      Socket found = listener_.accept();
      if (found.fd() < 0) {
        // Out of file descriptors: whoever has waited longest makes room, so that somebody is served.
        if (listener_.out_of_room() && !lines_.empty()) lines_.erase(lines_.begin());
        return;
      }
      auto line = std::make_unique<Line>();
      line->socket = std::move(found);
      line->until = in(limits_.head_seconds);
      lines_.push_back(std::move(line));
      make_room();
    }
  }

  // The longest waiting goes, a stranger before everybody else.
  void make_room() {
    const auto strange = [](const LinePtr& line) { return !line->known && !line->fresh; };
    const bool many =
        static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), strange)) > limits_.strangers;
    if (!many && lines_.size() <= limits_.waiting) return;
    const auto oldest = many ? std::find_if(lines_.begin(), lines_.end(), strange) : lines_.begin();
    if (!(*oldest)->leaving)
      (*oldest)->socket.send_some(
          (*refusal_)(503, "too many connections wait without a request", "close some and try again"));
    lines_.erase(oldest);
  }

  Socket listener_, wake_;
  int port_;
  DoorLimits limits_;
  std::atomic<bool> stopping_{false};
  const Answer* answer_ = nullptr;
  const Refusal* refusal_ = nullptr;
  std::vector<LinePtr> lines_;  // in the order in which they came or came back

  std::mutex mutex_;  // guards what follows
  std::condition_variable ready_;
  std::deque<LinePtr> queue_;
  std::vector<LinePtr> back_;
  bool closed_ = false;
};

Door::Door(std::unique_ptr<Hall> hall) : hall_(std::move(hall)) {}
Door::Door(Door&&) noexcept = default;
Door& Door::operator=(Door&&) noexcept = default;
Door::~Door() = default;
int Door::port() const { return hall_->port(); }
bool Door::stopping() const { return hall_->stopping(); }
void Door::stop() { hall_->stop(); }
void Door::serve(const Answer& answer, const Refusal& refusal) { hall_->serve(answer, refusal); }

Expected<Door> Door::open(int port, DoorLimits limits) {
  int bound = 0;
  auto listener = Socket::listen_on_loopback(port, bound);
  if (!listener) return listener.problems();
  Socket wake = Socket::bell();
  if (wake.fd() < 0)
    return Problem{Fault::file, "", 0, 0, "", "this machine gives no more file descriptors", "close some programs"};
  return Door(std::make_unique<Hall>(std::move(*listener), std::move(wake), bound, limits));
}

}  // namespace bowlby::server
