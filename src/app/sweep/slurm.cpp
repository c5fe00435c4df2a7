// The batch script for a cluster run by Slurm. It only calls `sweep work`, and submitting it again does what is
// missing.
#include <fmt/format.h>

#include <algorithm>

#include "app/sweep/sweep.hpp"
#include "io/text/shell.hpp"

namespace bowlby {
namespace {

// Clusters cap arrays, most at 1,001 tasks.
constexpr std::uint32_t most_tasks = 1000;
constexpr int seconds_to_finish = 120;

}  // namespace

std::string slurm_script(const std::string& dir, std::size_t all_cells, const SlurmOptions& o) {
  const auto cells = static_cast<std::uint32_t>(all_cells);
  const std::uint32_t tasks = std::min({o.tasks == 0 ? most_tasks : o.tasks, cells, most_tasks});
  std::string out = "#!/bin/bash\n";
  const auto line = [&out](const std::string& words) { out += "#SBATCH --" + words + "\n"; };
  line("job-name=sweep");
  line(fmt::format("array=1-{}%{}", tasks, std::min(o.at_once, tasks)));
  line("ntasks=1");
  line("cpus-per-task=1");
  line(fmt::format("mem={}M", o.memory_mb));
  line(fmt::format("time={:02}:{:02}:00", o.minutes / 60, o.minutes % 60));
  line(fmt::format("signal=B:USR1@{}", seconds_to_finish));
  const std::string more =
      o.stages < 2 ? ""
                   : fmt::format(
                         "# {} stages wait for each other: submit it so many times, each but the first with\n"
                         "# --dependency=afterany:JOB of the one before.\n",
                         o.stages);
  out += fmt::format(
      "# {} cells, about {} a task. Each cell that is done is a file; submit the script again for what is missing.\n"
      "# {} s before the time limit, or up to a minute earlier, Slurm sends USR1: no other cell is begun, and the "
      "task\n"
      "# ends well.\n"
      "{}exec {} --task \"$SLURM_ARRAY_TASK_ID\" --of {} --threads 1 --quiet\n",
      cells, (cells + tasks - 1) / tasks, seconds_to_finish, more, shell_line({"bowlby", "sweep", "work", dir}), tasks);
  return out;
}

}  // namespace bowlby
