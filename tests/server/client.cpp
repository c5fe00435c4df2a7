#include "server/client.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace bowlby::doors {

Line::Line(int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
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

Studio::Studio(const Arguments& more, bool own_token) : state_(folder_ / "state") { start(more, own_token); }
Studio::Studio(const std::string& state, const Arguments& more, bool own_token) : state_(state) {
  start(more, own_token);
}

void Studio::start(const Arguments& more, bool own_token) {
  Arguments arguments{"studio", "--no-open", "--state", state_};
  if (own_token) arguments.insert(arguments.end(), {"--token", token});
  arguments.insert(arguments.end(), more.begin(), more.end());
  program_ = std::make_unique<Running>(folder_, arguments);
  for (int i = 0; i < 3000 && link_.find('\n') == std::string::npos && program_->alive(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    link_ = program_->out_so_far();
  }
  const std::string mark = "http://127.0.0.1:";
  if (!link_.starts_with(mark)) throw std::runtime_error("no link: " + link_ + program_->err_so_far());
  link_ = link_.substr(0, link_.find('\n'));
  port_ = std::stoi(link_.substr(mark.size()));
  if (!own_token) token = link_.substr(link_.find('=') + 1);
}

void Studio::kill() {
  program_->signal(SIGKILL);
  program_->wait();
}

Answer Studio::ask(const std::string& method, const std::string& target, const std::string& body,
                   const std::string& headers) {
  std::string bytes = method + " " + target + " HTTP/1.1\r\n" + host() + key() + headers;
  if (method == "POST")
    bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  return raw(bytes + "Connection: close\r\n\r\n" + body);
}

Answer Studio::raw(const std::string& bytes, double seconds) {
  Line line(port_);
  if (!line.open()) return {};
  line.send(bytes);
  return parse_answer(line.read_all(seconds));
}

bool Studio::answers() { return ask("GET", "/api/about").status == 200; }

std::string Studio::finished(const std::string& id, double seconds) {
  std::string last;
  for (double passed = 0; passed < seconds; passed += .1) {
    last = ask("GET", "/api/jobs/" + id).body;
    const std::string state = field(last, "state");
    if (state != "waiting" && state != "running") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return last;
}

std::string field(const std::string& json, const std::string& key) {
  const std::string mark = "\"" + key + "\":\"";
  const std::size_t at = json.find(mark);
  if (at == std::string::npos) return {};
  return json.substr(at + mark.size(), json.find('"', at + mark.size()) - at - mark.size());
}

}  // namespace bowlby::doors
