#include "server/studio.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "app/scene/scene.hpp"
#include "io/files/files.hpp"
#include "notebook/header.hpp"
#include "server/guard.hpp"
#include "server/http.hpp"
#include "server/listener.hpp"
#include "server/notebook/door.hpp"
#include "server/routes.hpp"
#include "server/work.hpp"

namespace bowlby::server {

struct Studio::Parts {
  Listener listener;
  JobTable jobs;
  std::unique_ptr<Guard> guard;
  std::shared_ptr<Routes> routes;
  std::string link_file;
  bool link_file_made = false;
  ~Parts() {
    if (link_file_made) ::unlink(link_file.c_str());
  }
};

namespace {
Expected<std::string> read_token(const std::string& path) {
  auto token = read_whole(path, 4096);
  if (!token) return token;
  while (!token->empty() && (token->back() == '\n' || token->back() == '\r')) token->pop_back();
  constexpr auto letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  if (token->size() >= 16 && token->find_first_not_of(letters) == std::string::npos) return token;
  return Problem{Fault::usage,
                 path,
                 0,
                 0,
                 "--token-file",
                 "the token is too easy to guess, or has odd characters",
                 "write at least 16 letters, digits, - or _ into the file; or leave the option out"};
}

// What can be known of the file before its passphrase: better told in the terminal than on the page.
std::optional<std::vector<Problem>> notebook_faults(const std::string& path) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::absolute(path, error).parent_path();
  if (!std::filesystem::is_directory(folder, error))
    return std::vector<Problem>{{Fault::file, path, 0, 0, "", "lies in a folder that is not there", "make it first"}};
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  const auto bytes = read_whole(path, notebook::most_bytes);
  if (!bytes) return bytes.problems();
  const auto header = notebook::parse_header(*bytes, path);
  return header ? std::nullopt : std::optional(header.problems());
}
}  // namespace

std::string default_state_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state == '/') return std::string(state) + "/bowlby";
  const char* home = std::getenv("HOME");
  return (home && *home ? std::string(home) : std::string(".")) + "/.local/state/bowlby";
}

Expected<Studio> Studio::open(const StudioSetting& setting) {
  ::umask(077);  // whatever is kept is for this user's eyes
  Routes::Setting routes;
  if (!setting.study.empty())
    if (auto problems = routes.shelf.add_file(setting.study)) return *problems;
  if (!setting.entries.empty())
    if (auto problems = routes.shelf.take_claims(setting.entries)) return *problems;
  if (!setting.notebook_file.empty())
    if (auto problems = notebook_faults(setting.notebook_file)) return *problems;
  std::string token;
  if (!setting.token_file.empty()) {
    auto own = read_token(setting.token_file);
    if (!own) return own.problems();
    token = *own;
  }
  auto listener = Listener::open(setting.port < 0 ? usual_port : setting.port);
  if (!listener && setting.port < 0) listener = Listener::open(0);
  if (!listener) return listener.problems();
  const int all = setting.threads > 0 ? setting.threads : static_cast<int>(std::thread::hardware_concurrency());
  const std::string state = setting.state.empty() ? default_state_folder() : setting.state;
  auto jobs = JobTable::open(state, job_work(std::max(1, all - 1)));
  if (!jobs) return jobs.problems();
  auto parts = std::unique_ptr<Parts>(
      new Parts{std::move(*listener), std::move(*jobs), nullptr, nullptr, state + "/open.html", false});
  parts->guard = std::make_unique<Guard>(parts->listener.port(), token, setting.notebook ? "/#/notebook" : "/");
  if (setting.notebook) routes.notebook = std::make_shared<NotebookDoor>(NotebookDoor::Setting{setting.notebook_file});
  routes.help_lines = setting.help_lines;
  routes.threads = std::max(1, all);
  routes.stopping = [listener_of = &parts->listener] { return listener_of->stopping(); };
  auto made = Routes::make(std::move(routes), parts->jobs);
  if (!made) return made.problems();
  parts->routes = *made;
  return Studio(std::move(parts));
}

Studio::Studio(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Studio::Studio(Studio&&) noexcept = default;
Studio::~Studio() = default;

std::string Studio::link() { return parts_->guard->link(); }
Expected<std::string> Studio::link_file() {
  const std::string to = link();
  const std::string page =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"referrer\" "
      "content=\"no-referrer\"><meta http-equiv=\"refresh\" content=\"0;url=" +
      to + "\"><title>Bowlby</title><p><a href=\"" + to + "\">To the studio</a></html>\n";
  if (auto problem = write_whole(parts_->link_file, page)) return *problem;
  parts_->link_file_made = true;
  return parts_->link_file;
}
const std::vector<Problem>& Studio::unreadable() const { return parts_->jobs.unreadable(); }

void Studio::serve() {
  std::thread ahead([] { prepare_scenes(); });  // so that the first evening is as quick as the others
  bowlby::server::serve(parts_->listener, [this](const Request& request) {
    if (auto no = parts_->guard->check(request)) {
      no->rejected = no->status >= 400;
      return std::move(*no);
    }
    return parts_->routes->answer(request);
  });
  parts_->jobs.stop();
  ahead.join();
}

void Studio::stop() { parts_->listener.stop(); }

}  // namespace bowlby::server
