// The page of a plan: power beside false alarms for each size, what else was found, the methods paragraph.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::report {

struct PlanRow {
  std::uint32_t size = 0;  // couples, or people
  int days = 0;            // of a diary
  evidence::Maybe power, false_alarms;
  double effect = 0, effect_low = 0, effect_high = 0, bias = 0;
  std::optional<double> coverage, exaggeration;
  std::size_t wrong_sign = 0, failed = 0, singular = 0;
  double cost = 0;
};

struct PlanPage {
  std::string title, analysis;
  std::string unit = "couples";  // of the sizes
  std::string effect = "effect";
  std::string cut;             // what the false alarms are counted in
  std::string truth, methods;  // lines of plain text
  std::vector<PlanRow> rows;
  std::vector<std::string> needed;
  bool diary = true;  // with days
  bool costs = false;
};

std::string plan_page(const PlanPage&);

}  // namespace bowlby::report
