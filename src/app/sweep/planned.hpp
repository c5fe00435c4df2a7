// Plans done in shares. A cell is a handful of replicates, or, of couples, one draw of parameters.
#pragma once
#include <string>

#include "app/plan/couples.hpp"
#include "app/plan/plan.hpp"
#include "app/sweep/shared.hpp"

namespace bowlby {

// A new folder with a plan of couples and copies of what it reads. How many cells it has.
Expected<std::size_t> lay_out_plan(const PlanFile&, const std::string& output);
Expected<std::size_t> cells_of_plan(const std::string& dir);
Expected<SweepWorked> work_plan(const SweepWork&);
Expected<GatheredWork> gather_plan(const GatherWork&);

// The same of a plan of people, in the folder that the request names.
Expected<std::size_t> lay_out_people_plan(const PlanRequest&);
Expected<std::size_t> cells_of_people_plan(const std::string& dir);
Expected<SweepWorked> work_people_plan(const SweepWork&);
Expected<GatheredWork> gather_people_plan(const GatherWork&);

}  // namespace bowlby
