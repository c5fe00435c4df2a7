#include "server/guard.hpp"

#include <sys/random.h>

#include <array>
#include <cstdlib>

namespace bowlby::server {
namespace {

// A page for people: nothing but sentences, as its policy allows no more.
Response page(int status, std::string_view title, std::string_view sentences) {
  Response r;
  r.status = status;
  r.type = "text/html; charset=utf-8";
  r.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>" +
      std::string(title) + "</title><h1>" + std::string(title) + "</h1><p>" + std::string(sentences) + "</p></html>";
  return r;
}

Response locked_out(const Request& r, std::string_view why) {
  const std::string what = "Open the link that the terminal shows. It works once; for another one press Enter there.";
  if (r.path.starts_with("/api/")) return refusal(403, std::string(why), what);
  return page(403, "This page needs its link", std::string(why) + ". " + what);
}

// name=value; name=value
std::string_view cookie(std::string_view all, std::string_view name) {
  while (!all.empty()) {
    const std::size_t end = all.find(';');
    std::string_view one = all.substr(0, end);
    all = end == std::string_view::npos ? std::string_view() : all.substr(end + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
      return one.substr(name.size() + 1);
  }
  return {};
}

bool plain_path(std::string_view path) {
  return path.starts_with('/') && path.find("..") == std::string_view::npos &&
         path.find("//") == std::string_view::npos && path.find_first_of("%\\") == std::string_view::npos;
}

}  // namespace

std::string random_secret() {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::array<unsigned char, 43> bytes{};  // six bits of each
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<long>(bytes.size())) std::abort();
  std::string secret;
  for (const unsigned char b : bytes) secret += digits[b & 63];
  return secret;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  unsigned differs = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
    differs |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return differs == 0;
}

Guard::Guard(int port, std::string own_token, std::string landing)
    : port_(port),
      own_(!own_token.empty()),
      landing_(std::move(landing)),
      cookie_name_("bowlby-" + std::to_string(port)),  // cookies are shared between ports
      session_(random_secret()),
      token_(own_ ? std::move(own_token) : random_secret()) {}

std::string Guard::link() {
  const std::lock_guard lock(mutex_);
  if (used_ && !own_) {
    token_ = random_secret();
    used_ = false;
  }
  return "http://127.0.0.1:" + std::to_string(port_) + "/?token=" + token_;
}

std::optional<Response> Guard::check(const Request& r) {
  if (auto no = check_sender(r)) return no;
  if (auto no = check_shape(r)) return no;
  if (r.path == "/" && r.query.contains("token")) return enter(r);
  if (!in_session(r)) return locked_out(r, "This request carries no key, or a wrong one");
  return std::nullopt;
}

// A page of another site can make this browser send requests here, under its own name as origin; a name of another
// site can be made to mean this machine, and then shows as host.
std::optional<Response> Guard::check_sender(const Request& r) const {
  const std::string port = ":" + std::to_string(port_);
  const std::string_view host = r.header("host");
  bool known = false;
  for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"}) known |= host == std::string(name) + port;
  if (!known) return refusal(403, "this server answers under its own name only", "use http://127.0.0.1" + port, "Host");
  if (r.headers.contains("origin") && r.header("origin") != "http://" + std::string(host))
    return refusal(403, "the request comes from another page", "use the page this server gives out", "Origin");
  const std::string_view site = r.header("sec-fetch-site");
  const bool arriving = r.path == "/" && r.method == "GET";  // a link in a chat or a note may lead here
  if (!site.empty() && site != "same-origin" && site != "none" && !arriving)
    return refusal(403, "the request comes from another page", "use the page this server gives out", "Sec-Fetch-Site");
  return std::nullopt;
}

std::optional<Response> Guard::check_shape(const Request& r) const {
  if (r.method != "GET" && r.method != "POST" && r.method != "DELETE") {
    Response no = refusal(405, "this method is not answered here", "use GET, POST or DELETE");
    no.headers.emplace_back("Allow", "GET, POST, DELETE");
    return no;
  }
  if (!plain_path(r.path)) return refusal(400, "this is no address of this server", "use the links of the page");
  if (r.method != "POST") {
    if (!r.body.empty()) return refusal(400, "a body is for POST only", "send no body");
    return std::nullopt;
  }
  std::string_view type = r.header("content-type");
  type = type.substr(0, type.find(';'));
  if (type != "application/json")
    return refusal(415, "the body is not said to be JSON", "send Content-Type: application/json", "Content-Type");
  if (r.headers.contains("content-encoding"))
    return refusal(415, "the body is compressed", "send it as it is", "Content-Encoding");
  return std::nullopt;
}

bool Guard::in_session_cookie(const Request& r) const {
  return equal_secrets(cookie(r.header("cookie"), cookie_name_), session_);
}

bool Guard::in_session(const Request& r) const {
  if (in_session_cookie(r)) return true;
  const std::string_view token = r.header("x-bowlby-token");
  if (token.empty()) return false;
  if (equal_secrets(token, session_)) return true;
  const std::lock_guard lock(mutex_);
  return own_ && equal_secrets(token, token_);
}

// The link: once for a random token. Whoever is in already just goes on to the page.
Response Guard::enter(const Request& r) {
  Response on;
  on.status = 303;
  on.type = "text/plain; charset=utf-8";
  on.headers.emplace_back("Location", landing_);
  if (r.method != "GET") return refusal(405, "the link is opened with GET", "open it in a browser");
  {
    const std::lock_guard lock(mutex_);
    if (!equal_secrets(r.query.at("token"), token_) || (used_ && !own_)) {
      if (in_session_cookie(r)) return on;
      return locked_out(r, "This link was used already, or is not one of this server");
    }
    used_ = true;
  }
  // A browser that another page led here (our own file in the state folder is one) would not send a cookie of the
  // strict kind along with a redirect. Our own page may lead it on.
  if (const auto site = r.header("sec-fetch-site"); !site.empty() && site != "none" && site != "same-origin") {
    on = page(200, "The studio", "<a href=\"" + landing_ + "\">Go on</a>");
    on.headers.emplace_back("Refresh", "0; url=" + landing_);
  }
  on.headers.emplace_back("Set-Cookie", cookie_name_ + "=" + session_ + "; Path=/; HttpOnly; SameSite=Strict");
  return on;
}

}  // namespace bowlby::server
