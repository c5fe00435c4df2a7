// Where a request ends, and what is no request at all.
#include "server/frame.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bowlby::server {
namespace {

const std::string line = "GET /api/about HTTP/1.1\r\n", host = "Host: 127.0.0.1:1\r\n";

int status(const std::string& bytes) {
  const Frame f = frame(bytes);
  return f.state == Frame::State::refused ? f.status : f.state == Frame::State::whole ? 0 : 1;
}

TEST(Frame, EveryPrefixOfARequestAsksForMoreAndTheWholeIsWhole) {
  const std::string request = "POST /api/jobs HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello";
  for (std::size_t n = 0; n < request.size(); ++n) EXPECT_EQ(status(request.substr(0, n)), 1) << n;
  const Frame f = frame(request + "GET / HTTP/1.1\r\n");
  EXPECT_EQ(f.state, Frame::State::whole);
  EXPECT_EQ(f.body, 5u);
  EXPECT_EQ(f.head + f.body, request.size());
}

TEST(Frame, ARequestWithoutABodyEndsWithItsHead) {
  const Frame f = frame(line + host + "\r\n");
  EXPECT_EQ(f.state, Frame::State::whole);
  EXPECT_EQ(f.body, 0u);
}

TEST(Frame, BoundsAreExact) {
  const std::string post = "POST / HTTP/1.1\r\n" + host;
  EXPECT_EQ(status(post + "Content-Length: 1048576\r\n\r\n"), 1);
  EXPECT_EQ(status(post + "Content-Length: 1048577\r\n\r\n"), 413);
  EXPECT_EQ(status(post + "Content-Length: 99999999999999999999999999\r\n\r\n"), 413);
  EXPECT_EQ(status("GET /" + std::string(longest_target - 1, 'a') + " HTTP/1.1\r\n" + host + "\r\n"), 0);
  EXPECT_EQ(status("GET /" + std::string(longest_target, 'a') + " HTTP/1.1\r\n" + host + "\r\n"), 414);
  EXPECT_EQ(status(line + host + "X: " + std::string(longest_head, 'a')), 431);
  EXPECT_EQ(status(std::string(longest_head, 'a')), 431);
  EXPECT_EQ(status(std::string(longest_head - 1, 'a')), 1);
}

TEST(Frame, OddRequestsAreRefused) {
  for (const char* head :
       {"\r\n\r\n", "GET\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/2\r\n\r\n", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET a HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\x01\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n"})
    EXPECT_EQ(status(head), 400) << head;
  EXPECT_EQ(status("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
  EXPECT_EQ(status("CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n"), 405);
  EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\ntransfer-ENCODING: chunked\r\n\r\n"), 411);
  EXPECT_EQ(status("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n"), 417);
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n"), 416);
}

TEST(Frame, ARefusalSaysWhyAndWhatToDo) {
  const Frame f = frame("GET / HTTP/1.1\r\n\r\n");
  EXPECT_FALSE(f.reason.empty());
  EXPECT_FALSE(f.remedy.empty());
}

}  // namespace
}  // namespace bowlby::server
