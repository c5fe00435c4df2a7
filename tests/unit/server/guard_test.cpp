// Who may speak to the server: every rule on its own, and the link that works once.
#include "server/guard.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bowlby::server {
namespace {

Request request(const std::string& method, const std::string& path) {
  Request r;
  r.method = method;
  r.target = r.path = path;
  r.headers.emplace("host", "127.0.0.1:4321");
  return r;
}

Request with_token(Request r, const std::string& token) {
  r.headers.emplace("x-bowlby-token", token);
  return r;
}

const std::string own = "a-token-of-ones-own";

int status(Guard& guard, const Request& r) {
  const auto no = guard.check(r);
  return no ? no->status : 200;
}

std::string header(const Response& r, const std::string& name) {
  for (const auto& [key, value] : r.headers)
    if (key == name) return value;
  return {};
}

Request entering(const std::string& link) {
  Request r = request("GET", "/");
  r.query["token"] = link.substr(link.find('=') + 1);
  return r;
}

Request with_cookie(Request r, const std::string& cookie) {
  r.headers.emplace("cookie", cookie);
  return r;
}

TEST(Guard, TheLinkWorksOnceAndTheSessionGoesOn) {
  Guard guard(4321);
  const Request link = entering(guard.link());
  const auto first = guard.check(link);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, 303);
  EXPECT_EQ(header(*first, "Location"), "/");
  const std::string set = header(*first, "Set-Cookie");
  EXPECT_NE(set.find("HttpOnly"), std::string::npos);
  EXPECT_NE(set.find("SameSite=Strict"), std::string::npos);
  const std::string cookie = set.substr(0, set.find(';'));
  EXPECT_EQ(status(guard, link), 403) << "a second browser";
  EXPECT_EQ(status(guard, with_cookie(link, cookie)), 303) << "the same browser";
  EXPECT_EQ(status(guard, with_cookie(request("GET", "/"), cookie)), 200);
  EXPECT_EQ(status(guard, with_cookie(request("GET", "/api/about"), "other=1; " + cookie + "; more=2")), 200);
  EXPECT_EQ(status(guard, with_cookie(request("GET", "/api/about"), "x" + cookie)), 403);
  EXPECT_EQ(status(guard, with_cookie(request("GET", "/api/about"), cookie + "x")), 403);
}

TEST(Guard, ABrowserLedHereByAFileIsLedOnByAPageOfOurs) {
  Guard guard(4321);
  Request r = entering(guard.link());
  r.headers.emplace("sec-fetch-site", "cross-site");
  const auto answer = guard.check(r);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200) << "a redirect would lose the strict cookie";
  bool refresh = false, cookie = false;
  for (const auto& [name, value] : answer->headers) {
    refresh |= name == "Refresh" && value == "0; url=/";
    cookie |= name == "Set-Cookie" && value.find("SameSite=Strict") != std::string::npos;
  }
  EXPECT_TRUE(refresh && cookie);
}

TEST(Guard, AUsedLinkIsFollowedByAFreshOne) {
  Guard guard(4321);
  const std::string first = guard.link();
  EXPECT_EQ(guard.link(), first);
  EXPECT_EQ(status(guard, entering(first)), 303);
  const std::string second = guard.link();
  EXPECT_NE(second, first);
  EXPECT_EQ(status(guard, entering(first)), 403);
  EXPECT_EQ(status(guard, entering(second)), 303);
}

TEST(Guard, ATokenOfOnesOwnWorksAgainAndAsAHeader) {
  Guard guard(4321, own);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(status(guard, entering(guard.link())), 303);
  EXPECT_EQ(status(guard, with_token(request("GET", "/api/about"), own)), 200);
  EXPECT_EQ(status(guard, with_token(request("GET", "/api/about"), own + "x")), 403);
  EXPECT_EQ(status(guard, with_token(request("GET", "/api/about"), own.substr(1))), 403);
}

TEST(Guard, ARandomTokenIsNoHeader) {
  Guard guard(4321);
  EXPECT_EQ(status(guard, with_token(request("GET", "/api/about"), entering(guard.link()).query["token"])), 403);
}

TEST(Guard, WithoutAKeyNothingIsShownAndPeopleGetAPage) {
  Guard guard(4321, own);
  for (const char* path : {"/", "/api/about", "/assets/app.js", "/api/nothing"})
    EXPECT_EQ(status(guard, request("GET", path)), 403) << path;
  EXPECT_EQ(guard.check(request("GET", "/"))->type, "text/html; charset=utf-8");
  EXPECT_EQ(guard.check(request("GET", "/api/about"))->type, "application/json");
}

TEST(Guard, OnlyOurOwnNamesAreHosts) {
  Guard guard(4321, own);
  for (const char* host : {"localhost:4321", "127.0.0.1:4321", "[::1]:4321"}) {
    Request r = with_token(request("GET", "/api/about"), own);
    r.headers.erase("host");
    r.headers.emplace("host", host);
    EXPECT_EQ(status(guard, r), 200) << host;
  }
  for (const char* host :
       {"evil.example:4321", "127.0.0.1", "127.0.0.1:4322", "localhost:4321.evil.example", "0.0.0.0:4321", ""}) {
    Request r = with_token(request("GET", "/api/about"), own);
    r.headers.erase("host");
    r.headers.emplace("host", host);
    EXPECT_EQ(status(guard, r), 403) << host;
  }
}

TEST(Guard, OnlyThisPageIsAnOrigin) {
  Guard guard(4321, own);
  const auto from = [&](const char* name, const char* value) {
    Request r = with_token(request("GET", "/api/about"), own);
    r.headers.emplace(name, value);
    return status(guard, r);
  };
  EXPECT_EQ(from("origin", "http://127.0.0.1:4321"), 200);
  for (const char* origin :
       {"http://evil.example", "null", "https://127.0.0.1:4321", "http://localhost:4321", "http://127.0.0.1:4322", ""})
    EXPECT_EQ(from("origin", origin), 403) << origin;
  EXPECT_EQ(from("sec-fetch-site", "same-origin"), 200);
  EXPECT_EQ(from("sec-fetch-site", "none"), 200);
  EXPECT_EQ(from("sec-fetch-site", "cross-site"), 403);
  EXPECT_EQ(from("sec-fetch-site", "same-site"), 403) << "another port of this machine";
}

TEST(Guard, ShapesThatAreNotOurs) {
  Guard guard(4321, own);
  for (const char* method : {"PUT", "PATCH", "OPTIONS", "HEAD", "TRACE"})
    EXPECT_EQ(status(guard, with_token(request(method, "/"), own)), 405) << method;
  for (const char* path : {"/../x", "/a/..", "//", "/api//jobs", "/%2e%2e/x", "/a\\b", "/%00"})
    EXPECT_EQ(status(guard, with_token(request("GET", path), own)), 400) << path;
  Request body = with_token(request("GET", "/api/about"), own);
  body.body = "x";
  EXPECT_EQ(status(guard, body), 400);
  const auto post = [&](const char* type) {
    Request r = with_token(request("POST", "/api/jobs"), own);
    if (*type) r.headers.emplace("content-type", type);
    return status(guard, r);
  };
  EXPECT_EQ(post("application/json"), 200);
  EXPECT_EQ(post("application/json; charset=utf-8"), 200);
  for (const char* type :
       {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    EXPECT_EQ(post(type), 415) << type;
  Request packed = with_token(request("POST", "/api/jobs"), own);
  packed.headers.emplace("content-type", "application/json");
  packed.headers.emplace("content-encoding", "gzip");
  EXPECT_EQ(status(guard, packed), 415);
}

TEST(Guard, SecretsDifferAndAreComparedWhole) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(random_secret());
  EXPECT_EQ(seen.size(), 100u);
  EXPECT_EQ(seen.begin()->size(), 43u);
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  for (const char* other : {"", "ab", "abcd", "abd", "Abc"}) EXPECT_FALSE(equal_secrets("abc", other)) << other;
}

TEST(Guard, EveryAnswerCarriesTheGuardHeaders) {
  std::string policy;
  for (const auto& [name, value] : guard_headers()) {
    EXPECT_FALSE(name.starts_with("Access-Control")) << "no other page may read an answer";
    if (name == "Content-Security-Policy") policy = value;
  }
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(policy.find("http"), std::string::npos);
}

}  // namespace
}  // namespace bowlby::server
