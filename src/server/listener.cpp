#include "server/listener.hpp"

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
struct Connection {
  Socket socket;
  std::string bytes;
  Frame framed;
  Clock::time_point until;     // what it is waiting for must happen before this
  bool fresh = true;           // nothing was served on it yet
  bool authenticated = false;  // its last request was authenticated
  bool closing = false;        // refused: we only listen until the other side has read why
  std::size_t discarded = 0;
};
using ConnectionPtr = std::unique_ptr<Connection>;

class SocketExchange final : public Exchange {
 public:
  SocketExchange(Connection& connection, double write_seconds)
      : connection_(connection), write_seconds_(write_seconds) {}
  std::string_view head() const override {
    return std::string_view(connection_.bytes).substr(0, connection_.framed.head);
  }
  std::string_view body() const override {
    return std::string_view(connection_.bytes).substr(connection_.framed.head, connection_.framed.body);
  }
  bool send(const char* bytes, std::size_t size) override {
    good_ = good_ && connection_.socket.send_all({bytes, size}, write_seconds_);
    return good_;
  }
  bool connected() const override { return good_ && connection_.socket.peer_listens(); }
  void reject() override {
    write_seconds_ = 0;
    unauthenticated_ = true;
  }
  bool good() const { return good_; }
  bool unauthenticated() const { return unauthenticated_; }

 private:
  Connection& connection_;
  double write_seconds_;
  bool good_ = true, unauthenticated_ = false;
};

}  // namespace

class Listener::EventLoop {
 public:
  EventLoop(Socket socket, Socket wakeup, int port, ListenerLimits limits)
      : socket_(std::move(socket)), wakeup_(std::move(wakeup)), port_(port), limits_(limits) {}

  int port() const { return port_; }
  bool stopping() const { return stopping_.load(); }
  void stop() {
    stopping_.store(true);
    wakeup_.notify();
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
    while (!stopping()) poll_once();
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      queue_.clear();
    }
    ready_.notify_all();
    for (std::thread& w : workers) w.join();
    connections_.clear();
    returned_.clear();
  }

 private:
  // ---- workers
  void work() {
    for (;;) {
      ConnectionPtr connection;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return closed_ || !queue_.empty(); });
        if (closed_) return;
        connection = std::move(queue_.front());
        queue_.pop_front();
      }
      SocketExchange with(*connection, limits_.write_seconds);
      const bool keep = (*answer_)(with) && with.good() && !with.unauthenticated();
      connection->authenticated = !with.unauthenticated();
      connection->bytes.erase(0, connection->framed.head + connection->framed.body);
      connection->framed = {};
      connection->fresh = false;
      if (!with.good()) continue;  // gone: the connection closes here
      if (!keep) close_gently(*connection);
      {
        const std::lock_guard lock(mutex_);
        returned_.push_back(std::move(connection));
      }
      wakeup_.notify();
    }
  }

  // ---- the watching thread
  void poll_once() {
    std::vector<pollfd> watched{{wakeup_.fd(), POLLIN, 0}, {socket_.fd(), POLLIN, 0}};
    for (const ConnectionPtr& connection : connections_) watched.push_back({connection->socket.fd(), POLLIN, 0});
    if (::poll(watched.data(), watched.size(), milliseconds_to_next()) < 0) return;
    wakeup_.drain();
    std::vector<ConnectionPtr> going = std::move(connections_);
    connections_.clear();
    for (std::size_t i = 0; i < going.size(); ++i)
      if (watched[i + 2].revents == 0 || receive(*going[i])) connections_.push_back(std::move(going[i]));
    reclaim();
    time_out();
    dispatch();
    if ((watched[1].revents & POLLIN) != 0) accept_new();
  }

  int milliseconds_to_next() const {
    auto next = in(60);
    for (const ConnectionPtr& connection : connections_) next = std::min(next, connection->until);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count();
    return static_cast<int>(std::clamp<long>(left + 1, 0, 60000));
  }

  // Reads what there is; false when the connection is over.
  bool receive(Connection& connection) {
    const std::size_t most_discarded = std::size_t{connection.authenticated ? 64u : 2u} << 20;
    char buffer[1 << 16];
    const long got = connection.socket.receive(buffer, sizeof buffer);
    if (got < 0) return true;  // nothing there after all
    if (got == 0) return false;
    if (connection.closing) return (connection.discarded += static_cast<std::size_t>(got)) < most_discarded;
    const bool began = connection.bytes.empty();
    connection.bytes.append(buffer, static_cast<std::size_t>(got));
    if (began && !connection.fresh) connection.until = in(limits_.head_seconds);
    parse(connection);
    return true;
  }

  void parse(Connection& connection) {
    const bool had_head = connection.framed.head > 0;
    connection.framed = frame(connection.bytes);
    if (connection.framed.state == Frame::State::refused)
      refuse(connection, connection.framed.status, connection.framed.reason, connection.framed.remedy);
    else if (connection.framed.head > 0 && !had_head)
      connection.until = in(limits_.body_seconds);
  }

  void refuse(Connection& connection, int status, std::string_view reason, std::string_view remedy) {
    const std::string bytes = (*refusal_)(status, reason, remedy);
    connection.socket.send_some(bytes);  // a refusal is short: what does not fit now is not worth a wait
    close_gently(connection);
  }

  // Says no more; keeps reading for a moment, or the other side would lose our last words with its unread ones.
  void close_gently(Connection& connection) {
    connection.socket.end_sending();
    connection.closing = true;
    connection.bytes.clear();
    connection.framed = {};
    connection.until = in(2);
  }

  void reclaim() {
    std::vector<ConnectionPtr> back;
    {
      const std::lock_guard lock(mutex_);
      back.swap(returned_);
    }
    for (ConnectionPtr& connection : back) {
      if (!connection->closing) {
        connection->until = in(connection->bytes.empty() ? limits_.idle_seconds : limits_.head_seconds);
        if (!connection->bytes.empty()) parse(*connection);  // sent ahead
      }
      connections_.push_back(std::move(connection));
    }
  }

  void time_out() {
    const auto now = Clock::now();
    std::erase_if(connections_, [&](const ConnectionPtr& connection) {
      if (connection->until > now || connection->framed.state == Frame::State::whole) return false;
      if (connection->closing || (connection->bytes.empty() && !connection->fresh)) return true;
      refuse(*connection, 408, "the request took too long to arrive", "send it at once");
      return false;
    });
  }

  // Whole requests go to the workers.
  void dispatch() {
    std::vector<ConnectionPtr> waiting;
    for (ConnectionPtr& connection : connections_) {
      if (connection->closing || connection->framed.state != Frame::State::whole) {
        waiting.push_back(std::move(connection));
        continue;
      }
      bool taken = false;
      {
        const std::lock_guard lock(mutex_);
        taken = queue_.size() < limits_.queue;
        if (taken) queue_.push_back(std::move(connection));
      }
      if (taken) {
        ready_.notify_one();
        continue;
      }
      refuse(*connection, 503, "too many requests wait already", "try again in a moment");
      waiting.push_back(std::move(connection));
    }
    connections_ = std::move(waiting);
  }

  void accept_new() {
    constexpr int at_once = 64;  // those who are here already have their turn too
    for (int i = 0; i < at_once; ++i) {
      Socket found = socket_.accept();
      if (found.fd() < 0) {
        // Out of file descriptors: whoever has waited longest makes room, so that somebody is served.
        if (socket_.out_of_room() && !connections_.empty()) connections_.erase(connections_.begin());
        return;
      }
      auto connection = std::make_unique<Connection>();
      connection->socket = std::move(found);
      connection->until = in(limits_.head_seconds);
      connections_.push_back(std::move(connection));
      evict();
    }
  }

  // The longest waiting goes, an unauthenticated one before everybody else.
  void evict() {
    const auto refused_before = [](const ConnectionPtr& connection) {
      return !connection->authenticated && !connection->fresh;
    };
    const bool many = static_cast<std::size_t>(std::count_if(connections_.begin(), connections_.end(),
                                                             refused_before)) > limits_.unauthenticated;
    if (!many && connections_.size() <= limits_.waiting) return;
    const auto oldest =
        many ? std::find_if(connections_.begin(), connections_.end(), refused_before) : connections_.begin();
    if (!(*oldest)->closing)
      (*oldest)->socket.send_some(
          (*refusal_)(503, "too many connections wait without a request", "close some and try again"));
    connections_.erase(oldest);
  }

  Socket socket_, wakeup_;
  int port_;
  ListenerLimits limits_;
  std::atomic<bool> stopping_{false};
  const Answer* answer_ = nullptr;
  const Refusal* refusal_ = nullptr;
  std::vector<ConnectionPtr> connections_;  // in the order in which they came or came back

  std::mutex mutex_;  // guards what follows
  std::condition_variable ready_;
  std::deque<ConnectionPtr> queue_;
  std::vector<ConnectionPtr> returned_;
  bool closed_ = false;
};

Listener::Listener(std::unique_ptr<EventLoop> loop) : loop_(std::move(loop)) {}
Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&&) noexcept = default;
Listener::~Listener() = default;
int Listener::port() const { return loop_->port(); }
bool Listener::stopping() const { return loop_->stopping(); }
void Listener::stop() { loop_->stop(); }
void Listener::serve(const Answer& answer, const Refusal& refusal) { loop_->serve(answer, refusal); }

Expected<Listener> Listener::open(int port, ListenerLimits limits) {
  int bound = 0;
  auto socket = Socket::listen_on_loopback(port, bound);
  if (!socket) return socket.problems();
  Socket wakeup = Socket::wakeup();
  if (wakeup.fd() < 0)
    return Problem{Fault::file, "", 0, 0, "", "this machine gives no more file descriptors", "close some programs"};
  return Listener(std::make_unique<EventLoop>(std::move(*socket), std::move(wakeup), bound, limits));
}

}  // namespace bowlby::server
