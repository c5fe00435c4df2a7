// A job's life as server-sent events: `progress`, then `done` or `failed`; a comment now and then while nothing
// happens, so that a listener who has gone is noticed.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "server/http.hpp"
#include "server/jobs.hpp"

namespace bowlby::server {

struct EventSetting {
  std::function<bool()> stopping;
  double heartbeat_seconds = 15;
};

// Returns when the job has ended, the listener is gone or the server stops.
void stream_events(const JobTable&, std::string_view id, const EventSetting&, ResponseWriter&);

// One event; `data` is one line.
std::string event_text(std::string_view name, std::string_view data);

}  // namespace bowlby::server
