// Calibrate: one parameter set for all studies, as a posterior, with what it rests on. One session fills
// DIR/calibration.sqlite, DIR/calibrated.yaml and DIR/sensitivity.md.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>

#include "app/calibrate/plan.hpp"
#include "app/progress.hpp"

namespace bowlby {

// How far to go; every stage includes those before it.
enum class CalibrationStage { screen, design, posterior };

struct CalibrateRequest {
  CalibrationFile file;
  std::string output;
  std::string command;                 // the line that started it, for provenance
  int threads = 0;                     // points at once; 0: one per core. Never changes the result
  bool resume = false, small = false;  // small: the file was made quick()
  CalibrationStage until = CalibrationStage::posterior;
  std::string tasks;               // key of the runs in the folder, where tasks do them; empty: they are done here
  std::uint32_t task = 1, of = 0;  // every of-th run of the stage that is due, from the task-th; 0: all are there
  const std::atomic<bool>* enough = nullptr;  // begin no other run, and end well
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

struct CalibrateSummary {
  std::uint64_t digest = 0;  // of every run and every table
  bool stopped = false;      // asked to stop before the end; --resume continues
  std::size_t runs = 0, reused = 0;
  double seconds = 0;
  std::string results, calibrated, sensitivity;  // paths; the last two are empty if not reached
  std::string text;                              // the tables, for a terminal
  std::string note;                              // what was set aside, if anything
  struct Due {
    std::string stage;                           // empty: no stage is due any more
    std::size_t share = 0, there = 0, done = 0;  // runs of a task; of them there already; done now
    std::size_t left = 0;                        // runs of the stage that are still missing
  } due;                                         // of a task
};

Expected<CalibrateSummary> calibrate(const CalibrateRequest&);

// Stages of runs that wait for each other, and the runs of the largest: what tasks can do at the same time.
struct CalibrationSteps {
  std::size_t stages = 0, most_runs = 0;
};
CalibrationSteps steps_of(const CalibrateRequest&);

}  // namespace bowlby
