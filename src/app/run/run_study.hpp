// Run a study: from a Study to a folder with results.sqlite and report.html.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

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

// Whether the checkpoint in a folder is another study's, setting's or version's, so that nothing can go on from it
// here. One that cannot be read just now is not.
bool checkpoint_of_another(const std::string& dir, const Study&);

// Hash of everything that decides a run's bits.
std::uint64_t config_hash(const Study&);

// The same, and the build: another build's model may go on to a state that neither of the two would have reached.
std::uint64_t resume_hash(const Study&, std::string_view commit);

}  // namespace bowlby
