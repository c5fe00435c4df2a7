// What befalls the program in the tests of this folder, and how they are gone through: a few blows in the short form,
// all of them with BOWLBY_ENDURANCE (`make endurance`), two programs side by side.
#pragma once
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace bowlby::doors {

inline bool all_of_them() { return std::getenv("BOWLBY_ENDURANCE") != nullptr; }

// The Nth call that changes the disk is the last one, is half done, or fails.
struct Blow {
  std::string kind;  // kill, half, eio, enospc; empty: only count
  long at = 0;
};

// For the program's environment; `count`: a file for the number of calls.
inline std::map<std::string, std::string> environment_of(const Blow& blow, const std::string& count = {}) {
  std::map<std::string, std::string> out{{"LD_PRELOAD", BOWLBY_FAULT_LIBRARY}};
  if (blow.at > 0) out["BOWLBY_FAULT_AT"] = std::to_string(blow.at);
  if (!blow.kind.empty()) out["BOWLBY_FAULT"] = blow.kind;
  if (!count.empty()) out["BOWLBY_FAULT_COUNT"] = count;
  return out;
}

// A death at every call and a fault at every second one; in the short form both at about `points` of them. The last
// calls are the ones where a result gets its name: they are in both. Where a command does one thing again and again,
// `ends` asks for every call of that many at either end, and for every 37th between.
inline std::vector<Blow> blows(long calls, int points, long ends = 0) {
  std::vector<Blow> out;
  const long step = all_of_them() ? 1 : std::max(1L, calls / points);
  for (long at = calls; at > 0; at -= step) {
    if (all_of_them() && ends > 0 && at > ends && at <= calls - ends && at % 37 != 0) continue;
    out.push_back({at / step % 2 != 0 ? "kill" : "half", at});
    if (!all_of_them()) out.push_back({at % 2 != 0 ? "eio" : "enospc", at});
    if (all_of_them() && at % 2 == 0) out.push_back({at % 4 != 0 ? "eio" : "enospc", at});
  }
  return out;
}

// Two at a time, as there are two cores at least; a try waits for its program most of the time.
inline void side_by_side(const std::vector<Blow>& all, const std::function<void(const Blow&)>& one) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next++) < all.size();) one(all[i]);
  };
  std::thread other(work);
  work();
  other.join();
}

struct Tally {
  std::atomic<int> alike{0}, finished{0}, told{0};
  const std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  void tell(const std::string& name, long calls, std::size_t tries) const {
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::printf(
        "## %s: %ld calls, %zu deaths and faults, %d ended alike; %d went on by themselves, %d said what to do "
        "(%.0f s)\n",
        name.c_str(), calls, tries, alike.load(), finished.load(), told.load(), took);
    std::fflush(stdout);
  }
};

}  // namespace bowlby::doors
