// Where one request ends in the bytes of a connection, and whether they may be a request at all. The listener asks this
// before anything else sees the bytes, so that every bound holds before a worker is busy.
#pragma once
#include <cstddef>
#include <string_view>

namespace bowlby::server {

inline constexpr std::size_t longest_head = std::size_t{16} << 10;  // request line and header lines
inline constexpr std::size_t longest_body = std::size_t{1} << 20;
inline constexpr std::size_t longest_target = 2048;

struct Frame {
  enum class State { more, whole, refused };
  State state = State::more;
  std::size_t head = 0, body = 0;  // bytes; `head` is 0 until the head is whole
  int status = 0;                  // of a refusal
  std::string_view reason, remedy;
};

// HTTP/1.0 and 1.1 with `Content-Length` only. Refused: chunks, ranges, folded or odd header lines, bare line ends,
// two hosts or two lengths, methods we do not know.
Frame frame(std::string_view bytes);

}  // namespace bowlby::server
