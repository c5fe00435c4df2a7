#include "server/line.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

namespace bowlby::doors {

Line::Line(int port, int room) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (fd_ >= 0 && room > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd_ >= 0 && ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) return;
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Line::~Line() {
  if (fd_ >= 0) ::close(fd_);
}

bool Line::send(const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t done = ::send(fd_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (done <= 0) return false;
    at += static_cast<std::size_t>(done);
  }
  return true;
}

bool Line::wait(double seconds) const {
  pollfd p{fd_, POLLIN, 0};
  return ::poll(&p, 1, static_cast<int>(seconds * 1000)) > 0;
}

std::string Line::read_all(double seconds) {
  std::string out;
  char buffer[1 << 16];
  while (wait(seconds)) {
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    out.append(buffer, static_cast<std::size_t>(got));
  }
  return out;
}

std::string Line::read_until(const std::string& text, double seconds) {
  std::string out;
  char buffer[4096];
  while (out.find(text) == std::string::npos && wait(seconds)) {
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    out.append(buffer, static_cast<std::size_t>(got));
  }
  return out;
}

std::string Line::read_answer(double seconds) {
  std::string out = read_until("\r\n\r\n", seconds);
  const std::size_t head = out.find("\r\n\r\n");
  if (head == std::string::npos) return out;
  const std::string length = parse_answer(out).header("Content-Length");
  const std::size_t whole = head + 4 + (length.empty() ? 0 : std::stoul(length));
  char buffer[1 << 16];
  while (out.size() < whole && wait(seconds)) {
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    out.append(buffer, static_cast<std::size_t>(got));
  }
  return out;
}

std::string Answer::header(const std::string& name) const {
  const std::size_t at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 4;
  return head.substr(from, head.find("\r\n", from) - from);
}

Answer parse_answer(const std::string& bytes) {
  Answer a;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (!bytes.starts_with("HTTP/1.1 ") || end == std::string::npos) return a;
  a.status = std::stoi(bytes.substr(9, 3));
  a.head = bytes.substr(0, end + 2);
  a.body = bytes.substr(end + 4);
  return a;
}

std::string field(const std::string& json, const std::string& key) {
  const std::string mark = "\"" + key + "\":\"";
  const std::size_t at = json.find(mark);
  if (at == std::string::npos) return {};
  return json.substr(at + mark.size(), json.find('"', at + mark.size()) - at - mark.size());
}

}  // namespace bowlby::doors
