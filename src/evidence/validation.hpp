#pragma once
// Validation: every published number beside the simulated one, and how far apart they are on a common scale.

#include <string>
#include <vector>

#include "evidence/target.hpp"
#include "evidence/verdict.hpp"

namespace bowlby::evidence {

// A number that a fit looks at: to be met or softly held, checked against its source by somebody. The rest was never
// fitted to, so agreement there is a test.
[[nodiscard]] bool fitted(const Target& target);

// A number of a structural check, with its interval where it has one.
struct CheckValue {
  std::string name;
  std::optional<double> value, low{}, high{};
};

struct ValidationRow {
  Target target;
  Maybe simulated;
  Judgement judgement;
  std::string study;       // that measures it; empty where no query does
  std::string remark;      // stand-in or choice made by the query
  std::string unmeasured;  // why there is no simulated number, where there is none
};

// Simulated minus published over the root of both variances; a published number without an interval takes our
// tolerance for its 95 % band. Nothing for directions and for rows that are not measured.
[[nodiscard]] std::optional<double> standardised_error(const ValidationRow& row);

struct ValidationSummary {
  int rows = 0, measured = 0, inside = 0;
  double root_mean_square = 0;     // of the standardised errors
  std::vector<std::string> worst;  // ids of the ten largest, largest first
};

[[nodiscard]] ValidationSummary summarise(const std::vector<ValidationRow>& rows, bool of_fitted);

// Misses first, the largest standardised error first among them; then what is inside; then what is not measured.
void sort_misses_first(std::vector<ValidationRow>& rows);

}  // namespace bowlby::evidence
