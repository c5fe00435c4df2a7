#include "server/client.hpp"

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace bowlby::doors {

Studio::Studio(const Arguments& more, bool own_token) : state_(folder_ / "state") { start(more, own_token, {}); }
Studio::Studio(const std::string& state, const Arguments& more, bool own_token,
               const std::map<std::string, std::string>& environment)
    : state_(state) {
  start(more, own_token, environment);
}

Studio::Studio(const Notebook& notebook) : command_("notebook"), state_(folder_ / "state") {
  start({notebook.file}, true, {});
}

void Studio::start(const Arguments& more, bool own_token, const std::map<std::string, std::string>& environment) {
  Arguments arguments{command_, "--no-open", "--state", state_};
  if (own_token) arguments.insert(arguments.end(), {"--token-file", folder_.write("token", token)});
  arguments.insert(arguments.end(), more.begin(), more.end());
  program_ = std::make_unique<Running>(folder_, arguments, std::map<std::string, std::string>{}, environment);
  for (int i = 0; i < 3000 && link_.find('\n') == std::string::npos && program_->alive(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    link_ = program_->out_so_far();
  }
  const std::string mark = "http://127.0.0.1:";
  if (!link_.starts_with(mark)) throw std::runtime_error("no link: " + link_ + program_->err_so_far());
  link_ = link_.substr(0, link_.find('\n'));
  port_ = std::stoi(link_.substr(mark.size()));
  if (!own_token) token = link_.substr(link_.find('=') + 1);
}

void Studio::kill() {
  program_->signal(SIGKILL);
  program_->wait();
}

Answer Studio::ask(const std::string& method, const std::string& target, const std::string& body,
                   const std::string& headers) {
  std::string bytes = method + " " + target + " HTTP/1.1\r\n" + host() + key() + headers;
  if (method == "POST")
    bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  return raw(bytes + "Connection: close\r\n\r\n" + body, 60);  // a busy machine may take its time
}

Answer Studio::raw(const std::string& bytes, double seconds) {
  Line line(port_);
  if (!line.open()) return {};
  line.send(bytes);
  return parse_answer(line.read_all(seconds));
}

bool Studio::answers() { return ask("GET", "/api/about").status == 200; }

std::string Studio::finished(const std::string& id, double seconds) {
  std::string last;
  for (double passed = 0; passed < seconds; passed += .1) {
    last = ask("GET", "/api/jobs/" + id).body;
    const std::string state = field(last, "state");
    if (state != "waiting" && state != "running") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return last;
}

}  // namespace bowlby::doors
