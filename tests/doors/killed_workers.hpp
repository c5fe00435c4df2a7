// Two workers on the tasks of one swept folder, each killed after a time of chance.
#pragma once
#include <time.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "doors/program.hpp"

namespace bowlby::doors {

// What a program has reckoned so far. On a busy machine its start alone takes as long as its work does on an idle one,
// so that a kill by the clock on the wall would find it with nothing done.
inline double own_milliseconds(pid_t pid) {
  clockid_t clock{};
  timespec t{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &t) != 0) return 0;
  return 1e3 * static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_nsec);
}

// How many of the two were killed before they ended; `longest_ms` of their own time.
inline int killed_workers(const std::string& dir, int longest_ms, std::mt19937& random) {
  struct Worker {
    Folder log;
    double until;
    Running program;
    Worker(const std::string& folder, const char* task, double ms)
        : until(ms),
          program(log, {"sweep", "work", folder, "--task", task, "--of", "2", "--threads", "1", "--quiet"}) {}
  };
  std::uniform_int_distribution<int> some(0, longest_ms);
  std::vector<std::unique_ptr<Worker>> both;
  for (const char* task : {"1", "2"}) both.push_back(std::make_unique<Worker>(dir, task, some(random)));
  int killed = 0;
  while (!both.empty()) {
    std::erase_if(both, [&killed](const std::unique_ptr<Worker>& w) {
      const bool alive = w->program.alive();
      if (alive && own_milliseconds(w->program.pid()) < w->until) return false;
      if (alive) w->program.signal(SIGKILL);
      killed += w->program.wait().code == 128 + SIGKILL;
      return true;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return killed;
}

}  // namespace bowlby::doors
