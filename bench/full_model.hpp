#pragma once
#include <optional>

namespace bowlby::bench {

// One timed run of the full `generations` model through the engine.
struct FullModelRates {
  double one_thread;        // person-days per second, set-up excluded
  double two_threads;       // the same with two threads
  double bytes_per_person;  // resident memory of the run over living persons
};

// Called once per round by bowlby_bench, in turn with the kernel and the naive program; nothing while
// no engine is linked. THE ONE PLACE TO CONNECT THE ENGINE: full_model.cpp.
std::optional<FullModelRates> full_model_rates();

}  // namespace bowlby::bench
