// Study files: YAML in, a Study out, and back. The shipped studies/*.yaml show every key at work.
#pragma once
#include <string>
#include <string_view>

#include "io/parameter_set.hpp"
#include "io/study_options.hpp"
#include "studies/problem.hpp"
#include "studies/study.hpp"

namespace bowlby {

// All faults of the file at once, each with its place. Nothing is guessed and nothing is read past.
// `set` stands in for the table's defaults, and for a set that the file names.
Expected<Study> read_study(const std::string& path, const ParameterSet* set = nullptr);
Expected<Study> parse_study(std::string_view text, const std::string& name_for_errors,
                            const ParameterSet* set = nullptr);

// The study with everything said, defaults too, in one fixed order: equal texts are equal studies. Reads back as the
// same study (but for `source`, and the replicate a run was started for).
std::string write_study(const Study&);

}  // namespace bowlby
