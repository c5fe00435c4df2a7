// Who may speak to this server: only a page that this server gave out, to the browser that was shown the link, on this
// machine. Every rule is asked of every request before anything is looked up.
#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/http.hpp"

namespace bowlby::server {

// 32 random bytes from the system as 43 letters, digits, - and _.
std::string random_secret();

// Equal, in a time that tells nothing about where they differ.
bool equal_secrets(std::string_view, std::string_view);

class Guard {
 public:
  // `landing` is the page the link leads to. Without a token of your own (for tests and scripts) a random one is made,
  // which opens one session only.
  explicit Guard(int port, std::string own_token = {}, std::string landing = "/");

  // The link to print. A fresh one replaces a random token that was used.
  std::string link();
  const std::string& cookie_name() const { return cookie_name_; }

  // Nothing when the request may be answered, else the answer it gets: a refusal, or the way from the link to the page.
  std::optional<Response> check(const Request&);

 private:
  std::optional<Response> check_sender(const Request&) const;
  std::optional<Response> check_shape(const Request&) const;
  bool in_session_cookie(const Request&) const;
  bool in_session(const Request&) const;
  Response enter(const Request&);

  int port_;
  bool own_;  // token was given: it may be used again, and as a header
  std::string landing_, cookie_name_, session_;
  mutable std::mutex mutex_;  // guards what follows
  std::string token_;
  bool used_ = false;
};

}  // namespace bowlby::server
