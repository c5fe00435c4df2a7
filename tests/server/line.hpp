// A raw connection to this machine and what comes back over it: no library that would be polite.
#pragma once
#include <string>
#include <utility>

namespace bowlby::doors {

// A connection to 127.0.0.1. Nothing it does throws: a closed or silent other side shows in what is read.
class Line {
 public:
  // `room`: bytes that the system keeps unread for us; 0: as many as it likes.
  explicit Line(int port, int room = 0);
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

// The text between `"key":"` and the next quote.
std::string field(const std::string& json, const std::string& key);

}  // namespace bowlby::doors
