// From diaries of couples to the columns of an analysis.
#pragma once
#include <array>
#include <span>
#include <string>
#include <vector>

#include "app/plan/pool.hpp"
#include "fit/couples/reml.hpp"
#include "instruments/diary/couple.hpp"

namespace bowlby {

// Days on which both answered at least once, as means over a day's answers.
struct CoupleDays {
  int arm = 0;
  std::vector<int> day;
  std::vector<std::array<double, 2>> outcome, predictor;
};

// The diary of one couple with the luck of one replicate.
CoupleDays keep_days(const PooledCouple&, const CouplePool&, const PlanFile&, int days, std::uint32_t replicate,
                     CoupleDiary& room);

// What is fitted: rows of the first `days` days, the model, and the contrast that is tested.
struct PlannedAnalysis {
  fit::CoupleRows rows;
  fit::CoupleModel model;
  double scale = 1;  // times a coefficient: the effect in standard deviations
};
PlannedAnalysis analysis_of(const PlanFile&, std::span<const CoupleDays* const>, int days);

// What the columns of one member are called, and which of them is tested.
std::vector<std::string> column_names(const PlanFile&);
std::size_t tested_column(const PlanFile&);

}  // namespace bowlby
