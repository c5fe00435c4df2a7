// Compare: a run's simulated numbers beside the published ones.
#pragma once
#include <string>
#include <vector>

#include "evidence/target.hpp"
#include "evidence/verdict.hpp"
#include "io/results_reader.hpp"

namespace bowlby {

struct Comparison {
  evidence::Target target;
  std::optional<evidence::Estimate> simulated;
  evidence::Judgement judgement;
  std::string remark;  // proxy or note of the query, if any
  bool meant_for_this_study = false;
};

// Every target whose query is meant for the run's study, in the order of the ledger.
Expected<std::vector<Comparison>> compare(const ResultsReader&);

// The table as JSON: an array of objects with id, published value and interval, simulated value and interval, inside.
std::string to_json(const std::vector<Comparison>&);
// The table for a terminal.
std::string to_text(const std::vector<Comparison>&);

}  // namespace bowlby
