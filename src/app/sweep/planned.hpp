// Plans of couples worked as a sweep is: laid out in a folder, done in shares by any number of tasks, and gathered to
// the same bytes as `bowlby plan` gives in one go. A cell is a handful of replicates, or one draw of parameters.
#pragma once
#include <string>
#include <vector>

#include "app/plan/couples.hpp"
#include "app/sweep/sweep.hpp"

namespace bowlby {

// A new folder with the plan and copies of what it reads. How many cells it has.
Expected<std::size_t> lay_out_plan(const PlanFile&, const std::string& output);
Expected<std::size_t> cells_of_plan(const std::string& dir);

Expected<SweepWorked> work_plan(const SweepWork&);

struct PlanGather {
  std::string dir;
  std::vector<std::string> others;  // folders of the same plan, from other machines
  std::string command;
  int threads = 0;
  bool resume = true;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};
struct PlanGathered {
  std::vector<std::uint32_t> missing;  // cells, from 1; then nothing was reckoned
  std::size_t cells = 0;
  CouplePlanSummary plan;
  bool stopped = false;
};
Expected<PlanGathered> gather_plan(const PlanGather&);

}  // namespace bowlby
