// What a study for a claim sets otherwise than life is: its strengths, and whether its people are ordinary.
#pragma once
#include <string>

#include "population/scenario.hpp"

namespace bowlby {

// Coefficients of edges that are neither as shipped nor cut, each with both values: "stay_from_hope 5 (shipped 0.3)".
// Empty: every edge has its shipped strength.
std::string raised_strengths(const Scenario&);

// Why the people of a study are not ordinary: somebody's care is set, a parameter is not as shipped, an edge is cut, or
// a part of life is left out. Empty for ordinary people. Groups that are drawn by chance and get help, or are struck by
// events, are ordinary people; so are people who do not die.
std::string not_ordinary(const Scenario&);

}  // namespace bowlby
