// What is done of a plan, kept so that it can be gone on with: one small file for each handful of replicates.
//
//   plan.key            what is planned: a folder of another plan or program is not gone on with
//   work/000012.tsv     outcomes of the thirteenth handful (io/sweep/pieces.hpp)
//
// A folder that several programs work in, each its share, has copies of what is planned, too: plan.yaml, study.yaml and
// set.yaml, where the plan draws parameters from a file.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "io/plan/plan_file.hpp"
#include "io/sweep/pieces.hpp"

namespace bowlby {

// What the analysis of one replicate said.
struct PlanOutcome {
  double estimate = 0, error = 0, degrees_of_freedom = 0, p = 1;
  double scale = 1;  // times the estimate: the effect in standard deviations
  bool singular = false;
  std::string failed;       // why there is no test; empty: there is one
  std::size_t couples = 0;  // of a large sample, whose size no plan names
  bool operator==(const PlanOutcome&) const = default;
};

// The folder, new or gone on with. The key is one line.
std::optional<Problem> open_plan_work(const std::string& dir, const std::string& key, bool resume);
// Of a folder, new or gone on with: what it was opened for.
Expected<std::string> read_plan_key(const std::string& dir);
std::optional<Problem> write_plan_outcomes(const Pieces&, std::size_t piece, const std::vector<PlanOutcome>&);
// Nothing: they are not there, or damaged, and are to be done again.
Expected<std::optional<std::vector<PlanOutcome>>> read_plan_outcomes(const Pieces&, std::size_t piece,
                                                                     std::size_t count);

// A new folder for several programs, whole or not at all. `set` may be empty.
std::optional<Problem> write_planned(const std::string& dir, const std::string& key, const std::string& plan,
                                     const std::string& study, const std::string& set);
bool is_planned(const std::string& dir);
Expected<PlanFile> read_planned(const std::string& dir);

}  // namespace bowlby
