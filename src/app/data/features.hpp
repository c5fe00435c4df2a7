// What is measured in answers and diaries: the same list for the data and for every simulated world.
#pragma once
#include <string>
#include <vector>

#include "app/data/seen.hpp"
#include "evidence/statistics.hpp"

namespace bowlby {

struct Feature {
  std::string id;     // "pre.ecr.anxiety_mean.sd"
  std::string words;  // "standard deviation of ecr.anxiety_mean (pre)"
  evidence::Maybe value;
};

// Level, spread and shares at the ends of every scale; how scales, visits and waves go together; sexes, ages, arms and
// partners; the days of diaries. The data say which there are; a world may lack some.
std::vector<Feature> features_of(const Seen&);

}  // namespace bowlby
