#pragma once
#include <optional>

namespace bowlby::bench {

// One timed run of the full `generations` model through the engine.
struct FullModelRates {
  double one_thread;        // person-days per second, set-up excluded
  double one_thread_cpu;    // the same per second of processor time
  double two_threads;       // the same with two threads
  double bytes_per_person;  // all columns of the living, per living person, when most people live
};

// Called once per round by bowlby_bench, in turn with the kernel and the naive program; nothing if the study
// cannot be read.
std::optional<FullModelRates> full_model_rates();

// Births, deaths, unions and kin alone: person-years per second on one thread.
std::optional<double> demography_rate();

}  // namespace bowlby::bench
