// What makes the arms of a study differ, taken away.
#pragma once
#include <string>
#include <vector>

#include "population/scenario.hpp"

namespace bowlby {

// Arms remain, and everybody is treated alike. Says what was taken away.
std::vector<std::string> treat_alike(Scenario&);
// The same for a study of one group: nothing is done to anybody. Events and help of the study go.
std::vector<std::string> leave_alone(Scenario&);

}  // namespace bowlby
