// A study lived without files: every replicate from its first month to its last. Rows go to a recorder, and the digest
// of all states comes back. Who wants files, checkpoints or a report looks on once a month.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>

#include "population/run.hpp"
#include "studies/study.hpp"

namespace bowlby {

// How far a study has come, apart from the world it is in.
struct LivedSoFar {
  std::uint32_t replicate = 0;
  std::uint64_t chain = 0;  // of the state's digest once a simulated year; at the end the digest of the study
  double person_days = 0;   // of finished replicates
};

struct LiveOptions {
  RunOptions run{};
  LivedSoFar from{};
  std::optional<World> world{};  // where replicate `from.replicate` goes on; nothing: at its beginning
  std::function<void(std::uint32_t)> replicate{};  // as one begins: whose rows they are from now on
  // After every month. `false` ends it there.
  std::function<bool(const Run&, const LivedSoFar&)> month{};
};

struct Lived {
  LivedSoFar so_far;
  bool stopped = false;  // by `month`
};

Lived live(const Study&, const LifeTables&, Recorder&, LiveOptions = {});

}  // namespace bowlby
