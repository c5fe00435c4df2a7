#include "server/studio.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "app/scene.hpp"
#include "server/door.hpp"
#include "server/guard.hpp"
#include "server/http.hpp"
#include "server/routes.hpp"
#include "server/work.hpp"

namespace bowlby::server {

struct Studio::Parts {
  Door door;
  JobTable jobs;
  std::unique_ptr<Guard> guard;
  std::shared_ptr<Routes> routes;
};

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
  if (!setting.token.empty() &&
      (setting.token.size() < 16 ||
       setting.token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") !=
           std::string::npos))
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--token",
                   "is too easy to guess, or has odd characters",
                   "give at least 16 letters, digits, - or _; or leave it out"};
  auto door = Door::open(setting.port);
  if (!door) return door.problems();
  const int all = setting.threads > 0 ? setting.threads : static_cast<int>(std::thread::hardware_concurrency());
  auto jobs =
      JobTable::open(setting.state.empty() ? default_state_folder() : setting.state, job_work(std::max(1, all - 1)));
  if (!jobs) return jobs.problems();
  auto parts = std::make_unique<Parts>(Parts{std::move(*door), std::move(*jobs), nullptr, nullptr});
  parts->guard = std::make_unique<Guard>(parts->door.port(), setting.token);
  routes.help_lines = setting.help_lines;
  routes.threads = std::max(1, all);
  routes.stopping = [door_of = &parts->door] { return door_of->stopping(); };
  auto made = Routes::make(std::move(routes), parts->jobs);
  if (!made) return made.problems();
  parts->routes = *made;
  return Studio(std::move(parts));
}

Studio::Studio(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Studio::Studio(Studio&&) noexcept = default;
Studio::~Studio() = default;

std::string Studio::link() { return parts_->guard->link(); }
const std::vector<Problem>& Studio::unreadable() const { return parts_->jobs.unreadable(); }

void Studio::serve() {
  std::thread ahead([] { prepare_scenes(); });  // so that the first evening is as quick as the others
  bowlby::server::serve(parts_->door, [this](const Request& request) {
    if (auto no = parts_->guard->check(request)) return std::move(*no);
    return parts_->routes->answer(request);
  });
  parts_->jobs.stop();
  ahead.join();
}

void Studio::stop() { parts_->door.stop(); }

}  // namespace bowlby::server
