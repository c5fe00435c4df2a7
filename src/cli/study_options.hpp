// A study file and what the command line changes in it: the same options at every command that lives a study of one's
// own.
#pragma once
#include <string>
#include <vector>

#include "io/study/file.hpp"

namespace CLI {
class App;
}

namespace bowlby {

struct StudyOptions {
  std::string study, parameters, rung;
  std::vector<std::string> set, off;
  StudyChanges changes;
};

// `name`: "--study" where the first word of the command is something else.
void add_study_options(CLI::App&, StudyOptions&, const char* name = "study");

// The study file with the command line's changes, every fault reported at once. What no run reads is said to standard
// error.
Expected<Study> resolve(const StudyOptions&);

}  // namespace bowlby
