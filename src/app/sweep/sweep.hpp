// `bowlby sweep`: one study at many values and seeds. A cell is one point and one seed. Its seed is a number of a
// replicate, so it comes out the same in whichever task, order, folder or machine it is lived, and after any kill.
#pragma once
#include <atomic>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "base/problem.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "studies/study.hpp"

namespace bowlby {

// What is varied: a parameter, people, years, generations, or `off` (edges, with + between several; or none).
struct SweepAxis {
  std::string name;
  std::vector<std::string> values;
};
// "press_taxes=0:1.5:10" (from, to, how many), "press_taxes=0,0.5,1", "off=none,uncertainty_to_press"
Expected<SweepAxis> read_axis(const std::string& text);

struct SweepRequest {
  Study study;
  std::vector<SweepAxis> axes;  // every combination is lived; the last one changes fastest
  std::uint32_t seeds = 1;
  std::vector<std::string> measures;
  std::string output;
};
// Judges all of it, then makes the folder.
Expected<SweepPlan> plan_sweep(const SweepRequest&);

// The study of one cell; live it from replicate `seed` - 1.
Expected<Study> study_of_cell(const SweepPlan&, const SweepCell&);

struct SweepWork {
  std::string dir;
  std::uint32_t task = 1, of = 1;  // every of-th cell, from the task-th
  std::string command;
  int threads = 0;
  bool resume = false;  // always: what is there is never lived again
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;    // at once
  const std::atomic<bool>* enough = nullptr;  // begin no other cell, and end well
};

struct SweepWorked {
  std::size_t share = 0, there = 0, lived = 0;  // cells of this task; of them there already; lived now
  double seconds = 0;
  bool stopped = false;
  std::string note = {};  // what more is to be said
};
Expected<SweepWorked> work_sweep(const SweepWork&);
// After a cell was lived, of so many that were missing.
Progress progress_of(const SweepWorked&, std::size_t of, double seconds, const std::string& what);
// A problem where a folder was planned by another build: its cells may come out differently here.
std::optional<Problem> another_build(const std::string& dir, const std::string& build);

Expected<std::size_t> cells_of_sweep(const std::string& dir);

struct SweepGathered {
  std::size_t cells = 0;
  std::vector<std::uint32_t> missing;  // numbers of cells
  std::string table, picture;          // paths; empty where nothing was written
};
// From the folder and others of the same plan. With cells missing nothing is written, unless `partial`.
Expected<SweepGathered> gather_sweep(const std::string& dir, const std::vector<std::string>& others, bool partial);

// Cells of other folders of the same plan, as far as this one has them not; and the numbers of those it has not.
std::optional<Problem> take_over_cells(const std::string& dir, const std::vector<std::string>& others);
Expected<std::vector<std::uint32_t>> missing_cells(const std::string& dir);

// "1-3, 7"
std::string ranges_text(const std::vector<std::uint32_t>& sorted);

struct SlurmOptions {
  std::uint32_t tasks = 0;  // 0: one a cell, at most 1,000
  std::uint32_t at_once = 50;
  std::uint32_t minutes = 60, memory_mb = 2000;
  std::size_t stages = 1;  // that wait for each other
};
// A batch script that lives the sweep; nothing is called.
std::string slurm_script(const std::string& dir, std::size_t cells, const SlurmOptions&);

}  // namespace bowlby
