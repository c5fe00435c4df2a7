// The listener, the HTTP library and a handler together, with several callers at once; small enough for the race
// checker.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "server/http.hpp"
#include "server/line.hpp"

namespace bowlby::server {
namespace {

using doors::Answer;
using doors::Line;
using doors::parse_answer;

// A server with a handler of the test's own, ended with the test.
class Serving : public testing::Test {
 protected:
  void start(Handler handler, ListenerLimits limits = {}) {
    auto listener = Listener::open(0, limits);
    if (!listener) throw std::runtime_error(text(listener.problems().front()));
    listener_ = std::make_unique<Listener>(std::move(*listener));
    thread_ = std::thread([this, handler] { serve(*listener_, handler); });
  }
  void TearDown() override {
    listener_->stop();
    thread_.join();
  }
  std::string get(const std::string& target, const std::string& more = "Connection: close\r\n") const {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + more + "\r\n";
  }
  Answer ask(const std::string& bytes) const {
    Line line(listener_->port());
    line.send(bytes);
    return parse_answer(line.read_all(5));
  }
  std::unique_ptr<Listener> listener_;
  std::thread thread_;
};

Response echo(const Request& r) {
  Response out;
  out.type = "text/plain";
  out.body = r.method + " " + r.path + " " + r.body;
  for (const auto& [key, value] : r.query) out.body += " " + key + "=" + value;
  return out;
}

TEST_F(Serving, TheHandlerSeesWhatWasSentAndTheCallerWhatWasAnswered) {
  start(echo);
  EXPECT_EQ(ask(get("/a/b?x=1%202&y=")).body, "GET /a/b  x=1 2 y=");
  EXPECT_EQ(ask("POST /p HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello").body,
            "POST /p hello");
  const Answer a = ask(get("/%2e%2e/x"));
  EXPECT_EQ(a.body, "GET /%2e%2e/x ") << "paths stay as they were sent";
  EXPECT_EQ(a.header("X-Content-Type-Options"), "nosniff");
}

TEST_F(Serving, AConnectionServesSeveralRequests) {
  start(echo);
  Line line(listener_->port());
  for (int i = 0; i < 20; ++i) {
    line.send(get("/" + std::to_string(i), ""));
    EXPECT_EQ(parse_answer(line.read_answer(5)).body, "GET /" + std::to_string(i) + " ");
  }
}

TEST_F(Serving, WhatThrowsIsARefusalAndNotTheEnd) {
  start([](const Request& r) -> Response {
    if (r.path == "/bad") throw std::runtime_error("broken");
    return echo(r);
  });
  EXPECT_EQ(ask(get("/bad")).status, 500);
  EXPECT_EQ(ask(get("/good")).status, 200);
}

TEST_F(Serving, AStreamOfKnownLengthComesWholeAndAShortOneEndsTheConnection) {
  start([](const Request& r) {
    Response out;
    out.length = 300000;
    out.stream = [whole = r.path == "/whole"](ResponseWriter& to) {
      for (int i = 0; i < (whole ? 300 : 299); ++i)
        if (!to.write(std::string(1000, 'a'))) return;
    };
    return out;
  });
  EXPECT_EQ(ask(get("/whole")).body.size(), 300000u);
  EXPECT_EQ(ask(get("/short")).body.size(), 299000u);
}

TEST_F(Serving, AStreamLearnsThatItsListenerHasGone) {
  std::atomic<int> ended{0};
  start([&](const Request&) {
    Response out;
    out.type = "text/event-stream";
    out.stream = [&](ResponseWriter& to) {
      to.write("data: 1\n\n");
      while (to.connected()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      ++ended;
    };
    return out;
  });
  {
    Line line(listener_->port());
    line.send(get("/"));
    EXPECT_NE(line.read_until("data: 1").find("data: 1"), std::string::npos);
    EXPECT_EQ(ended.load(), 0);
  }
  for (int i = 0; i < 400 && ended.load() == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(ended.load(), 1);
}

TEST_F(Serving, ManyCallersAtOnce) {
  start(echo);
  std::atomic<int> good{0};
  std::vector<std::thread> callers;
  for (int c = 0; c < 8; ++c)
    callers.emplace_back([&] {
      for (int i = 0; i < 25; ++i) good += ask(get("/x")).status == 200 ? 1 : 0;
    });
  for (std::thread& c : callers) c.join();
  EXPECT_EQ(good.load(), 200);
}

TEST_F(Serving, TheLongestWaitingMakesRoomAndTheLateAreTold) {
  ListenerLimits limits;
  limits.waiting = 4;
  limits.head_seconds = .2;
  start(echo, limits);
  std::vector<Line> silent;
  for (int i = 0; i < 10; ++i) silent.emplace_back(listener_->port());
  EXPECT_EQ(ask(get("/x")).status, 200);
  EXPECT_EQ(parse_answer(silent.front().read_all(2)).status, 503);
  EXPECT_EQ(parse_answer(silent.back().read_all(2)).status, 408);
}

TEST_F(Serving, OnlyAsManyWaitForAWorkerAsAreAllowed) {
  std::atomic<bool> go{false};
  ListenerLimits limits;
  limits.workers = 1;
  limits.queue = 2;
  start(
      [&](const Request& r) {
        while (!go.load()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
        return echo(r);
      },
      limits);
  std::vector<Line> lines;
  for (int i = 0; i < 10; ++i) {
    lines.emplace_back(listener_->port());
    lines.back().send(get("/x"));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  go.store(true);
  int served = 0, sent_away = 0;
  for (Line& line : lines) {
    const int status = parse_answer(line.read_all(5)).status;
    served += status == 200 ? 1 : 0;
    sent_away += status == 503 ? 1 : 0;
  }
  EXPECT_EQ(served + sent_away, 10);
  EXPECT_GE(served, 2);  // two may wait, and one is being answered, if a worker was there in time
  EXPECT_LE(served, 3);
}

}  // namespace
}  // namespace bowlby::server
