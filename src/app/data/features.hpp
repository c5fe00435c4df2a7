// What is measured in answers and diaries: the same list for the data and for every simulated world.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

// Lowest and highest answer of a unit such as "1-5".
std::optional<std::pair<double, double>> ends_of(const std::string& unit);
// Not a number that only sorts people, nor one that another one of the same answers tells already.
bool leading_scale(std::string_view scale, std::string_view unit);

}  // namespace bowlby
