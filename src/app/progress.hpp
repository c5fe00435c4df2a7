// Progress: one event type for the terminal, for --progress=json, for a server and for tests.
#pragma once
#include <cstddef>
#include <string>

namespace bowlby {

struct Progress {
  std::string phase;             // "living", "report", "claims"
  double fraction = 0;           // 0..1 of the whole run
  double year = 0;               // simulated
  double living = 0;             // people alive now
  double person_days = 0;        // done so far
  double rate = 0;               // person-days per second, lately
  double seconds = 0;            // since the start
  double seconds_left = -1;      // -1: not known yet
  std::size_t done = 0, of = 0;  // runs, where there are many
  std::string what = {};         // the study run last, where there are many
};

class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  virtual void report(const Progress&) = 0;
};

}  // namespace bowlby
