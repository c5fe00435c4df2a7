// The page of a validation: published and simulated numbers drawn on one line each, misses first.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "evidence/mark.hpp"
#include "evidence/validation.hpp"

namespace bowlby::report {

struct ValidationPageCheck {
  std::string says;
  std::vector<evidence::CheckValue> values;
  std::string verdict;  // holds, broken, unclear, not measured
};

struct ValidationPage {
  std::vector<evidence::ValidationRow> rows;  // in the order they are drawn
  evidence::ValidationSummary fitted, unfitted;
  std::vector<ValidationPageCheck> structure;
  std::vector<evidence::MarkRow> lives;                      // in the order they are drawn
  std::vector<std::pair<std::string, std::string>> digests;  // study, digest of its run
  std::string version, commit, command;
};

// One self-contained HTML text: no script, no request, light and dark, fit for print.
std::string validation_page(const ValidationPage&);

}  // namespace bowlby::report
