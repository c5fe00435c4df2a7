// What makes the arms of a study differ, taken away.
#pragma once
#include <string>
#include <vector>

#include "population/scenario.hpp"

namespace bowlby {

// Arms remain, and everybody is treated alike. Says what was taken away.
std::vector<std::string> treat_alike(Scenario&);

}  // namespace bowlby
