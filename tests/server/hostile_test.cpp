// Requests that no page of ours sends. Each is refused in words, and the server answers the next good one.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "server/client.hpp"

namespace bowlby::doors {
namespace {

// One server for all tests of this file: whatever one of them does to it, the next one must find it well.
Studio& studio() {
  static Studio one;
  return one;
}

class Hostile : public testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(studio().answers()) << "the server does not answer any more"; }
  static std::string get(const std::string& target, const std::string& headers) {
    return "GET " + target + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
  }
  static void expect_refusal(const Answer& a, int status) {
    EXPECT_EQ(a.status, status) << a.head << a.body;
    EXPECT_NE(a.header("Content-Security-Policy").find("default-src 'none'"), std::string::npos) << a.head;
    EXPECT_EQ(a.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(a.head.find("Access-Control"), std::string::npos);
    if (a.header("Content-Type") == "application/json") {
      EXPECT_FALSE(field(a.body, "reason").empty()) << a.body;
      EXPECT_FALSE(field(a.body, "remedy").empty()) << a.body;
    }
  }
};

TEST_F(Hostile, ForeignHost) {
  expect_refusal(studio().raw(get("/api/about", "Host: evil.example\r\n" + studio().key())), 403);
  expect_refusal(studio().raw(get("/api/about", "Host: 127.0.0.1:1\r\n" + studio().key())), 403);
  expect_refusal(studio().raw(get("/api/about", studio().key())), 400);
  expect_refusal(studio().raw(get("/api/about", studio().host() + studio().host() + studio().key())), 400);
}

TEST_F(Hostile, ForeignOrigin) {
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:1"})
    expect_refusal(studio().ask("POST", "/api/jobs", "{}", std::string("Origin: ") + origin + "\r\n"), 403);
  expect_refusal(studio().ask("GET", "/api/about", "", "Sec-Fetch-Site: cross-site\r\n"), 403);
  expect_refusal(studio().raw("OPTIONS /api/jobs HTTP/1.1\r\n" + studio().host() +
                              "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: "
                              "close\r\n\r\n"),
                 403);
}

TEST_F(Hostile, NoTokenAndWrongToken) {
  for (const char* target :
       {"/", "/api/about", "/api/jobs", "/assets/x.js", "/?token=", "/?token=guess", "/favicon.ico"}) {
    expect_refusal(studio().raw(get(target, studio().host())), 403);
    expect_refusal(studio().raw(get(target, studio().host() + "X-Bowlby-Token: guess\r\n")), 403);
    expect_refusal(studio().raw(get(target, studio().host() + "Cookie: bowlby-1=x; bowlby=\r\n")), 403);
  }
}

TEST_F(Hostile, Traversal) {
  for (const char* target :
       {"/../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/etc/passwd", "//etc/passwd", "/..%2fetc/passwd",
        "/assets//x", "/\\etc\\passwd", "/api/jobs/../../lock", "/api/jobs/%2e%2e/files/job.json"})
    expect_refusal(studio().ask("GET", target), 400);
  for (const char* target : {"/etc/passwd", "/api/jobs/lock/files/job.json", "/app.html", "/api/", "/api", "/assets"})
    expect_refusal(studio().ask("GET", target), 404);
  expect_refusal(studio().raw("GET http://127.0.0.1/etc/passwd HTTP/1.1\r\n" + studio().host() + "\r\n"), 400);
}

TEST_F(Hostile, WrongMethodsAndTypes) {
  for (const char* method : {"PUT", "PATCH", "HEAD", "OPTIONS", "BREW"}) {
    const Answer a = studio().ask(method, "/api/jobs");
    EXPECT_EQ(a.status, 405) << method;
  }
  expect_refusal(studio().ask("DELETE", "/api/jobs"), 405);
  expect_refusal(studio().ask("GET", "/api/scene/evening"), 405);
  expect_refusal(studio().ask("POST", "/api/about", "{}"), 405);
  const std::string post = "POST /api/jobs HTTP/1.1\r\n" + studio().host() + studio().key() + "Connection: close\r\n";
  expect_refusal(studio().raw(post + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"), 415);
  expect_refusal(studio().raw(post + "Content-Length: 2\r\n\r\n{}"), 415);
  expect_refusal(
      studio().raw(post + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
      411);
  expect_refusal(
      studio().raw(post + "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
      415);
}

TEST_F(Hostile, ABodyOfTenMegabytes) {
  // Sent whole, as a careless client would: it must still be able to read why.
  expect_refusal(studio().ask("POST", "/api/jobs", std::string(10 << 20, ' ')), 413);
}

TEST_F(Hostile, MalformedAndDeepJson) {
  for (const char* body : {"", "{", "{\"kind\":", "nul", "{\"kind\":\"run\",}", "[1,2", "{\"kind\":\"run\"} {}",
                           "\xff\xfe", "{\"kind\":\"run\",\"kind\":\"run\"}", "{\"a\":1e999}"})
    expect_refusal(studio().ask("POST", "/api/jobs", body), 400);
  expect_refusal(studio().ask("POST", "/api/jobs", std::string(100000, '[')), 400);
  expect_refusal(studio().ask("POST", "/api/jobs", std::string(20, '{') + std::string(1000000, '[')), 400);
  std::string deep;
  for (int i = 0; i < 50000; ++i) deep += "{\"a\":";
  expect_refusal(studio().ask("POST", "/api/scene/evening", deep), 400);
  for (const char* body : {"[]", "3", "{}", "{\"kind\":\"walk\"}", "{\"kind\":\"run\",\"study\":\"nothing\"}",
                           "{\"kind\":\"run\",\"study\":\"rearing\",\"peeple\":3}",
                           "{\"kind\":\"run\",\"study\":\"rearing\",\"people\":-1}",
                           "{\"kind\":\"run\",\"study\":\"rearing\",\"set\":{\"nothing\":1}}",
                           "{\"kind\":\"run\",\"study\":\"rearing\",\"off\":[\"nothing\"]}",
                           "{\"kind\":\"run\",\"study\":\"../../etc/passwd\"}",
                           "{\"kind\":\"scene\",\"scene\":\"nothing\",\"request\":{}}",
                           "{\"kind\":\"scene\",\"scene\":\"lineage\",\"request\":{\"founders\":1e9}}"})
    expect_refusal(studio().ask("POST", "/api/jobs", body), 422);
}

TEST_F(Hostile, ANearNameIsOffered) {
  EXPECT_NE(studio().ask("POST", "/api/jobs", R"({"kind":"run","study":"rearin"})").body.find("rearing"),
            std::string::npos);
  EXPECT_NE(studio()
                .ask("POST", "/api/jobs", R"({"kind":"run","study":"rearing","set":{"insistens":1}})")
                .body.find("insistence"),
            std::string::npos);
}

TEST_F(Hostile, HugeHeaders) {
  expect_refusal(studio().raw(get("/api/about", studio().host() + "X: " + std::string(100000, 'a') + "\r\n")), 431);
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
  expect_refusal(studio().raw(get("/api/about", studio().host() + many)), 431);
  expect_refusal(studio().raw(get("/" + std::string(8000, 'a'), studio().host())), 414);
  expect_refusal(studio().raw(std::string(1 << 20, '\0')), 431);
}

TEST_F(Hostile, ManyRequestsInOnePiece) {
  std::string bytes;
  for (int i = 0; i < 50; ++i) bytes += "GET /api/about HTTP/1.1\r\n" + studio().host() + studio().key() + "\r\n";
  Line line(studio().port());
  line.send(bytes);
  const std::string all = line.read_all(1);
  std::size_t answers = 0;
  for (std::size_t at = 0; (at = all.find("HTTP/1.1 200", at)) != std::string::npos; ++at) ++answers;
  EXPECT_EQ(answers, 50u);
}

TEST_F(Hostile, AThousandConnectionsThatSendNothing) {
  std::vector<Line> silent;
  for (int i = 0; i < 1000; ++i) silent.emplace_back(studio().port());
  double slowest = 0;
  for (int i = 0; i < 20; ++i) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(studio().answers());
    slowest = std::max(slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  RecordProperty("slowest_ms", static_cast<int>(1000 * slowest));
  EXPECT_LT(slowest, 1.) << "seconds";
  // Whoever had to make room was told so.
  expect_refusal(parse_answer(silent.front().read_all(1)), 503);
}

TEST_F(Hostile, SlowLoris) {
  std::vector<Line> slow;
  for (int i = 0; i < 100; ++i) slow.emplace_back(studio().port());
  const std::string head = "GET /api/about HTTP/1.1\r\n" + studio().host();
  for (const char c : head.substr(0, 30)) {
    for (Line& line : slow) line.send(std::string(1, c));
    EXPECT_TRUE(studio().answers());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(5200));
  expect_refusal(parse_answer(slow.front().read_all(1)), 408);
}

TEST_F(Hostile, ABodyThatNeverComes) {
  Line line(studio().port());
  line.send("POST /api/jobs HTTP/1.1\r\n" + studio().host() + studio().key() +
            "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_TRUE(studio().answers());
  expect_refusal(parse_answer(line.read_all(13)), 408);
}

TEST_F(Hostile, AReaderWhoNeverReadsAndOneWhoHangsUp) {
  std::vector<Line> deaf;
  for (int i = 0; i < 40; ++i) {
    deaf.emplace_back(studio().port());
    deaf.back().send("GET /api/claims HTTP/1.1\r\n" + studio().host() + studio().key() + "\r\n");
  }
  EXPECT_TRUE(studio().answers());
  for (int i = 0; i < 100; ++i)
    Line(studio().port()).send("GET /api/claims HTTP/1.1\r\n" + studio().host() + studio().key() + "\r\n");
}

// The server's sockets are all on this machine: what it listens on and what it is connected to.
TEST_F(Hostile, NothingLeavesThisMachine) {
  EXPECT_TRUE(studio().answers());
  const std::string pid = std::to_string(studio().program().pid());
  std::set<std::string> own;  // inode numbers of its sockets
  for (const auto& at : std::filesystem::directory_iterator("/proc/" + pid + "/fd")) {
    std::error_code gone;
    const std::string to = std::filesystem::read_symlink(at.path(), gone).string();
    if (to.starts_with("socket:[")) own.insert(to.substr(8, to.size() - 9));
  }
  ASSERT_FALSE(own.empty());
  int listening = 0;
  for (const char* table : {"tcp", "tcp6", "udp", "udp6"}) {
    std::ifstream lines("/proc/" + pid + "/net/" + table);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      std::istringstream cells(line);
      std::string slot, local, remote, state, skip, inode;
      cells >> slot >> local >> remote >> state;
      for (int i = 0; i < 5; ++i) cells >> skip;
      cells >> inode;
      if (!own.contains(inode)) continue;
      EXPECT_TRUE(local.starts_with("0100007F:")) << table << " " << line;
      if (state == "0A")
        ++listening;
      else
        EXPECT_TRUE(remote.starts_with("0100007F:")) << table << " " << line;
    }
  }
  EXPECT_EQ(listening, 1);
}

// Forty callers without the key send as much as they can and read nothing.
TEST_F(Hostile, StrangersWhoNeverReadHoldNobodyUp) {
  using Clock = std::chrono::steady_clock;
  std::string flood;
  for (int i = 0; i < 500000; ++i) flood += "GET / HTTP/1.1\r\n" + studio().host() + "\r\n";
  std::atomic<bool> over{false};
  std::vector<std::thread> strangers;
  for (int i = 0; i < 40; ++i)
    strangers.emplace_back([&] {
      for (int tries = 0; tries < 200 && !over.load(); ++tries) {
        Line line(studio().port(), 2048);
        if (!line.open() || !line.send(flood)) std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    });
  std::this_thread::sleep_for(std::chrono::seconds(3));  // until what nobody reads has filled up
  std::vector<double> took;
  for (int i = 0; i < 15; ++i) {
    const auto start = Clock::now();
    EXPECT_TRUE(studio().answers());
    took.push_back(std::chrono::duration<double>(Clock::now() - start).count());
  }
  over.store(true);
  for (std::thread& s : strangers) s.join();
  std::sort(took.begin(), took.end());
  EXPECT_LT(took[took.size() / 2], .2) << "seconds, in the middle of fifteen";
  EXPECT_LT(took.back(), 2) << "seconds, the longest";
}

}  // namespace
}  // namespace bowlby::doors
