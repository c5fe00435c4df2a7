#include "server/events.hpp"

#include <chrono>

namespace bowlby::server {

std::string event_text(std::string_view name, std::string_view data) {
  return "event: " + std::string(name) + "\ndata: " + std::string(data) + "\n\n";
}

void stream_events(const JobTable& jobs, std::string_view id, const EventSetting& setting, ResponseWriter& to) {
  using Clock = std::chrono::steady_clock;
  constexpr double look_again = .5;  // how late a listener's leaving may be noticed
  if (!to.write("retry: 1000\n\n")) return;
  auto last = Clock::now();
  unsigned long seen = 0;
  while (!setting.stopping() && to.connected()) {
    const auto now = jobs.wait(id, seen, look_again);
    if (!now) return;
    if (now->change > seen) {
      seen = now->change;
      last = Clock::now();
      const Job& job = now->job;
      if (job.state == JobState::done) {
        to.write(event_text("done", to_json(job)));
        return;
      }
      if (ended(job.state)) {
        std::vector<Problem> why = job.problems;
        if (why.empty())
          why.push_back({Fault::usage, "", 0, 0, "", "the job was cancelled", "start it again if you like"});
        to.write(event_text("failed", problems_json(why)));
        return;
      }
      if (!to.write(event_text("progress", to_json(job.progress)))) return;
      continue;
    }
    if (std::chrono::duration<double>(Clock::now() - last).count() < setting.heartbeat_seconds) continue;
    last = Clock::now();
    if (!to.write(": still here\n\n")) return;
  }
}

}  // namespace bowlby::server
