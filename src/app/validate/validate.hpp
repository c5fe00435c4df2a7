// Validate: run every shipped study that some published number is measured in, and lay all numbers side by side.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "base/problem.hpp"
#include "evidence/mark.hpp"
#include "evidence/validation.hpp"
#include "io/study/parameter_set.hpp"

namespace bowlby {

struct ValidateRequest {
  std::string output;
  std::string command;  // the line that started it, for provenance
  int threads = 0;
  double scale = 1;                        // people in each study, relative to its file
  std::vector<std::string> studies;        // these alone; empty: all that a published number is measured in
  bool only_lives = false;                 // the marks of lives alone, and the studies that these need
  std::optional<ParameterSet> parameters;  // instead of the defaults, and of the set a study names
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

// Something no fit may break, said about relations between numbers.
struct StructuralCheck {
  std::string name, says;
  std::vector<evidence::CheckValue> values;
  std::optional<bool> holds;  // nothing: could not be measured, or is unclear
  bool unclear = false;
};

// holds, broken, unclear, not measured
const char* verdict_of(const StructuralCheck&);

struct Validation {
  std::vector<evidence::ValidationRow> rows;  // misses first
  evidence::ValidationSummary fitted, unfitted;
  std::vector<StructuralCheck> structure;
  std::vector<evidence::MarkRow> lives;                      // misses first
  std::vector<std::pair<std::string, std::string>> digests;  // study, digest of its run
  bool stopped = false;
  double seconds = 0;
  std::string page, table;  // paths
};

// Fills OUTPUT/runs/STUDY, OUTPUT/validation.html and OUTPUT/validation.tsv. With `resume` studies that are finished
// are not run again. Of lives alone there are no rows and no relations. Of some studies only their numbers are laid
// out, and of the relations only those they carry.
Expected<Validation> validate(const ValidateRequest&);

std::string to_text(const Validation&);
std::string to_json(const Validation&);
// The table of misses of docs/known_failures.md.
std::string misses_markdown(const Validation&);

}  // namespace bowlby
