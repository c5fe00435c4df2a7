// The studio as a stranger on the same machine meets it: raw bytes over a socket, no library that would be polite.
#pragma once
#include <memory>
#include <string>

#include "doors/program.hpp"
#include "server/line.hpp"

namespace bowlby::doors {

// `bowlby studio` with a folder and a token of its own; ends with the test.
class Studio {
 public:
  explicit Studio(const Arguments& more = {}, bool own_token = true);
  Studio(const std::string& state, const Arguments& more, bool own_token = true,
         const std::map<std::string, std::string>& environment = {});
  // `bowlby notebook FILE`, the same server with one door more.
  struct Notebook {
    std::string file;
  };
  explicit Studio(const Notebook& notebook);
  int port() const { return port_; }
  const std::string& link() const { return link_; }  // as it was printed
  const std::string& state() const { return state_; }
  Running& program() { return *program_; }
  void kill();

  // A whole exchange on a connection of its own. `headers` are whole lines.
  Answer ask(const std::string& method, const std::string& target, const std::string& body = {},
             const std::string& headers = {});
  // The same, but exactly these bytes.
  Answer raw(const std::string& bytes, double seconds = 10);
  std::string host() const { return "Host: 127.0.0.1:" + std::to_string(port_) + "\r\n"; }
  std::string key() const { return "X-Bowlby-Token: " + token + "\r\n"; }
  bool answers();  // a good request is answered well
  // Waits until the job has ended; its last state as JSON.
  std::string finished(const std::string& id, double seconds = 60);

  static constexpr const char* token_text = "a-token-for-tests-only";
  std::string token = token_text;

 private:
  void start(const Arguments& more, bool own_token, const std::map<std::string, std::string>& environment);
  Folder folder_;
  std::string command_ = "studio";
  std::string state_, link_;
  std::unique_ptr<Running> program_;
  int port_ = 0;
};

}  // namespace bowlby::doors
