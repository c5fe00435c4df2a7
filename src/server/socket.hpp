// A socket of this machine that closes itself, without blocking and without signals.
#pragma once
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/problem.hpp"

namespace bowlby::server {

class Socket {
 public:
  Socket() = default;
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&&) noexcept;
  ~Socket();

  // 127.0.0.1 and nothing else; port 0 takes a free one, told in `bound`.
  static Expected<Socket> listen_on_loopback(int port, int& bound);
  // Wakes a thread that watches it.
  static Socket wakeup();

  int fd() const { return fd_; }
  Socket accept() const;
  bool out_of_room() const;                               // why the last accept of this thread gave nothing
  long receive(char* into, std::size_t most) const;       // bytes; 0: over; -1: nothing yet
  bool send_all(std::string_view, double seconds) const;  // waits up to `seconds` for each bit of progress
  void send_some(std::string_view) const;                 // what fits now
  bool peer_listens() const;
  void end_sending() const;
  void notify() const;
  void drain() const;

 private:
  int fd_ = -1;
};

}  // namespace bowlby::server
