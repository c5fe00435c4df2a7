#include "server/frame.hpp"

#include <algorithm>
#include <array>

namespace bowlby::server {
namespace {

Frame refused(int status, std::string_view reason, std::string_view remedy) {
  Frame f;
  f.state = Frame::State::refused;
  f.status = status;
  f.reason = reason;
  f.remedy = remedy;
  return f;
}

Frame malformed(std::string_view reason) { return refused(400, reason, "send a plain HTTP/1.1 request"); }

constexpr bool is_token(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// A header line may hold visible characters, spaces, tabs and bytes above ASCII; nothing that steers.
constexpr bool is_text(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code == '\t' || (code >= 0x20 && code != 0x7f);
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() &&
         std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) { return lower(x) == y; });
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

Frame request_line(std::string_view line) {
  constexpr std::array<std::string_view, 7> methods{"GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"};
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return malformed("the request line is not one");
  const std::string_view method = line.substr(0, first), target = line.substr(first + 1, last - first - 1),
                         version = line.substr(last + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return malformed("the request line is not one of HTTP/1.1");
  if (std::find(methods.begin(), methods.end(), method) == methods.end())
    return refused(405, "this method is not answered here", "use GET, POST or DELETE");
  if (target.size() > longest_target) return refused(414, "the address is too long", "no address here is so long");
  if (target.empty() || target.front() != '/') return malformed("the address does not start with a slash");
  for (const char c : target)
    if (c <= 0x20 || c >= 0x7f) return malformed("the address holds characters that none of ours has");
  return {};
}

struct Seen {
  int hosts = 0, lengths = 0;
};

Frame header_line(std::string_view line, Frame& so_far, Seen& seen) {
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos) return malformed("a header line has no name");
  const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  if (!std::all_of(name.begin(), name.end(), is_token)) return malformed("a header line has an odd name");
  if (!std::all_of(value.begin(), value.end(), is_text)) return malformed("a header line has odd characters");
  if (same_name(name, "host") && ++seen.hosts > 1) return malformed("there are two Host lines");
  if (same_name(name, "transfer-encoding"))
    return refused(411, "the body comes in chunks", "send its length as Content-Length");
  if (same_name(name, "expect")) return refused(417, "an expectation is not answered here", "send the body at once");
  if (same_name(name, "range")) return refused(416, "parts of a file are not served", "ask for the whole file");
  if (!same_name(name, "content-length")) return {};
  if (++seen.lengths > 1) return malformed("there are two Content-Length lines");
  if (value.empty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return malformed("Content-Length is no number");
  std::size_t length = 0;
  for (const char c : value) {
    length = length * 10 + static_cast<std::size_t>(c - '0');
    if (length > longest_body) return refused(413, "the body is larger than 1 MiB", "a request is a few hundred bytes");
  }
  so_far.body = length;
  return {};
}

}  // namespace

Frame frame(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, longest_head).find("\r\n\r\n");
  if (end == std::string_view::npos) {
    if (bytes.size() >= longest_head)
      return refused(431, "the header lines are longer than 16 KiB", "send fewer or shorter ones");
    return {};
  }
  Frame found;
  Seen seen;
  std::string_view head = bytes.substr(0, end);
  for (bool first = true; !head.empty() || first; first = false) {
    const std::size_t stop = head.find("\r\n");
    const std::string_view line = head.substr(0, stop);
    head = stop == std::string_view::npos ? std::string_view() : head.substr(stop + 2);
    if (line.find('\r') != std::string_view::npos || line.find('\n') != std::string_view::npos)
      return malformed("a line ends oddly");
    const Frame fault = first ? request_line(line) : header_line(line, found, seen);
    if (fault.state == Frame::State::refused) return fault;
  }
  if (seen.hosts == 0) return malformed("there is no Host line");
  found.head = end + 4;
  found.state = bytes.size() >= found.head + found.body ? Frame::State::whole : Frame::State::more;
  return found;
}

}  // namespace bowlby::server
