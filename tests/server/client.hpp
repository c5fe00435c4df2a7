// The studio as a stranger on the same machine meets it: raw bytes over a socket, no library that would be polite.
#pragma once
#include <memory>
#include <string>

#include "doors/program.hpp"

namespace bowlby::doors {

// A connection to 127.0.0.1. Nothing it does throws: a closed or silent other side shows in what is read.
class Line {
 public:
  explicit Line(int port);
  Line(Line&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Line& operator=(Line&&) = delete;
  ~Line();
  bool open() const { return fd_ >= 0; }
  bool send(const std::string& bytes);
  // Everything until the other side closes or `seconds` pass without a byte.
  std::string read_all(double seconds = 10);
  // One answer: head and as many bytes of body as it says.
  std::string read_answer(double seconds = 10);
  // Until the text is there, or nothing comes for `seconds`.
  std::string read_until(const std::string& text, double seconds = 10);

 private:
  bool wait(double seconds) const;
  int fd_;
};

struct Answer {
  int status = 0;  // 0: none came
  std::string head, body;
  // Value of a header line, or empty.
  std::string header(const std::string& name) const;
};
Answer parse_answer(const std::string& bytes);

// `bowlby studio` with a folder and a token of its own; ends with the test.
class Studio {
 public:
  explicit Studio(const Arguments& more = {}, bool own_token = true);
  Studio(const std::string& state, const Arguments& more, bool own_token = true);
  int port() const { return port_; }
  const std::string& link() const { return link_; }  // as it was printed
  const std::string& state() const { return state_; }
  Running& program() { return *program_; }
  void kill();

  // A whole exchange on a connection of its own. `headers` are whole lines.
  Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
             const std::string& headers = {});
  // The same, but exactly these bytes.
  Answer raw(const std::string& bytes, double seconds = 10);
  std::string host() const { return "Host: 127.0.0.1:" + std::to_string(port_) + "\r\n"; }
  std::string key() const { return "X-Bowlby-Token: " + token + "\r\n"; }
  bool answers();  // a good request is answered well
  // Waits until the job has ended; its last state as JSON.
  std::string finished(const std::string& id, double seconds = 60);

  static constexpr const char* token_text = "a-token-for-tests-only";
  std::string token = token_text;

 private:
  void start(const Arguments& more, bool own_token);
  Folder folder_;
  std::string state_, link_;
  std::unique_ptr<Running> program_;
  int port_ = 0;
};

// The text between `"key":"` and the next quote.
std::string field(const std::string& json, const std::string& key);

}  // namespace bowlby::doors
