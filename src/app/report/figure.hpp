// One picture of a run's report as a file of its own.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

struct FigureName {
  std::string name, title;
};

// What can be drawn of a finished run, in the order of its report.
Expected<std::vector<FigureName>> figure_names(const std::string& dir);
// The SVG of one of them, with its caption and how to get it again.
Expected<std::string> figure_of(const std::string& dir, const std::string& name);

}  // namespace bowlby
