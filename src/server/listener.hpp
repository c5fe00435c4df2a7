// The listener: takes connections on a loopback port and hands whole requests to workers.
//
// One thread watches every connection that has not yet said all it has to say; such a connection costs a file
// descriptor and what it sent, never a worker. So a thousand silent connections, or one that sends a byte a second,
// hold nobody up. Only a whole request, checked by `frame`, reaches one of the workers. Of those that wait at most
// `waiting` are kept: one more sends the longest waiting away. Whoever is refused as unauthenticated costs a worker no
// wait and loses the connection, so that nobody without the key can hold up somebody with it.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby::server {

struct ListenerLimits {
  std::size_t waiting = 256;         // connections without a whole request
  std::size_t unauthenticated = 64;  // of those: refused as such, and read on only so that they can read why
  std::size_t workers = 16;
  std::size_t queue = 128;    // whole requests that wait for a worker
  double head_seconds = 5;    // for request line and headers
  double body_seconds = 10;   // for the body, from the end of the head
  double idle_seconds = 15;   // between two requests of one connection
  double write_seconds = 10;  // without progress
};

// One whole request and the way back to its sender.
class Exchange {
 public:
  virtual ~Exchange() = default;
  virtual std::string_view head() const = 0;  // request line, header lines, empty line
  virtual std::string_view body() const = 0;
  virtual bool send(const char* bytes, std::size_t) = 0;  // all of it, or false: the other side is gone or too slow
  virtual bool connected() const = 0;                     // whether the other side still listens
  // What follows is a refusal of somebody who may not be here: written without waiting, and the last of its connection.
  virtual void reject() = 0;
};

class Listener {
 public:
  // Answers a request; returns whether the connection may serve another one.
  using Answer = std::function<bool(Exchange&)>;
  // The bytes of a refusal, after which the connection ends.
  using Refusal = std::function<std::string(int status, std::string_view reason, std::string_view remedy)>;

  // Takes 127.0.0.1:port, or a free port for 0.
  static Expected<Listener> open(int port, ListenerLimits = {});
  Listener(Listener&&) noexcept;
  Listener& operator=(Listener&&) noexcept;
  ~Listener();

  int port() const;
  // Serves until stop(); returns when every worker has ended.
  void serve(const Answer&, const Refusal&);
  void stop();  // from any thread
  bool stopping() const;

 private:
  class EventLoop;
  explicit Listener(std::unique_ptr<EventLoop>);
  std::unique_ptr<EventLoop> loop_;
};

}  // namespace bowlby::server
