// What can be measured in a run, by name: answers of a wave, what happens in a population, and published numbers.
#pragma once
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct NamedMeasure {
  std::string name, says;
  std::string sql;  // begins with its estimator, as the queries of published numbers do
};

// All that a study can give, in the order of its waves; then what happens in any population; then published numbers.
std::vector<NamedMeasure> measures_of(const Study&);

// One of them; otherwise a problem of `option` that offers the nearest name.
Expected<NamedMeasure> measure_named(const Study&, const std::string& option, const std::string& name);

}  // namespace bowlby
