// Requests and responses as the rest of the server sees them, and the loop that turns one into the other.
//
// The HTTP library stays inside http.cpp, and it gets little to do: the listener has bounded and framed each request
// before, so that the library only splits it into words and writes the answer. Its own sockets, thread pool, file
// serving, uploads, ranges and decompression are never reached.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "server/listener.hpp"

namespace bowlby::server {

struct Request {
  std::string method;
  std::string target;                                            // as it was sent: path and query
  std::string path;                                              // as it was sent, without the query
  std::map<std::string, std::string, std::less<>> query;         // decoded; the last of two equal keys counts
  std::multimap<std::string, std::string, std::less<>> headers;  // names in lower case
  std::string body;
  std::function<bool()> connected = {};  // whether the other side still waits for an answer; may be empty

  // The value of a header that is there once; empty if it is not there, or there twice.
  std::string_view header(std::string_view name) const;
};

// Where a response is written that is not known at its start: events, large files.
class ResponseWriter {
 public:
  virtual ~ResponseWriter() = default;
  virtual bool write(std::string_view) = 0;  // false: the other side is gone
  virtual bool connected() = 0;              // whether it still listens
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // Instead of `body`: writes piece by piece until it returns.
  std::function<void(ResponseWriter&)> stream;
  std::size_t length = 0;  // of the stream if it is known beforehand, else 0
  bool rejected = false;   // a refusal of somebody who may not be here: nobody waits for its reader
};

// {"problems": [{"key": ..., "reason": ..., "remedy": ...}]}
void problem_list(JsonWriter&, const char* key, const std::vector<Problem>&);
std::string problems_json(const std::vector<Problem>&);
Response refusal(int status, std::string reason, std::string remedy, std::string key = {});
Response refusal(int status, const std::vector<Problem>&);

// Headers of every answer: nothing from elsewhere, nothing to elsewhere, no framing, no guessing of types.
const std::vector<std::pair<std::string, std::string>>& guard_headers();

using Handler = std::function<Response(const Request&)>;

// Serves until listener.stop(). Whatever `handler` throws becomes a refusal with status 500.
void serve(Listener&, const Handler&);

}  // namespace bowlby::server
