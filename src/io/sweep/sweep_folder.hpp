// The folder of a sweep. Nothing in it is shared by two programs while it is written: each cell is a file of its own,
// and appears under its name when it is whole. So it may lie on a network drive, where locks and databases fail.
//
//   plan.tsv          the cells, one a line, in the order of the gathered table
//   study.yaml        the study, everything said
//   cells/000001.tsv  what was measured in a cell
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "evidence/statistics.hpp"

namespace bowlby {

struct SweepCell {
  std::uint32_t number = 0;         // its name
  std::uint32_t seed = 1;           // replicate of the study, from 1: it alone decides the luck
  std::vector<std::string> values;  // of what is varied, in the order of `varied`
};

struct SweepPlan {
  std::string build;  // commit of the program that planned it
  std::string study;  // text of study.yaml
  std::vector<std::string> measures, varied;
  std::vector<SweepCell> cells;
};

inline constexpr std::size_t most_sweep_cells = 100'000;

// What was measured in a cell, measure by measure.
struct CellResult {
  std::string digest;  // of the state of everybody at the end
  std::vector<evidence::Maybe> values;
};

// A new folder, whole or not at all.
std::optional<Problem> write_sweep_plan(const std::string& dir, const SweepPlan&);
Expected<SweepPlan> read_sweep_plan(const std::string& dir);

std::optional<Problem> write_cell(const std::string& dir, const SweepPlan&, const SweepCell&, const CellResult&);
// Nothing: it is not there, or is damaged and has to be lived again. A problem: it is another plan's, or cannot be
// read.
Expected<std::optional<CellResult>> read_cell(const std::string& dir, const SweepPlan&, const SweepCell&);

}  // namespace bowlby
