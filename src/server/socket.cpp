#include "server/socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <system_error>

namespace bowlby::server {

Socket& Socket::operator=(Socket&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

Socket::~Socket() {
  if (fd_ >= 0) ::close(fd_);
}

Expected<Socket> Socket::listen_on_loopback(int port, int& bound) {
  const auto failed = [port](int error) {
    const bool taken = error == EADDRINUSE;
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--port " + std::to_string(port),
                   "cannot be taken: " + std::generic_category().message(error),
                   taken ? "leave --port out to get a free one" : "choose another port"};
  };
  Socket s(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (s.fd_ < 0) return failed(errno);
  const int yes = 1;
  ::setsockopt(s.fd_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (::bind(s.fd_, plain, sizeof address) != 0 || ::listen(s.fd_, SOMAXCONN) != 0) return failed(errno);
  socklen_t size = sizeof address;
  if (::getsockname(s.fd_, plain, &size) != 0) return failed(errno);
  bound = ntohs(address.sin_port);
  return s;
}

Socket Socket::wakeup() { return Socket(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)); }

Socket Socket::accept() const {
  Socket s(::accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  const int yes = 1;
  if (s.fd_ >= 0) ::setsockopt(s.fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return s;
}

bool Socket::out_of_room() const { return errno == EMFILE || errno == ENFILE; }

long Socket::receive(char* into, std::size_t most) const {
  const ssize_t got = ::recv(fd_, into, most, 0);
  if (got >= 0) return got;
  return errno == EAGAIN || errno == EINTR ? -1 : 0;
}

bool Socket::send_all(std::string_view bytes, double seconds) const {
  while (!bytes.empty()) {
    const ssize_t done = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (done >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(done));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return false;
    pollfd room{fd_, POLLOUT, 0};
    if (::poll(&room, 1, static_cast<int>(seconds * 1000)) <= 0) return false;
  }
  return true;
}

void Socket::send_some(std::string_view bytes) const {
  [[maybe_unused]] const ssize_t done = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

bool Socket::peer_listens() const {
  char one = 0;
  const ssize_t got = ::recv(fd_, &one, 1, MSG_PEEK | MSG_DONTWAIT);
  return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

void Socket::end_sending() const { ::shutdown(fd_, SHUT_WR); }

void Socket::notify() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t done = ::write(fd_, &one, sizeof one);
}

void Socket::drain() const {
  std::uint64_t rung = 0;
  [[maybe_unused]] const ssize_t done = ::read(fd_, &rung, sizeof rung);
}

}  // namespace bowlby::server
