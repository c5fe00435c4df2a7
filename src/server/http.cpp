#include "server/http.hpp"

#include <httplib.h>

#include <algorithm>
#include <cstring>

namespace bowlby::server {
namespace {

// The library reads the head from here and writes its answer to the exchange.
class LibraryStream final : public httplib::Stream {
 public:
  explicit LibraryStream(Exchange& exchange) : exchange_(exchange), unread_(exchange.head()) {}
  bool is_readable() const override { return !unread_.empty(); }
  bool is_writable() const override { return exchange_.connected(); }
  ssize_t read(char* into, std::size_t most) override {
    const std::size_t n = std::min(most, unread_.size());
    std::memcpy(into, unread_.data(), n);
    unread_.remove_prefix(n);
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    return exchange_.send(bytes, size) ? static_cast<ssize_t>(size) : -1;
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip = "127.0.0.1", port = 0; }
  socket_t socket() const override { return -1; }

 private:
  Exchange& exchange_;
  std::string_view unread_;
};

class SinkWriter final : public ResponseWriter {
 public:
  explicit SinkWriter(httplib::DataSink& sink) : sink_(sink) {}
  bool write(std::string_view bytes) override {
    written_ += bytes.size();
    return good_ = good_ && sink_.write(bytes.data(), bytes.size());
  }
  bool connected() override { return good_ && sink_.is_writable(); }
  bool good() const { return good_; }
  std::size_t written() const { return written_; }

 private:
  httplib::DataSink& sink_;
  bool good_ = true;
  std::size_t written_ = 0;
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

// Whom this worker answers just now: the library has no place for it in its own request.
thread_local Exchange* answered = nullptr;

Request ours(const httplib::Request& from) {
  Request r;
  if (Exchange* exchange = answered) r.connected = [exchange] { return exchange->connected(); };
  r.method = from.method;
  r.target = from.target;
  r.path = from.target.substr(0, from.target.find('?'));
  r.body = from.body;
  for (const auto& [name, value] : from.params) r.query[name] = value;
  for (const auto& [name, value] : from.headers) r.headers.emplace(lower(name), value);
  return r;
}

void theirs(Response&& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  for (const auto& [name, value] : guard_headers())
    if (!to.has_header(name)) to.set_header(name, value);
  if (!from.stream) {
    to.set_content(from.body, from.type);
    return;
  }
  // False ends the connection, so that a stream which broke off is never taken for a whole one.
  if (from.length > 0)
    to.set_content_provider(
        from.length, from.type,
        [stream = std::move(from.stream), length = from.length](std::size_t, std::size_t, auto& sink) {
          SinkWriter out(sink);
          stream(out);
          return out.good() && out.written() == length;
        });
  else
    to.set_chunked_content_provider(from.type, [stream = std::move(from.stream)](std::size_t, auto& sink) {
      SinkWriter out(sink);
      stream(out);
      if (out.good()) sink.done();
      return out.good();
    });
}

Response guarded(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (const std::exception& e) {
    return refusal(500, std::string("a fault of the program: ") + e.what(), "please report it with what you did");
  }
}

// Lends us the library's reading of a request and its writing of an answer.
class LibraryServer : public httplib::Server {
 public:
  explicit LibraryServer(const server::Handler& handler) {
    svr_sock_ = 0;  // the library ends streams when it has no socket; the listener has it
    set_keep_alive_max_count(1000);
    set_keep_alive_timeout(static_cast<time_t>(ListenerLimits{}.idle_seconds));
    set_pre_routing_handler([&handler](const httplib::Request& request, httplib::Response& response) {
      Response answer = guarded(handler, ours(request));
      if (answer.rejected) {
        answered->reject();
        answer.headers.emplace_back("Connection", "close");
      }
      theirs(std::move(answer), response);
      return HandlerResponse::Handled;
    });
  }
  ~LibraryServer() override { svr_sock_ = -1; }

  bool answer(Exchange& exchange) {
    LibraryStream stream(exchange);
    answered = &exchange;
    bool over = false;
    const bool well = process_request(stream, false, over, [&exchange](httplib::Request& request) {
      request.body = exchange.body();
      request.ranges.clear();
      // The library would compress answers by itself; what is worth it is compressed when the program is built.
      const auto wish = request.headers.find("Accept-Encoding");
      if (wish == request.headers.end()) return;
      request.headers.emplace("X-Accept-Encoding", wish->second);
      request.headers.erase("Accept-Encoding");
    });
    answered = nullptr;
    return well && !over;
  }
};

std::string refusal_bytes(int status, std::string_view reason, std::string_view remedy) {
  const Response r = refusal(status, std::string(reason), std::string(remedy));
  std::string out = "HTTP/1.1 " + std::to_string(status) + " Refused\r\nConnection: close\r\nContent-Type: " + r.type +
                    "\r\nContent-Length: " + std::to_string(r.body.size()) + "\r\n";
  for (const auto& [name, value] : guard_headers()) out += name + ": " + value + "\r\n";
  return out + "\r\n" + r.body;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto [from, to] = headers.equal_range(name);
  return from == to || std::next(from) != to ? std::string_view() : std::string_view(from->second);
}

void problem_list(JsonWriter& json, const char* key, const std::vector<Problem>& problems) {
  json.key(key);
  json.list(problems, [&json](const Problem& p) {
    json.object([&] {
      json.field("key", p.key);
      json.field("reason", p.reason);
      json.field("remedy", p.remedy);
      if (p.line > 0) json.field("line", p.line);
      if (p.line > 0) json.field("column", p.column);
    });
  });
}

std::string problems_json(const std::vector<Problem>& problems) {
  JsonWriter json;
  json.object([&] { problem_list(json, "problems", problems); });
  return json.take();
}

Response refusal(int status, std::string reason, std::string remedy, std::string key) {
  return refusal(status,
                 std::vector<Problem>{{Fault::usage, "", 0, 0, std::move(key), std::move(reason), std::move(remedy)}});
}

Response refusal(int status, const std::vector<Problem>& problems) {
  Response r;
  r.status = status;
  r.body = problems_json(problems);
  return r;
}

const std::vector<std::pair<std::string, std::string>>& guard_headers() {
  static const std::vector<std::pair<std::string, std::string>> headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
       "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
      {"Cache-Control", "no-store"}};
  return headers;
}

void serve(Listener& listener, const Handler& handler) {
  LibraryServer library(handler);
  listener.serve([&library](Exchange& exchange) { return library.answer(exchange); }, refusal_bytes);
}

}  // namespace bowlby::server
