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
};

Expected<CalibrateSummary> calibrate(const CalibrateRequest&);

}  // namespace bowlby
