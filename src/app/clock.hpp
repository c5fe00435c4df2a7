// The time of day, for what is told about a run; it decides nothing.
#pragma once
#include <ctime>
#include <string>

namespace bowlby {

inline std::string utc_now() {
  char when[32];
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  return {when, std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

}  // namespace bowlby
