// Scenes for the studio and the command line: a request in JSON goes in, an answer in JSON comes out.
//
// `studio/api/schema.json` says what both look like. The answer depends on the request alone: not on threads, not on
// what was asked before, not on the door. May be called from any number of threads at once; the sample of adults that
// evenings are about is made at the first need and kept.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby {

struct SceneContext {
  int threads = 0;  // for the populations of year, life, lineage and plan; 0: as many as the machine has
  // Called now and then from the calling thread: work done, of how much, and what is being done.
  std::function<void(double done, double of, std::string_view text)> progress = {};
  // Asked now and then; true ends the scene with a problem whose key is "stopped".
  std::function<bool()> stop = {};
  bool waited_for = false;  // somebody holds a line open meanwhile: what takes more than seconds is refused
};

inline constexpr std::string_view scene_stopped_key = "stopped";

Expected<std::string> scene_answer(std::string_view kind, std::string_view request_json, const SceneContext& = {});

// Makes what evenings need beforehand, so that the first evening is as quick as the others.
void prepare_scenes(int threads = 0);

}  // namespace bowlby
