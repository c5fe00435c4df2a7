// Run a study: from a Study to a folder with results.sqlite and report.html.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>

#include "app/progress.hpp"
#include "base/problem.hpp"
#include "population/day.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct RunRequest {
  Study study;
  std::string output;
  std::string command;  // the line that started it, for provenance
  int threads = 0;
  std::size_t block = 256;
  Isa isa = best_isa();
  bool resume = false;  // go on with what is there; from nothing, if there is nothing
  bool report = true;
  double checkpoint_seconds = 10;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;  // set to ask for a checkpoint and an orderly end
};

struct RunSummary {
  std::uint64_t digest = 0;
  bool stopped = false;  // asked to stop before the end; --resume continues
  double seconds = 0, person_days = 0, rate = 0;
  bool finished_before = false;  // nothing was lived
  std::string results, report;   // paths
  std::string note;              // how it was resumed, where that needs a word
};

Expected<RunSummary> run_study(const RunRequest&);

}  // namespace bowlby
